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

test('what was saved is discarded by its button once that was asked, and gone', async () => {
  const asked = await caseworker.post(address, { _discard: 'yes' })
  expect([asked.status, saidBy(asked.text).includes('Do you want to discard what you saved?')]).toEqual([200, true])
  expect(asked.text).toContain(`href="${address}">Keep it</a>`)
  expect(hiddenIn(asked.text)).toMatchObject({ _discard: 'confirmed' })
  expect(saidBy((await caseworker.get(address)).text)).toContain('You saved this form')
  const discarded = await caseworker.post(address, { _discard: 'confirmed' })
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

/** Where a new form leads to those that were begun, by what each is called. */
async function begunBeside(path: string) {
  const { text } = await caseworker.get(path)
  const links = [...text.matchAll(/href="([^"]+\?begun=[^"]*)">([^<]+), saved on/g)].map(([, href, of]) => [of!, href!] as const)
  return { text, links: new Map(links) }
}

test('of two casefiles that are begun at once each is kept, and is found again from a form that begins empty', async () => {
  const names = ['Mr J', 'Mrs K']
  const forms = await Promise.all(names.map(async () => hiddenIn((await caseworker.get('/casefiles/new')).text)))
  for (const _again of [1, 2])
    for (const [nth, name] of names.entries())
      await caseworker.post('/casefiles/new', { ...forms[nth], 'complainant.name': name, complaint: `Of ${name}`, _save: 'quietly' })
  const { text, links } = await begunBeside('/casefiles/new')
  expect(saidBy(text)).toContain('You have begun 2, and not sent them')
  expect(text).not.toContain('value="Mr')
  expect(hiddenIn(text)['_about']).not.toBe(forms[0]!['_about'])
  for (const name of names) {
    const resumed = await caseworker.get(links.get(name)!)
    expect(resumed.text).toContain(`value="${name}"`)
    expect(resumed.text).toContain(`Of ${name}</textarea>`)
    expect(hiddenIn(resumed.text)['_about']).toBe(forms[names.indexOf(name)]!['_about'])
  }
})

test('among all that somebody has begun each casefile is told apart by whom it is of', async () => {
  const said = saidBy((await caseworker.get('/views')).text)
  for (const name of ['Mr J', 'Mrs K']) expect(said).toContain(`Open a casefile: ${name} saved`)
})

test('once one of them is opened the other is still there, and only the other', async () => {
  const { links } = await begunBeside('/casefiles/new')
  const resumed = await caseworker.get(links.get('Mr J')!)
  const organisation = await registered(await office.signIn('caseworker'), 'Larkfield Trust')
  const typed = { receivedOn: '3/12/2012', 'complainant.name': 'Mr J', complaint: 'Of Mr J', 'complainedAbout.0': organisation }
  const opened = await caseworker.post('/casefiles/new', { ...hiddenIn(resumed.text), ...typed, _confirm: 'yes' })
  expect(opened.headers['location']).toMatch(/^\/casefiles\/RD-/)
  expect([...(await begunBeside('/casefiles/new')).links.keys()]).toEqual(['Mrs K'])
  await caseworker.post('/casefiles/new', { _about: new URL(links.get('Mrs K')!, 'http://page').search.slice(1), _discard: 'confirmed' })
  expect(saidBy((await begunBeside('/casefiles/new')).text)).not.toContain('You have begun')
})

test('a casefile that was kept without a name of its own is found again, too', async () => {
  await caseworker.post('/casefiles/new', { 'complainant.name': 'Mr L', _save: 'yes' })
  const { links } = await begunBeside('/casefiles/new')
  expect((await caseworker.get(links.get('Mr L')!)).text).toContain('value="Mr L"')
  await caseworker.post('/casefiles/new', { _discard: 'confirmed' })
})

test('what was begun of one organisation stays when another is begun, or the same again from its own link', async () => {
  for (const name of ['Larkfield', 'Elsewhere', 'Elsewhere']) {
    const { text } = await caseworker.get(`/organisations/new?name=${name}`)
    expect(text).toContain(`value="${name}"`)
    expect(text).not.toContain('Clerk of')
    await caseworker.post('/organisations/new', { ...hiddenIn(text), name, 'contacts.0.name': `Clerk of ${name}`, _save: 'quietly' })
  }
  const { text, links } = await begunBeside('/organisations/new')
  expect(saidBy(text)).toContain('You have begun 3')
  for (const name of ['Larkfield', 'Elsewhere']) expect((await caseworker.get(links.get(name)!)).text).toContain(`Clerk of ${name}`)
})

test('an organisation that was searched for and chosen is still chosen when the draft is gone on with, however many there are', async () => {
  const caller = await office.signIn('caseworker')
  const { pool } = office.database
  const last = await registered(caller, 'Zzyzx Council')
  for (let more = 0; more < 101; more++) await registered(caller, `Another ${String(more).padStart(3, '0')}`)
  expect((await pool.query('select count(*)::int from organisation')).rows[0].count).toBeGreaterThan(100)
  await caseworker.post('/casefiles/new', { 'complainant.name': 'Mrs K', 'complainedAbout.0': last, _save: 'yes' })
  const { links } = await begunBeside('/casefiles/new')
  expect((await caseworker.get(links.get('Mrs K')!)).text).toMatch(new RegExp(`<option value="${last}" selected`))
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
  await caseworker.post(path, { _discard: 'confirmed' })
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
  const endsEmpty = async () => caseworker.post(change(), { _discard: 'confirmed' })

  test('says who changed what since it was saved, with its words in it, before they take the place of newer ones', async () => {
    await aminaSaves()
    await carolWrites('As Carol wrote it')
    const resumed = await caseworker.get(change())
    expect(resumed.status).toBe(200)
    expect(saidBy(resumed.text)).toContain('Somebody else was here first')
    expect(saidBy(resumed.text)).toContain('Carol Whitfield changed')
    expect(resumed.text).toContain('As Amina wrote it')
    expect(resumed.text).toContain('Send it again, as things are now')
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
