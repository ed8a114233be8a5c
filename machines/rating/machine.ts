import { setup } from 'xstate'
import type { Definition } from '../kernel/definition.ts'
import { effectActions } from '../kernel/effect.ts'
import { neverRun } from '../kernel/recording.ts'
import { deadlines } from './deadlines.ts'
import { asks, duties } from './duties.ts'
import { messages } from './messages.ts'
import { begun, type RatingRecord } from './record.ts'
import { all, events, guards, type RatingEvent, recordings, rules } from './rules.ts'

const engaged = { guard: all('recordedByStaff', 'saysWhichCasefile'), actions: 'recordEngagement' } as const

/** A suggestion is no look until it is answered: meanwhile the year goes on (C9). */
const lookAgain = { reenter: true, actions: ['reviewBegins', duties.review] } as const

const machine = setup({
  types: { context: {} as RatingRecord, events: {} as RatingEvent, input: {} as Partial<RatingRecord> | undefined },
  guards,
  delays: neverRun(...(Object.keys(deadlines) as (keyof typeof deadlines)[])),
  actions: { ...effectActions, ...recordings },
}).createMachine({
  id: 'rating',
  description: 'How far an organisation is relied upon to comply: suggested by one, agreed by another, looked at again every year',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'rated',
  on: {
    REMEDY_ASKED: { actions: 'recordFirstRemedy' },
    ORGANISATION_WAS_SUCCEEDED: { target: '.kept', actions: 'recordSuccession' },
  },
  states: {
    rated: {
      description: 'A rating is in force: the default, or one that was agreed',
      // It orders the worklists, and says how closely evidence is looked at; nothing else goes by it.
      meta: { cites: ['C5', 'C6', 'C8'] },
      initial: 'notMeasured',
      on: {
        RECORD_ENGAGEMENT: engaged,
        SUGGEST_RATING: {
          target: 'suggested',
          guard: all('suggestedByAnOfficer', 'anotherRating', 'onlyBForWantOfInformation', 'restsOnAFactor'),
          actions: 'recordSuggestion',
        },
        RECORD_NO_CHANGE: {
          target: '.reviewNotDue',
          reenter: true,
          guard: all('suggestedByAnOfficer', 'staysBForWantOfInformation'),
          actions: ['recordNoChange', duties.reviewed],
        },
      },
      states: {
        notMeasured: {
          description: 'No remedy has been asked of the organisation yet',
          tags: 'standing',
          on: { REMEDY_ASKED: { target: 'reviewNotDue', actions: 'recordFirstRemedy' } },
        },
        reviewNotDue: {
          description: 'It need not be looked at again yet',
          after: { reviewComes: 'reviewDue' },
        },
        reviewDue: {
          description: 'It is to be looked at again',
          entry: ['reviewBegins', duties.review],
          initial: 'inTime',
          states: {
            inTime: { description: 'It is to be looked at again before the year is over', after: { reviewPasses: 'late' } },
            late: { description: 'Looking at it again is overdue', tags: 'overdue' },
          },
        },
      },
    },
    suggested: {
      description: 'Another rating is suggested, and somebody else of operations is to agree it',
      entry: duties.answer,
      exit: duties.answered,
      initial: 'inTime',
      states: {
        inTime: {
          description: 'Within our time for agreeing it',
          after: { answerPasses: 'late', reviewComesMeanwhile: { target: 'inTime', ...lookAgain } },
        },
        late: {
          description: 'Agreeing or declining it is overdue',
          tags: 'overdue',
          after: { reviewComesMeanwhile: { target: 'late', ...lookAgain } },
        },
      },
      on: {
        RECORD_ENGAGEMENT: engaged,
        AGREE_RATING: {
          target: 'rated.reviewNotDue',
          guard: all('agreedByOperationsStaff', 'notTheirOwnSuggestion'),
          actions: ['recordAgreement', duties.reviewed],
        },
        DECLINE_RATING: {
          target: 'rated.reviewNotDue',
          guard: all('agreedByOperationsStaff', 'notTheirOwnSuggestion'),
          actions: ['recordDeclining', duties.reviewed],
        },
      },
    },
    kept: {
      description: 'The organisation was succeeded by another; its rating stays as it was',
      tags: 'standing',
      entry: duties.reviewed,
      on: { RECORD_ENGAGEMENT: engaged },
    },
  },
})

/** The rating of one organisation (C6–C9, CA). */
export const rating: Definition = {
  name: 'rating',
  title: 'Rating',
  version: 1,
  machine,
  rules,
  conditions: {},
  deadlines,
  events,
  messages,
  asks,
}
