import { decidingAfterFailure, waits } from './arrows.ts'
import { afterUmbrella, decideAfterFailure, duty, ended } from './duties.ts'
import { beginWorkItem, openWorkItem, tellFinished } from './effects.ts'
import { lifecycle } from './lifecycle.ts'
import { all, when } from './rules.ts'
import { nextAnswerDue } from './work.ts'

/** After the decision: what was agreed is monitored, work asked for is answered, and the attempt ends (I2, I24, I34). */

const mayAccept = ['byTheCaseworker', 'workIsUnanswered', 'answersOurRequest', 'workDateIsRealistic', 'workDateWasDiscussed'] as const

/** Closed as resolved: each agreed action is monitored. */
export const monitoring = lifecycle.createStateConfig({
  description: 'Closed as resolved; each agreed action is monitored until it ends',
  tags: 'childrenWait',
  on: {
    ITEM_ENDED: [
      { target: 'closed.complied', guard: when('lastAndAllComplied'), actions: ['recordEnding', tellFinished('complied')] },
      {
        target: 'closed.notComplied',
        guard: when('lastAndNoneComplied'),
        actions: [decideAfterFailure, 'recordEnding', tellFinished('notComplied')],
      },
      {
        target: 'closed.partlyComplied',
        guard: when('lastToEnd'),
        actions: [decideAfterFailure, 'recordEnding', tellFinished('partlyComplied')],
      },
      { actions: [decideAfterFailure, 'recordEnding'] },
    ],
    UMBRELLA_ITEM_OPENED: { actions: 'recordUmbrella' },
    DECIDE_AFTER_FAILURE: decidingAfterFailure,
  },
})

/** Closed as premature, with work asked for. */
export const workRequested = lifecycle.createStateConfig({
  description: 'Closed as premature; the organisation is to say whether it does the work we asked for',
  ...waits('answerDue'),
  entry: duty('answerToWork', 'caseworker', 'Find out whether the organisation does the work asked for', 'I2', nextAnswerDue),
  exit: ended('answerToWork'),
  on: {
    ITEM_ENDED: { actions: 'recordEnding' },
    FURTHER_WORK_ACCEPTED: [
      {
        target: 'closed.premature',
        meta: { cites: 'C3' },
        guard: when('lastToAnswer', ...mayAccept),
        actions: [openWorkItem('accepted'), beginWorkItem, 'recordWorkAccepted', 'recordWorkItem'],
      },
      {
        target: 'workRequested',
        reenter: true,
        guard: all(...mayAccept),
        actions: [openWorkItem('accepted'), beginWorkItem, 'recordWorkAccepted', 'recordWorkItem'],
      },
    ],
    FURTHER_WORK_REFUSED: [
      {
        target: 'closed.premature',
        guard: when('lastToAnswer', 'byTheCaseworker', 'workIsUnanswered', 'answersOurRequest'),
        actions: [openWorkItem('refused'), beginWorkItem, 'recordWorkRefused', 'recordWorkItem'],
      },
      {
        target: 'workRequested',
        reenter: true,
        guard: all('byTheCaseworker', 'workIsUnanswered', 'answersOurRequest'),
        actions: [openWorkItem('refused'), beginWorkItem, 'recordWorkRefused', 'recordWorkItem'],
      },
    ],
    CLOSE_WITHOUT_ITEM: {
      target: 'closed.premature',
      guard: all('byTheCaseworker', 'answerIsOverdue', 'workHasItsItem'),
    },
    CHANGE_RESPONSE_DATE: {
      target: 'workRequested',
      reenter: true,
      guard: all('byTheCaseworker', 'workIsUnanswered', 'newDateIsAhead'),
      actions: 'recordNewDate',
    },
  },
})

/** Ended, in whichever way. */
export const closed = lifecycle.createStateConfig({
  description: 'Ended; another attempt is a new one',
  tags: 'closed',
  initial: 'declined',
  on: {
    ITEM_ENDED: { actions: [afterUmbrella, 'recordEnding'] },
    UMBRELLA_ITEM_OPENED: { actions: 'recordUmbrella' },
  },
  states: {
    declined: { description: 'Declined' },
    valueAdded: { description: 'Value added' },
    premature: { description: 'Premature: the organisation’s own procedure comes first' },
    proposedForInvestigation: { description: 'Proposed for investigation' },
    complied: { description: 'Every agreed action was complied with' },
    partlyComplied: { description: 'Some agreed actions were complied with', on: { DECIDE_AFTER_FAILURE: decidingAfterFailure } },
    notComplied: { description: 'No agreed action was complied with', on: { DECIDE_AFTER_FAILURE: decidingAfterFailure } },
  },
})
