import { describe, expect, test } from '@jest/globals'
import { assessmentOutcomesOfficer, caseworker, complianceOfficer, director, lineManager, ombudsman } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { caseworkTeam, chiefOperatingOfficer, evidence, interimDirectorOfOperations, judge, view, wroteOnce } from './stories.ts'
import { facts, type Item, item, neverBy } from './support.ts'

const published = { publishedOn: '2013-03-05' }
const laid = { ...published, laidOn: '2013-03-06' }
const decide = (judgement: string) => ({ type: 'DECIDE_COMPLIANCE', judgement, why: 'With the Casework Team’s view before me' })
/** Evidence came on 20 March, of an item of a case that was published and, perhaps, laid. */
function received(how: object = published): Item {
  const one = item({ casefile: { ...facts, ...how } }).moveTo('2013-03-20')
  one.does(caseworker, evidence)
  return one
}

describe('a published case', () => {
  proves('C18', 'evidence goes to the Ombudsman’s Casework Team, which has a week', () => {
    const one = received()
    expect(one.evidence).toBe('judging.withCaseworkTeam.inTime')
    expect(one.duty('giveView')).toMatchObject({ to: 'caseworkTeam', dueOn: '2013-03-27', cites: 'C18' })
    expect(one.duty('judgeEvidence')).toBeUndefined()
    expect(one.moveTo('2013-03-28').evidence).toBe('judging.withCaseworkTeam.late')
  })

  proves('C18', 'nobody ends an item of it as complied on the monitor’s word', () => {
    for (const by of [caseworker, complianceOfficer, lineManager, director, ombudsman])
      expect(received().tries(by, judge('provided')).outcome).not.toBe('taken')
  })

  proves('C18', 'the view is the Casework Team’s alone', () => {
    for (const by of [caseworker, complianceOfficer, assessmentOutcomesOfficer, lineManager, director, ombudsman])
      neverBy(received(), by, view('provided'), 'C18')
    expect(received().refused(director, view('provided'))[0]!.because).toMatch(/Casework Team/)
    expect(received().against(caseworkTeam, view('provided'))).toEqual([])
  })

  proves('C18', 'with the view, whether to tell Parliament and the public is recorded, each yes or no and why', () => {
    for (const consideration of ['tellParliament', 'tellPublic'])
      expect(received().against(caseworkTeam, view('provided', { [consideration]: undefined }))).toEqual(['C18 consider'])
    const one = received()
    one.does(caseworkTeam, view('provided'))
    expect(one.record.views).toMatchObject([{ on: '2013-03-20', judgement: 'provided', tellParliament: false, tellPublic: true }])
    expect(one.place).toBe('closed.complied')
    expect(one.duty('giveView')).toBeUndefined()
    expect(one.heard).toEqual([{ type: 'ITEM_ENDED', action: 'item', ending: 'complied' }])
  })

  proves(['C18', 'C20'], 'a view that the remedy is wanting makes escalation due', () => {
    const one = received()
    one.does(caseworkTeam, view('incomplete'))
    expect(one.evidence).toBe('awaited')
    expect(one.escalation).toBe('due.toBegin')
  })
})

describe('a case that was laid before Parliament too', () => {
  function viewed(judgement = 'provided'): Item {
    const one = received(laid)
    one.does(caseworkTeam, view(judgement))
    return one
  }

  proves('C18', 'goes on to the Ombudsman, who alone decides that compliance is achieved', () => {
    const one = viewed()
    expect(one.evidence).toBe('judging.withOmbudsman.inTime')
    expect(one.duty('decideCompliance')).toMatchObject({ to: 'ombudsman', dueOn: '2013-03-27', cites: 'C18' })
    for (const by of [caseworkTeam, lineManager, director, chiefOperatingOfficer, interimDirectorOfOperations])
      neverBy(viewed(), by, decide('provided'), 'C18')
    expect(one.tries(caseworkTeam, view('provided')).outcome).not.toBe('taken')
    one.does(ombudsman, decide('provided'))
    expect(one.place).toBe('closed.complied')
    expect(one.record).toMatchObject({ endedWhy: 'With the Casework Team’s view before me', ending: 'complied' })
  })

  proves('C18', 'is not decided before the Casework Team has given its view', () => {
    expect(received(laid).tries(ombudsman, decide('provided')).outcome).not.toBe('taken')
  })

  test('the Ombudsman may find otherwise than the Casework Team', () => {
    const one = viewed('reasonableSteps')
    one.does(ombudsman, decide('inadequate'))
    expect(one.evidence).toBe('awaited')
    expect(one.escalation).toBe('due.toBegin')
  })

  test('waits for the Ombudsman with a date', () => {
    expect(viewed().moveTo('2013-03-28').evidence).toBe('judging.withOmbudsman.late')
  })
})

describe('publication while an item is open', () => {
  proves('C18', 'takes evidence that is being judged to the Casework Team', () => {
    const one = item().moveTo('2013-03-20')
    one.does(caseworker, evidence)
    one.moveTo('2013-03-22').changes({ publishedOn: '2013-03-22' })
    expect(one.evidence).toBe('judging.withCaseworkTeam.inTime')
    expect(one.duty('giveView')).toMatchObject({ dueOn: '2013-03-29' })
    expect(one.duties('judgeEvidence')).toEqual([])
    expect(one.against(caseworkTeam, view('provided'))).toEqual([])
  })

  proves('C18', 'also evidence that is in doubt', () => {
    const one = item({ source: 'intervention' }).moveTo('2013-03-20')
    one.does(caseworker, evidence)
    one.does(caseworker, { type: 'DIRECT_DOUBT', why: 'Unsigned' })
    one.changes(published)
    expect(one.evidence).toBe('judging.withCaseworkTeam.inTime')
    expect(one.duty('settleDoubt')).toBeUndefined()
    expect(one.tries(assessmentOutcomesOfficer, judge('provided')).outcome).not.toBe('taken')
  })

  test('another change of the casefile leaves evidence where it is, with the days it had', () => {
    const one = received().moveTo('2013-03-25').changes({ caseworker: 'secondCaseworker' })
    expect(one.evidence).toBe('judging.withCaseworkTeam.inTime')
    expect(one.duty('giveView')).toMatchObject({ dueOn: '2013-03-27' })
    const plain = item().moveTo('2013-03-20')
    plain.does(caseworker, evidence)
    plain.changes({ caseworker: 'secondCaseworker' })
    expect(plain.evidence).toBe('judging.byMonitor.inTime')
  })

  proves('C18', 'laid while the Casework Team looks at it: the Ombudsman decides', () => {
    const one = received().moveTo('2013-03-22').changes(laid)
    one.does(caseworkTeam, view('provided'))
    expect(one.evidence).toBe('judging.withOmbudsman.inTime')
  })

  proves('CA', 'bad faith is marked there as well, by the Casework Team or the Ombudsman', () => {
    const one = received()
    one.does(caseworkTeam, view('notProvided', { badFaith: 'The letter was dated back' }))
    expect(one.record.judged).toMatchObject([{ judgement: 'notProvided', badFaith: 'The letter was dated back' }])
    const two = received(laid)
    two.does(caseworkTeam, view('notProvided'))
    two.does(ombudsman, { ...decide('notProvided'), badFaith: 'The letter was dated back' })
    expect(two.record.judged).toMatchObject([{ badFaith: 'The letter was dated back' }])
  })

  proves('C18', 'during a stage of escalation it holds as well', () => {
    const one = wroteOnce().changes(published)
    one.does(caseworker, evidence)
    expect(one.evidence).toBe('judging.withCaseworkTeam.inTime')
    one.does(caseworkTeam, view('provided'))
    expect(one.place).toBe('closed.complied')
  })

  proves(
    ['C18', 'C22e'],
    'found wanting during a stage, by the Casework Team or at last by the Ombudsman, it is an unsatisfactory response',
    () => {
      const one = wroteOnce().changes(published)
      one.does(caseworker, evidence)
      one.does(caseworkTeam, view('flawed'))
      expect(one.escalation).toMatch(/^stage2\.letterDue/)
      const two = wroteOnce().changes(laid)
      two.does(caseworker, evidence)
      two.does(caseworkTeam, view('flawed'))
      expect(two.escalation).toMatch(/^stage1\.replyToJudge/)
      two.does(ombudsman, decide('flawed'))
      expect(two.escalation).toMatch(/^stage2\.letterDue/)
    },
  )

  proves('C18', 'before the item opened, with evidence that was there already: to the Casework Team', () => {
    const one = item({ casefile: { ...facts, publishedOn: '2013-02-20' }, provided: { on: '2013-02-25', evidence: 'A copy' } })
    expect(one.evidence).toBe('judging.withCaseworkTeam.inTime')
    expect(one.duty('giveView')).toMatchObject({ dueOn: '2013-03-08' })
  })

  proves('C18', 'leaves an item that has ended as it ended', () => {
    const one = item().moveTo('2013-03-20')
    one.does(caseworker, evidence)
    one.does(caseworker, judge('provided'))
    one.changes(laid)
    expect(one.place).toBe('closed.complied')
    expect(one.record.casefile.laidOn).toBe('2013-03-06')
    expect(one.tries(caseworker, evidence)).toMatchObject({ outcome: 'notAccepted' })
  })
})
