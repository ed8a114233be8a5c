import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openDataSource } from '../../db/data-source.ts'
import { WhatItemsSay } from '../../db/migrations/0018-what-items-say.ts'
import { AnnualFigures } from '../../db/migrations/0021-annual-figures.ts'
import { definitions } from '../../machines/index.ts'
import { action, closely, complies } from '../../scripts/demonstration/passages.ts'
import { resolves } from '../../scripts/demonstration/resolving.ts'
import { verify } from '../../src/engine/verify.ts'
import { foldFigures } from '../../src/reports/annual-figures.ts'
import { proves } from '../support/proves.ts'
import { type Told, toldOffice } from './support/told.ts'

let told: Told
let year: string
beforeAll(async () => {
  told = await toldOffice()
  year = told.day(28).slice(0, 4)
})
afterAll(() => told.end())

/** A remedy that is due in four weeks; its casefile. */
async function owed(what: string) {
  const { trust } = told.organisations
  const complaint = {
    complainant: { name: 'Mrs Ashdown' },
    complainedAbout: [trust],
    complaint: 'Her letters were not answered',
    injustices: ['Distress'],
  }
  return resolves(told, { complaint, actions: [action('apology', trust, what, told.day(28), { kind: 'apology' })] })
}
const ofTheTrust = async () =>
  /Harrowmere Hospitals NHS Trust((?: \d+){5})/.exec((await told.reads('auditor', `/figures?year=${year}`)).says)?.[1]?.trim()

proves(
  'CA',
  'the figures of a year say of each organisation what was kept by its first date and what was late, in calendar days',
  async () => {
    const inTime = await owed('Write a letter of apology')
    await owed('Write another letter')
    expect((await told.reads('auditor', `/figures?year=${year}`)).says).toContain('No remedy came due in this year')
    await complies(told, inTime.reference, 'A copy of the letter')
    expect(await ofTheTrust()).toBe('1 1 0 0 0')
    await told.waits(29)
    expect(await ofTheTrust()).toBe('2 1 0 1 0')
    const { says } = await told.reads('auditor', `/figures?year=${year}`)
    expect(says).toContain(`Annual figures, ${year}: remedies by their target dates, in calendar days`)
  },
)

test('the same stands in a table to take away', async () => {
  const { html } = await told.reads('auditor', `/figures/csv?year=${year}`)
  expect(html).toContain(`"Organisation (${year}, calendar days)",Came due`)
  expect(html).toContain('Harrowmere Hospitals NHS Trust,2,1,0,1,0')
  expect(html).toContain('All organisations,2,1,0,1,0')
})

/** The notes below the figures, each in a row with as many columns as the others. */
async function notesTakenAway(): Promise<readonly string[]> {
  const { html } = await told.reads('auditor', `/figures/csv?year=${year}`)
  const rows = html.trimEnd().split('\n')
  return rows.slice(rows.findIndex((row) => row.startsWith('All organisations,')) + 1).map((row) => /^"?(.*?)"?,{5}$/.exec(row)![1]!)
}

test('what is said on the page beside the figures is taken away with them', async () => {
  const { says } = await told.reads('auditor', `/figures?year=${year}`)
  const notes = await notesTakenAway()
  expect(notes).toEqual([expect.stringContaining('Sealed casefiles are left out, whoever looks.')])
  expect(says).toContain(notes[0])
})

test('a year that has not begun, or is before anything was agreed, is not told of as though nothing came due in it', async () => {
  for (const asked of [Number(year) + 1, Number(year) - 1, 'soon']) {
    const { says } = await told.reads('auditor', `/figures?year=${asked}`)
    expect(says).toContain(`Annual figures, ${year}`)
    expect(says).toContain(`There are no figures of ${asked}: these are of ${year}`)
    expect((await told.reads('auditor', `/figures/csv?year=${asked}`)).html).toContain(`Organisation (${year}, calendar days)`)
  }
})

test('each organisation leads to its record of the same days, and says how many are left out because they are sealed', async () => {
  const sealed = await owed('Write a third letter')
  await complies(told, sealed.reference, 'A copy of the third letter')
  expect(await ofTheTrust()).toBe('3 2 0 1 0')
  const lineManager = await told.service.signIn('lineManager')
  const sealing = { type: 'SEAL', posts: ['caseworker', 'lineManager'], why: 'Threats were made' }
  expect((await lineManager.post(`/instances/${sealed.file.id}/events`, sealing)).status).toBe(201)
  expect(await ofTheTrust()).toBe('2 1 0 1 0')
  const { says, links } = await told.reads('lineManager', `/figures?year=${year}`)
  expect(says).toContain('1 in sealed casefiles left out')
  expect(await notesTakenAway()).toContain('1 in sealed casefiles left out.')
  expect(says).not.toContain(sealed.reference)
  const href = `/organisations/${told.organisations.trust}/record?since=${year}-01-01&until=${year}-12-31`
  expect(links).toContainEqual({ text: 'Harrowmere Hospitals NHS Trust', href })
  expect((await told.reads('lineManager', href)).says).toContain('Items that came due: 3')
  const earlier = `/organisations/${told.organisations.trust}/record?until=${Number(year) - 1}-12-31`
  expect((await told.reads('lineManager', earlier)).says).toContain('Items that came due: 0')
})

proves('CA', 'a remedy provided before the year in which it was agreed counts in the year in which it was provided', async () => {
  const before = Number(year) - 1
  const early = await owed('Write the letter that it had written already')
  const officer = await told.office.as('assessmentOutcomesOfficer')
  const item = Object.values(early.items)[0]!
  await officer.does(item, 'EVIDENCE_RECEIVED', { what: 'Its letter of December', from: 'The organisation', providedOn: `${before}-12-20` })
  await officer.does(item, 'JUDGE_EVIDENCE', { ...closely, judgement: 'provided', why: 'The copy shows that it was done as agreed' })
  const { says } = await told.reads('auditor', `/figures?year=${before}`)
  expect(says).toContain(`Annual figures, ${before}`)
  expect(says).toContain('Harrowmere Hospitals NHS Trust 1 1 0 0 0')
  expect(await ofTheTrust()).toBe('2 1 0 1 0')
})

test('once a day the changes of each figure become one row, and it stays what it was; verify finds one that is not what items say', async () => {
  const { pool } = told.service.database
  const changes = async () => (await pool.query<{ count: number }>('select count(*)::int as count from annual_figure')).rows[0]!.count
  const html = async () => (await told.reads('auditor', `/figures/csv?year=${year}`)).html
  const [before, many] = [await html(), await changes()]
  await foldFigures(pool)
  expect(await html()).toBe(before)
  expect(await changes()).toBeLessThan(many)
  const few = await changes()
  await foldFigures(pool)
  expect(await changes()).toBe(few)
  expect((await verify(told.service.services.pool, definitions)).difference).toBeUndefined()
  const { trust } = told.organisations
  const ADDED = `insert into annual_figure values ($1, $2, 'due', null, $3)`
  await pool.query(ADDED, [trust, year, 1])
  const { difference } = await verify(told.service.services.pool, definitions)
  expect(difference).toEqual({ file: trust, what: `a figure of a year: due ${year}`, expected: '3', found: '4' })
  await pool.query(ADDED, [trust, year, -1])
})

test('an item whose record could not be read when what items say was first kept is left out, and the figures of all others stand', async () => {
  const spoilt = await owed('Write the last letter')
  const item = Object.values(spoilt.items)[0]!.id
  await told.service.database.pool.query('update remedy set found = null, found_on = null, found_from = null where instance_id = $1', [
    item,
  ])
  const { says } = await told.reads('auditor', `/figures?year=${year}`)
  expect(says).toContain('1 item could not be read')
  expect((await notesTakenAway()).at(-1)).toMatch(/^1 item could not be read, and is left out: /)
  expect(await ofTheTrust()).toBe('2 1 0 1 0')
})

test('what items say that there were before it was kept is read off their records, as it would have been kept', async () => {
  const { pool, url } = told.service.database
  const KEPT = 'select instance_id, organisation, found, found_on::text, found_from::text from remedy where found is not null order by 1'
  const spoilt = Object.values((await owed('Write what cannot be read')).items)[0]!.id
  const { rows: kept } = await pool.query(KEPT)
  await pool.query("update snapshot set stored = '{' where instance_id = $1", [spoilt])
  expect(kept.length).toBeGreaterThan(3)
  await pool.query('drop trigger notes_figures on remedy; drop function note_figures, figures_of; drop table annual_figure')
  await pool.query('alter table remedy drop column organisation, drop column found, drop column found_on, drop column found_from')
  const source = await openDataSource(url)
  const runner = source.createQueryRunner()
  try {
    await runner.startTransaction()
    for (const migration of [new WhatItemsSay(), new AnnualFigures()]) await migration.up(runner)
    await runner.commitTransaction()
  } finally {
    await source.destroy()
  }
  const { rows: read } = await pool.query(KEPT)
  expect(read.filter(({ instance_id }) => kept.some((row) => row.instance_id === instance_id))).toEqual(
    kept.filter(({ instance_id }) => instance_id !== spoilt),
  )
  expect((await told.reads('auditor', `/figures?year=${year}`)).says).toContain('1 item could not be read')
})
