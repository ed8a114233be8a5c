import { describe, expect, test } from '@jest/globals'
import type { Casefile } from '../../../machines/casefile/record.ts'
import type { Compliance } from '../../../machines/compliance/record.ts'
import { itemKey } from '../../../machines/intervention/record.ts'
import { type History, sectors, trust } from '../../support/file.ts'
import { assessmentOutcomesOfficer, caseworker, deputyDirector, director, lineManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { attempt, compare, confirmed, inform, issued, submit } from '../intervention/support.ts'
import { agree, caseworkTeam, chiefOperatingOfficer, close, evidence, judge, propose, refuse, view } from './stories.ts'

/** The trust's apology, agreed to be written by 28 March; the decision was issued on 1 March. */
const apology = itemKey(trust, 'apology')
const organisations = sectors
function withEvidence(): History {
  const file = issued().on('2013-03-25')
  file.does(caseworker, apology, evidence)
  return file
}

describe('the item of an intervention', () => {
  proves('I30', 'is there when the decision is issued, with the exact action, and knows what the casefile knows', () => {
    const file = issued()
    expect(file.record<Compliance>(apology)).toMatchObject({
      source: 'intervention',
      organisation: trust,
      targetDate: '2013-03-28',
      agreedOn: '2013-03-01',
      action: { what: 'Write a letter of apology to the complainant', measure: 'A copy of it' },
      casefile: file.record<Casefile>('casefile').casefile,
    })
    expect(file.stands(apology)).toMatch(/open\.target\.date\.onTrack/)
  })

  proves('I34', 'is watched by the assessment outcomes officer, who has the duty when its date is missed', () => {
    const file = issued()
    file.moveTo('2013-04-10')
    expect(file.duty('beginEscalation')).toMatchObject({ to: 'assessmentOutcomesOfficer', dueOn: '2013-03-29' })
  })

  proves('C16', 'complied with, its attempt and the casefile hear of it', () => {
    const file = withEvidence()
    file.does(assessmentOutcomesOfficer, apology, judge('provided', { clinicalAdvice: { answer: false, why: 'A letter' } }), {
      organisations,
    })
    expect(file.stands(apology)).toBe('closed.complied')
    expect(file.stands(attempt)).toBe('closed.complied')
    expect(file.record<Casefile>('casefile').attempts).toMatchObject([{ how: 'resolved', outcome: 'complied' }])
  })

  proves('I34', 'not secured, its attempt ends as not complied with, and whether to reopen the enquiry is to be recorded', () => {
    const file = issued().on('2013-03-05')
    file.does(caseworker, apology, refuse(true))
    file.does(deputyDirector, apology, propose('refer', { to: 'chiefOperatingOfficer' }))
    file.does(director, apology, agree())
    file.does(chiefOperatingOfficer, apology, close())
    expect(file.stands(apology)).toBe('closed.notSecured')
    expect(file.stands(attempt)).not.toBe('closed.complied')
    expect(file.duties).toContainEqual(expect.objectContaining({ cites: 'I24' }))
  })

  proves('C18', 'published while it is open, its evidence goes to the Casework Team', () => {
    const file = withEvidence()
    file.does(caseworker, 'casefile', { type: 'RECORD_PUBLICATION', what: 'published' })
    expect(file.tries(lineManager, apology, judge('provided')).outcome).not.toBe('taken')
    expect(file.duty('giveView')).toMatchObject({ to: 'caseworkTeam', cites: 'C18' })
    file.does(caseworkTeam, apology, view('provided', { clinicalAdvice: { answer: false, why: 'A letter' } }), { organisations })
    expect(file.stands(attempt)).toBe('closed.complied')
  })

  proves('C2', 'whose remedy was provided before the decision opens with its evidence, to be judged at once', () => {
    const file = confirmed().on('2013-03-05')
    file.does(caseworker, trust, { type: 'REMEDY_PROVIDED', action: 'apology', evidence: 'A copy of the letter' })
    file.does(caseworker, attempt, inform)
    file.does(caseworker, attempt, compare)
    file.does(caseworker, attempt, submit)
    file.does(lineManager, attempt, { type: 'SIGN_OFF' })
    file.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
    expect(file.record<Compliance>(apology).provided).toMatchObject({ on: '2013-03-05' })
    expect(file.stands(apology)).toMatch(/open\.evidence\.judging\.byMonitor\.inTime/)
    expect(file.duty('judgeEvidence')).toMatchObject({ dueOn: '2013-03-12' })
  })

  test('goes on when the casefile gets another caseworker, who monitors it from then', () => {
    const file = withEvidence()
    file.does(lineManager, 'casefile', { type: 'ASSIGN', post: 'secondCaseworker' })
    expect(file.record<Compliance>(apology).casefile.caseworker).toBe('secondCaseworker')
    expect(file.rulesAgainst(caseworker, apology, judge('notProvided'), { organisations })).not.toEqual([])
    expect(file.stands(apology)).toMatch(/open\.evidence\.judging\.byMonitor/)
  })
})
