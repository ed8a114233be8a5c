import { expect } from '@jest/globals'
import { definitions } from '../../../machines/index.ts'
import { unopened } from '../../../machines/kernel/file.ts'
import { folded, rootsOf } from '../../../machines/kernel/fold.ts'
import type { History } from '../../support/file.ts'
import { caseworker, person, secondCaseworker } from '../../support/people.ts'
import { assessing, attempt, issued, submitDecline } from '../intervention/support.ts'

export const reviewTeam = person('holder of reviewTeam', 'reviewTeam')
export const review = 'review-1'

export const refer = { type: 'REFER_FOR_REVIEW', complaint: 'The apology says nothing of the cancelled operations' }
export const accept = { type: 'ACCEPT_REVIEW' }
export const decline = { type: 'DECLINE_REVIEW', why: 'It says nothing that we did not weigh' }
export const conclude = (outcome: 'decisionStands' | 'toBeReconsidered') => ({
  type: 'CONCLUDE_REVIEW',
  outcome,
  why: 'As the papers show',
})

/** Resolved on 1 March with an apology by 28 March; the complainant is not content, and on 5 March somebody refers it. */
export function referred(more: object = {}): History {
  const file = issued().on('2013-03-05')
  file.does(secondCaseworker, 'casefile', { ...refer, ...more })
  return file
}
export function taken(): History {
  const file = referred().on('2013-03-12')
  file.does(reviewTeam, review, accept)
  return file
}
export function reconsidered(): History {
  const file = taken().on('2013-03-20')
  file.does(reviewTeam, review, conclude('toBeReconsidered'))
  return file
}
/** Declined on 1 March: what no item follows. */
export function declined(): History {
  const file = assessing()
  file.does(caseworker, attempt, submitDecline)
  file.does(person('holder of lineManager', 'lineManager'), attempt, { type: 'SIGN_OFF' })
  file.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
  return file
}

export const voiding = (file: History, event: string) => ({
  type: 'RECORDED_IN_ERROR',
  transition: file.lines.findLast((line) => line.event === event)!.seq,
  why: 'A mistake',
})

/** Its own history, put again line by line with the stamps it was recorded with, gives the same file. */
export function expectReplay(file: History): void {
  const { id, instances, duties, letters } = file.state
  const again = folded(definitions, unopened(definitions['casefile']!, id, 'casefile'), rootsOf(file.lines))
  expect(again.fallen).toEqual([])
  expect(again.file.instances).toEqual(instances)
  expect(again.file.duties).toEqual(duties)
  expect(again.file.letters).toEqual(letters)
}
