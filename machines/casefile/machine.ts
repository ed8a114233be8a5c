import { setup } from 'xstate'
import { arrowsWith } from '../kernel/arrow.ts'
import type { Definition, Stamp } from '../kernel/definition.ts'
import { effectActions } from '../kernel/effect.ts'
import { attemptMessages } from './attempts.ts'
import { dutyNamed } from './duties.ts'
import {
  deliverLink,
  deliverOpening,
  editIt,
  linkedCasefileOpened,
  openAttempt,
  openInvestigation,
  openLinkedCasefile,
  openReview,
  sendIt,
  takeUpReopening,
  tellAll,
  tellAttempts,
  tellEdited,
  tellInvestigationThatItIsWithdrawn,
  tellOfDeath,
  tellSent,
  tellSummary,
  tellThatItIsWithdrawn,
} from './effects.ts'
import { investigationMessages } from './investigations.ts'
import { completeRules, ownDoorRules } from './letters.ts'
import { linkMessages } from './links.ts'
import { papersConditions } from './papers.ts'
import { begun, type Casefile } from './record.ts'
import { events, recording, rules, type Submission } from './recording.ts'
import { reopeningConditions, reopeningMessages } from './reopening.ts'
import { reviewMessages } from './reviews.ts'

const conditions = { ...papersConditions, ...reopeningConditions }
const { all, when, guards } = arrowsWith(rules, conditions)
const withoutAnActOfItsOwn = Object.keys(ownDoorRules) as (keyof typeof ownDoorRules)[]
const sayingWhatItMust = Object.keys(completeRules) as (keyof typeof completeRules)[]

const machine = setup({
  types: { context: {} as Casefile, events: {} as Submission & Stamp, input: {} as Partial<Casefile> | undefined },
  guards,
  actions: { ...effectActions, ...recording },
}).createMachine({
  id: 'casefile',
  description: 'One complaint: its people, its papers, whose it is, and the machines that carry it',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'unopened',
  states: {
    unopened: {
      description: 'Nothing is known yet',
      tags: 'standing',
      on: {
        OPEN: {
          target: 'open',
          guard: all('byAnyStaff', 'receivedByToday', 'organisationsAreKnown', 'saysWhatItReassesses'),
          actions: ['recordOpening', deliverOpening],
        },
      },
    },
    open: {
      description: 'The complaint is on file; whether its enquiry is closed is told by its attempts',
      tags: 'standing',
      on: {
        ASSIGN: { guard: all('byALineManagerOrAbove', 'toAnotherPost'), actions: ['recordCaseworker', tellAll] },
        TRANSFER_DIRECTORATE: { guard: all('byALineManagerOrAbove', 'toAnotherDirectorate'), actions: ['recordDirectorate', tellAll] },
        CHANGE_STAGE: {
          guard: all('byTheCaseworker', 'toAnotherStage', 'noAttemptInTheWay', 'noInvestigationInTheWay'),
          actions: ['recordStage', tellAll],
        },
        SET_FLAG: { guard: all('byTheCaseworker'), actions: ['recordFlag', tellAll] },
        SEAL: { guard: all('byALineManagerOrAbove'), actions: 'recordSeal' },
        UNSEAL: { guard: all('byALineManagerOrAbove', 'isSealed'), actions: 'recordUnsealing' },

        CHANGE_PARTY: { guard: all('byTheCaseworker', 'namesAParty', 'organisationsAreKnown'), actions: ['recordParties', tellAll] },
        CHANGE_COMPLAINT: { guard: all('byTheCaseworker', 'saysWhatChanges'), actions: 'recordComplaint' },
        COMPLAINANT_DIED: { guard: all('byTheCaseworker', 'deathNotYetRecorded'), actions: ['recordDeath', tellAll, tellOfDeath] },
        COMPLAINT_WITHDRAWN: {
          guard: all('byTheCaseworker', 'notYetWithdrawn'),
          actions: ['recordWithdrawal', tellAll, tellAttempts('COMPLAINT_WAS_WITHDRAWN')],
        },

        RECORD_CORRESPONDENCE: { guard: all('byTheCaseworker', 'saysWhichOrganisation') },
        FILE_DOCUMENT: { guard: all('byTheCaseworker', 'datedByToday') },
        ADD_NOTE: { guard: all('byTheCaseworker') },
        LINK: { guard: all('byTheCaseworker', 'notLinkedAlready'), actions: ['recordLink', deliverLink] },
        WAS_LINKED: { actions: ['recordBeingLinked', linkedCasefileOpened] },
        RECORD_PUBLICATION: [
          { guard: when('summaryOnly', 'summaryRecordedBy'), actions: ['recordSummary', tellSummary] },
          { guard: all('byTheCaseworker', 'notRecordedAlready'), actions: ['recordPublication', tellAll] },
        ],

        EDIT_LETTER: { guard: all('byTheCaseworker', 'letterIsADraft'), actions: [editIt, tellEdited] },
        LETTER_SENT: {
          guard: all('byTheCaseworker', 'letterIsADraft', ...withoutAnActOfItsOwn, 'letterHasItsText', ...sayingWhatItMust),
          actions: [sendIt, tellSent],
        },
        DUTY_DONE: {
          guard: all('byAnyStaff', 'dutyIsOpen', 'dutyEndsBySayingSo', 'dutyFallsToThem'),
          actions: { type: 'acknowledgeDuty', params: ({ event }) => ({ id: dutyNamed(event)!.id }) },
        },

        OPEN_INTERVENTION: {
          guard: all('byTheCaseworker', 'casefileAtAssessment', 'noAttemptUnderWay'),
          actions: [openAttempt, tellThatItIsWithdrawn, 'recordAttempt'],
        },
        ATTEMPT_DECIDED: { actions: 'recordDecision' },
        ATTEMPT_FINISHED: { actions: 'recordOutcome' },
        PROPOSAL_REFUSED: { actions: 'recordRefusal' },
        PROPOSAL_ESCALATED: { actions: 'recordEscalation' },
        ENQUIRY_REOPENED: [
          { guard: when('inANewCasefile'), actions: openLinkedCasefile },
          { guard: when('enquiryIsUnderWay'), actions: takeUpReopening },
          {
            guard: when('backFromInvestigation'),
            actions: ['recordStageBack', tellAll, openAttempt, tellThatItIsWithdrawn, 'recordReopening'],
          },
          { actions: [openAttempt, tellThatItIsWithdrawn, 'recordReopening'] },
        ],

        OPEN_INVESTIGATION: {
          guard: all('byTheCaseworker', 'casefileAtInvestigation', 'noInvestigationUnderWay'),
          actions: [openInvestigation, tellInvestigationThatItIsWithdrawn, 'recordInvestigation'],
        },
        REPORT_ISSUED: { actions: 'recordReport' },
        INVESTIGATION_ENDED: { actions: 'recordInvestigationEnd' },

        REFER_FOR_REVIEW: {
          guard: all('referredByAnyStaff', 'aLetterHasFollowed', 'decisionIsOurs', 'reachedUsByToday', 'followsTheLetter'),
          actions: [openReview, 'recordReferral'],
        },
        REVIEW_ENDED: { actions: 'recordReviewEnd' },
      },
    },
  },
})

/** The casefile: opened once, never final. */
export const casefile: Definition = {
  name: 'casefile',
  title: 'Casefile',
  version: 2,
  machine,
  rules,
  conditions,
  deadlines: {},
  events,
  messages: [...attemptMessages, ...investigationMessages, ...reviewMessages, ...reopeningMessages, ...linkMessages],
  /** Version 1 knew neither investigations nor reviews. */
  upgrades: { 1: ({ value, context }) => ({ value, context: { ...begun, ...(context as Partial<Casefile>) } }) },
  notBefore: ({ casefile: { receivedOn } }: Casefile) => receivedOn,
}
