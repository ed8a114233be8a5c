import { definitions } from '../../../machines/index.ts'
import type { CalendarDate } from '../../../machines/kernel/calendar.ts'
import { complaint, type History, history, office, trust } from '../../support/file.ts'
import { caseworker, director, lineManager, ombudsman } from '../../support/people.ts'
import { decides, issueFinal, passedOn, refuses } from './support.ts'

/** Investigations in a casefile of their own, with every machine as it is. */

type Asked = readonly [organisation: string, action: object]

/** Opened on 1 March 2013, with these recommendations. */
export function investigated(...of: readonly Asked[]): History {
  const file = history(definitions).opens('casefile', complaint({ stage: 'investigation', complainedAbout: [trust, office] }), lineManager)
  file.does(lineManager, 'casefile', { type: 'ASSIGN', post: 'caseworker', why: 'It has room' })
  file.does(caseworker, 'casefile', { type: 'OPEN_INVESTIGATION' })
  for (const [organisation, action] of of) file.does(caseworker, 'investigation-1', { type: 'ADD_RECOMMENDATION', organisation, action })
  return file
}
/** The draft report is issued on 1 May. */
export function drafted(...of: readonly Asked[]): History {
  const file = investigated(...of).on('2013-05-01')
  file.does(caseworker, 'investigation-1', { type: 'ISSUE_DRAFT_REPORT' })
  return file
}
/** The complaint is upheld, and the final report issued on 1 July. */
export function reported(...of: readonly Asked[]): History {
  const file = drafted(...of)
  file.moveTo('2013-07-01')
  issueFinal(file)
  return file
}
/** Refused, and decided about at the top. */
export function decidedAbout(file: History, key: string, outcome: string, more: object = {}): History {
  file.does(caseworker, key, refuses())
  file.does(director, key, passedOn())
  file.does(ombudsman, key, decides(outcome, more))
  return file
}
/** A letter of each kind that waits is sent. */
export function sendAll(file: History): void {
  for (const { id, sentOn } of file.letters) if (!sentOn) file.does(caseworker, 'casefile', { type: 'LETTER_SENT', letter: id })
}
export const provided = (file: History, key: string, on: CalendarDate = file.day) => {
  file.does(caseworker, key, { type: 'EVIDENCE_RECEIVED', what: 'A copy of what was sent', happenedOn: on })
  judged(file, key)
}
export const judged = (file: History, key: string) => {
  const organisations = { [trust]: { sector: 'health' as const }, [office]: { sector: 'parliamentary' as const } }
  const judgement = {
    type: 'JUDGE_EVIDENCE',
    judgement: 'provided',
    why: 'It is what was asked',
    complete: true,
    againstPrinciples: 'It is in line',
    clinicalAdvice: { answer: false, why: 'No clinical matter' },
  }
  file.does(caseworker, key, judgement, { organisations })
}
