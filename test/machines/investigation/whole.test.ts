import { expect } from '@jest/globals'
import { definitions } from '../../../machines/index.ts'
import { complaint, type History, history, office, trust } from '../../support/file.ts'
import { caseworker, director, lineManager, ombudsman } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { accepts, apology, decides, issueFinal, passedOn, payment, refuses } from './support.ts'

const investigation = 'investigation-1'

/** A casefile at investigation, with an apology of the trust and a payment of the office to be recommended. */
function investigated(): History {
  const file = history(definitions, '2013-04-01').opens(
    'casefile',
    complaint({ stage: 'investigation', complainedAbout: [trust, office] }),
    lineManager,
  )
  file.does(lineManager, 'casefile', { type: 'ASSIGN', post: 'caseworker', why: 'It has room' })
  file.does(caseworker, 'casefile', { type: 'OPEN_INVESTIGATION' })
  for (const [organisation, action] of [
    [trust, apology],
    [office, payment],
  ])
    file.does(caseworker, investigation, { type: 'ADD_RECOMMENDATION', organisation, action })
  return file
}
/** The final report is issued on 1 July. */
function reported(): History {
  const file = investigated()
  file.on('2013-05-01').does(caseworker, investigation, { type: 'ISSUE_DRAFT_REPORT' })
  issueFinal(file.on('2013-07-01'))
  return file
}
const provided = (file: History, item: string) => {
  const of = { organisations: { [trust]: { sector: 'health' as const }, [office]: { sector: 'parliamentary' as const } } }
  file.does(caseworker, item, { type: 'EVIDENCE_RECEIVED', what: 'A copy of what was sent' })
  file.does(
    caseworker,
    item,
    {
      type: 'JUDGE_EVIDENCE',
      judgement: 'provided',
      why: 'It is what was asked',
      complete: true,
      againstPrinciples: 'It is in line',
      clinicalAdvice: { answer: false, why: 'No clinical matter' },
    },
    of,
  )
}
const send = (file: History) => {
  for (const { id, sentOn } of file.letters) if (!sentOn) file.does(caseworker, 'casefile', { type: 'LETTER_SENT', letter: id })
}

proves(['C1', 'C2', 'C16'], 'an upheld investigation is secured item by item, its last letters are sent, and it closes as complete', () => {
  const file = reported()
  for (const key of [1, 2]) file.does(caseworker, `recommendation-${key}`, accepts())
  for (const key of [1, 2]) provided(file, `recommendation-${key}-item-1`)
  expect(file.stands(investigation)).toBe('securing.completing.inTime')
  send(file)
  file.does(caseworker, investigation, { type: 'CLOSE', why: 'All was provided' })
  expect(file.stands(investigation)).toBe('closed.complete')
  expect(file.record('casefile')).toMatchObject({
    investigations: [{ key: investigation, draftOn: '2013-05-01', finalOn: '2013-07-01', finding: 'fully', how: 'complete' }],
  })
})

proves(
  ['C10', 'C11', 'C21'],
  'what is pursued has an item that begins at stage 1; what is not is recorded and closed as not accepted',
  () => {
    const file = reported()
    for (const key of ['recommendation-1', 'recommendation-2']) {
      file.does(caseworker, key, refuses())
      file.does(director, key, passedOn())
    }
    file.does(ombudsman, 'recommendation-1', decides('pursued'))
    file.does(ombudsman, 'recommendation-2', decides('notPursued'))
    expect(file.stands('recommendation-1-item-1')).toContain('open.escalation.stage1')
    expect(file.stands('recommendation-2-item-1')).toBe('closed.notAccepted')
    expect(file.stands(investigation)).toBe('securing.monitoring')
    provided(file, 'recommendation-1-item-1')
    expect(file.stands(investigation)).toBe('securing.completing.inTime')
    expect([...new Set(file.letters.filter(({ sentOn }) => !sentOn).map(({ letter }) => letter))]).toEqual(['endedOtherwise'])
  },
)

proves('C1', 'a complaint withdrawn while it is investigated gives a duty to discontinue, or to say why it goes on', () => {
  const file = investigated()
  file.on('2013-04-20').does(caseworker, 'casefile', { type: 'COMPLAINT_WITHDRAWN', why: 'It is settled', happenedOn: '2013-04-18' })
  expect(file.duty('decideAfterWithdrawal')).toMatchObject({ to: 'caseworker', dueOn: '2013-04-25', cites: 'C1' })
  file.does(caseworker, investigation, { type: 'DISCONTINUE', why: 'The complainant withdrew' })
  expect(file.duties).toEqual([])
})
