import { expect } from '@jest/globals'
import { firstDateOf } from '../../../machines/compliance/findings.ts'
import type { Compliance } from '../../../machines/compliance/record.ts'
import { type History, trust } from '../../support/file.ts'
import { caseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { decidedAbout, judged, reported } from '../investigation/casefiles.ts'
import { accepts, apology, payment } from '../investigation/support.ts'

const one = 'recommendation-1'
const item = `${one}-item-1`
const held = (file: History) => file.record<Compliance>(item)
/** Not accepted after the final report of 1 July, and pursued that day. */
const pursued = (action: object = apology) => decidedAbout(reported([trust, action]), one, 'pursued')
const october = { targetDate: '2013-10-31', discussed: 'It needs a month more' }

proves(
  ['C10', 'C4'],
  'what was pursued and is accepted after all is measured by the date it agreed to, not by the one it never agreed to',
  () => {
    const file = pursued().on('2013-07-05')
    file.does(caseworker, one, accepts(october))
    expect(held(file)).toMatchObject({ targetDate: '2013-10-31', discussed: october.discussed, agreedOn: '2013-07-05' })
    expect(held(file).targetDates.map(({ date }) => date)).toEqual(['2013-09-30', '2013-10-31'])
    expect(firstDateOf(held(file)).date).toBe('2013-10-31')
    file.moveTo('2013-10-01')
    expect(file.stands(item)).not.toContain('overdue')
    file.moveTo('2013-11-01')
    expect(file.stands(item)).toContain('overdue')
  },
)

proves(
  ['C10', 'C20'],
  'agreed after the recommended date was missed, the new date ends that it is late, and the missed one still counts',
  () => {
    const file = pursued().on('2013-07-02')
    file.does(caseworker, item, { type: 'ORGANISATION_COMMITTED', words: 'We will', until: '2013-09-30' })
    file.does(caseworker, item, { type: 'JUDGE_REPLY', satisfactory: true, why: 'It binds itself', until: '2013-09-30' })
    file.moveTo('2013-10-02')
    expect(file.stands(item)).toContain('escalation.due')
    file.does(caseworker, one, accepts(october))
    expect(file.stands(item)).toContain('escalation.none')
    expect(file.stands(item)).not.toContain('overdue')
    expect(firstDateOf(held(file)).date).toBe('2013-09-30')
    expect(file.duty('beginEscalation')).toBeUndefined()
  },
)

proves('C10', 'accepted before the recommended date and entered after it, that date was never missed', () => {
  const file = pursued()
  file.moveTo('2013-10-02')
  expect(held(file).overdue).toEqual([{ since: '2013-10-01' }])
  file.does(caseworker, one, accepts({ ...october, happenedOn: '2013-09-20' }))
  expect(held(file).overdue).toEqual([{ since: '2013-10-01', answeredInTime: true }])
})

proves(['C10', 'C2'], 'what was provided when it was accepted after all is with us as evidence, to be judged', () => {
  const file = pursued().on('2013-07-05')
  file.does(caseworker, one, accepts({ providedOn: '2013-07-03', evidence: 'A copy of the letter' }))
  expect(held(file).evidence).toMatchObject([{ what: 'A copy of the letter', providedOn: '2013-07-03' }])
  expect(file.duty('judgeEvidence')).toMatchObject({ to: 'caseworker', cites: 'C16' })
  judged(file, item)
  expect(file.stands(one)).toBe('closed.complied')
})

proves(
  'C21',
  'accepted after all, it is an agreed recommendation: refused absolutely, it goes straight to stage 3; before that it did not',
  () => {
    const refusal = { type: 'ORGANISATION_REFUSED', absolute: true, words: 'No' }
    const before = pursued()
    before.does(caseworker, item, refusal)
    expect(before.stands(item)).toContain('stage1')
    const file = pursued().on('2013-07-05')
    file.does(caseworker, one, accepts())
    file.does(caseworker, item, refusal)
    expect(file.stands(item)).toContain('stage3')
  },
)

proves(
  'C10',
  'what was pursued may be accepted in part: its item goes on with that part, and the rest is refused and goes its own way',
  () => {
    const file = pursued(payment).on('2013-07-05')
    const part = (what: string, amount: number) => ({
      kind: 'payment',
      what,
      measure: payment.measure,
      money: [{ kind: 'payment', amount }],
    })
    const partly = {
      ...accepts(),
      type: 'ORGANISATION_PARTLY_ACCEPTED',
      accepted: part('Pay 300 pounds', 30_000),
      rest: part('Pay another 200 pounds', 20_000),
      refusal: 'It thinks 300 pounds enough',
    }
    file.does(caseworker, one, partly)
    expect(file.stands(one)).toBe('accepted')
    expect(held(file).action).toMatchObject({ what: 'Pay 300 pounds', by: '2013-09-30', money: [{ amount: 30_000 }] })
    expect(file.stands('recommendation-2')).toBe('refused.withDirector.inTime')
    expect(file.record('recommendation-2')).toMatchObject({ splitFrom: one, refusals: [{ report: 'final', on: '2013-07-05' }] })
    expect(file.record(one)).toMatchObject({ split: { became: 'recommendation-2' } })
    expect(file.stands('investigation-1')).toBe('securing.monitoring')
  },
)
