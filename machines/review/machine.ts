import { setup } from 'xstate'
import { arrowsWith } from '../kernel/arrow.ts'
import type { Definition, Stamp } from '../kernel/definition.ts'
import { effectActions } from '../kernel/effect.ts'
import { neverRun } from '../kernel/recording.ts'
import { deadlines } from './deadlines.ts'
import { conditions, events, recording, rules, type Submission } from './decide.ts'
import {
  accepted,
  accepting,
  asks,
  concluded,
  concluding,
  discardReferral,
  draftReferral,
  referralReceived,
  sending,
  sent,
  tellEnded,
  tellReopened,
} from './effects.ts'
import { messages } from './messages.ts'
import { begun, type Review } from './record.ts'

const { all, when, guards } = arrowsWith(rules, conditions)

const machine = setup({
  types: { context: {} as Review, events: {} as Submission & Stamp, input: {} as Partial<Review> | undefined },
  guards,
  delays: neverRun('acceptanceDue', 'conclusionDue'),
  actions: { ...effectActions, ...recording },
}).createMachine({
  id: 'review',
  description: 'A complaint about our own decision or its remedy, until the Review Team has answered it; remedies are monitored meanwhile',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'referred',
  on: { CASEFILE_CHANGED: { actions: 'hearOfCasefile' }, LETTER_WAS_SENT: { actions: ['recordReferralSent', sent] } },
  states: {
    referred: {
      description: 'With the Review Team, which decides whether to take it up',
      entry: [accepting, draftReferral, sending],
      exit: [accepted, sent, referralReceived, discardReferral],
      initial: 'inTime',
      on: {
        ACCEPT_REVIEW: { target: 'accepted', guard: all('byTheReviewTeam'), actions: 'recordAcceptance' },
        DECLINE_REVIEW: { target: 'closed.declined', guard: all('byTheReviewTeam'), actions: ['recordDeclining', tellEnded] },
      },
      states: {
        inTime: { description: 'The Review Team is to accept or decline it', after: { acceptanceDue: 'late' } },
        late: { description: 'The day to accept or decline it has passed', tags: 'overdue' },
      },
    },
    accepted: {
      description: 'Taken up',
      entry: concluding,
      exit: concluded,
      initial: 'inTime',
      on: {
        CONCLUDE_REVIEW: [
          {
            target: 'closed.toBeReconsidered',
            guard: when('toReconsider', 'byTheReviewTeam'),
            actions: ['recordConclusion', tellEnded, tellReopened],
          },
          { target: 'closed.decisionStands', guard: all('byTheReviewTeam'), actions: ['recordConclusion', tellEnded] },
        ],
      },
      states: {
        inTime: { description: 'The Review Team is to conclude it', after: { conclusionDue: 'late' } },
        late: { description: 'The day to conclude it has passed', tags: 'overdue' },
      },
    },
    closed: {
      description: 'Answered; a further complaint is a new review',
      tags: 'closed',
      initial: 'declined',
      states: {
        declined: { description: 'The Review Team does not take it up' },
        decisionStands: { description: 'Our decision stands' },
        toBeReconsidered: { description: 'Our decision is reconsidered, in a new attempt' },
      },
    },
  },
})

/** A complaint about our decision: the Review Team alone says whether it is taken up, and how it ends (I33). */
export const review: Definition = {
  name: 'review',
  title: 'Review',
  version: 1,
  machine,
  rules,
  conditions,
  deadlines,
  events,
  messages,
  asks,
  endings: { DECLINE_REVIEW: ['byTheReviewTeam'], CONCLUDE_REVIEW: ['byTheReviewTeam'] },
}
