import { setup } from 'xstate'
import { arrowsWith } from '../kernel/arrow.ts'
import { addDays } from '../kernel/calendar.ts'
import type { Definition, Stamp } from '../kernel/definition.ts'
import { type EffectParams, effectActions } from '../kernel/effect.ts'
import { neverRun } from '../kernel/recording.ts'
import { deadlines } from './deadlines.ts'
import { conditions, events, recording, rules, type Submission } from './judge.ts'
import { messages } from './messages.ts'
import { begun, type Compliance } from './record.ts'

const { all, when, guards } = arrowsWith(rules, conditions)
type At = { readonly context: Compliance; readonly event: Stamp }
type Duty = EffectParams['createDuty']

const dutyToJudge = {
  type: 'createDuty',
  params: ({ context }: At): Duty => ({
    name: 'judgeEvidence',
    to: 'assessmentOutcomesOfficer',
    title: 'Judge the evidence that the remedy was provided',
    dueOn: context.judgeBy!,
    cites: 'I34',
    endsBy: 'act',
  }),
} as const
const dutyToFollowUp = {
  type: 'createDuty',
  params: ({ event }: At): Duty => ({
    name: 'followUp',
    to: 'assessmentOutcomesOfficer',
    title: 'Follow up the remedy that is not in place',
    dueOn: event.today,
    cites: 'I34',
    endsBy: 'act',
  }),
} as const
/** Due from the day of the refusal, though it be entered late. */
const dutyToReassess = {
  type: 'createDuty',
  params: ({ context, event }: At): Duty => {
    const dueOn = addDays(context.refusedOn!, event.settings.reassessingDays)
    return {
      name: 'reassess',
      to: 'director',
      title: 'Consider whether the case is suitable for investigation: the work was refused',
      dueOn,
      cites: 'C22g',
      endsBy: 'act',
      ...(dueOn < event.today && { enteredLate: true as const }),
    }
  },
} as const
const endDuties = { type: 'endDuty', params: [{ name: 'judgeEvidence' }, { name: 'followUp' }, { name: 'reassess' }] } as const
const tellTheOpener = {
  type: 'tell',
  params: ({ context }: At): EffectParams['tell'] => ({
    to: 'parent',
    event: { type: 'ITEM_ENDED', action: context.key, ending: 'complied' },
  }),
} as const

const machine = setup({
  types: { context: {} as Compliance, events: {} as Submission & Stamp, input: {} as Partial<Compliance> | undefined },
  guards,
  delays: neverRun('targetPassed', 'judgingDue'),
  actions: { ...effectActions, ...recording },
}).createMachine({
  id: 'compliance',
  description: 'One agreed remedy, until the organisation has provided it',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'opening',
  on: { CASEFILE_CHANGED: { actions: 'hearOfCasefile' } },
  states: {
    opening: {
      description: 'Being opened',
      tags: 'standing',
      on: {
        BEGIN: [
          { target: 'open.judging', guard: when('wasProvidedAlready'), actions: ['recordProvided', 'beginJudging'] },
          { target: 'open.refused', guard: when('workWasRefused') },
          { target: 'open.awaiting' },
        ],
      },
    },
    open: {
      initial: 'awaiting',
      on: {
        EVIDENCE_RECEIVED: {
          target: '.judging',
          guard: all('byTheMonitor', 'providedByToday'),
          actions: ['recordEvidence', 'beginJudging', endDuties],
        },
        RECORD_CORRESPONDENCE: { guard: all('byTheMonitor') },
      },
      states: {
        awaiting: {
          initial: 'onTrack',
          states: {
            onTrack: {
              description: 'The organisation has until the target date',
              after: { targetPassed: 'overdue' },
            },
            wanting: {
              description: 'What came was not what was agreed',
              tags: 'overdue',
              entry: dutyToFollowUp,
              after: { targetPassed: 'overdue' },
            },
            overdue: {
              description: 'The target date has passed',
              tags: 'overdue',
              entry: ['recordOverdue', dutyToFollowUp],
            },
          },
        },
        judging: {
          entry: dutyToJudge,
          initial: 'inTime',
          on: {
            EVIDENCE_RECEIVED: { guard: all('byTheMonitor', 'providedByToday'), actions: 'recordEvidence' },
            DIRECT_DOUBT: { target: 'inDoubt', guard: all('byTheMonitor'), actions: 'beginDoubt' },
            JUDGE_EVIDENCE: [
              {
                target: '#compliance.closed.complied',
                guard: when('weAreSatisfied', 'byTheMonitor', 'caseIsNotPublished'),
                actions: ['recordJudgement', endDuties],
              },
              {
                target: 'awaiting.onTrack',
                guard: when('itIsOnTheWay', 'byTheMonitor', 'onTheWayBeforeTheTarget'),
                actions: ['recordJudgement', endDuties],
              },
              { target: 'awaiting.overdue', guard: when('targetHasPassed', 'byTheMonitor'), actions: ['recordJudgement', endDuties] },
              { target: 'awaiting.wanting', guard: all('byTheMonitor'), actions: ['recordJudgement', endDuties] },
            ],
          },
          states: {
            inTime: { description: 'Evidence is with us', after: { judgingDue: 'late' } },
            late: { description: 'Evidence has been with us too long', tags: 'overdue' },
          },
        },
        inDoubt: {
          entry: dutyToJudge,
          initial: 'inTime',
          on: {
            EVIDENCE_RECEIVED: { guard: all('byTheMonitor', 'providedByToday'), actions: 'recordEvidence' },
            JUDGE_EVIDENCE: [
              {
                target: '#compliance.closed.complied',
                guard: when('weAreSatisfied', 'doubtIsTheOfficers', 'caseIsNotPublished'),
                actions: ['recordJudgement', endDuties],
              },
              {
                target: 'awaiting.onTrack',
                guard: when('itIsOnTheWay', 'doubtIsTheOfficers', 'onTheWayBeforeTheTarget'),
                actions: ['recordJudgement', endDuties],
              },
              { target: 'awaiting.overdue', guard: when('targetHasPassed', 'doubtIsTheOfficers'), actions: ['recordJudgement', endDuties] },
              { target: 'awaiting.wanting', guard: all('doubtIsTheOfficers'), actions: ['recordJudgement', endDuties] },
            ],
          },
          states: {
            inTime: { description: 'A doubt about the evidence is with the assessment outcomes officer', after: { judgingDue: 'late' } },
            late: { description: 'The doubt has been with the assessment outcomes officer too long', tags: 'overdue' },
          },
        },
        refused: { description: 'The organisation refused the work that was asked for', tags: 'overdue', entry: dutyToReassess },
      },
    },
    closed: {
      tags: 'closed',
      initial: 'complied',
      states: {
        complied: { description: 'We are satisfied that the organisation did what was agreed', entry: ['recordEnding', tellTheOpener] },
      },
    },
  },
})

/** One agreed remedy being monitored: open until we are satisfied that it was provided. */
export const compliance: Definition = {
  name: 'compliance',
  title: 'Compliance item',
  version: 1,
  machine,
  rules,
  conditions,
  deadlines,
  events,
  messages,
}
