import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { opensWithAttempt } from '../../scripts/demonstration/passages.ts'
import { cursorOf } from '../../src/paging.ts'
import { readerOf } from '../../src/reports/standing.ts'
import { stuckShown } from '../../src/shown/stuck.ts'
import { lookForStuck } from '../../src/shown/stuck-look.ts'
import { manyCasefiles } from '../support/many-casefiles.ts'
import { listening, readWhole } from '../support/plans.ts'
import { type Told, toldOffice } from './support/told.ts'

let told: Told
let reference: string
let attempt: string
beforeAll(async () => {
  told = await toldOffice()
  const { file, attempt: opened } = await opensWithAttempt(told, 'caseworker', {
    complainant: { name: 'Mrs Ashdown' },
    complainedAbout: [told.organisations.trust],
    complaint: 'Her letters were not answered',
    injustices: ['Distress at being left without an answer'],
  })
  reference = file.reference
  attempt = opened.id
}, 120_000)
afterAll(() => told.end())

const query = (sql: string, values: unknown[] = []) => told.service.database.pool.query(sql, values)
const atOnce = async () => {}
const aLook = () => lookForStuck(told.service.services, atOnce)
/** An hour later, as far as looks know. */
const laterLook = async () => {
  await query('update standstill_look set whole_begun_at = null, whole_ended_at = null, whole_looked = null, whole_authority = null')
  expect(await aLook()).toBe(true)
}
/** Who holds one of these posts holds it no more, until it is over. */
async function withoutPosts(condition: string, work: () => Promise<void>): Promise<void> {
  const { rows } = await query(`delete from holding where ${condition} returning person, post, how, from_day`)
  try {
    await work()
  } finally {
    for (const { person, post, how, from_day } of rows)
      await query('insert into holding (person, post, how, from_day) values ($1, $2, $3, $4)', [person, post, how, from_day])
  }
}
const NO_GRADES = 'post in (select id from post where grade is not null)'

test('says before the first look that not all was looked at, and never that there is none', async () => {
  const { says } = await told.reads('caseworker', '/stuck')
  expect(says).toContain('Not all have been looked at yet. A look at all that is open begins within a few minutes.')
  expect(says).not.toContain('None')
  const body = await (await told.office.as('caseworker')).get<object>('/stuck')
  expect(body).toMatchObject({ complete: false, whole: null, underWay: null, nextAt: null, items: [], nextLink: null })
})

test('says how many of how many were looked at while the first look is under way, and goes no further than that', async () => {
  const said: string[] = []
  const bodies: object[] = []
  const { services } = told.service
  await lookForStuck(services, async () => {
    said.push((await told.reads('caseworker', '/stuck')).says)
    bodies.push(await (await told.office.as('caseworker')).get<object>('/stuck'))
  })
  expect(said[0]).toMatch(
    /None found so far\. Not all have been looked at yet\. A look is under way, since 12:\d\dpm: \d+ of \d+ open lifecycles so far\./,
  )
  expect(said[0]).not.toContain('None.')
  expect(bodies[0]).toMatchObject({ complete: false, whole: null, underWay: { looked: expect.any(Number), total: expect.any(Number) } })
})

test('says that nothing is stuck only when all was looked at, with how much and from when to when, and when the next look is', async () => {
  const { says } = await told.reads('caseworker', '/stuck')
  expect(says).toMatch(
    /None\. All \d+ open lifecycles were looked at, from 4 February 2013 at 12:\d\dpm to 12:\d\dpm\. The next look begins soon after 4 February 2013 at 1:/,
  )
  const { rows } = await query('select count(*)::int as count from instance where not closed and not in_error')
  expect(says).toContain(`All ${rows[0].count} open lifecycles`)
})

test('looks again only after an hour, or on another day, or when posts have changed; of that the page tells meanwhile', async () => {
  const begunAt = async () => (await query('select whole_begun_at as at from standstill_look')).rows[0].at
  expect(await aLook()).toBe(false)
  await query('update clock set offset_ms = offset_ms + 3700000')
  expect((await told.reads('caseworker', '/stuck')).says).toContain('The next look begins within a few minutes.')
  const before = await begunAt()
  expect(await aLook()).toBe(true)
  expect(await begunAt()).not.toBe(before)
  await query("update post set title = title where id = 'director'")
  const { says } = await told.reads('caseworker', '/stuck')
  expect(says).toContain('None then. All')
  expect(says).toContain('Since then who may do what has changed, or another day has come')
  expect(await aLook()).toBe(true)
  expect((await told.reads('caseworker', '/stuck')).says).not.toContain('Since then')
  await told.service.setClock('2013-02-05')
  expect(await aLook()).toBe(true)
  await told.service.setClock('2013-02-04')
})

test('a look at next to nothing is none at all once far more is open: the page says so instead of "None", and another is due', async () => {
  const open = async () => (await query('select count(*)::int as count from instance where not closed and not in_error')).rows[0].count
  const caseworker = await told.office.as('caseworker')
  const looked: number = await open()
  await laterLook()
  while ((await open()) <= 2 * looked)
    await caseworker.opens({
      directorate: 'customerServices',
      receivedOn: told.day(0),
      complainant: { name: 'Mrs Teal' },
      complainedAbout: [told.organisations.trust],
      complaint: 'It was late',
    })
  const { says } = await told.reads('caseworker', '/stuck')
  expect(says).toContain('Not all have been looked at yet. A look at all that is open begins within a few minutes.')
  expect(says).not.toContain('None')
  expect(await caseworker.get<object>('/stuck')).toMatchObject({ complete: false, whole: null, nextAt: null })
  expect(await aLook()).toBe(true)
  expect(await aLook()).toBe(false)
  expect((await told.reads('caseworker', '/stuck')).says).toContain(`None. All ${await open()} open lifecycles`)
})

test('lists what nobody can move any more once its posts are vacant, with every reason and what would have it go on', async () => {
  await withoutPosts(NO_GRADES, async () => {
    expect(await aLook()).toBe(true)
    const { html, says } = await told.reads('administrator', '/stuck')
    expect(says).toMatch(/\d+ stuck\. All \d+ open lifecycles were looked at/)
    expect(html).toContain(`href="/casefiles/${reference}"`)
    expect(html).toContain(`href="/instances/${attempt}"`)
    expect(says).toContain('and nobody who holds a post today is')
    expect(says).toContain('Somebody holds such a post, acts up in it, or has it delegated')
    expect(says).toContain('Found first on 4 February 2013')
  })
  expect((await told.reads('administrator', '/stuck')).says).toContain('some of this may be untrue')
  expect(await aLook()).toBe(true)
  const { html, says } = await told.reads('administrator', '/stuck')
  expect(html).not.toContain(reference)
  expect(says).toContain('None. All')
})

test('keeps since when every look has found something stuck', async () => {
  await withoutPosts(NO_GRADES, async () => {
    await aLook()
    const found = async () => (await query('select place, found_at from standstill where instance_id = $1', [attempt])).rows
    const before = await found()
    await query('update clock set offset_ms = offset_ms + 7200000')
    expect(await aLook()).toBe(true)
    expect(await found()).toEqual(before)
  })
  await told.service.setClock('2013-02-04')
  await laterLook()
})

test('does not show as stuck what has been moved since it was found', async () => {
  const caseworker = await told.office.as('caseworker')
  const complaint = { complainant: { name: 'Mr Sedge' }, complainedAbout: [told.organisations.trust], complaint: 'It was late' }
  const { reference: other, instances } = await caseworker.opens({ directorate: 'customerServices', receivedOn: told.day(0), ...complaint })
  const { rows } = await query('select file_id as file from instance where id = $1', [instances[0]!.id])
  const reasons = JSON.stringify([{ kind: 'nobodyMoves', because: 'As it was found' }])
  const KEEP = 'insert into standstill (instance_id, file_id, revision, found_at, reasons) values ($1, $2, $3, present_moment(), $4)'
  const { revision } = (await query('select revision from file where id = $1', [rows[0].file])).rows[0]
  await query(KEEP, [instances[0]!.id, rows[0].file, revision, reasons])
  expect((await told.reads('caseworker', '/stuck')).says).toMatch(/1 stuck\. All .* As it was found\./)
  await query('update standstill set revision = revision + 1')
  const { says, html } = await told.reads('caseworker', '/stuck')
  expect(says).toMatch(/None\. All .*; of those found, 1 has moved since\./)
  expect(html).not.toContain(other)
  expect(await caseworker.get<object>('/stuck')).toMatchObject({ complete: true, found: 0, moved: 1, items: [] })
  await laterLook()
  expect((await query('select from standstill')).rowCount).toBe(0)
})

test('lists what could not be read or carried out, and tells those to whom it is sealed no more than that it stands still', async () => {
  const { rows } = await query('select stored from snapshot where instance_id = $1', [attempt])
  await query("update snapshot set stored = replace(stored, 'attempt', 'vanished') where instance_id = $1", [attempt])
  await query("update casefile set sealed = true, sealed_to = '{lineManager}' where reference = $1", [reference])
  await laterLook()
  try {
    const seen = await told.reads('lineManager', '/stuck')
    expect(seen.says).toContain('It cannot be read. Whoever runs the service looks at its incident')
    const { html, says } = await told.reads('caseworker', '/stuck')
    expect(says).toContain('Sealed to you')
    expect(html).not.toContain(reference)
    expect(html).not.toContain(attempt)
    expect(says).not.toContain('It cannot be read')
    expect(says).not.toContain('Found first')
    const { items } = await (await told.office.as('caseworker')).get<{
      items: { sealed: boolean; foundAt: string; instance: { id: string; since: string } }[]
    }>('/stuck')
    const moments = items.filter(({ sealed }) => sealed).map(({ foundAt, instance: { id, since } }) => [foundAt, id, since])
    expect([moments.length > 0, moments]).toEqual([true, moments.map(() => [null, null, null])])
  } finally {
    await query('update snapshot set stored = $2 where instance_id = $1', [attempt, rows[0].stored])
    await query("update casefile set sealed = false, sealed_to = '{}' where reference = $1", [reference])
  }
  expect((await told.reads('lineManager', '/stuck')).says).not.toContain('It cannot be read')
})

test('lists a casefile that is at rest, too, where it cannot be read: what rests is passed over by what it says, not unread', async () => {
  const caseworker = await told.office.as('caseworker')
  const complaint = { complainant: { name: 'Mr Quince' }, complainedAbout: [told.organisations.trust], complaint: 'It was lost' }
  const resting = await caseworker.opens({ directorate: 'customerServices', receivedOn: told.day(0), ...complaint })
  await laterLook()
  expect((await told.reads('lineManager', '/stuck')).html).not.toContain(resting.reference)
  const { id } = resting.instances[0]!
  const { rows } = await query('select stored from snapshot where instance_id = $1', [id])
  const { stored } = rows[0]
  for (const spoilt of [stored.replace('"name":"casefile"', '"name":"nothing"'), stored.slice(0, 40), stored.replace(',', ',\n')]) {
    await query('update snapshot set stored = $2 where instance_id = $1', [id, spoilt])
    await laterLook()
    const { says, html } = await told.reads('lineManager', '/stuck')
    expect(html).toContain(`href="/casefiles/${resting.reference}"`)
    expect(says).toContain('It cannot be read')
  }
  await query('update snapshot set stored = $2 where instance_id = $1', [id, stored])
  await laterLook()
  expect((await told.reads('lineManager', '/stuck')).html).not.toContain(resting.reference)
})

test('shows nothing to who holds no post, and does not say that there is none', async () => {
  const { services } = told.service
  const reader = await readerOf(services.lists, 'somebody-without-a-post')
  expect(reader.posts).toEqual([])
  expect(await stuckShown(services, reader)).toMatchObject({ complete: false, whole: null, found: 0, items: [], next: undefined })
  await withoutPosts("post = 'caseworker'", async () => {
    const { says } = await told.reads('caseworker', '/stuck')
    expect(says).toContain('You hold no post today, so nothing is shown.')
    expect(says).not.toContain('None.')
  })
})

test('looks at all of many casefiles, on one node at a time; a look that was broken off begins anew', async () => {
  const { services } = told.service
  const caseworker = await told.office.as('caseworker')
  const complaint = { complainant: { name: 'Mr J' }, complainedAbout: [told.organisations.trust], complaint: 'It was lost' }
  for (let count = 0; count < 70; count++)
    await caseworker.opens({ directorate: 'customerServices', receivedOn: told.day(0), ...complaint })
  await query('update standstill_look set whole_begun_at = null, whole_ended_at = null, whole_looked = null, whole_authority = null')

  let stopping = false
  let slices = 0
  const stops = async () => {
    slices++
    stopping = slices === 2
  }
  expect(await lookForStuck({ ...services, draining: () => stopping }, stops)).toBe(false)
  expect((await told.reads('caseworker', '/stuck')).says).toContain('Not all have been looked at yet. A look at all that is open begins')

  const others: boolean[] = []
  const looked: number[] = []
  const asks = async () => {
    others.push(await aLook())
    looked.push((await query('select looked from standstill_look')).rows[0].looked)
  }
  expect(await lookForStuck(services, asks)).toBe(true)
  expect(others.length).toBeGreaterThan(3)
  expect(others).toEqual(others.map(() => false))
  expect(looked[0]).toBeLessThan(looked.at(-1)!)
  const { rows } = await query('select count(*)::int as count from instance where not closed and not in_error')
  expect((await told.reads('caseworker', '/stuck')).says).toContain(`None. All ${rows[0].count} open lifecycles were looked at`)
})

test('shows fifty a page, those found first before the others, and each once', async () => {
  await withoutPosts(NO_GRADES, async () => {
    await query(
      'insert into standstill (instance_id, file_id, revision, found_at, reasons) select i.id, f.id, f.revision, present_moment(), $1 from instance i join file f on f.id = i.file_id where not i.closed and not i.in_error on conflict do nothing',
      [JSON.stringify([{ kind: 'nobodyMoves', because: 'As it was found' }])],
    )
    const administrator = await told.office.as('administrator')
    const ids: string[] = []
    let next: string | null = '/stuck'
    let pages = 0
    for (; next; pages++) {
      const body: { items: { instance: { id: string } }[]; nextLink: string | null } = await administrator.get(next)
      expect(body.items.length).toBeLessThanOrEqual(50)
      ids.push(...body.items.map(({ instance }) => instance.id))
      next = body.nextLink?.replace('/api/v1', '') ?? null
    }
    const { rows } = await query('select instance_id as id from standstill order by place')
    expect([rows.length > 50, pages]).toEqual([true, Math.ceil(rows.length / 50)])
    expect(ids).toEqual(rows.map(({ id }) => id))
    const { html } = await told.reads('administrator', `/stuck?after=${cursorOf([999_999])}`)
    expect(html).toContain('href="/stuck"')
  })
})

test('of many casefiles, most of them closed, a look reads those that are open, and no table of casefiles from end to end', async () => {
  const { services } = told.service
  await manyCasefiles(services.pool, reference, 4_000, { closed: true })
  await query('update standstill_look set whole_begun_at = null, whole_ended_at = null, whole_looked = null, whole_authority = null')
  const { pool, asked } = listening(services.pool)
  expect(await lookForStuck({ ...services, pool }, atOnce)).toBe(true)
  const read = await Promise.all([...asked].map(async ([text, values]) => [text, await readWhole(services.pool, text, values)] as const))
  const grow = ['file', 'casefile', 'instance', 'snapshot', 'transition']
  expect(read.filter(([, tables]) => tables.some((table) => grow.includes(table)))).toEqual([])
  // Each of these is asked once a few files, or once a minute; the sign that all were heard.
  for (const words of ['from standstill_look', 'from instance', 'join snapshot', 'insert into standstill'])
    expect([words, [...asked.keys()].some((text) => text.includes(words))]).toEqual([words, true])
})
