import { toldThem, waits } from './arrows.ts'
import { duty, ended, waiting } from './duties.ts'
import { tellThatOne } from './effects.ts'
import { explanationDueOn } from './explain.ts'
import { draftDecisionLetters } from './letters.ts'
import { lifecycle } from './lifecycle.ts'
import { all, when } from './rules.ts'

/** What was agreed is seen, where it is an explanation, and told to the complainant, whose objections are weighed (I6, I22). */

/** An explanation is seen and judged first. */
export const explanationPending = lifecycle.createStateConfig({
  description: 'An explanation was promised: it is seen and judged before the complainant is told',
  ...waits('explanationDue'),
  entry: duty('seeExplanation', 'caseworker', 'See the explanation and judge it', 'I6', explanationDueOn),
  exit: ended('seeExplanation'),
  on: {
    EXPLANATION_SEEN: [
      {
        target: 'negotiating',
        guard: when('explanationDoesNotSatisfy', 'byTheCaseworker', 'explanationWasAgreed'),
        actions: ['recordExplanation', tellThatOne('SEND_BACK')],
      },
      {
        target: 'informingComplainant',
        guard: when('lastExplanationSatisfies', 'byTheCaseworker', 'explanationWasAgreed'),
        actions: 'recordExplanation',
      },
      {
        target: 'explanationPending',
        reenter: true,
        guard: all('byTheCaseworker', 'explanationWasAgreed'),
        actions: 'recordExplanation',
      },
    ],
    RECONSIDER: { target: 'reconsidering', guard: all('byTheCaseworker'), actions: 'recordReconsidering' },
    GO_ON_UNSEEN: { target: 'informingComplainant', guard: all('byTheCaseworker', 'explanationSeenFirst') },
  },
})

/** The complainant is told what was agreed. */
export const informingComplainant = lifecycle.createStateConfig({
  description: 'The complainant is to be told what was agreed',
  ...waits('tellingDue'),
  entry: [waiting('tellComplainantDays'), duty('tellComplainant', 'caseworker', 'Tell the complainant what was agreed', 'I22')],
  exit: ended('tellComplainant'),
  on: {
    INFORM_COMPLAINANT: [
      { target: 'consideringObjections', guard: when('strongObjections', ...toldThem), actions: 'recordInforming' },
      { target: 'readyForSignOff', guard: all(...toldThem), actions: ['recordInforming', draftDecisionLetters] },
    ],
  },
})

/** Strong objections are weighed. */
export const consideringObjections = lifecycle.createStateConfig({
  description: 'The complainant objects strongly: whether to go on is weighed',
  ...waits('objectionsDue'),
  entry: [waiting('consideringObjectionsDays'), duty('weighObjections', 'caseworker', 'Weigh the complainant’s objections', 'I22')],
  exit: ended('weighObjections'),
  on: {
    GO_ON: { target: 'readyForSignOff', guard: all('byTheCaseworker'), actions: ['recordGoingOn', draftDecisionLetters] },
    GO_BACK: {
      target: 'negotiating',
      guard: all('byTheCaseworker', 'organisationHasConfirmed'),
      actions: ['recordGoingBack', tellThatOne('SEND_BACK')],
    },
    RECONSIDER: { target: 'reconsidering', guard: all('byTheCaseworker', 'objectionsAssessed'), actions: 'recordReconsidering' },
  },
})
