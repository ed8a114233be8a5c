import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
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

test('what was begun of one organisation stays when another is begun from its own link', async () => {
  const begin = (name: string) => caseworker.get(`/organisations/new?name=${name}`)
  for (const name of ['Larkfield', 'Elsewhere']) {
    const { text } = await begin(name)
    await caseworker.post('/organisations/new', { ...hiddenIn(text), name, 'contacts.0.name': `Clerk of ${name}`, _save: 'quietly' })
  }
  expect((await begin('Larkfield')).text).toContain('Clerk of Larkfield')
  expect((await begin('Elsewhere')).text).toContain('Clerk of Elsewhere')
})

test('an organisation that was searched for and chosen is still chosen when the draft is gone on with, however many there are', async () => {
  const caller = await office.signIn('caseworker')
  const { pool } = office.database
  const last = await registered(caller, 'Zzyzx Council')
  for (let more = 0; more < 101; more++) await registered(caller, `Another ${String(more).padStart(3, '0')}`)
  expect((await pool.query('select count(*)::int from organisation')).rows[0].count).toBeGreaterThan(100)
  await caseworker.post('/casefiles/new', { 'complainant.name': 'Mrs K', 'complainedAbout.0': last, _save: 'yes' })
  expect((await caseworker.get('/casefiles/new')).text).toMatch(new RegExp(`<option value="${last}" selected`))
})

test('what was saved is still read where the step is no longer possible, and reasons that were written with it', async () => {
  const caller = await office.signIn('caseworker')
  const { body } = await caller.post(`/casefiles/${casefile.reference}/instances`, { machine: 'intervention' })
  const path = `/instances/${body.id}/events/DECIDE_TO_ATTEMPT`
  const typed = {
    'prospect.answer': 'yes',
    'prospect.why': 'It agreed twice before',
    'reasons.suitableForAnIntervention': 'Her papers are complete',
    'reasons.remedyClearAndFinal': 'There is one remedy',
  }
  const { text } = await caseworker.get(path)
  await caseworker.post(path, { ...typed, _save: 'yes' })
  const reasons = { suitableForAnIntervention: 'On paper', remedyClearAndFinal: 'It is clear' }
  const prospect = { answer: true, why: 'It has agreed before' }
  expect((await caller.post(`/instances/${body.id}/events`, { type: 'DECIDE_TO_ATTEMPT', prospect, reasons })).status).toBe(201)

  const stale = await caseworker.post(path, { ...hiddenIn(text), ...typed })
  expect(stale.status).toBe(409)
  for (const written of ['It agreed twice before', 'Her papers are complete', 'There is one remedy'])
    expect(saidBy(stale.text)).toContain(written)

  const later = await caseworker.get(path)
  expect(saidBy(later.text)).toContain('Not possible now')
  expect(saidBy(later.text)).toContain('What you had saved')
  for (const written of ['It agreed twice before', 'Her papers are complete']) expect(saidBy(later.text)).toContain(written)
  expect(saidBy((await secondCaseworker.get(path)).text)).not.toContain('It agreed twice before')
  await caseworker.post(path, { _discard: 'yes' })
  expect(saidBy((await caseworker.get(path)).text)).not.toContain('Her papers are complete')
})

describe('a form that is gone on with after the casefile has changed', () => {
  const change = () => `/instances/${casefile.instance}/events/CHANGE_COMPLAINT`
  const complaintNow = async () =>
    (await (await office.signIn('caseworker')).get(`/casefiles/${casefile.reference}`)).body.particulars.complaint as string
  const carolWrites = async (complaint: string) => {
    const manager = await office.signIn('lineManager')
    const event = { type: 'CHANGE_COMPLAINT', complaint, injustices: [] }
    expect((await manager.post(`/instances/${casefile.instance}/events`, event)).status).toBe(201)
  }
  const aminaSaves = async () => {
    const { text } = await caseworker.get(change())
    await caseworker.post(change(), { ...hiddenIn(text), complaint: 'As Amina wrote it', _save: 'quietly' })
  }
  const endsEmpty = async () => caseworker.post(change(), { _discard: 'yes' })

  test('says who changed what since it was saved, with its words in it, before they take the place of newer ones', async () => {
    await aminaSaves()
    await carolWrites('As Carol wrote it')
    const resumed = await caseworker.get(change())
    expect(resumed.status).toBe(200)
    expect(saidBy(resumed.text)).toContain('Somebody else was here first')
    expect(saidBy(resumed.text)).toContain('Carol Whitfield changed')
    expect(resumed.text).toContain('As Amina wrote it')
    expect(resumed.text).toContain('Send it on things as they are now')
    expect(await complaintNow()).toBe('As Carol wrote it')
    const sent = await caseworker.post(change(), { ...hiddenIn(resumed.text), complaint: 'As both wrote it', _confirm: 'yes' })
    expect(sent.status).toBe(303)
    expect(await complaintNow()).toBe('As both wrote it')
  })

  test('is not taken on what was seen before it changed: the form of another window knows no more than the draft', async () => {
    await aminaSaves()
    const { text } = await caseworker.get(change())
    await carolWrites('As Carol wrote it next')
    const sent = await caseworker.post(change(), { ...hiddenIn(text), complaint: 'As Amina wrote it', _confirm: 'yes' })
    expect(sent.status).toBe(409)
    expect(await complaintNow()).toBe('As Carol wrote it next')
    await endsEmpty()
  })

  test('says nothing where nothing has changed', async () => {
    await aminaSaves()
    const { text } = await caseworker.get(change())
    expect(saidBy(text)).toContain('You saved this form')
    expect(saidBy(text)).not.toContain('was here first')
    await endsEmpty()
  })
})
