import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { MOST_ORGANISATIONS, MOST_ROWS } from '../../src/reports/worklists-choices.ts'
import { openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { manyOrganisations } from '../support/many-organisations.ts'
import { planted } from '../support/planted.ts'
import { read } from './support/read.ts'
import { organisationsOffered } from './support/reading.ts'

const OF_CASEFILES = 'These are of the newest 1,000 casefiles on this list'

let office: TestApp
let visitor: Visitor
let oldest: Awaited<ReturnType<typeof openedCasefile>>
let organisation: string
let other: string
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2013-02-04')
  const caseworker = await office.signIn('caseworker')
  organisation = await registered(caseworker, 'Zealsbury Town Council')
  other = await registered(caseworker, 'Ashcombe Parish Council')
  oldest = await openedCasefile(caseworker, organisation)
  await openedCasefile(caseworker, other)
  visitor = await office.browse('caseworker')
}, 120_000)
afterAll(() => office?.end())

const reads = async (path: string) => read(await visitor.get(path))
const ticked = (filter: string, value: string) => new RegExp(`name="${filter}" type="checkbox" value="${value}"`)

/** So many casefiles about it, newer than all others. */
const newer = (about: string, count: number) =>
  planted(
    office.database.pool,
    `with f as (insert into file (id, kind, revision, head) select gen_random_uuid(), 'casefile', 1, repeat('0', 64) from generate_series(1, $1) returning id)
     insert into casefile (file_id, directorate, stage, received_on, organisations, sealed, sealed_to, closed, opened_at)
     select id, 'customerServices', 'preliminary', '2013-02-05', array[$2::uuid], false, '{}', false, '2013-02-05' from f`,
    [count, about],
  )

test('where all of a list was read for the choices, nothing is said of others', async () => {
  const { html, says } = await reads('/worklists/all')
  expect(html).toMatch(ticked('organisation', organisation))
  expect(says).not.toContain(OF_CASEFILES)
  expect(html).not.toContain('id="filter-organisation-listed"')
})

test('a caseworker is chosen by the post with who holds it, as a casefile is assigned', async () => {
  const named = 'Caseworker (Amina Clarke)'
  const { html, says } = await reads('/worklists/all?caseworker=caseworker')
  expect(html).toMatch(new RegExp(`for="filter-caseworker">${named.replace('(', '\\(').replace(')', '\\)')}</label>`))
  expect(says).toContain(`Remove this filter: ${named}`)
})

test('casefiles are narrowed by everything that is open in them, not by one lifecycle of each', async () => {
  await planted(
    office.database.pool,
    `insert into instance (id, file_id, place, machine, version, state, closed, in_error, opened_at, since, written_at)
     select gen_random_uuid(), $1, 90 + place, machine, 1, state, false, false, '2013-02-04', '2013-02-04', '2013-02-04'
     from (values (1, 'approach', 'awaitingResponse'), (2, 'review', 'referred.inTime')) as open (place, machine, state)`,
    [oldest.id],
  )
  const { html } = await reads('/worklists/all')
  for (const machine of ['approach', 'review']) expect(html).toMatch(ticked('machine', machine))
  await planted(office.database.pool, 'delete from instance where file_id = $1 and place > 90', [oldest.id])
})

test('an organisation whose newest casefile is beyond those that were read can be chosen, and the page says that there are such', async () => {
  await newer(other, MOST_ROWS + 5)
  const before = await reads('/worklists/all')
  expect(before.html).not.toMatch(ticked('organisation', organisation))
  expect(before.says).toContain(`${OF_CASEFILES}. Find any other by a part of its name.`)
  expect(before.says).toContain(`${OF_CASEFILES}: there may be others.`)
  expect(before.html).toMatch(
    /<select [^>]*id="filter-organisation-listed"[^>]*data-module="redress-choose"[^>]*data-suggest="\/organisations\/suggest"/,
  )
  for (const directorate of ['customerServices', 'operations', 'businessDevelopment'])
    expect(before.html).toMatch(ticked('directorate', directorate))
  // Without scripts: the form finds it, keeps what else was chosen, and is open where one goes on.
  const found = await reads('/worklists/all?rating=B&sort=reference&organisationNamed=zeals&organisation=')
  expect(found.says).toContain('1 organisation found of “zeals”: choose one, and apply')
  expect(found.html).toMatch(/<details class="govuk-details redress-filter" open>/)
  expect(found.says).toContain('Remove this filter: Rated B')
  expect(found.html).toContain('<input type="hidden" name="sort" value="reference">')
  expect(organisationsOffered(found.html)).toEqual([
    { value: '', text: 'Choose' },
    { value: organisation, text: 'Zealsbury Town Council' },
  ])
  const chosen = await reads(`/worklists/all?organisationNamed=&organisation=${organisation}`)
  expect(chosen.says).toContain(oldest.reference)
  expect(chosen.says).toContain('1 casefile with these filters')
  expect(chosen.says).toContain('Remove this filter: Zealsbury Town Council')
  expect(chosen.html).toMatch(new RegExp(`${ticked('organisation', organisation).source} checked`))
  const twice = await reads(`/worklists/all?organisation=${organisation}&organisation=${organisation}`)
  expect(twice.says).not.toContain('no longer exist')
  expect((await reads('/worklists/all?organisationNamed=nowhere')).says).toContain('0 organisations found of “nowhere”')
})

test('where a list goes on, what ticking all takes is said: the lines of this page alone', async () => {
  const leading = await office.browse('lineManager')
  const says = async () => read(await leading.get('/worklists/team')).says
  expect(await says()).toContain('Assign every casefile of this list')
  expect(await says()).not.toContain('Ticking all takes')
  await planted(
    office.database.pool,
    `insert into duty (id, file_id, instance_id, name, addressee, title, due_on, cites, ends_by, entered_late, opened_seq)
     select gen_random_uuid(), file_id, id, 'escalate', 'caseworker', 'Begin escalation', '2013-03-01', 'I20', 'act', false, 1
     from instance, generate_series(1, 55) where id = $1`,
    [oldest.instance],
  )
  expect(await says()).toContain('Ticking all takes the 50 lines of this page, of 57 lines on the list.')
  await planted(office.database.pool, 'delete from duty where instance_id = $1', [oldest.instance])
})

test('of more organisations than are ticked the last by name is found too, on a list of which all was read', async () => {
  const others = await manyOrganisations(office.database.pool, MOST_ORGANISATIONS)
  await planted(office.database.pool, 'update casefile set organisations = $2 where file_id = $1', [oldest.id, [organisation, ...others]])
  const { html, says } = await reads('/worklists/mine')
  expect(html).not.toMatch(ticked('organisation', organisation))
  expect(says).toContain('These are the first 200 by name. Find any other by a part of its name.')
  expect(says).not.toContain('there may be others')
  const many = await reads('/worklists/mine?organisationNamed=number')
  expect(many.says).toContain('The first 20 of more organisations found of “number”: choose one, and apply; or write more of the name')
  expect(organisationsOffered(many.html)).toHaveLength(1 + 20)
  expect((await reads(`/worklists/mine?organisation=${organisation}&organisationNamed=zeals`)).says).toContain(
    '1 organisation found of “zeals”, chosen already',
  )
  expect(organisationsOffered((await reads('/worklists/mine?organisationNamed=zeals')).html)).toContainEqual({
    value: organisation,
    text: 'Zealsbury Town Council',
  })
})
