import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { opensWithAttempt } from '../../scripts/demonstration/passages.ts'
import { cursorOf } from '../../src/paging.ts'
import { readerOf } from '../../src/reports/standing.ts'
import { type StuckPlace, stuckShown } from '../../src/shown/stuck.ts'
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

test('says that nothing is stuck only when all was looked at, with how much and when', async () => {
  const { says } = await told.reads('caseworker', '/stuck')
  expect(says).toMatch(/None\. All \d+ open lifecycles were looked at, at 4 February 2013 at 12:/)
})

test('lists what nobody can move any more once its posts are vacant, with every reason and what would have it go on', async () => {
  const { rows } = await query(
    'delete from holding where post in (select id from post where grade is not null) returning person, post, how, from_day',
  )
  try {
    const { html, says } = await told.reads('administrator', '/stuck')
    expect(says).toMatch(/\d+ stuck\. All \d+ open lifecycles were looked at/)
    expect(html).toContain(`href="/casefiles/${reference}"`)
    expect(html).toContain(`href="/instances/${attempt}"`)
    expect(says).toContain('and nobody who holds a post today is')
    expect(says).toContain('Somebody holds such a post, acts up in it, or has it delegated')
  } finally {
    for (const { person, post, how, from_day } of rows)
      await query('insert into holding (person, post, how, from_day) values ($1, $2, $3, $4)', [person, post, how, from_day])
  }
})

test('lists what could not be read or carried out, and tells those to whom it is sealed no more than that it stands still', async () => {
  const { rows } = await query('select stored from snapshot where instance_id = $1', [attempt])
  await query("update snapshot set stored = replace(stored, 'attempt', 'vanished') where instance_id = $1", [attempt])
  await query("update casefile set sealed = true, sealed_to = '{lineManager}' where reference = $1", [reference])
  try {
    const seen = await told.reads('lineManager', '/stuck')
    expect(seen.says).toContain('It cannot be read. Whoever runs the service looks at its incident')
    const { html, says } = await told.reads('caseworker', '/stuck')
    expect(says).toContain('Sealed to you')
    expect(html).not.toContain(reference)
    expect(html).not.toContain(attempt)
    expect(says).not.toContain('It cannot be read')
    const { items } = await (await told.office.as('caseworker')).get<{ items: { sealed: boolean; instance: { since: string } }[] }>(
      '/stuck',
    )
    const since = items.filter(({ sealed }) => sealed).map(({ instance }) => instance.since)
    expect([since.length > 0, since]).toEqual([true, since.map(() => null)])
  } finally {
    await query('update snapshot set stored = $2 where instance_id = $1', [attempt, rows[0].stored])
    await query("update casefile set sealed = false, sealed_to = '{}' where reference = $1", [reference])
  }
})

test('lists a casefile that is at rest, too, where it cannot be read: what rests is passed over by what it says, not unread', async () => {
  const caseworker = await told.office.as('caseworker')
  const complaint = { complainant: { name: 'Mr Quince' }, complainedAbout: [told.organisations.trust], complaint: 'It was lost' }
  const resting = await caseworker.opens({ directorate: 'customerServices', receivedOn: told.day(0), ...complaint })
  expect((await told.reads('lineManager', '/stuck')).html).not.toContain(resting.reference)
  const { id } = resting.instances[0]!
  const { rows } = await query('select stored from snapshot where instance_id = $1', [id])
  for (const spoilt of [rows[0].stored.replace('"name":"casefile"', '"name":"nothing"'), rows[0].stored.slice(0, 40)]) {
    await query('update snapshot set stored = $2 where instance_id = $1', [id, spoilt])
    const { says, html } = await told.reads('lineManager', '/stuck')
    expect(html).toContain(`href="/casefiles/${resting.reference}"`)
    expect(says).toContain('It cannot be read')
  }
  await query('update snapshot set stored = $2 where instance_id = $1', [id, rows[0].stored])
})

test('never says that more were looked at than there are: from a place that is none of this list it begins anew', async () => {
  const { rows } = await query('select file_id as file from instance order by file_id desc limit 1')
  for (const place of [
    ['ffffffff-ffff-4fff-8fff-ffffffffffff', 3, 0],
    [rows[0].file, 999_999, 0],
    [rows[0].file, 1, 2],
  ]) {
    const { says } = await told.reads('caseworker', `/stuck?after=${cursorOf(place)}`)
    expect(says).toContain((await told.reads('caseworker', '/stuck')).says.match(/None\. All \d+ open lifecycles were looked at/)![0])
  }
})

test('does not say that there is none to who holds no post: nothing was looked at for them', async () => {
  const { services } = told.service
  const reader = await readerOf(services.lists, 'somebody-without-a-post')
  expect(reader.posts).toEqual([])
  const { total, ...page } = await stuckShown(services, reader, { milliseconds: 0 })
  expect(total).toBeGreaterThan(0)
  expect(page).toMatchObject({ looked: 0, complete: false, items: [], next: undefined })
  const { rows } = await query("delete from holding where post = 'caseworker' returning person, post, how, from_day")
  try {
    const { says } = await told.reads('caseworker', '/stuck')
    expect(says).toContain('You hold no post today, so nothing was looked at.')
    expect(says).not.toContain('None.')
  } finally {
    for (const { person, post, how, from_day } of rows)
      await query('insert into holding (person, post, how, from_day) values ($1, $2, $3, $4)', [person, post, how, from_day])
  }
})

test('never says that there is none while some have not been looked at, and goes on where it left off', async () => {
  const { service } = told
  const caseworker = await told.office.as('caseworker')
  const complaint = { complainant: { name: 'Mr J' }, complainedAbout: [told.organisations.trust], complaint: 'It was lost' }
  for (let count = 0; count < 70; count++)
    await caseworker.opens({ directorate: 'customerServices', receivedOn: told.day(0), ...complaint })
  const reader = await readerOf(service.services.lists, 'holder-of-caseworker')
  let after: StuckPlace | undefined
  let pages = 0
  for (; ; pages++) {
    const page = await stuckShown(service.services, reader, { after, milliseconds: 0 })
    expect(page.complete).toBe(page.next === undefined)
    if (page.complete) {
      expect(page.looked).toBe(page.total)
      break
    }
    expect(page.looked).toBeLessThan(page.total)
    after = page.next
  }
  expect(pages).toBeGreaterThan(0)
  const body = await caseworker.get<{ complete: boolean; items: unknown[]; nextLink: string | null }>('/stuck')
  expect(body).toMatchObject({ complete: true, items: [], nextLink: null })
})
