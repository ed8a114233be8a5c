import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { fill } from '../../scripts/demonstration/load.ts'
import { pictureArrows, pictureOf } from '../../src/live/picture.ts'
import { folded } from '../../src/reports/flow/flow.ts'
import { movesIn } from '../../src/reports/flow/moves.ts'
import { waitingStates } from '../../src/shown/flow/waiting.ts'
import { chartFor } from '../../src/shown/place.ts'
import { heldUpSaid } from '../../src/web/pages/flow/bottlenecks.ts'
import { arrowsOf } from '../../src/web/pages/flow/dressing.ts'
import { routesOf, timesTaken } from '../../src/web/pages/flow/routes.ts'
import { isWithin, statesInOrder } from '../../src/web/pages/flow/states.ts'
import type { Read } from './support/read.ts'
import { type Told, toldOffice } from './support/told.ts'

const MACHINE = 'approach'
const FLOW = `/flow/${MACHINE}`

let office: Told
const reads = (path: string, post = 'lineManager') => office.reads(post, path)
beforeAll(async () => {
  office = await toldOffice()
  await fill(office.office, { casefiles: 12 })
  for (const focus of [MACHINE, 'all']) await pictureOf(chartFor(definitions[MACHINE]!), focus)
}, 300_000)
afterAll(() => office?.end())

/** A number of the table, with the list that it leads to. */
interface Linked {
  readonly key: string
  readonly href: string
  readonly count: number
}
const NUMBER = /<a [^>]*href="([^"]+)"><span data-count="([^"]+)">([\d,]+)<\/span>/g
const tableIn = ({ html }: Read) => /<table class="[^"]*redress-flow__table[\s\S]*?<\/table>/.exec(html)?.[0] ?? ''
const numbersIn = (html: string): readonly Linked[] =>
  [...html.matchAll(NUMBER)].map(([, href, key, count]) => ({
    key: key!,
    href: href!.replaceAll('&amp;', '&'),
    count: Number(count!.replaceAll(',', '')),
  }))
const MARK = /<a [^>]*href="([^"]+)"><span aria-hidden="true">[^<]+<\/span><span data-attention="([^"]+)">([\d,]+)<\/span>/g
/** The reasons for attention that the table gives, each with the list of as many. */
const marksIn = (html: string): readonly Linked[] =>
  [...html.matchAll(MARK)].map(([, href, key, count]) => ({
    key: key!,
    href: href!.replaceAll('&amp;', '&'),
    count: Number(count!.replaceAll(',', '')),
  }))
const sumOf = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
const rowsIn = ({ html }: Read) => [...html.matchAll(/<th class="govuk-table__header" scope="row"/g)].length
const countOf = (page: Read, key: string) => Number(new RegExp(`data-count="${key}">([\\d,]+)<`).exec(page.html)?.[1]?.replaceAll(',', ''))

async function linesOf(address: string): Promise<readonly string[]> {
  const visitor = await office.service.browse('lineManager')
  const { text, headers } = await visitor.get(address)
  expect(headers['content-type']).toContain('text/csv')
  return text
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\n')
}

describe('the flow of a lifecycle', () => {
  test('has in every number of its table as many as the list behind it has rows, and its CSV has lines', async () => {
    for (const machine of [MACHINE, 'recommendation', 'casefile']) {
      const table = tableIn(await reads(`/flow/${machine}`))
      const linked = [...numbersIn(table), ...marksIn(table)]
      expect(numbersIn(table).length).toBeGreaterThan(0)
      if (machine === MACHINE) expect(marksIn(table).length).toBeGreaterThan(2)
      for (const { key, href, count } of linked) {
        const list = await reads(href)
        expect([key, rowsIn(list)]).toEqual([key, count])
        expect(list.says).toContain(`${count} lifecycle`)
        expect([key, (await linesOf(href.replace('/list', '/list.csv'))).length - 1]).toEqual([key, count])
      }
    }
  }, 120_000)

  test('says first how it stands, then where work is held up, then has the table, and the picture last', async () => {
    const { html, says } = await reads(FLOW)
    const places = [
      '<h1',
      'redress-flow__stands',
      'id="bottlenecks"',
      '<form class="moj-filter"',
      '<table',
      'id="routes"',
      '<svg xmlns',
    ].map((part) => html.indexOf(part))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(says).toMatch(/\d+ open, \d+ overdue/)
    expect(says).toMatch(/Updated \d\d:\d\d/)
  })

  test('draws and says who came and went on each calendar day, and why not by working days', async () => {
    const { html, says } = await reads(FLOW)
    const drawn = [...html.matchAll(/class="redress-spark"[^>]* aria-label="([^"]+)"/g)].map(([, said]) => said!)
    expect([drawn.length > 0, drawn.filter((said) => !said.startsWith('28 calendar days: '))]).toEqual([true, []])
    expect(says).toContain('Came and went 28 calendar days')
    expect(says).toContain('Saturdays and Sundays drawn like the others: the guidance knows no working days')
  })

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

  test('counts as held up in a state what is late there, each item once, and not what waits in time in one part and is late in another', () => {
    const definition = definitions['compliance']!
    const model = chartFor(definition)
    const beside = 'open.target.extension.none'
    const judged = `open.evidence.judging.byMonitor.late + open.target.date.onTrack + ${beside}`
    const toBegin = `open.evidence.judging.byMonitor.inTime + open.target.date.passed.overdue + ${beside}`
    const count = (open: number, overdue: number) => ({ open, overdue, dueIn7Days: 0 })
    const numbers = folded(model, [
      { place: judged, ...count(9, 7), oldest: [] },
      { place: toBegin, ...count(5, 4), oldest: [] },
    ])
    const pastUsual = [{ place: judged, in: ['open.evidence.judging.byMonitor.late', 'open.target.date.onTrack'], overdue: true, count: 6 }]
    const calling = { pastUsual: 6, escalated: 0, refused: 0, notReminded: 0, silent: 0 }
    const places = ['compliance.open.evidence.judging.byMonitor', 'compliance.open.target.date.onTrack']
    const attention = { states: Object.fromEntries(places.map((each) => [each, calling])), pastUsual }
    const standing = { model, numbers: { ...numbers, asOf: '', today: '' }, usual: {}, attention, days: {} }
    const said = heldUpSaid({ definition, machine: 'compliance', params: {} }, standing).map(
      ({ title, parts }) => `${title}: ${parts.map(({ count, words }) => `${count ?? ''} ${words}`.trim()).join(', ')}`,
    )
    expect(said).toEqual([
      expect.stringMatching(/monitor.*: 14 open, 11 of them overdue \(4 elsewhere in the item\), 6 past the usual 85%$/),
      expect.stringMatching(/arget date passed.*: 5 open, 4 of them overdue$/),
    ])
  })

  test('has drawn in its picture whatever calls for attention in its table, as many and with the same list, and nothing else', async () => {
    const { html } = await reads(`${FLOW}?rows=all&focus=all`)
    const [picture] = html.slice(html.indexOf('<svg xmlns')).split('</svg>')
    const drawn = [...picture!.matchAll(/<a class="call \w+" href="([^"]+)"[^>]*><title>([\d,]+) ([^<]+)</g)].map(([, href, count]) => [
      href!.replaceAll('&amp;', '&'),
      Number(count!.replaceAll(',', '')),
    ])
    const told = marksIn(tableIn({ html } as Read)).filter(({ key }) => key !== 'overdue')
    expect(told.length).toBeGreaterThan(0)
    expect(new Map(drawn as [string, number][])).toEqual(new Map(told.map(({ href, count }) => [href, count])))
    expect(drawn).toHaveLength(told.length)
  })

  test('has the same numbers in its picture, each state leading to the same list', async () => {
    const page = await reads(`${FLOW}?rows=all&focus=all`)
    const table = tableIn(page)
    const picture = page.html.slice(page.html.indexOf('<svg xmlns'))
    const inTable = new Map([...table.matchAll(/data-count="([^"]+)">([\d,]+)</g)].map(([, key, count]) => [key, count]))
    const inPicture = [...picture.matchAll(/data-count="([^"]+)">([\d,]+)</g)].map(([, key, count]) => [key, count])
    expect(inPicture.length).toBeGreaterThan(10)
    for (const [key, count] of inPicture) expect([key, inTable.get(key)]).toEqual([key, count])
    for (const { key, href } of numbersIn(table).filter(({ key }) => key.endsWith(':open'))) {
      expect([key, picture.includes(`href="${href.replaceAll('&', '&amp;')}"`)]).toEqual([key, true])
    }
  })

  test('has a place in its picture and a list for every number, also where it is none and may become one', async () => {
    const page = await reads(`${FLOW}?rows=all&focus=all`)
    const picture = page.html.slice(page.html.indexOf('<svg xmlns'))
    const open = [...picture.matchAll(/data-count="([^"]+):open"/g)].map(([, id]) => id)
    expect(open.length).toBeGreaterThan(5)
    for (const id of open)
      for (const measure of ['overdue', 'dueIn7Days']) expect([id, picture.includes(`data-count="${id}:${measure}"`)]).toEqual([id, true])
    const none = [...tableIn(page).matchAll(/<a ([^>]*)><span data-count="[^"]+">0</g)].map(([, attributes]) => attributes!)
    expect(none.length).toBeGreaterThan(0)
    expect(none.filter((attributes) => !attributes.startsWith(`data-list="${FLOW}/list`))).toEqual([])
    expect(page.says).toMatch(/What is open, overdue and due changes as it comes; all else is of \d\d:\d\d\./)
  })

  test('counts a move once in each region that it went through: there the numbers of the arrows are as many as the moves', async () => {
    for (const machine of [MACHINE, 'compliance', 'recommendation', 'casefile', 'intervention']) {
      const model = chartFor(definitions[machine]!)
      const moved = await movesIn(office.service.services.lists, { machine, filters: {} }, 28)
      const isParallel = (id: string | undefined) => model.states.some((state) => state.id === id && state.type === 'parallel')
      const regions = model.states.filter(({ parent }) => parent === undefined || isParallel(parent)).map(({ id }) => id)
      for (const move of moved)
        for (const region of regions) {
          const isThrough = [move.from, move.to].every((leaves) => leaves.some((leaf) => isWithin(leaf, region)))
          const inside = [...timesTaken(model, [move])].filter(([{ from, to }]) => [from, ...to].every((id) => isWithin(id, region)))
          if (isThrough && !regions.some((inner) => inner !== region && isWithin(inner, region)))
            expect([region, move, sumOf(inside.map(([, times]) => times))]).toEqual([region, move, move.times])
        }
      const none = moved.filter((move) => timesTaken(model, [move]).size === 0)
      expect([machine, none]).toEqual([machine, []])
      const taken = sumOf([...timesTaken(model, moved).values()])
      const inWords = routesOf(model, statesInOrder(definitions[machine]!), moved).flatMap(({ routes }) => routes)
      const drawn = Object.values(arrowsOf({ model, arrows: pictureArrows(model) }, moved)).map(({ times }) => times ?? 0)
      expect([machine, sumOf(drawn)]).toEqual([machine, taken])
      expect([machine, Math.round(sumOf(inWords.map(({ times, among }) => times / among)))]).toEqual([machine, taken])
    }
  }, 60_000)

  test('has an extension that was granted on the arrow that takes the date on, on that of the extension and on that out of escalation', () => {
    const model = chartFor(definitions['compliance']!)
    const ids = (paths: readonly string[]) => paths.map((path) => `compliance.open.${path}`)
    const granted = {
      event: 'EXTEND_TARGET_DATE',
      from: ids(['target.date.passed.overdue', 'target.extension.asked.late', 'escalation.due.toBegin']),
      to: ids(['target.date.onTrack', 'target.extension.none', 'escalation.none']),
      times: 2,
    }
    expect([...timesTaken(model, [granted])].map(([{ from, to }, times]) => [from, ...to, times])).toEqual([
      [...ids(['target.date', 'target.date.onTrack']), 2],
      [...ids(['target.extension.asked', 'target.extension.none']), 2],
      [...ids(['escalation', 'escalation.none']), 2],
    ])
  })

  test('has in its picture and in words the same numbers, and says where one is of several ways told apart by what has to hold alone', () => {
    const definition = definitions['compliance']!
    const model = chartFor(definition)
    const judging = 'compliance.open.evidence.judging.withOmbudsman'
    const moved = [{ event: 'DECIDE_COMPLIANCE', from: [`${judging}.inTime`], to: ['compliance.closed.complied'], times: 3 }]
    const ways = routesOf(model, statesInOrder(definition), moved).flatMap(({ routes }) => routes.filter(({ times }) => times > 0))
    expect(ways.map(({ times, among }) => [times, among])).toEqual([
      [3, 2],
      [3, 2],
    ])
    const drawn = Object.values(arrowsOf({ model, arrows: pictureArrows(model) }, moved)).flatMap(({ times }) => (times ? [times] : []))
    expect(drawn).toEqual([3])
  })

  test('keeps its filters in every address it leads to', async () => {
    const { links, html } = await reads(`${FLOW}?rating=B&directorate=customerServices&window=28`)
    const own = links.filter(({ href, text }) => href.startsWith(`${FLOW}`) && !/Rated B|Customer services|Clear/.test(text))
    expect(own.length).toBeGreaterThan(10)
    for (const { href } of own) expect([href, /rating=B/.test(href) && /directorate=customerServices/.test(href)]).toEqual([href, true])
    expect(html).toMatch(/data-url="\/flow\/approach\/live\?rating=B&amp;directorate=customerServices"/)
    expect(links.filter(({ text }) => text.includes('Rated B')).map(({ href }) => href)).toEqual([
      `${FLOW}?directorate=customerServices&window=28`,
    ])
  })

  test('that has nothing for its filters names them, and offers to clear them', async () => {
    const { says, links } = await reads(`${FLOW}?caseworker=director`)
    expect(says).toContain('0 open, 0 overdue with these filters')
    expect(says).toContain('Nothing is open with these filters, so nothing is held up')
    expect(says).toContain('Nothing here is “Director of customer services and assessment”. Clear the filters')
    expect(links.find(({ text }) => text === 'Clear the filters')?.href).toBe(FLOW)
  })

  test('leaves out what its address asks for that there is not, and says so', async () => {
    const { says, status } = await reads(`${FLOW}?rating=Z&at=2999-01-01T10:00&window=3&organisation=nobody`)
    expect(status).toBe(200)
    expect(says).toContain('A choice of rating that cannot be used was left out')
    expect(says).toContain('A choice of window that cannot be used was left out')
    expect(says).toContain('The moment that is looked at is still to come, so it was left out')
    expect(says).toMatch(/Updated \d\d:\d\d/)
  })

  test('shows on demand only what needs attention, and says why', async () => {
    const { html, says } = await reads(`${FLOW}?attention=yes`)
    const rows = [...tableIn({ html } as Read).matchAll(/<tr class="govuk-table__row([^"]*)" id=/g)].map(([, classes]) => classes!)
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.slice(1).every((classes) => classes.includes('redress-flow__attention'))).toBe(true)
    expect(says).toMatch(/Needs attention: ▲ \d+ overdue/)
    expect(says).toContain('Remove this filter: Needs attention only')
  })

  test('shows on a narrow screen the states in which something stands, with the same numbers, and leads to all of them', async () => {
    const page = await reads(FLOW)
    const all = await reads(`${FLOW}?rows=all`)
    expect(page.html).toContain('redress-flow__table--telling')
    expect(all.html).not.toContain('redress-flow__table--telling')
    expect(page.links.filter(({ text }) => text === 'Show all states').map(({ href }) => href)).toContain(`${FLOW}?rows=all#states`)
    const visitor = await office.service.browse('lineManager')
    const [, style] = /href="([^"]+\.css[^"]*)"/.exec(page.html)!
    expect((await visitor.get(style!)).text).toMatch(
      /redress-flow__table--telling tbody tr:not\(:first-child\):has\(> ?td\[data-label="?Open"?\] a\[data-list\]\)/,
    )
    const everywhere = new Map(numbersIn(tableIn(all)).map(({ key, count }) => [key, count]))
    const here = numbersIn(tableIn(page))
    expect(here.length).toBeGreaterThan(0)
    for (const { key, count } of here) expect([key, everywhere.get(key)]).toEqual([key, count])
    const standing = [...everywhere].filter(
      ([key, count]) => key.endsWith(':open') && count > 0 && !/\.(inTime|late|overdue|significantlyDelayed):/.test(key),
    )
    expect(here.map(({ key }) => key)).toEqual(expect.arrayContaining(standing.map(([key]) => key)))
  })

  test('has every number of the table as CSV, and of every way from one state to another its words', async () => {
    const [head, ...lines] = await linesOf(`${FLOW}/table.csv?rows=all`)
    expect(head).toContain('State,Id,Open,Overdue,Due in 7 days')
    const page = await reads(`${FLOW}?rows=all`)
    for (const line of lines) {
      const [id, open, overdue] = /(approach[\w.]*|elsewhere),(\d+),(\d+),/.exec(line)!.slice(1)
      const key = id === MACHINE ? 'all' : id
      expect([id, open, overdue]).toEqual([id, String(countOf(page, `${key}:open`)), String(countOf(page, `${key}:overdue`))])
    }
    expect(page.says).toMatch(/Every way from one state to another, in words .*Person: .* leads to /)
  })

  test('says of a lifecycle that never closes that all on file count as open, casefiles whose enquiry is closed among them', async () => {
    const ending = Object.entries(definitions).flatMap(([name, definition]) =>
      chartFor(definition).states.some(({ closed }) => closed) ? [name] : [],
    )
    expect(ending).toEqual(expect.arrayContaining(['approach', 'intervention', 'compliance']))
    for (const machine of ['casefile', 'organisation', 'approach', 'compliance'])
      expect([machine, (await reads(`/flow/${machine}`)).says.includes('This lifecycle never closes')]).toEqual([
        machine,
        !ending.includes(machine),
      ])
    const counted = async (where: string, number: RegExp) => Number(number.exec((await reads(where)).says)?.[1])
    const [open, all, closed] = [
      await counted('/flow/casefile', /(\d+) open/),
      await counted('/worklists/all', /All casefiles \((\d+)\)/),
      await counted('/worklists/all', /Closed casefiles \((\d+)\)/),
    ]
    expect([open, closed > 0]).toEqual([all, true])
  })

  test('is there for every machine but the office, and for no other', async () => {
    const { links } = await reads('/flow')
    for (const machine of ['casefile', 'intervention', 'approach', 'compliance', 'rating', 'review'])
      expect(links.map(({ href }) => href)).toContain(`/flow/${machine}`)
    for (const path of [
      '/flow/nothing',
      '/flow/office',
      '/flow/constructor',
      '/flow/nothing/list',
      '/flow/office/table.csv',
      `${FLOW}/state?state=approach.nowhere`,
    ])
      expect([path, (await reads(path)).status]).toEqual([path, 404])
  })
})

describe('a state of a flow', () => {
  test('has a page with its numbers, what is usual there and its oldest', async () => {
    const { key, href, count } = numbersIn(tableIn(await reads(FLOW))).find((each) => /^approach\..*:open$/.test(each.key))!
    const state = key.split(':')[0]!
    const { says, links } = await reads(`${FLOW}/state?state=${state}`)
    expect(says).toContain(`${count} open`)
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
      expect((await linesOf(`${FLOW}/list.csv`)).filter((line) => line.startsWith('Sealed to you,,,')).length).toBe(
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
      expect((await linesOf('/flow/casefile/list.csv')).filter((line) => /^Sealed to you,,,[^,]*,,,$/.test(line)).length).toBeGreaterThan(0)
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
