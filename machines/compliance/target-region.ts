import { duties, ended } from './duties.ts'
import { discardExtensionLetters, discardUpdate, draftUpdate, sendReminder, writeOfDecline, writeOfGrant } from './effects.ts'
import { lifecycle, waits } from './lifecycle.ts'
import { all, alongside, when } from './rules.ts'

/** The target date and what becomes of it: reminded of, missed, extended (C13, C14, C20). */

/** What was written of the date that is replaced, and of more time that was declined, is not sent any more. */
const forgetting = [discardExtensionLetters, ended('sendExtensionLetter')] as const

/** The date itself, as the clock finds it. */
const date = lifecycle.createStateConfig({
  description: 'The date by which the remedy is to be in place',
  initial: 'onTrack',
  on: {
    EXTEND_TARGET_DATE: { target: '.onTrack', guard: alongside() },
    AGREE_STEP: { target: '.onTrack', guard: alongside('newDateProposed') },
    RECOMMENDATION_WAS_ACCEPTED: [
      { target: '.onTrack', guard: when('anotherDateIsAgreed'), actions: ['recordAcceptedAfterAll', ...forgetting] },
      { actions: 'recordAcceptedAfterAll' },
    ],
  },
  states: {
    onTrack: {
      meta: { says: 'Before the target date' },
      description: 'The organisation has until the target date',
      after: {
        reminderDue: { target: 'reminded', actions: [sendReminder, 'recordReminder'] },
        targetPassedWithEvidence: 'passed.withUs',
        targetPassed: 'passed.overdue',
      },
    },
    reminded: {
      meta: { says: 'Reminded of the target date' },
      description: 'The organisation was reminded of the target date',
      after: { targetPassedWithEvidence: 'passed.withUs', targetPassed: 'passed.overdue' },
    },
    passed: {
      meta: { says: 'Target date passed' },
      description: 'The complainant is kept up to date',
      tags: 'overdue',
      initial: 'overdue',
      entry: duties.updateComplainant,
      exit: [ended('updateComplainant'), discardUpdate],
      states: {
        withUs: {
          meta: { says: 'Evidence with us' },
          description: 'Target passed, evidence with us',
          on: {
            EVIDENCE_RECEIVED: { target: 'overdue', guard: alongside('cameLate') },
            JUDGE_EVIDENCE: { target: 'overdue', guard: alongside('judgedWanting') },
            GIVE_VIEW: { target: 'overdue', guard: alongside('viewedWanting') },
            DECIDE_COMPLIANCE: { target: 'overdue', guard: alongside('judgedWanting') },
          },
        },
        overdue: {
          description: 'The target date was missed',
          entry: 'recordOverdue',
          on: {
            EVIDENCE_RECEIVED: { target: 'withUs', guard: alongside('cameInTime'), actions: 'recordAnsweredInTime' },
            RECOMMENDATION_WAS_ACCEPTED: [
              {
                target: '#compliance.open.target.date.onTrack',
                guard: when('anotherDateIsAgreed'),
                actions: ['recordAcceptedAfterAll', ...forgetting],
              },
              { target: 'withUs', guard: when('provedInTime'), actions: ['recordAcceptedAfterAll', 'recordAnsweredInTime'] },
              { actions: 'recordAcceptedAfterAll' },
            ],
          },
        },
      },
    },
  },
})

/** Asked for by one person, granted or declined by another (C13). */
const extension = lifecycle.createStateConfig({
  description: 'Whether more time is asked for',
  initial: 'none',
  states: {
    none: {
      description: 'No extension is asked for',
      tags: ['standing', 'quiet'],
      on: {
        REQUEST_EXTENSION: { target: 'asked', guard: all('extensionIsAskedBy', 'extensionIsLonger'), actions: 'recordRequest' },
      },
    },
    asked: {
      meta: { says: 'Extension asked for' },
      entry: duties.decideExtension,
      exit: ended('decideExtension'),
      ...waits('extensionDue', 'An extension is asked for'),
      on: {
        EXTEND_TARGET_DATE: {
          target: 'none',
          guard: all(
            'grantedByAnOperationsManager',
            'notTheirOwnRequest',
            'extensionIsLonger',
            'beforeTheTargetDate',
            'extendedOnceOnly',
            'tellingTheComplainantConsidered',
          ),
          actions: ['recordGrant', duties.noteExtension, duties.tellOfExtension, ...writeOfGrant],
        },
        DECLINE_EXTENSION: {
          target: 'none',
          guard: all('grantedByAnOperationsManager', 'notTheirOwnRequest'),
          actions: ['recordDecline', ...writeOfDecline],
        },
        AGREE_STEP: { target: 'none', guard: alongside('newDateProposed') },
      },
    },
  },
})

export const targetRegion = lifecycle.createStateConfig({
  description: 'The target date',
  type: 'parallel',
  on: {
    UPDATE_COMPLAINANT: [
      {
        guard: when('toldByLetter', 'complainantIsToldBy', 'letterIsOfALateRemedy'),
        actions: ['recordUpdateToSend', discardUpdate, draftUpdate],
      },
      {
        guard: all('complainantIsToldBy'),
        actions: ['recordUpdate', discardUpdate, ended('updateComplainant'), duties.nextUpdate],
      },
    ],
    LETTER_WAS_SENT: {
      guard: when('updateWasSent'),
      actions: ['recordUpdateSent', ended('updateComplainant'), duties.nextUpdate],
    },
  },
  exit: forgetting,
  states: { date, extension },
})
