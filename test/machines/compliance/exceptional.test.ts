import { describe, expect, test } from '@jest/globals'
import type { Compliance } from '../../../machines/compliance/record.ts'
import { otherTrust } from '../../support/file.ts'
import {
  actingUp,
  auditor,
  caseworker,
  complianceOfficer,
  delegatedBy,
  deputyDirector,
  director,
  lineManager,
  ombudsman,
  operationsManager,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import {
  atStageThree,
  chiefOperatingOfficer,
  close,
  evidence,
  interimDirectorOfBusinessDevelopment,
  interimDirectorOfOperations,
  judge,
  openPlaces,
  withExecutive,
  yes,
} from './stories.ts'
import { type Item, neverBy } from './support.ts'

const fourPosts = [ombudsman, chiefOperatingOfficer, interimDirectorOfOperations, interimDirectorOfBusinessDevelopment]
const agreed = {
  type: 'UMBRELLA_AGREED',
  understood: 'Its chief executive wrote that it will',
  organisation: otherTrust,
  what: 'Apologise in its place',
  measure: 'A copy of the letter',
  until: '2013-05-10',
}
function closed(more: object = {}): Item {
  const one = withExecutive()
  one.does(chiefOperatingOfficer, close(more))
  return one
}

describe('closing what was not secured', () => {
  proves('C23', 'is for exactly four posts, whoever of them it was put to', () => {
    for (const by of fourPosts) expect(withExecutive().against(by, close())).toEqual([])
    for (const by of [director, deputyDirector, operationsManager, lineManager, caseworker, complianceOfficer, auditor])
      neverBy(withExecutive(), by, close(), 'C23')
    const words = withExecutive().refused(director, close())[0]!.because
    for (const post of [
      /Ombudsman/,
      /Chief Operating Officer/,
      /Interim Director of Operations/,
      /Interim Director of Business Development/,
    ])
      expect(words).toMatch(post)
  })

  proves('C23', 'another executive does not, being none of the four; who acts up in one of them does', () => {
    const executive = {
      id: 'an executive of no named post',
      holdings: [{ post: 'other', grade: 'executive', roles: [], how: 'held' }],
    } as const
    neverBy(withExecutive(), executive, close(), 'C23')
    expect(withExecutive().against(actingUp(director, 'chiefOperatingOfficer'), close())).toEqual([])
    expect(withExecutive().against(delegatedBy(ombudsman, director, 'ombudsman'), close())).toEqual([])
  })

  proves('C23', 'the regulator, a summary naming people and an umbrella organisation are each considered', () => {
    for (const consideration of ['regulator', 'publish', 'umbrella'])
      expect(withExecutive().against(chiefOperatingOfficer, close({ [consideration]: undefined }))).toEqual(['C23 consider'])
  })

  proves('C23', 'closes the item as not secured, with its reasons, and whoever opened it hears', () => {
    const one = closed()
    expect(one.place).toBe('closed.notSecured')
    expect(one.record).toMatchObject({
      ending: 'notSecured',
      endedOn: '2013-04-10',
      endedWhy: 'Every reasonable attempt was made',
      escalation: { considered: { regulator: false, publish: false, umbrella: false } },
    })
    expect(one.heard).toEqual([{ type: 'ITEM_ENDED', action: 'item', ending: 'notSecured' }])
    expect(() => withExecutive().tries(ombudsman, close({ why: ' ' }))).toThrow(/why/)
  })

  proves('C23', 'each yes is a duty, each no is none', () => {
    const duties = (more: object) =>
      closed(more).file.duties.filter(({ cites, name }) => cites === 'C23' && name !== 'sendPublicationNotice')
    expect(duties({})).toEqual([])
    expect(duties({ regulator: yes })).toHaveLength(1)
    expect(duties({ regulator: yes, publish: yes })).toHaveLength(2)
    expect(duties({ regulator: yes, publish: yes, umbrella: yes })).toHaveLength(3)
    expect(new Set(duties({ regulator: yes, publish: yes, umbrella: yes }).map(({ title }) => title)).size).toBe(3)
  })

  proves('C15', 'is not possible before stage 3 is reached, nor before it was put to an executive', () => {
    for (const [name, begin] of Object.entries(openPlaces))
      expect([name, begin().tries(ombudsman, close()).outcome]).toEqual([name, 'notAccepted'])
    expect(atStageThree().tries(ombudsman, close()).outcome).not.toBe('taken')
  })

  test('a remedy provided while the executive decides ends the item as complied with', () => {
    const one = withExecutive()
    one.does(caseworker, evidence)
    one.does(caseworker, judge('provided'))
    expect(one.place).toBe('closed.complied')
    expect(one.duty('decideClosing')).toBeUndefined()
  })
})

describe('an umbrella organisation', () => {
  const child = (one: Item) => one.file.state.instances.find(({ key, machine }) => machine === 'compliance' && key !== 'item')!.id

  proves(['C23', 'C11'], 'that agrees gets an item of its own, linked to the one that was closed', () => {
    const one = closed({ umbrella: yes })
    one.moveTo('2013-04-15')
    one.does(caseworker, agreed)
    expect(one.file.record<Compliance>(child(one))).toMatchObject({
      organisation: otherTrust,
      targetDate: '2013-05-10',
      agreedOn: '2013-04-15',
      action: { what: agreed.what, measure: agreed.measure, by: agreed.until },
      linkedTo: expect.any(String),
      targetDates: [{ date: '2013-05-10' }],
    })
    expect(one.file.stands(child(one))).toMatch(/open\.target\.date\.onTrack/)
    expect(one.place).toBe('closed.notSecured')
    expect(one.file.duties.filter(({ cites }) => cites === 'C23')).toEqual([])
  })

  proves('C23', 'has its own dates and its own ending, which the closed item hears', () => {
    const one = closed({ umbrella: yes })
    one.does(caseworker, agreed)
    const id = child(one)
    one.moveTo('2013-05-03')
    expect(one.letters('reminder').filter(({ to }) => 'organisation' in to && to.organisation === otherTrust)).toHaveLength(1)
    one.file.does(caseworker, id, evidence)
    one.file.does(caseworker, id, judge('provided', { clinicalAdvice: yes }))
    expect(one.file.stands(id)).toBe('closed.complied')
    expect(Object.values(one.record.umbrellas)).toEqual([{ organisation: otherTrust, ending: 'complied' }])
    expect(one.record.ending).toBe('notSecured')
    expect(one.heard).toEqual([
      { type: 'ITEM_ENDED', action: 'item', ending: 'notSecured' },
      { type: 'ITEM_ENDED', action: 'item-umbrella-1', ending: 'complied' },
    ])
  })

  proves(
    ['C23', 'C6'],
    'is another than the one that did not comply, also than whoever took its place: what was open passed to that one',
    () => {
      const one = closed({ umbrella: yes })
      const heir = {
        organisations: { [one.record.organisation]: { sector: 'health', inForce: otherTrust }, [otherTrust]: { sector: 'health' } },
      }
      expect(one.file.refused(caseworker, 'item', agreed, heir as never)).toMatchObject([
        { rule: 'umbrellaIsAnother', cites: 'C23', field: 'organisation' },
      ])
      const formerName = { organisations: { [otherTrust]: { sector: 'health', inForce: one.record.organisation } } }
      expect(one.file.rulesAgainst(caseworker, 'item', agreed, formerName as never)).toEqual(['umbrellaIsAnother'])
      expect(one.file.rulesAgainst(caseworker, 'item', agreed)).toEqual([])
    },
  )

  proves('C23', 'that was not to be asked gets none', () => {
    expect(closed().tries(caseworker, agreed).outcome).not.toBe('taken')
  })
})
