import { expect, test } from '@jest/globals'
import { type History, office, otherTrust, trust } from '../../support/file.ts'
import { caseworker, complianceOfficer, deputyDirector, director } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { agree, chiefOperatingOfficer, close, no, propose, refuse, yes } from '../compliance/stories.ts'
import { decidedAbout, drafted, investigated, provided, reported, sendAll } from './casefiles.ts'
import { accepts, apology, issueFinal, payment } from './support.ts'

const investigation = 'investigation-1'
const one = 'recommendation-1'
const item = `${one}-item-1`
const umbrella = `${item}-umbrella-1`
const unsent = (file: History) => file.letters.filter(({ sentOn }) => !sentOn)

/** Closed as it could not be secured; an umbrella organisation was asked, and has agreed. */
function inItsPlace(file: History): void {
  file.does(caseworker, item, refuse(true))
  file.does(deputyDirector, item, propose('refer', { to: 'chiefOperatingOfficer' }))
  file.does(director, item, agree())
  file.does(chiefOperatingOfficer, item, close({ umbrella: yes, publish: no }))
  file.does(complianceOfficer, item, {
    type: 'UMBRELLA_AGREED',
    organisation: otherTrust,
    what: 'It apologises in its place',
    measure: 'We see the letter',
    until: '2013-10-01',
    understood: 'Its letter says so',
  })
}

proves(
  ['C16', 'C23'],
  'an umbrella organisation’s item is waited for, and at the end it is told with the others what became of the remedy',
  () => {
    const file = reported([trust, apology])
    file.does(caseworker, one, accepts())
    inItsPlace(file)
    expect(file.stands(investigation)).toBe('securing.monitoring')
    expect(unsent(file)).toEqual([])
    provided(file, umbrella)
    expect(file.stands(investigation)).toBe('securing.completing.inTime')
    expect(file.stands(one)).toBe('closed.notSecured')
    expect(file.record(one)).toMatchObject({
      items: [{ ending: 'notSecured' }],
      umbrellas: [{ key: umbrella, organisation: otherTrust, ending: 'complied' }],
    })
    expect(unsent(file).map(({ letter, to }) => ({ letter, to }))).toEqual([
      { letter: 'endedOtherwise', to: { party: 'complainant' } },
      { letter: 'endedOtherwise', to: { organisation: trust } },
      { letter: 'endedOtherwise', to: { organisation: otherTrust } },
    ])
    sendAll(file)
    file.does(caseworker, investigation, { type: 'CLOSE', why: 'All were told' })
    expect(file.stands(investigation)).toBe('closed.endedOtherwise')
  },
)

proves(
  'C16',
  'accepted after the investigation was closed and complied with: somebody is to tell those whom the last letters told otherwise',
  () => {
    const file = decidedAbout(reported([trust, apology]), one, 'notPursued')
    sendAll(file)
    file.does(caseworker, investigation, { type: 'CLOSE', why: 'All were told' })
    file.on('2013-08-01').does(caseworker, one, accepts())
    expect(file.duty('tellOfLateEnding')).toBeUndefined()
    provided(file, `${one}-item-2`)
    expect(file.stands(investigation)).toBe('closed.endedOtherwise')
    expect(file.duty('tellOfLateEnding')).toMatchObject({ to: 'caseworker', cites: 'C16', endsBy: 'acknowledgement', dueOn: '2013-08-08' })
  },
)

proves('C1', 'accepted in the draft and then not upheld, what was accepted runs on, and the caseworker is told to look at it', () => {
  const file = drafted([trust, apology], [office, payment])
  file.does(caseworker, one, accepts())
  issueFinal(file, 'notUpheld')
  expect(file.stands(investigation)).toBe('closed.notUpheld')
  expect(file.stands(item)).toContain('open')
  expect(file.duty('itemsRunOn')).toMatchObject({ to: 'caseworker', cites: 'C1', endsBy: 'acknowledgement' })
  const without = drafted([trust, apology])
  issueFinal(without, 'notUpheld')
  expect(without.duties).toEqual([])
})

proves('C1', 'opened on a complaint that was withdrawn, an investigation has the duty to decide about that from the start', () => {
  const file = investigated()
  file.does(caseworker, investigation, { type: 'DISCONTINUE', why: 'It was too late' })
  file.does(caseworker, 'casefile', { type: 'COMPLAINT_WITHDRAWN', why: 'It is settled' })
  expect(file.duty('decideAfterWithdrawal')).toBeUndefined()
  file.does(caseworker, 'casefile', { type: 'OPEN_INVESTIGATION' })
  expect(file.duty('decideAfterWithdrawal')).toMatchObject({ to: 'caseworker', cites: 'C1' })
})

test('the complainant has died: unless somebody speaks for the complainant, the investigator finds out who goes on', () => {
  const died = { type: 'COMPLAINANT_DIED' }
  for (const file of [investigated(), drafted([trust, apology])]) {
    file.does(caseworker, 'casefile', died)
    expect(file.duty('complainantDied')).toMatchObject({ to: 'caseworker', endsBy: 'acknowledgement' })
  }
  const represented = investigated()
  represented.does(caseworker, 'casefile', { ...died, representative: { name: 'Mrs J' } })
  expect(represented.duties).toEqual([])
})
