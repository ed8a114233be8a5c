import { expect } from '@jest/globals'
import { type History, otherTrust, trust } from '../../support/file.ts'
import { caseworker, complianceOfficer, deputyDirector, director, lineManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { apology, attempt, compare, confirm, inform, issued, proposing, propose as put, submit } from '../intervention/support.ts'
import { agree, chiefOperatingOfficer, close, propose, refuse, yes } from './stories.ts'

const item = `${trust} apology`
const askedOf = (file: History, organisation: string) =>
  file.deliveries.flatMap(({ to, event }) => ('organisation' in to && to.organisation === organisation ? [event] : []))

proves(['C6', 'C9'], 'an organisation that we had enquired of first is measured all the same, from the proposal, and once', () => {
  const file = proposing()
  file.does(caseworker, attempt, { type: 'ADD_ACTION', action: apology })
  file.does(caseworker, attempt, {
    type: 'ENQUIRE_OF_ORGANISATION',
    organisation: trust,
    about: 'Its guidance',
    respondBy: '2013-03-15',
  })
  expect(askedOf(file, trust)).toEqual([])
  file.on('2013-03-04').does(caseworker, attempt, put)
  expect(askedOf(file, trust)).toEqual([{ type: 'REMEDY_ASKED', on: '2013-03-04' }])
})

proves(['C6', 'C9'], 'one whose own offer was accepted is measured from the day it is bound by it', () => {
  const file = proposing()
  const { organisation: _, achievable: __, injustice: ___, ...offer } = apology
  file.does(caseworker, attempt, { type: 'ORGANISATION_OFFERED', organisation: trust, actions: [offer] })
  file.does(caseworker, trust, { type: 'ACCEPT_OFFER', putsRight: true, final: true, compared: 'Two', why: 'Enough' })
  file.does(caseworker, trust, confirm)
  file.on('2013-03-05')
  for (const event of [inform, compare, submit]) file.does(caseworker, attempt, event)
  file.does(lineManager, attempt, { type: 'SIGN_OFF' })
  file.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
  expect(file.stands(item)).toMatch(/^open/)
  expect(askedOf(file, trust)).toEqual([{ type: 'REMEDY_ASKED', on: '2013-03-01' }])
})

proves(['C6', 'C9', 'C23'], 'an umbrella organisation is measured from the day it agreed', () => {
  const file = issued().on('2013-03-05')
  file.does(caseworker, item, refuse(true))
  file.does(deputyDirector, item, propose('refer', { to: 'chiefOperatingOfficer' }))
  file.does(director, item, agree())
  file.does(chiefOperatingOfficer, item, close({ umbrella: yes }))
  expect(askedOf(file, otherTrust)).toEqual([])
  file.does(complianceOfficer, item, {
    type: 'UMBRELLA_AGREED',
    organisation: otherTrust,
    what: 'It pays in its place',
    measure: 'A receipt',
    until: '2013-10-01',
    understood: 'Its letter says so',
    happenedOn: '2013-03-05',
  })
  expect(askedOf(file, otherTrust)).toEqual([{ type: 'REMEDY_ASKED', on: '2013-03-05' }])
})
