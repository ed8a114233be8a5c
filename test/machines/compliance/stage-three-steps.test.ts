import { describe, expect, test } from '@jest/globals'
import { caseworker, deputyDirector, director, lineManager, ombudsman, operationsManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import {
  agree,
  agreedStep,
  askExtension,
  atStageThree,
  chiefOperatingOfficer,
  close,
  evidence,
  interimDirectorOfOperations,
  judge,
  judgeReply,
  propose,
  reply,
} from './stories.ts'
import { type Item, needsReason, neverBy } from './support.ts'

const sendBack = { type: 'SEND_BACK_STEP', why: 'A letter has been tried' }
const furtherLetter = { type: 'ISSUE_FURTHER_LETTER', replyBy: '2013-04-22' }
/** The deputy director proposed a further letter on 10 April. */
function proposed(step = 'furtherLetter', more: object = {}): Item {
  const one = atStageThree()
  one.does(deputyDirector, propose(step, more))
  return one
}

describe('a further letter', () => {
  proves('C22f', 'is issued by a deputy director or above, with a reply date of its own', () => {
    const one = agreedStep('furtherLetter')
    expect(one.escalation).toMatch(/^stage3\.letterDue/)
    for (const by of [caseworker, lineManager, operationsManager]) neverBy(one, by, furtherLetter, 'C22b')
    one.does(deputyDirector, furtherLetter)
    expect(one.letters('stage3')).toHaveLength(1)
    expect(one.record.escalation.letters.at(-1)).toEqual({ stage: 'stage3', on: '2013-04-10', replyBy: '2013-04-22' })
    expect(one.escalation).toBe('stage3.awaitingReply')
  })

  proves('C22d', 'not answered, the clock records it and somebody has a duty that day', () => {
    const one = agreedStep('furtherLetter')
    one.does(deputyDirector, furtherLetter)
    one.moveTo('2013-05-22')
    expect(one.escalation).toBe('stage3.noReply')
    expect(one.duties('actOnNoReply')).toMatchObject([{ dueOn: '2013-04-23', cites: 'C22d' }])
    expect(one.record.escalation.letters.at(-1)).toMatchObject({ noReplySince: '2013-04-23' })
    expect(one.against(deputyDirector, propose('refer', { to: 'ombudsman' }))).toEqual([])
  })

  proves('C22e', 'answered, the reply is judged: back to monitoring, or on with stage 3', () => {
    for (const satisfactory of [true, false]) {
      const one = agreedStep('furtherLetter')
      one.does(deputyDirector, furtherLetter)
      one.does(caseworker, reply)
      expect(one.escalation).toBe('stage3.replyToJudge.inTime')
      one.does(caseworker, judgeReply(satisfactory, satisfactory ? '2013-05-01' : undefined))
      expect(one.escalation).toMatch(satisfactory ? /^none$/ : /^stage3\.conferring\.toPropose/)
    }
  })
})

describe('a new date', () => {
  const tell = { tellComplainant: { answer: true, why: 'It concerns him' } }

  proves(['C22f', 'C13'], 'agreed at stage 3: back to monitoring; the first date stays, and the compliance officer is notified', () => {
    const one = agreedStep('newDate', { newDate: '2013-05-31' }, tell)
    expect(one.escalation).toBe('none')
    expect(one.date).toBe('onTrack')
    expect(one.record.targetDate).toBe('2013-05-31')
    expect(one.record.targetDates.map(({ date }) => date)).toEqual(['2013-03-28', '2013-05-31'])
    expect(one.duties('noteExtension')).toMatchObject([{ to: 'complianceOfficer', cites: 'C13' }])
    expect(one.moveTo('2013-05-24').record.remindedOn).toEqual(['2013-05-24'])
    expect(one.moveTo('2013-06-01').escalation).toBe('due.toBegin')
    one.does(caseworker, { type: 'START_ESCALATION', reason: 'missedTargetDate', why: 'Missed again' })
    expect(one.escalation).toMatch(/^stage3\.conferring/)
  })

  proves('C13', 'whether to tell the complainant is decided when it is agreed', () => {
    expect(proposed('newDate', { newDate: '2013-05-31' }).against(director, agree())).toContain('C13 consider')
    expect(proposed('furtherLetter').against(director, agree())).toEqual([])
  })

  proves('C22f', 'without a date, or with one that is past, is not proposed', () => {
    for (const more of [{}, { newDate: '2013-04-10' }, { newDate: '2013-04-01' }])
      expect(atStageThree().against(deputyDirector, propose('newDate', more)).length).toBeGreaterThan(0)
  })
})

describe('an extension that was asked for meanwhile', () => {
  test('is overtaken by a new date: another is then asked for and decided by itself', () => {
    const one = atStageThree()
    one.does(caseworker, askExtension('2013-05-10'))
    one.does(deputyDirector, propose('newDate', { newDate: '2013-05-31' }))
    one.does(director, agree({ tellComplainant: { answer: true, why: 'It concerns him' } }))
    expect(one.duty('decideExtension')).toBeUndefined()
    expect(one.extension).toBe('none')
    one.does(caseworker, askExtension('2013-06-30'))
    neverBy(one, caseworker, { type: 'DECLINE_EXTENSION', why: 'No' }, 'C13')
    one.does(operationsManager, { type: 'DECLINE_EXTENSION', why: 'No' })
    expect(one.record.extensions.filter(({ decidedWhy }) => decidedWhy === 'No')).toMatchObject([{ until: '2013-06-30' }])
    expect(one.record.targetDate).toBe('2013-05-31')
  })
})

describe('another step', () => {
  const meeting = { what: 'A meeting with their chief executive', reviewOn: '2013-04-24' }

  proves('C22f', 'runs until its review date, at most a fortnight ahead; then they confer again', () => {
    const one = agreedStep('other', meeting)
    expect(one.escalation).toMatch(/^stage3\.stepRunning/)
    expect(one.moveTo('2013-04-23').escalation).toMatch(/^stage3\.stepRunning/)
    one.moveTo('2013-04-30')
    expect(one.escalation).toMatch(/^stage3\.conferring\.toPropose/)
    expect(one.duty('proposeStep')).toMatchObject({ to: 'deputyDirector' })
    expect(one.duty('proposeStep')!.dueOn >= '2013-04-24').toBe(true)
  })

  proves('C22f', 'is said in words, and never without a review date', () => {
    expect(atStageThree().against(deputyDirector, propose('other', { what: 'A meeting' })).length).toBeGreaterThan(0)
    expect(atStageThree().against(deputyDirector, propose('other', { reviewOn: '2013-04-20' })).length).toBeGreaterThan(0)
    expect(atStageThree().against(deputyDirector, propose('other', { ...meeting, reviewOn: '2013-04-10' })).length).toBeGreaterThan(0)
    expect(atStageThree().against(deputyDirector, propose('other', meeting))).toEqual([])
    needsReason(atStageThree(), deputyDirector, propose('other', { ...meeting, reviewOn: '2013-04-25' }), 'C22f')
  })
})

describe('reference to an executive', () => {
  proves('C22f', 'names one of the four posts, which has a week', () => {
    expect(atStageThree().against(deputyDirector, propose('refer')).length).toBeGreaterThan(0)
    for (const to of ['chiefOperatingOfficer', 'ombudsman', 'interimDirectorOfOperations', 'interimDirectorOfBusinessDevelopment']) {
      const one = agreedStep('refer', { to })
      expect(one.escalation).toBe('stage3.withExecutive.inTime')
      expect(one.duty('decideClosing')).toMatchObject({ to, dueOn: '2013-04-17', cites: 'C23' })
      expect(one.moveTo('2013-04-18').escalation).toBe('stage3.withExecutive.late')
    }
    expect(() => atStageThree().tries(deputyDirector, propose('refer', { to: 'director' }))).toThrow(/to/)
  })

  proves('C22f', 'may be returned to be pursued: then they confer again', () => {
    const one = agreedStep('refer', { to: 'chiefOperatingOfficer' })
    const back = { type: 'RETURN_TO_PURSUE', why: 'Their regulator has not been tried' }
    for (const by of [director, deputyDirector, lineManager]) neverBy(one, by, back, 'C23')
    one.does(chiefOperatingOfficer, back)
    expect(one.escalation).toMatch(/^stage3\.conferring\.toPropose/)
    expect(one.record.escalation.returned).toMatchObject([{ on: '2013-04-10', why: back.why }])
    expect(one.duty('decideClosing')).toBeUndefined()
    expect(one.duty('proposeStep')).toMatchObject({ dueOn: '2013-04-17' })
    expect(one.tries(interimDirectorOfOperations, back)).toMatchObject({ outcome: 'notAccepted' })
  })
})

describe('meanwhile', () => {
  test('evidence that is found wanting leaves the item at stage 3', () => {
    for (const one of [atStageThree(), agreedStep('furtherLetter'), agreedStep('other', { what: 'A meeting', reviewOn: '2013-04-20' })]) {
      one.does(caseworker, evidence)
      one.does(caseworker, judge('flawed'))
      expect(one.escalation).toMatch(/^stage3\./)
    }
  })

  test('evidence that is still to be judged keeps the executive from deciding only without a reason', () => {
    const one = agreedStep('refer', { to: 'ombudsman' })
    one.does(caseworker, evidence)
    expect(one.against(ombudsman, close())).toEqual(['C23 normally'])
    one.does(ombudsman, close(), { nothingLeftToJudge: 'The copy is of another letter, as anybody sees' })
    expect(one.place).toBe('closed.notSecured')
  })

  proves('C22f', 'a date that was proposed and has come is not agreed any more', () => {
    const one = proposed('newDate', { newDate: '2013-04-20' })
    one.on('2013-04-20')
    expect(one.against(director, agree({ tellComplainant: { answer: true, why: 'So' } }))).toContain('C22f must')
    expect(one.against(director, sendBack)).toEqual([])
  })
})
