import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { action } from '../../scripts/demonstration/passages.ts'
import { type Resolved, resolves } from '../../scripts/demonstration/resolving.ts'
import { manyCasefiles } from '../support/many-casefiles.ts'
import { proves } from '../support/proves.ts'
import { digestOfTables } from '../support/tables.ts'
import { type Told, toldOffice } from './support/told.ts'

let told: Told
let resolved: Resolved
let sealed: Resolved
beforeAll(async () => {
  told = await toldOffice()
  resolved = await resolvedBy('caseworker', 'Mrs Ashdown')
  sealed = await resolvedBy('caseworker', 'Mr Canary')
  const event = { posts: ['caseworker'], why: 'Somebody is in danger' }
  await (await told.office.as('lineManager')).does(sealed.file, 'SEAL', event)
  await told.waits(10)
}, 120_000)
afterAll(() => told.end())

/** A case closed as resolved, whose apology is due in 28 days: a reminder goes a week before. */
const resolvedBy = (post: string, name: string) =>
  resolves(told, {
    post,
    complaint: {
      complainant: { name },
      complainedAbout: [told.organisations.trust],
      complaint: 'Her letters were not answered',
      injustices: ['Distress at being left without an answer'],
    },
    actions: [action('apology', told.organisations.trust, 'Write a letter of apology', told.day(28), { kind: 'apology' })],
  })

const reads = (post: string, path: string) => told.reads(post, path)
/** The part of a page that is about one day. */
const sectionOf = (html: string, day: string): string =>
  new RegExp(`aria-labelledby="day-${day}"[\\s\\S]*?</section>`)
    .exec(html)?.[0]
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ') ?? ''
const references = (html: string): readonly string[] => [...new Set([...html.matchAll(/\/casefiles\/(RD-\d+)"/g)].map(([, each]) => each!))]

describe('what the clock will do', () => {
  proves('C14', 'tells on which day the reminder goes by itself, to whom, and what then stands', async () => {
    const { html, status } = await reads('caseworker', `/clock?casefile=${resolved.reference}`)
    expect(status).toBe(200)
    const section = sectionOf(html, told.day(11))
    expect(section).toContain('The organisation is reminded')
    expect(section).toContain('Seven days before the target date, or at once where that is nearer: counted from ')
    expect(section).toContain('Reminder to Harrowmere Hospitals NHS Trust goes by itself')
    expect(html).toContain('/register/C14')
  })

  test('is for the team of whoever looks, unless another is chosen; everything is for everybody who holds a post', async () => {
    const mine = await reads('caseworker', '/clock')
    expect(mine.says).toContain('For the team of the Line manager')
    expect(references(mine.html)).toEqual(expect.arrayContaining([resolved.reference, sealed.reference]))
    const elsewhere = await reads('caseworker', '/clock?team=interimDirectorOfOperations')
    expect(references(elsewhere.html)).toEqual([])
    expect(elsewhere.says).toContain('The clock will do nothing of itself in these fourteen days')
    expect(references((await reads('reviewTeam', '/clock?team=office')).html)).toContain(resolved.reference)
  })

  test('leaves out a team that is none any more, and says so', async () => {
    const { says, status } = await reads('caseworker', '/clock?team=nobody')
    expect(status).toBe(200)
    expect(says).toContain('Nobody reports to the post that was chosen any more: this is your own team.')
  })

  test('says nothing of a casefile that is sealed to the reader, neither in a list nor by its reference', async () => {
    const { html } = await reads('secondCaseworker', '/clock')
    expect(references(html)).toEqual([resolved.reference])
    expect((await reads('secondCaseworker', `/clock?casefile=${sealed.reference}`)).status).toBe(404)
    expect((await reads('secondCaseworker', `/clock/rehearsal?casefile=${sealed.reference}`)).status).toBe(404)
    expect((await reads('secondCaseworker', `/clock?casefile=RD-999999`)).status).toBe(404)
  })

  test('leaves out altogether what is sealed to the reader: no line, link or number tells that it is there', async () => {
    const officer = await told.office.as('assessmentOutcomesOfficer')
    const rehearsed = await officer.get<{ items: { casefile: { reference: string } }[]; looked: number; nextLink: string | null }>(
      `/clock/rehearsal?team=lineManager&on=${told.day(25)}&limit=1`,
    )
    expect(rehearsed).toMatchObject({ looked: 1, nextLink: null })
    expect([...new Set(rehearsed.items.map(({ casefile }) => casefile.reference))]).toEqual([resolved.reference])
    const foreseen = await officer.get('/clock?team=lineManager&limit=1')
    expect(foreseen).toMatchObject({ files: 1, looked: 1, completeBefore: null, nextLink: null })
    const { html, says } = await reads('assessmentOutcomesOfficer', `/clock/rehearsal?team=office&on=${told.day(25)}`)
    expect(references(html)).toEqual([resolved.reference])
    expect(html).not.toMatch(/Canary|Sealed on/)
    expect(says).toContain('What is sealed to you is left out.')
  })

  test('of one day tells that day alone; a day further ahead can be rehearsed', async () => {
    const { html } = await reads('caseworker', `/clock?casefile=${resolved.reference}&on=${told.day(11)}`)
    expect([...html.matchAll(/id="day-([\d-]+)"/g)].map(([, day]) => day)).toEqual([told.day(11)])
    const { says } = await reads('caseworker', `/clock?casefile=${resolved.reference}&on=${told.day(40)}`)
    expect(says).toContain('another day can be rehearsed')
  })

  test('leaves out a day that there is not, or that has passed, and says so', async () => {
    const on = async (day: string) => (await reads('caseworker', `/clock?casefile=${resolved.reference}&on=${day}`)).says
    for (const day of ['2026-11-31', 'nonsense'])
      expect(await on(day)).toContain('The day that was asked for cannot be read, so it was left out.')
    expect(await on('2012-06-01')).toContain('1 June 2012 has passed, so it was left out.')
  })

  test('is reached from the casefile, and leads back there', async () => {
    const { html } = await reads('caseworker', `/casefiles/${resolved.reference}`)
    expect(html).toContain(`href="/clock?casefile=${resolved.reference}"`)
    expect((await reads('caseworker', '/worklists/team')).html).toContain('href="/clock"')
    expect((await reads('caseworker', `/clock?casefile=${resolved.reference}`)).html).toContain(`href="/casefiles/${resolved.reference}"`)
  })
})

describe('a rehearsal', () => {
  proves('C14', 'shows the reminder as it would go, and does nothing: no row of any table is another', async () => {
    await told.service.services.readings.written()
    const { pool } = told.service.database
    await reads('lineManager', '/help')
    const before = await digestOfTables(pool, ['reading', 'session'])
    const address = `/clock/rehearsal?casefile=${resolved.reference}&on=${told.day(11)}`
    const { says, status } = await reads('lineManager', address)
    expect(status).toBe(200)
    expect(says).toContain('Nothing is done: no letter is sent, no duty is given, no date passes.')
    expect(says).toContain('What people do meanwhile is not assumed')
    expect(says).toMatch(/The letter as it would go[\s\S]*Write a letter of apology/)
    expect(await digestOfTables(pool, ['reading', 'session'])).toEqual(before)
  })

  test('of a letter that somebody read there is recorded, as wherever it is read', async () => {
    await reads('operationsManager', `/clock/rehearsal?team=office&on=${told.day(11)}`)
    const reader = await told.office.as('complianceOfficer')
    const { items } = await reader.get<{ items: { person: { id: string }; view: string }[] }>(`/casefiles/${resolved.reference}/reads`)
    expect(items.filter(({ person }) => person.id === 'holder-of-operationsManager').map(({ view }) => view)).toContain('letter')
  })

  proves('C14', 'of a clock that stood still until the target date has passed shows no reminder: it would come too late', async () => {
    const address = `/clock/rehearsal?casefile=${resolved.reference}&on=${told.day(25)}`
    const { says } = await reads('lineManager', address)
    expect(says).toContain('Reminder to Harrowmere Hospitals NHS Trust goes by itself')
    expect(says).toMatch(/The day after the target date, \d+ \w+ 2013\./)
    const once = (await reads('lineManager', `${address}&once=yes`)).says
    expect(once).toContain('The target date passes')
    expect(once).not.toContain('Reminder to')
  })

  test('takes a day as somebody types it, and asks again for one that has passed', async () => {
    const { says } = await reads('caseworker', `/clock/rehearsal?casefile=${resolved.reference}&on=1/6/2013`)
    expect(says).toContain('1 June 2013')
    expect(says).toContain('The target date passes')
    const past = await reads('caseworker', `/clock/rehearsal?casefile=${resolved.reference}&on=1/6/2012`)
    expect(past.status).toBe(400)
    expect(past.says).toContain('There is a problem')
    expect(past.says).toMatch(/Enter a day from \d+ \w+ 2013/)
  })

  test('is the same over the API, in pages whose links lead on', async () => {
    const reader = await told.office.as('caseworker')
    type Page = { items: { casefile: { reference: string } | null; letters: { body: string | null }[] }[]; nextLink: string | null } & {
      numbers: Record<string, number>
      inAll: { files: number; running: number; numbers: Record<string, number> }
    }
    const first = await reader.get<Page>(`/clock/rehearsal?team=lineManager&on=${told.day(11)}&limit=1`)
    expect(first.items.map((each) => each.casefile?.reference)).toHaveLength(1)
    expect(first.items[0]!.letters[0]!.body).toContain('Write a letter of apology')
    const second = await reader.get<Page>(first.nextLink!.replace('/api/v1', ''))
    expect([...first.items, ...second.items].map(({ casefile }) => casefile?.reference).sort()).toEqual(
      [resolved.reference, sealed.reference].sort(),
    )
    expect(second.nextLink).toBeNull()
    for (const { inAll } of [first, second])
      expect(inAll).toEqual({ files: 2, running: first.inAll.running, numbers: expect.objectContaining({ reminder: 2, letters: 2 }) })
    const sums = Object.entries(first.numbers).map(([name, count]) => [name, count + second.numbers[name]!])
    expect(first.inAll.numbers).toEqual(Object.fromEntries(sums))
    const days = await reader.get<{ days: { day: string; due: number; numbers: { reminder: number } }[] }>(
      `/clock?casefile=${resolved.reference}`,
    )
    const { rows } = await told.service.database.pool.query<{ day: string; count: number }>(
      `select due_on::text as day, count(*)::int as count from duty join casefile c using (file_id)
       where ended_seq is null and c.reference = $1 and due_on between $2 and $3 group by 1 order by 1`,
      [resolved.reference, told.day(0), told.day(14)],
    )
    expect(days.days.filter(({ due }) => due > 0).map(({ day, due }) => ({ day, count: due }))).toEqual(rows)
    expect(days.days.filter(({ numbers }) => numbers.reminder > 0).map(({ day }) => day)).toEqual([told.day(11)])
  })

  test('of more than 150 files counts the dates that are running in all, and works out the rest page by page; of 150 all is worked out', async () => {
    const reader = await told.office.as('caseworker')
    type Page = { numbers: Record<string, number>; nextLink: string | null; looked: number }
    type InAll = { inAll: { files: number; running: number; numbers: Record<string, number> | null } }
    const address = `/clock/rehearsal?team=lineManager&on=${told.day(11)}`
    const rehearsed = () => reader.get<Page & InAll>(`${address}&limit=1`)
    const [{ inAll: before }, { pool }] = [await rehearsed(), told.service.database]
    await manyCasefiles(pool, resolved.reference, 148)
    const { inAll: whole } = await rehearsed()
    expect([whole.files, whole.running]).toEqual([150, before.running * 75])
    expect(whole.numbers).toEqual(Object.fromEntries(Object.entries(before.numbers!).map(([name, count]) => [name, count * 75])))

    await manyCasefiles(pool, sealed.reference, 1)
    const { inAll } = await rehearsed()
    expect(inAll).toEqual({ files: 151, running: before.running * 75.5, numbers: null })
    const sums = { files: 0, reminder: 0, letters: 0 }
    for (let next: string | null = `${address}&limit=50`; next; ) {
      const page: Page = await reader.get(next)
      sums.files += page.looked
      for (const name of ['reminder', 'letters'] as const) sums[name] += page.numbers[name]!
      next = page.nextLink?.replace('/api/v1', '') ?? null
    }
    expect(sums).toEqual({ files: 151, reminder: 151, letters: 151 })
    const { says } = await reads('caseworker', address)
    expect(says).toContain(
      `It would do, in 151 files ${inAll.running} dates running now would pass. What follows is worked out page by page`,
    )
    expect(says).toMatch(/On this page, in (\d+) of them.*\1 reminders/)
  })
})
