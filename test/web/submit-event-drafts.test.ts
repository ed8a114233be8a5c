import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { hiddenIn, saidBy } from './support/reading.ts'

let office: TestApp
let caseworker: Visitor
let secondCaseworker: Visitor
let address: string
let casefile: Awaited<ReturnType<typeof openedCasefile>>
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  const caller = await office.signIn('caseworker')
  casefile = await openedCasefile(caller, await registered(caller))
  caseworker = await office.browse('caseworker')
  secondCaseworker = await office.browse('secondCaseworker')
  address = `/instances/${casefile.instance}/events/RECORD_CORRESPONDENCE`
})
afterAll(() => office.end())

const begun = { what: 'She rang <twice>', direction: 'received', party: 'complainant' }

test('what was typed into a long form is saved by its button, and is in it again on another day, for nobody else', async () => {
  const saved = await caseworker.post(address, { ...begun, _save: 'yes' })
  expect([saved.status, saved.headers['location']]).toEqual([303, `/casefiles/${casefile.reference}`])
  await office.setClock('2012-12-04')
  const again = await caseworker.get(address)
  expect(saidBy(again.text)).toContain('You saved this form on 3 December 2012')
  expect(again.text).toContain('She rang &lt;twice&gt;')
  expect(saidBy((await secondCaseworker.get(address)).text)).not.toContain('You saved this form')
})

test('a page that saves on its own is told when, and nothing was sent', async () => {
  const saved = await caseworker.post(address, { ...begun, what: 'She rang three times', _save: 'quietly' })
  expect(saved.status).toBe(200)
  expect(saved.headers['content-type']).toContain('application/json')
  expect(Date.parse(JSON.parse(saved.text).savedAt)).not.toBeNaN()
  expect((await caseworker.get(address)).text).toContain('She rang three times')
})

test('what was saved is discarded by its button, and gone', async () => {
  const discarded = await caseworker.post(address, { _discard: 'yes' })
  expect([discarded.status, discarded.headers['location']]).toEqual([303, address])
  expect(saidBy((await caseworker.get(address)).text)).not.toContain('You saved this form')
})

test('once the form is sent, nothing is left of what was saved', async () => {
  await caseworker.post(address, { ...begun, _save: 'yes' })
  const { text } = await caseworker.get(address)
  const sent = await caseworker.post(address, { ...hiddenIn(text), ...begun, channel: 'telephone' })
  expect(sent.status).toBe(303)
  expect(saidBy((await caseworker.get(address)).text)).not.toContain('You saved this form')
})

test('a casefile that was begun is found again, too', async () => {
  await caseworker.post('/casefiles/new', { 'complainant.name': 'Mr J', _save: 'yes' })
  expect((await caseworker.get('/casefiles/new')).text).toContain('value="Mr J"')
})
