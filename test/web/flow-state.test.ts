import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { waitingStates } from '../../src/shown/flow/waiting.ts'
import { chartFor } from '../../src/shown/place.ts'
import { countOf, FLOW, flowing, linesOf, MACHINE, numbersIn, rowsIn, tableIn } from './support/flows.ts'
import type { Read } from './support/read.ts'
import type { Told } from './support/told.ts'

let office: Told
const reads = (path: string, post = 'lineManager') => office.reads(post, path)
beforeAll(async () => {
  office = await flowing()
}, 300_000)
afterAll(() => office?.end())

describe('the flow of a lifecycle', () => {
  test('says of how many states in which work is held up it names the worst', async () => {
    const { pool } = office.service.database
    const places = [...waitingStates(chartFor(definitions[MACHINE]!)).values()].map(([leaf]) => leaf!.slice(MACHINE.length + 1))
    expect(places.length).toBeGreaterThan(6)
    const whole = await reads(FLOW)
    expect(whole.says).not.toContain('worst of')
    const before = await (await office.office.as('caseworker')).get<{ bottlenecks: unknown[]; heldUp: number }>(FLOW)
    const [listed = ''] = /<ol class="[^"]*redress-bottlenecks">.*?<\/ol>/s.exec(whole.html) ?? []
    expect([before.heldUp, before.bottlenecks.length]).toEqual([listed.split('<li>').length - 1, before.heldUp])
    const { rows } = await pool.query<{ id: string; seq: number; state: string; due: string | null; open: boolean; since: string }>(
      `select instance_id as id, entered_seq as seq, state, due_on::text as due, open, since::text from stay where machine = $1 and left_seq is null
       order by open desc, instance_id limit $2`,
      [MACHINE, places.length],
    )
    expect(rows.length).toBeGreaterThan(6)
    const put = (id: string, seq: number, state: string, due: string | null, open: boolean, since?: string) =>
      pool.query(
        `update stay set state = $3, due_on = $4, open = $5, since = coalesce($6::timestamptz[], array_fill(since[1], array[cardinality(states_in($3))]))
         where instance_id = $1 and entered_seq = $2`,
        [id, seq, state, due, open, since],
      )
    try {
      for (const [nth, { id, seq }] of rows.entries()) await put(id, seq, places[nth]!, '2012-01-01', true)
      expect(/Where work is held up (.{30})/.exec((await reads(FLOW)).says)?.[1]).toContain(`The 6 worst of ${rows.length} states.`)
      const { bottlenecks, heldUp } = await (await office.office.as('caseworker')).get<{ bottlenecks: unknown[]; heldUp: number }>(FLOW)
      expect([bottlenecks.length, heldUp]).toEqual([6, rows.length])
    } finally {
      for (const { id, seq, state, due, open, since } of rows) await put(id, seq, state, due, open, since)
    }
  })

  test('says where work is held up in the numbers of the state’s own row and list, those of the states within it among them', async () => {
    const { pool } = office.service.database
    const outer = `${MACHINE}.refused`
    const { rows } = await pool.query<{ id: string; seq: number; state: string; due: string | null; open: boolean; since: string }>(
      `select instance_id as id, entered_seq as seq, state, due_on::text as due, open, since::text from stay
       where machine = $1 and left_seq is null order by open desc, instance_id limit 2`,
      [MACHINE],
    )
    const put = (id: string, seq: number, state: string, due: string | null, open: boolean, since?: string) =>
      pool.query(
        `update stay set state = $3, due_on = $4, open = $5,
           since = coalesce($6::timestamptz[], array_fill(timestamptz '2012-01-01', array[cardinality(states_in($3))]))
         where instance_id = $1 and entered_seq = $2`,
        [id, seq, state, due, open, since],
      )
    const { rows: usual } = await pool.query('select * from usual_stay where machine = $1', [MACHINE])
    await pool.query('delete from usual_stay where machine = $1', [MACHINE])
    for (const [state, most] of [
      [MACHINE, 0],
      [outer, 19],
      [`${outer}.escalationToBegin`, 3],
    ] as const)
      await pool.query('insert into usual_stay values ($1, $2, 20, 0, $3, $3, present_moment())', [MACHINE, state, most])
    try {
      for (const [nth, leaf] of ['escalationToBegin', 'overdue'].entries())
        await put(rows[nth]!.id, rows[nth]!.seq, `refused.${leaf}`, '2012-02-01', true)
      const { html, says } = await reads(FLOW)
      const at = html.indexOf(`data-state="${outer}"`)
      const row = html.slice(at, html.indexOf('</th>', at))
      const open = countOf({ html } as Read, `${outer}:open`)
      expect([open, /data-attention="pastUsual">(\d+)</.exec(row)?.[1]]).toEqual([open, String(open)])
      expect(says).toMatch(new RegExp(`Refused: ${open} open, ${open} of them overdue, ${open} past the usual 85%[^ ]* (?!\\()`))
      expect(rowsIn(await reads(`${FLOW}/list?state=${outer}&attention=pastUsual`))).toBe(open)
      const body = await (await office.office.as('caseworker')).get<{
        bottlenecks: { state: string; pastUsual: number; usualDays: number | null }[]
        states: { state: string; attention: { pastUsual: number } }[]
      }>(FLOW)
      expect(body.bottlenecks.find(({ state }) => state === outer)).toMatchObject({ pastUsual: open, usualDays: null })
      for (const { state, pastUsual } of body.bottlenecks)
        expect([state, pastUsual]).toEqual([state, body.states.find((each) => each.state === state)!.attention.pastUsual])
    } finally {
      for (const { id, seq, state, due, open, since } of rows) await put(id, seq, state, due, open, since)
      await pool.query('delete from usual_stay where machine = $1', [MACHINE])
      for (const each of usual)
        await pool.query('insert into usual_stay select * from json_populate_record(null::usual_stay, $1)', [JSON.stringify(each)])
    }
  })

  test('says in its lists which duty or date is due first, and of a duty to take note of that it holds nothing up', async () => {
    const { pool } = office.service.database
    const { rows } = await pool.query<{ duty: string; title: string; machine: string; reference: string; ends: string }>(
      `select d.id as duty, d.title, i.machine, c.reference, d.ends_by as ends from duty d join instance i on i.id = d.instance_id
       join stay s on s.instance_id = i.id and s.left_seq is null and s.open and s.due_on = d.due_on join casefile c on c.file_id = d.file_id
       where d.ended_seq is null and d.title !~ '\\d{4}-' and not c.sealed and (select count(*) from duty o where o.instance_id = i.id and o.ended_seq is null) = 1
         and not exists (select from timer where instance_id = i.id and (due_at at time zone 'Europe/London')::date = d.due_on)
       order by d.id limit 1`,
    )
    const [{ duty, title, machine, reference, ends }] = rows as [(typeof rows)[0]]
    const dueOf = async () => {
      const { html } = await reads(`/flow/${machine}/list`)
      const [, row = ''] = html.split(`/casefiles/${reference}"`)
      return /data-label="Due">(.*?)<\/td>/s.exec(row)![1]!.replaceAll(/<[^>]+>/g, ' ')
    }
    const endsBy = (how: string) => pool.query('update duty set ends_by = $2 where id = $1', [duty, how])
    await endsBy('act')
    expect((await dueOf()).trim()).toMatch(new RegExp(`\\d \\w+ \\d{4} +${title}$`))
    await endsBy('acknowledgement')
    expect(await dueOf()).toContain(`${title}: to take note of, it holds nothing up`)
    await endsBy(ends)
  })
})

describe('a state of a flow', () => {
  test('has a page with its numbers, what is usual there and its oldest', async () => {
    const { key, href, count } = numbersIn(tableIn(await reads(FLOW))).find((each) => /^approach\..*:open$/.test(each.key))!
    const state = key.split(':')[0]!
    const { says, links } = await reads(`${FLOW}/state?state=${state}`)
    expect(says).toContain(`${count} open`)
    expect([says, links]).toEqual([
      expect.stringMatching(/Updated \d\d:\d\d/),
      expect.arrayContaining([expect.objectContaining({ text: 'Refresh', href: `${FLOW}/state?state=${state}` })]),
    ])
    expect((await reads(`${FLOW}/state?state=${state}&at=2013-02-04T14:30`)).says).toContain('As at 4 February 2013')
    const listed = (await reads(href)).links.filter((each) => each.href.startsWith('/casefiles/RD-')).map((each) => each.href)
    expect(links.filter((each) => each.href.startsWith('/casefiles/RD-')).map((each) => each.href)).toEqual(listed.slice(0, 5))
    const visitor = await office.service.browse('lineManager')
    const oldest = await visitor.get(`${FLOW}/oldest?state=${state}`)
    expect([oldest.status, oldest.headers['location']]).toEqual([303, listed[0]])
  })

  test('has the same oldest in its table, behind the link of it and on its page, also for whoever may see what is sealed and older', async () => {
    const { key, href } = numbersIn(tableIn(await reads(FLOW))).find((each) => /^approach\..*:open$/.test(each.key) && each.count > 1)!
    const state = key.split(':')[0]!
    const listed = [...(await reads(href)).html.matchAll(/href="\/casefiles\/(RD-\d+)"/g)].map(([, reference]) => reference!)
    const [first, second] = [listed[0]!, listed.find((reference) => reference !== listed[0])!]
    const { pool } = office.service.database
    await pool.query(`update casefile set sealed = true, sealed_to = '{lineManager}' where reference = $1`, [first])
    try {
      const mine = await reads(href)
      expect([mine.html.includes(first), mine.says.includes('Sealed to you')]).toEqual([true, false])
      const visitor = await office.service.browse('lineManager')
      const { headers } = await visitor.get(`${FLOW}/oldest?state=${state}`)
      expect([state, headers['location']]).toEqual([state, `/casefiles/${second}`])
      const page = await reads(`${FLOW}/state?state=${state}`)
      expect(page.says).toContain('The oldest, but for sealed casefiles')
      expect([page.html.includes(first), page.links.find((each) => each.href.startsWith('/casefiles/RD-'))?.href]).toEqual([
        false,
        `/casefiles/${second}`,
      ])
    } finally {
      await pool.query(`update casefile set sealed = false, sealed_to = '{}' where reference = $1`, [first])
    }
  })
})

test('a lifecycle without a casefile is called by its organisation where the oldest of a state are listed: no link is empty', async () => {
  const { links } = await reads('/flow/organisation/state?state=organisation')
  const oldest = links.filter(({ href }) => href.startsWith('/instances/'))
  expect(oldest.length).toBeGreaterThan(0)
  expect(oldest.filter(({ text }) => text.trim() === '')).toEqual([])
})

describe('what is sealed', () => {
  test('is found by no day: not by that of its opening, nor by that on which something is due in it, whoever asks for whatever moment', async () => {
    const { pool } = office.service.database
    const { rows } = await pool.query<{ reference: string; opened: string; due: string; at: string }>(
      `select c.reference, (s.opened_at at time zone 'Europe/London')::date::text as opened, s.due_on::text as due,
         ((present_moment() at time zone 'Europe/London')::date - 1)::text as at
       from stay s join casefile c on c.file_id = s.file_id
       where s.machine = $1 and s.left_seq is null and s.open and s.due_on < (present_moment() at time zone 'Europe/London')::date - 1 limit 1`,
      [MACHINE],
    )
    const { reference, opened, at } = rows[0]!
    const addresses = [
      '/list?band=overdue',
      `/list?band=overdue&at=${at}`,
      `/list?openedFrom=${opened}&openedTo=${opened}`,
      `/list?openedFrom=${opened}&at=${at}`,
    ]
    for (const address of addresses) expect([address, (await reads(FLOW + address)).html.includes(reference)]).toEqual([address, true])
    const overdue = countOf(await reads(FLOW), 'all:overdue')
    await pool.query(`update casefile set sealed = true, sealed_to = '{ombudsman}' where reference = $1`, [reference])
    try {
      for (const address of addresses) {
        const { says, html } = await reads(FLOW + address)
        expect([address, html.includes(reference), says.includes('Sealed to you')]).toEqual([address, false, false])
        const whence = address.includes('at=') && !address.includes('opened') ? 'of past moments' : 'under this filter'
        expect([address, says]).toEqual([address, expect.stringContaining(`Sealed casefiles are left out ${whence}`)])
      }
      const page = await reads(FLOW)
      expect(countOf(page, 'all:overdue')).toBeLessThan(overdue)
      expect(page.says).toContain('Sealed casefiles are counted where they stand, and in no number that would tell a day of theirs')
      expect((await reads(`${FLOW}/list?band=overdue`)).says).toContain(`${countOf(page, 'all:overdue')} lifecycle`)
    } finally {
      await pool.query(`update casefile set sealed = false, sealed_to = '{}' where reference = $1`, [reference])
    }
  })

  test('is counted, but in the list says where it stands, and no more; with particulars asked for it is left out', async () => {
    const before = await reads(`${FLOW}/list`)
    const reference = /\/casefiles\/(RD-\d+)"/.exec(before.html)![1]!
    const { pool } = office.service.database
    await pool.query('update casefile set sealed = true, sealed_to = $1 where reference = $2', [['ombudsman'], reference])
    try {
      const after = await reads(`${FLOW}/list`)
      expect(rowsIn(after)).toBe(rowsIn(before))
      expect(after.html).not.toContain(reference)
      expect(after.says).toContain('Sealed to you')
      expect((await linesOf(office, `${FLOW}/list.csv`)).filter((line) => line.startsWith('Sealed to you,,,')).length).toBe(
        before.html.split(`${reference}"`).length - 1,
      )
      const other = await office.office.as('caseworker')
      for (const machine of [MACHINE, 'casefile']) {
        const { items } = await other.get<{ items: { sealed: boolean; since: string | null }[] }>(`/flow/${machine}/list?limit=200`)
        const told = items.filter(({ sealed }) => sealed).map(({ since }) => since)
        expect([machine, [...new Set(told)]]).toEqual([machine, [null]])
      }
      const ofCasefiles = await reads('/flow/casefile/list')
      expect(ofCasefiles.says).toMatch(/Sealed Sealed to you No data .* No data/)
      expect(
        (await linesOf(office, '/flow/casefile/list.csv')).filter((line) => /^Sealed to you,,,[^,]*,,,$/.test(line)).length,
      ).toBeGreaterThan(0)
      const narrowed = await reads(`${FLOW}/list?rating=A&rating=B&rating=C`)
      expect(narrowed.says).not.toContain('Sealed to you')
      for (const page of [narrowed, await reads(`${FLOW}?rating=A&rating=B&rating=C`)])
        expect(page.says).toContain('Sealed casefiles are left out under this filter')
      expect((await reads(`${FLOW}?window=28`)).says).not.toContain('Sealed casefiles are left out')
      expect(rowsIn(narrowed)).toBeLessThan(rowsIn(before))
    } finally {
      await pool.query(`update casefile set sealed = false, sealed_to = '{}' where reference = $1`, [reference])
    }
  })
})
