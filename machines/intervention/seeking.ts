import { proposing as asking, goingOnWithout, mayGoOnWithout, settingActions } from './arrows.ts'
import { beginThatOne, openOwnOffer } from './effects.ts'
import { lifecycle } from './lifecycle.ts'
import { all, when } from './rules.ts'

/** The first states of an attempt: whether to make one, what to ask and of whom, and what the organisations answer (I5, I18–I20). */

/** Whether an intervention is suitable. */
export const assessing = lifecycle.createStateConfig({
  description: 'Deciding whether an intervention is suitable',
  tags: 'workInHand',
  on: {
    DECIDE_TO_ATTEMPT: {
      target: 'proposing',
      actions: 'recordDecisionToAttempt',
      guard: all(
        'byTheCaseworker',
        'stillAtAssessment',
        'complaintStands',
        'suitableForAnIntervention',
        'remedyClearAndFinal',
        'simpleEnoughToResolve',
        'prospectConsidered',
      ),
    },
    ORGANISATION_OFFERED: {
      target: 'negotiating',
      guard: all('byTheCaseworker', 'stillAtAssessment', 'notYetApproached'),
      actions: [openOwnOffer, beginThatOne, 'recordOwnOffer'],
    },
  },
})

/** What is asked is settled, and of whom. */
export const proposing = lifecycle.createStateConfig({
  description: 'Settling what to ask, and of whom',
  tags: 'workInHand',
  on: {
    ...settingActions,
    PROPOSE_INTERVENTION: { target: 'negotiating', ...asking },
    ORGANISATION_OFFERED: {
      target: 'negotiating',
      guard: all('byTheCaseworker', 'stillAtAssessment', 'notYetApproached'),
      actions: [openOwnOffer, beginThatOne, 'recordOwnOffer'],
    },
    RECONSIDER: { target: 'reconsidering', guard: all('byTheCaseworker'), actions: 'recordReconsidering' },
  },
})

/** Each organisation answers in its own approach. */
export const negotiating = lifecycle.createStateConfig({
  description: 'With the organisations: each answers in its own approach',
  tags: 'childrenWait',
  on: {
    ...settingActions,
    PROPOSE_INTERVENTION: asking,
    ORGANISATION_OFFERED: {
      guard: all('byTheCaseworker', 'notYetApproached'),
      actions: [openOwnOffer, beginThatOne, 'recordOwnOffer'],
    },
    GO_ON_WITHOUT: [
      { target: 'explanationPending', guard: when('restOwesAnExplanation', ...mayGoOnWithout), actions: goingOnWithout },
      { target: 'informingComplainant', guard: when('restHasConfirmed', ...mayGoOnWithout), actions: goingOnWithout },
      { guard: all(...mayGoOnWithout), actions: goingOnWithout },
    ],
    RECONSIDER: { target: 'reconsidering', guard: all('byTheCaseworker'), actions: 'recordReconsidering' },
  },
})
