import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { manyOrganisations } from '../support/many-organisations.ts'
import { read } from './support/read.ts'
import { organisationsOffered } from './support/reading.ts'

const FLOW = '/flow/casefile'
const MANY = 301

let office: TestApp
let last: string
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2013-02-04')
  const caseworker = await office.signIn('caseworker')
  last = await registered(caseworker, 'Zealsbury Town Council')
  await openedCasefile(caseworker, last)
  await openedCasefile(caseworker, await registered(caseworker, 'Ashcombe Parish Council'))
}, 120_000)
afterAll(() => office?.end())

const reads = async (path: string) => read(await (await office.browse('lineManager')).get(path))

test('few organisations are ticked', async () => {
  const { html } = await reads(FLOW)
  expect(html).toMatch(new RegExp(`name="organisation" type="checkbox" value="${last}"`))
  expect(html).not.toContain('<select class="govuk-select" id="filter-organisation-listed"')
})

test('of several hundred organisations the last one can be chosen too, by typing a part of its name, with scripts and without', async () => {
  await manyOrganisations(office.database.pool, MANY)
  const before = await reads(FLOW)
  expect(before.html).not.toMatch(/name="organisation" type="checkbox"/)
  // With scripts: a box that asks the service as one types.
  expect(before.html).toMatch(
    /<select [^>]*id="filter-organisation-listed"[^>]*data-module="redress-choose"[^>]*data-suggest="\/organisations\/suggest"/,
  )
  const visitor = await office.browse('lineManager')
  expect(JSON.parse((await visitor.get('/organisations/suggest?q=zeals')).text)).toEqual([{ value: last, text: 'Zealsbury Town Council' }])
  // Without: the form finds it, keeps what else was chosen, and is open where one goes on.
  const found = await reads(`${FLOW}?rating=B&organisationNamed=zeals&organisation=`)
  expect(found.says).toContain('1 organisation found of “zeals”: choose one, and apply')
  expect(found.html).toMatch(/<details class="govuk-details redress-filter" open>/)
  expect(found.says).toContain('Remove this filter: Rated B')
  expect(organisationsOffered(found.html)).toEqual([
    { value: '', text: 'Choose' },
    { value: last, text: 'Zealsbury Town Council' },
  ])
  const chosen = await reads(`${FLOW}?organisationNamed=&organisation=${last}`)
  expect(chosen.says).toContain('1 open, 0 overdue with these filters')
  expect(chosen.says).toContain('Remove this filter: Zealsbury Town Council')
  expect(chosen.html).toMatch(new RegExp(`name="organisation" type="checkbox" value="${last}" checked`))
  expect(chosen.html).toContain('Another organisation')
  expect((await reads(`${FLOW}?organisationNamed=nowhere`)).says).toContain('0 organisations found of “nowhere”')
})

test('where more have it in their name than are offered, it says that these are the first of them', async () => {
  const { html, says } = await reads(`${FLOW}?organisationNamed=number`)
  expect(says).toContain('The first 20 of more organisations found of “number”: choose one, and apply; or write more of the name')
  expect(organisationsOffered(html)).toHaveLength(1 + 20)
  const few = await reads(`${FLOW}?organisationNamed=number+30`)
  expect(few.says).toContain('3 organisations found of “number 30”: choose one, and apply')
})

test('an organisation that is chosen once more is chosen, and nothing is said of it', async () => {
  const { says } = await reads(`${FLOW}?organisation=${last}&organisation=${last}`)
  expect(says).toContain('Remove this filter: Zealsbury Town Council')
  expect(says).not.toContain('was left out')
  expect((await reads(`${FLOW}?organisation=${last}&organisationNamed=zeals`)).says).toContain(
    '1 organisation found of “zeals”, chosen already',
  )
})

test('that only what needs attention is shown narrows no number: only what does is said to, now and at a past moment', async () => {
  for (const moment of ['', '&at=2013-02-04T12:00']) {
    const { html, says, links } = await reads(`${FLOW}?attention=yes${moment}`)
    expect([moment, says.includes('with these filters')]).toEqual([moment, false])
    expect(html).toMatch(/<span class="govuk-details__summary-text">Filter, window and heat</)
    expect(says).toContain('Remove this filter: Needs attention only')
    expect(links.map(({ text }) => text)).toContain('Clear all')
    const narrowed = await reads(`${FLOW}?attention=yes&rating=B${moment}`)
    expect(narrowed.says).toMatch(/\d+ open, \d+ overdue with these filters/)
    expect(narrowed.says).toContain('Filter (1 chosen), window and heat')
  }
  expect((await reads(`${FLOW}/state?attention=yes&state=casefile`)).says).not.toContain('Only:')
})

test('of a state that there is not nothing is the oldest; of the whole lifecycle something is', async () => {
  const visitor = await office.browse('lineManager')
  expect((await visitor.get(`${FLOW}/oldest?state=nope`)).status).toBe(404)
  for (const state of ['', '?state=casefile'])
    expect((await visitor.get(`${FLOW}/oldest${state}`)).headers['location']).toMatch(/^\/casefiles\/RD-/)
})

test('a place that is none of a list is left out, and the list says so', async () => {
  const words = 'The place in the list that was asked for is none of it, so this is its beginning.'
  expect((await reads(`${FLOW}/list?after=zzz`)).says).toContain(words)
  expect((await reads(`${FLOW}/list`)).says).not.toContain(words)
})
