import { setup } from 'xstate'
import { arrowsWith } from '../kernel/arrow.ts'
import { addDays } from '../kernel/calendar.ts'
import type { Definition, Stamp } from '../kernel/definition.ts'
import { type EffectParams, effectActions } from '../kernel/effect.ts'
import { neverRun } from '../kernel/recording.ts'
import { deadlines } from './deadlines.ts'
import { conditions, events, recording, rules, type Submission } from './judge.ts'
import { begun, type Compliance } from './record.ts'

const { all, when, guards } = arrowsWith(rules, conditions)
type At = { readonly context: Compliance; readonly event: Stamp }
type Duty = EffectParams['createDuty']

const dutyToJudge = {
  type: 'createDuty',
  params: ({ context }: At): Duty => ({
    name: 'judgeEvidence', to: 'assessmentOutcomesOfficer', title: 'Judge the evidence that the remedy was provided', dueOn: context.judgeBy!, cites: 'I34', endsBy: 'act',
  }),
} as const
const dutyToFollowUp = {
  type: 'createDuty',
  params: ({ event }: At): Duty => ({
    name: 'followUp', to: 'assessmentOutcomesOfficer', title: 'Follow up the remedy that is not in place', dueOn: event.today, cites: 'I34', endsBy: 'act',
  }),
} as const
const dutyToReassess = {
  type: 'createDuty',
  params: ({ event }: At): Duty => ({
    name: 'reassess', to: 'director', title: 'Consider whether the case is suitable for investigation: the work was refused',
    dueOn: addDays(event.today, event.settings.reassessingDays), cites: 'C22g', endsBy: 'act',
  }),
} as const
const endDuties = { type: 'endDuty', params: [{ name: 'judgeEvidence' }, { name: 'followUp' }, { name: 'reassess' }] } as const
const tellTheOpener = {
  type: 'tell', params: ({ context }: At): EffectParams['tell'] => ({ to: 'parent', event: { type: 'ITEM_ENDED', action: context.key, ending: 'complied' } }),
} as const

const machine = setup({
  types: { context: {} as Compliance, events: {} as Submission & Stamp, input: {} as Partial<Compliance> | undefined },
  guards,
  delays: neverRun('evidenceIsHere', 'workWasRefused', 'targetPassed', 'judgingDue'),
  actions: { ...effectActions, ...recording },
}).createMachine({
  id: 'compliance',
  description: 'One agreed remedy, until the organisation has provided it',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'open',
  on: { CASEFILE_CHANGED: { actions: 'hearOfCasefile' } },
  states: {
    open: {
      initial: 'awaiting',
      on: {
        EVIDENCE_RECEIVED: { target: '.judging', guard: all('byTheMonitor', 'providedByToday'), actions: ['recordEvidence', 'beginJudging', endDuties] },
        RECORD_CORRESPONDENCE: { guard: all('byTheMonitor') },
      },
      states: {
        awaiting: {
          initial: 'onTrack',
          states: {
            onTrack: {
              description: 'The organisation has until the target date',
              after: {
                evidenceIsHere: { target: '#compliance.open.judging', actions: 'beginJudging' },
                workWasRefused: { target: '#compliance.open.refused', actions: dutyToReassess },
                targetPassed: 'overdue',
              },
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
              { target: '#compliance.closed.complied', guard: when('weAreSatisfied', 'byTheMonitor', 'caseIsNotPublished'), actions: ['recordJudgement', endDuties] },
              { target: 'awaiting.onTrack', guard: when('itIsOnTheWay', 'byTheMonitor', 'onTheWayBeforeTheTarget'), actions: ['recordJudgement', endDuties] },
              { target: 'awaiting.overdue', guard: when('wasOverdue', 'byTheMonitor'), actions: ['recordJudgement', endDuties] },
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
              { target: '#compliance.closed.complied', guard: when('weAreSatisfied', 'doubtIsTheOfficers', 'caseIsNotPublished'), actions: ['recordJudgement', endDuties] },
              { target: 'awaiting.onTrack', guard: when('itIsOnTheWay', 'doubtIsTheOfficers', 'onTheWayBeforeTheTarget'), actions: ['recordJudgement', endDuties] },
              { target: 'awaiting.overdue', guard: when('wasOverdue', 'doubtIsTheOfficers'), actions: ['recordJudgement', endDuties] },
              { target: 'awaiting.wanting', guard: all('doubtIsTheOfficers'), actions: ['recordJudgement', endDuties] },
            ],
          },
          states: {
            inTime: { description: 'A doubt about the evidence is with the assessment outcomes officer', after: { judgingDue: 'late' } },
            late: { description: 'The doubt has been with the assessment outcomes officer too long', tags: 'overdue' },
          },
        },
        refused: { description: 'The organisation refused the work that was asked for', tags: 'overdue' },
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
  name: 'compliance', title: 'Compliance item', version: 1, machine, rules, conditions, deadlines, events, messages: ['CASEFILE_CHANGED'],
}
