import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Caller, registered, type TestApp, testApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { errorsIn, hiddenIn, saidBy } from './support/reading.ts'

let office: TestApp
let caller: Caller
let caseworker: Visitor
let auditor: Visitor
let organisation: string
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  caller = await office.signIn('caseworker')
  caseworker = await office.browse('caseworker')
  auditor = await office.browse('auditor')
  organisation = await registered(caller)
})
afterAll(() => office.end())

const complaint = () => ({
  receivedOn: '3/12/2012',
  'complainant.name': 'Mr J',
  'complainedAbout.0': organisation,
  complaint: 'His records were lost.',
})

test('a casefile is opened by its form, once, and is then shown', async () => {
  const { text } = await caseworker.get('/casefiles/new')
  expect(text).toContain('value="3/12/2012"')
  const form = { ...hiddenIn(text), ...complaint() }
  const opened = await caseworker.post('/casefiles/new', form)
  expect(opened.status).toBe(303)
  expect(opened.headers['location']).toMatch(/^\/casefiles\/RD-\d{6}$/)
  expect((await caseworker.post('/casefiles/new', form)).headers['location']).toBe(opened.headers['location'])
  const { body } = await caller.get(`/casefiles/${opened.headers['location']!.split('/').at(-1)}`)
  expect(body).toMatchObject({ receivedOn: '2012-12-03', particulars: { complainant: { name: 'Mr J' } } })
})

test('what is missing or in the future is said at its field, and what was typed is kept', async () => {
  const { text } = await caseworker.get('/casefiles/new')
  const empty = await caseworker.post('/casefiles/new', { ...hiddenIn(text), complaint: 'His records were lost.' })
  expect(empty.status).toBe(400)
  expect(empty.text).toContain('His records were lost.')
  expect(errorsIn(empty.text).map(({ at }) => at)).toEqual(expect.arrayContaining(['complainant-name']))
  const later = await caseworker.post('/casefiles/new', { ...hiddenIn(text), ...complaint(), receivedOn: '1/1/2013' })
  expect(later.status).toBe(422)
  expect(saidBy(later.text)).toContain('is in the future')
})

test('whoever may not open one is told who could', async () => {
  const { text } = await auditor.get('/casefiles/new')
  const refused = await auditor.post('/casefiles/new', { ...hiddenIn(text), ...complaint() })
  expect(refused.status).toBe(422)
  expect(saidBy(refused.text)).toContain('This is for')
  expect(refused.text).toContain('His records were lost.')
})

test('an organisation is registered by its form, and is then shown', async () => {
  const { text } = await caseworker.get('/organisations/new')
  const opened = await caseworker.post('/organisations/new', {
    ...hiddenIn(text),
    name: 'Larkfield Borough Council',
    sector: 'parliamentary',
  })
  expect(opened.status).toBe(303)
  const { body } = await caller.get(`/organisations/${opened.headers['location']!.split('/').at(-1)}`)
  expect(body).toMatchObject({ name: 'Larkfield Borough Council' })
})

test('the name of an organisation in the address is in the form', async () => {
  expect((await caseworker.get('/organisations/new?name=Elsewhere+Council')).text).toContain('value="Elsewhere Council"')
})
