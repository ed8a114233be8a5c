import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { fill } from '../../scripts/demonstration/load.ts'
import { Office } from '../../scripts/demonstration/office.ts'
import { type TestApp, testApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { saidBy } from './support/reading.ts'

let here: TestApp
let server: Server
let caseworker: Visitor
let places: readonly { readonly id: string; readonly machine: string; readonly state: string }[]

/** The stories of the examples and some invented ones: instances of every lifecycle, in many places. */
beforeAll(async () => {
  here = await testApp()
  await here.setClock('2013-02-04')
  server = here.app.listen(0, '127.0.0.1')
  await new Promise((begun) => server.once('listening', begun))
  await fill(new Office(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), { casefiles: 12 })
  caseworker = await here.browse('caseworker')
  const rows = await here.database.pool.query<{ id: string; machine: string; state: string }>(
    `select distinct on (machine, state) id, machine, state from instance where machine <> 'office' order by machine, state, id`,
  )
  places = rows.rows
}, 300_000)
afterAll(async () => {
  await new Promise((closed) => server.close(closed))
  await here.end()
})

const opening = ['OPEN', 'REGISTER']
const typesOf = (machine: string) =>
  [...Object.keys(definitions[machine]!.events), 'RECORDED_IN_ERROR'].filter((type) => !opening.includes(type))
const MOST_PLACES = 3
/** No name of the code: an event, or a state. */
const CODE = /\b[A-Z]{3,}(?:_[A-Z]+)+\b|\b[a-z]+[A-Z]\w*\.[a-z]\w+/

describe('every event of every lifecycle, wherever it stands, is a form or an explanation', () => {
  for (const machine of Object.keys(definitions).filter((name) => name !== 'office'))
    test(`of ${definitions[machine]!.title.toLowerCase()}, and no name of the code is on it`, async () => {
      const ofIt = places
        .filter((place) => place.machine === machine)
        .filter((_, index, all) => index % Math.ceil(all.length / MOST_PLACES) === 0)
      expect(ofIt.length).toBeGreaterThan(0)
      for (const { id, state } of ofIt)
        for (const type of typesOf(machine)) {
          const { status, text, headers } = await caseworker.get(`/instances/${id}/events/${type}`)
          // Which of several drafts is edited, or of several actions changed, is chosen where they are listed.
          if (status === 303)
            expect([type, headers['location']]).toEqual([
              type,
              expect.stringMatching(type === 'EDIT_LETTER' ? /\/letters$/ : /\/workbench$/),
            ])
          else {
            expect([type, state, status]).toEqual([type, state, 200])
            const isForm = text.includes('class="redress-form"')
            expect([type, state, isForm || text.includes('Not possible now')]).toEqual([type, state, true])
            expect([type, state, CODE.exec(saidBy(text))?.[0]]).toEqual([type, state, undefined])
            // One thing to do; whatever else is on the form is beside it.
            if (isForm) expect([type, text.match(/class="govuk-button" type="submit"/g)?.length]).toEqual([type, 1])
          }
        }
    }, 300_000)
})

describe('sent empty, every form answers: what is wrong, what would happen, or that it is done', () => {
  for (const machine of Object.keys(definitions).filter((name) => name !== 'office'))
    test(`of ${definitions[machine]!.title.toLowerCase()}`, async () => {
      const [{ id } = { id: '' }] = places.filter((place) => place.machine === machine)
      for (const type of typesOf(machine)) {
        const { status, text } = await caseworker.post(`/instances/${id}/events/${type}`)
        expect([type, [200, 303, 400, 409, 422].includes(status)]).toEqual([type, true])
        expect([type, CODE.exec(saidBy(text))?.[0]]).toEqual([type, undefined])
      }
    })
})
