import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { proves } from '../support/proves.ts'
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
  const form = { ...hiddenIn(text), ...complaint(), _confirm: 'yes' }
  const opened = await caseworker.post('/casefiles/new', form)
  expect(opened.status).toBe(303)
  expect(opened.headers['location']).toMatch(/^\/casefiles\/RD-\d{6}$/)
  expect((await caseworker.post('/casefiles/new', form)).headers['location']).toBe(opened.headers['location'])
  const { body } = await caller.get(`/casefiles/${opened.headers['location']!.split('/').at(-1)}`)
  expect(body).toMatchObject({ receivedOn: '2012-12-03', particulars: { complainant: { name: 'Mr J' } } })
})

test('an email address that is none is refused at its field, and one that is there is taken', async () => {
  const { text } = await caseworker.get('/casefiles/new')
  const written = async (email: string) =>
    saidBy((await caseworker.post('/casefiles/new', { ...hiddenIn(text), ...complaint(), 'complainant.email': email })).text)
  expect(await written('not an email')).toMatch(/enter an email address in the correct format, like name@example\.com/)
  expect(await written('j@example.com')).toContain('Nothing has happened yet')
})

test('what opening a casefile does is said before it is done, and nothing is kept until it is confirmed', async () => {
  const earlier = (await openedCasefile(caller, organisation)).reference
  const numbers = async () =>
    (await office.database.pool.query('select count(*)::int as files, (select count(*)::int from text) as texts from file')).rows[0]
  const { text } = await caseworker.get('/casefiles/new')
  const before = await numbers()
  const form = { ...hiddenIn(text), ...complaint(), linkedTo: earlier, 'injustices.0': 'Distress' }
  const check = await caseworker.post('/casefiles/new', form)
  expect(check.status).toBe(200)
  expect(saidBy(check.text)).toMatch(
    /Nothing has happened yet.*It goes to Caseworker \(Amina Clarke\).*Casefile is opened.*Casefile RD-\d{6} is told of it.*His records were lost\..*Injustice 1 Distress/,
  )
  expect(check.text).toContain('href="/casefiles">Cancel')
  expect(await numbers()).toEqual(before)
  const opened = await caseworker.post('/casefiles/new', { ...hiddenIn(check.text), ...complaint(), linkedTo: earlier, _confirm: 'yes' })
  expect(opened.headers['location']).toMatch(/^\/casefiles\/RD-\d{6}$/)
})

test('a casefile that nobody has yet is said to be nobody’s before it is opened; the form can be gone back to', async () => {
  const lineManager = await office.browse('lineManager')
  const { text } = await lineManager.get('/casefiles/new')
  const check = await lineManager.post('/casefiles/new', { ...hiddenIn(text), ...complaint() })
  expect(saidBy(check.text)).toContain('It is nobody’s yet: a line manager assigns it')
  const back = await lineManager.post('/casefiles/new', { ...hiddenIn(check.text), ...complaint(), _show: 'form' })
  expect(back.text).toContain('His records were lost.')
})

test('before an organisation is registered the page says that it is rated, and as what it is known', async () => {
  const { text } = await caseworker.get('/organisations/new')
  const check = await caseworker.post('/organisations/new', { ...hiddenIn(text), name: 'Fenwick Council', sector: 'parliamentary' })
  expect(saidBy(check.text)).toMatch(/Nothing has happened yet.*Organisation is opened Rating is opened.*Fenwick Council/)
  expect((await caller.get('/organisations?name=Fenwick')).body.items).toEqual([])
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

proves(
  'I16',
  'whoever may not open a casefile or register an organisation is told so before the form, and who could; nothing leads them there',
  async () => {
    const administrator = await office.browse('administrator')
    for (const visitor of [auditor, administrator])
      for (const [list, address] of [
        ['/casefiles', '/casefiles/new'],
        ['/organisations', '/organisations/new'],
      ] as const) {
        const { text, status } = await visitor.get(address)
        expect([address, status]).toEqual([address, 403])
        expect(saidBy(text)).toMatch(/Not for your posts.*This is for a caseworker or above.*paragraph 2\.6\.\d+.*Amina Clarke/)
        expect(text).not.toContain('redress-form')
        expect((await visitor.get(list)).text).not.toContain(`href="${address}"`)
        expect((await caseworker.get(list)).text).toContain(`href="${address}"`)
      }
  },
)

test('a form that is sent although it is not for them is refused, with what was typed in it', async () => {
  const { text } = await auditor.get('/casefiles')
  const refused = await auditor.post('/casefiles/new', { ...hiddenIn(text), _key: 'sent all the same', ...complaint() })
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
    _confirm: 'yes',
  })
  expect(opened.status).toBe(303)
  const { body } = await caller.get(`/organisations/${opened.headers['location']!.split('/').at(-1)}`)
  expect(body).toMatchObject({ name: 'Larkfield Borough Council' })
})

test('the name of an organisation in the address is in the form', async () => {
  expect((await caseworker.get('/organisations/new?name=Elsewhere+Council')).text).toContain('value="Elsewhere Council"')
})
