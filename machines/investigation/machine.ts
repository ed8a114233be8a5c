import { setup } from 'xstate'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { Definition } from '../kernel/definition.ts'
import { effectActions } from '../kernel/effect.ts'
import { neverRun } from '../kernel/recording.ts'
import { deadlines } from './deadlines.ts'
import {
  asks,
  beginRecommendation,
  deliverRemedyAsked,
  discardLastLetters,
  draftLastLetters,
  duties,
  openRecommendation,
  openRest,
  tellCasefile,
  tellOfRest,
  tellRecommendations,
} from './effects.ts'
import { messages } from './messages.ts'
import { begun, type Investigation } from './record.ts'
import { all, conditions, events, guards, type InvestigationEvent, recordings, rules, when } from './rules.ts'

const adding = {
  guard: all('byTheInvestigator'),
  actions: [openRecommendation, beginRecommendation, 'recordRecommendation'],
} as const
const discontinuing = {
  target: '#investigation.closed.discontinued',
  guard: all('byTheInvestigator'),
  actions: ['recordDiscontinuing', tellRecommendations.discontinued],
} as const
const hearingOfTheCasefile = [
  { guard: when('isWithdrawnNow'), actions: ['recordCasefile', duties.withdrawn] },
  { guard: when('hasDiedNow'), actions: ['recordCasefile', duties.findRepresentative] },
  { actions: 'recordCasefile' },
] as const
const issuing = ['recordFinal', tellRecommendations.finalIssued, tellCasefile.finalIssued, deliverRemedyAsked] as const
const mayIssue = ['byTheInvestigator', 'findingIsMade', 'noRefusalUndecided'] as const

const machine = setup({
  types: { context: {} as Investigation, events: {} as InvestigationEvent, input: {} as Partial<Investigation> | undefined },
  guards,
  delays: neverRun(...(Object.keys(deadlines) as (keyof typeof deadlines)[])),
  actions: { ...effectActions, ...recordings },
}).createMachine({
  id: 'investigation',
  description: 'The investigation of a complaint, its reports, and the securing of what they recommend',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'investigating',
  on: {
    CASEFILE_CHANGED: { actions: 'recordCasefile' },
    RECOMMENDATION_CHANGED: { actions: 'recordStanding' },
    RECOMMENDATION_SPLIT: { actions: [openRest, beginRecommendation, tellOfRest, 'recordRest'] },
  },
  states: {
    investigating: {
      description: 'No report is issued yet',
      tags: 'workInHand',
      on: {
        CASEFILE_CHANGED: hearingOfTheCasefile,
        COMPLAINT_WAS_WITHDRAWN: { actions: duties.withdrawn },
        ADD_RECOMMENDATION: adding,
        ISSUE_DRAFT_REPORT: {
          target: 'draftIssued',
          guard: all('byTheInvestigator'),
          actions: ['recordDraft', tellRecommendations.draftIssued, tellCasefile.draftIssued, deliverRemedyAsked],
        },
        DISCONTINUE: discontinuing,
      },
    },
    draftIssued: {
      description: 'The draft report is out; the finding and the final report are to come',
      tags: 'workInHand',
      on: {
        CASEFILE_CHANGED: hearingOfTheCasefile,
        ADD_RECOMMENDATION: adding,
        MAKE_FINDING: { guard: all('byTheInvestigator'), actions: 'recordFinding' },
        ISSUE_FINAL_REPORT: [
          {
            target: 'closed.notUpheld',
            guard: when('isNotUpheld', 'byTheInvestigator'),
            actions: ['recordFinal', 'recordNotUpheld', tellRecommendations.notUpheld, tellCasefile.finalIssued],
          },
          { target: 'securing.monitoring', guard: when('someAreOpen', ...mayIssue), actions: issuing },
          { target: 'securing.completing', guard: when('anItemWasRecorded', ...mayIssue), actions: issuing },
          { target: 'securing.withoutItem', guard: all(...mayIssue), actions: issuing },
        ],
        DISCONTINUE: discontinuing,
      },
    },
    securing: {
      description: 'The complaint was upheld: until every recommendation is settled and every item has ended',
      initial: 'monitoring',
      on: {
        ADD_RECOMMENDATION: {
          target: '.monitoring',
          guard: all('byTheInvestigator', 'agreedBeforeTheReport'),
          actions: [...adding.actions, 'forgetTold'],
        },
        RECOMMENDATION_CHANGED: [
          { target: '.monitoring', guard: when('someStayOpen'), actions: 'recordStanding' },
          { target: '.completing', guard: when('anItemIsRecorded'), actions: 'recordStanding' },
          { target: '.withoutItem', actions: 'recordStanding' },
        ],
      },
      states: {
        monitoring: {
          description: 'Recommendations are to be answered, or items to end',
          tags: 'childrenWait',
          on: { RECOMMENDATION_CHANGED: { guard: when('someStayOpen'), actions: 'recordStanding' } },
        },
        completing: {
          description: 'Every item has ended: everybody is told, and the investigation closed',
          entry: ['waitToClose', draftLastLetters, duties.writeToEverybody],
          exit: [duties.investigationClosed, discardLastLetters],
          initial: 'inTime',
          states: {
            inTime: { description: 'Within our time for it', after: { closingDue: 'late' } },
            late: { description: 'Telling everybody and closing are overdue', tags: 'overdue' },
          },
          on: {
            RECOMMENDATION_CHANGED: [
              { target: 'monitoring', guard: when('someStayOpen'), actions: ['recordStanding', 'forgetTold'] },
              { actions: 'recordStanding' },
            ],
            LETTER_WAS_SENT: [
              {
                guard: when('wasTheLastToBeTold'),
                actions: ['recordTold', duties.everybodyIsTold, duties.closeInvestigation],
              },
              { actions: 'recordTold' },
            ],
            CLOSE: [
              {
                target: '#investigation.closed.complete',
                guard: when('everyItemComplied', 'byTheInvestigator', 'everyoneWasWrittenTo'),
                actions: 'recordClosing',
              },
              {
                target: '#investigation.closed.endedOtherwise',
                guard: all('byTheInvestigator', 'everyoneWasWrittenTo'),
                actions: 'recordClosing',
              },
            ],
          },
        },
        withoutItem: {
          description: 'Upheld, and nothing is left of which an item could be recorded',
          entry: ['waitToClose', duties.closeWithoutItem],
          exit: duties.investigationClosed,
          initial: 'inTime',
          states: {
            inTime: { description: 'Within our time for it', after: { closingWithoutDue: 'late' } },
            late: { description: 'Closing without an item is overdue', tags: 'overdue' },
          },
          on: {
            CLOSE_WITHOUT_ITEM: {
              target: '#investigation.closed.endedOtherwise',
              guard: all('byTheInvestigator', 'hasAnItem'),
              actions: 'recordClosingWithout',
            },
          },
        },
      },
    },
    closed: {
      description: 'Ended; items that are open run on',
      tags: 'closed',
      entry: [duties.withdrawalIsMoot, duties.itemsRunOn, tellCasefile.ended],
      on: {
        RECOMMENDATION_CHANGED: [
          { guard: when('anItemEndsAfterwards'), actions: ['recordStanding', duties.tellOfLateEnding] },
          { actions: 'recordStanding' },
        ],
      },
      initial: 'complete',
      states: {
        complete: { description: 'Every item was complied with' },
        endedOtherwise: { description: 'Upheld, and not everything was secured' },
        notUpheld: { description: 'Not upheld' },
        discontinued: { description: 'Discontinued' },
      },
    },
  },
})

/** An investigation, from its first recommendation until everybody has been told what became of it (C1, C2, C10, C16). */
export const investigation: Definition = {
  name: 'investigation',
  title: 'Investigation',
  version: 1,
  machine,
  rules,
  conditions,
  deadlines,
  events,
  messages,
  asks,
  notBefore: ({ casefile }: { casefile: { receivedOn: CalendarDate } }) => casefile.receivedOn,
}
