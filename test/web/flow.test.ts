import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { pictureArrows, pictureOf } from '../../src/live/picture.ts'
import { movesIn } from '../../src/reports/flow/moves.ts'
import { chartFor } from '../../src/shown/place.ts'
import { arrowsOf } from '../../src/web/pages/flow/dressing.ts'
import { routesOf, timesTaken } from '../../src/web/pages/flow/routes.ts'
import { isWithin, statesInOrder } from '../../src/web/pages/flow/states.ts'
import { countOf, FLOW, flowing, linesOf, MACHINE, marksIn, numbersIn, rowsIn, tableIn } from './support/flows.ts'
import type { Read } from './support/read.ts'
import type { Told } from './support/told.ts'

let office: Told
const reads = (path: string, post = 'lineManager') => office.reads(post, path)
beforeAll(async () => {
  office = await flowing()
  // One of them stands where it waits for longer than is usual.
  await office.service.database.pool.query(
    `insert into usual_stay values ('${MACHINE}', '${MACHINE}.awaitingConfirmation', 20, 0, 1, 2, present_moment())`,
  )
  for (const focus of [MACHINE, 'all']) await pictureOf(chartFor(definitions[MACHINE]!), focus)
}, 300_000)
afterAll(() => office?.end())

const sumOf = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

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
        expect([key, (await linesOf(office, href.replace('/list', '/list.csv'))).length - 1]).toEqual([key, count])
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
    const [head, ...lines] = await linesOf(office, `${FLOW}/table.csv?rows=all`)
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
