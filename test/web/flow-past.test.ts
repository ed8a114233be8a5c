import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { pictureOf } from '../../src/live/picture.ts'
import { chartFor } from '../../src/shown/place.ts'
import { momentWritten, writtenOf } from '../../src/web/pages/flow/moment.ts'
import { csvAt } from '../random/flow-read.ts'
import { openedCasefile } from '../support/app.ts'
import { type Told, toldOffice } from './support/told.ts'

const FLOW = '/flow/casefile'

let office: Told
const reads = (path: string) => office.reads('lineManager', path)
const countIn = (html: string, key: string) => Number(new RegExp(`data-count="${key}">([\\d,]+)<`).exec(html)?.[1])
const opens = async () => openedCasefile(await office.service.signIn('caseworker'), office.organisations.trust)
/** Three casefiles: two on 4 February 2013, one eleven days after; the office is looked at on 1 March. */
beforeAll(async () => {
  office = await toldOffice()
  await pictureOf(chartFor(definitions['casefile']!), 'casefile')
  await opens()
  await opens()
  await office.waits(11)
  await opens()
  await office.waits(14)
}, 120_000)
afterAll(() => office?.end())

describe('the flow as at a past moment', () => {
  test('is what it was then, in its table, its lists and its CSV, and says what it cannot know', async () => {
    const now = await reads(FLOW)
    const { html, says, links } = await reads(`${FLOW}?at=2013-02-10T09:30`)
    expect([countIn(now.html, 'all:open'), countIn(html, 'all:open')]).toEqual([3, 2])
    expect(says).toContain('As at 10 February 2013 at 9:30am: 2 open')
    expect(says).toContain('the filters read each casefile as it stands today')
    expect(says).not.toContain('dates of deadlines are not kept')
    const usual = 'What needs attention and the heat go by what is usual today, reckoned from the year before today.'
    expect([says.indexOf(usual) > 0, says.indexOf(usual) < says.indexOf('What a past moment cannot tell')]).toEqual([true, true])
    expect(now.says).not.toContain(usual)
    const list = await reads(links.find(({ text }) => text === '2 open')!.href)
    expect(list.says).toContain('2 lifecycles')
    expect(list.says).toContain('as at 10 February 2013 at 9:30am')
    const visitor = await office.service.browse('lineManager')
    for (const [moment, today] of [
      ['?at=2013-02-10T09:30', ' today'],
      ['', ''],
    ] as const) {
      const titles = ['Casefile', `Organisation${today}`, `Rating${today}`, 'State', 'Since', 'Due', `Caseworker${today}`]
      const page = await reads(`${FLOW}/list${moment}`)
      expect([moment, page.says]).toEqual([moment, expect.stringContaining(` ${titles.join(' ')} `)])
      for (const title of titles) expect([title, page.html.includes(`data-label="${title}"`)]).toEqual([title, true])
      const [row] = await csvAt(visitor, `${FLOW}/list.csv${moment}`)
      expect([moment, Object.keys(row!).filter(Boolean)]).toEqual([moment, titles])
    }
    expect((await visitor.get(`${FLOW}/table.csv?at=2013-02-10T09:30`)).text).toMatch(/Casefile,casefile,2,/)
    expect(countIn((await reads(`${FLOW}?at=2013-02-01`)).html, 'all:open')).toBe(0)
  })

  test('says which of its filters are of today, before its numbers, wherever a past moment is looked at or compared with', async () => {
    const words = 'Narrowed by rating and caseworker as of today: what was so at a past moment is not asked.'
    for (const moment of ['at=2013-02-10', 'compare=2013-02-10', 'at=2013-02-20&compare=2013-02-10'])
      expect([moment, (await reads(`${FLOW}?rating=B&caseworker=caseworker&${moment}`)).says.includes(words)]).toEqual([moment, true])
    for (const other of ['rating=B&caseworker=caseworker', 'openedFrom=2013-02-04&compare=2013-02-10', 'at=2013-02-10'])
      expect([other, (await reads(`${FLOW}?${other}`)).says.includes('as of today')]).toEqual([other, false])
    const { says } = await reads(`${FLOW}?compare=2013-02-10`)
    expect(says).toContain('the filters read each casefile as it stands today')
  })

  test('does not change before the eyes of whoever looks at it, and leads back to now', async () => {
    const { html, says, links } = await reads(`${FLOW}?at=2013-02-10&rating=B`)
    expect(html).not.toContain('redress-live')
    expect(says).toContain('Worked out from the history. Back to now')
    expect(links.find(({ text }) => text === 'Back to now')?.href).toBe(`${FLOW}?rating=B`)
    expect((await reads(FLOW)).html).toContain('data-url="/flow/casefile/live"')
  })

  test('tells the numbers of its moment for ever, whatever is done meanwhile, and is joined to no stream that would tell others', async () => {
    const past = { at: '2013-02-10T09:30' }
    const places = ['', '/picture'].map((tail) => `${FLOW}${tail}?${new URLSearchParams(past)}`)
    const numbersOf = (html: string) => [...html.matchAll(/data-count="([^"]+)">([\d,]+)</g)].map(([, key, count]) => `${key} ${count}`)
    const before = await Promise.all(places.map(async (place) => (await reads(place)).html))
    for (const [nth, html] of before.entries()) {
      expect([
        places[nth],
        numbersOf(html).filter((each) => each.startsWith('casefile.open:open') || each === 'all:open 2').length > 0,
      ]).toEqual([places[nth], true])
      expect([places[nth], html.match(/redress-live|data-live|data-url=|data-numbers-url=|\/live\b|EventSource/g)]).toEqual([
        places[nth],
        null,
      ])
    }
    const now = await reads(FLOW)
    const { id } = await opens()
    try {
      expect(countIn((await reads(FLOW)).html, 'all:open')).toBe(countIn(now.html, 'all:open') + 1)
      for (const [nth, place] of places.entries())
        expect([place, numbersOf((await reads(place)).html)]).toEqual([place, numbersOf(before[nth]!)])
    } finally {
      await office.service.database.pool.query('update stay set open = false where file_id = $1 and left_seq is null and machine = $2', [
        id,
        'casefile',
      ])
    }
  })

  test('says of what came on the day that is looked at since when it stands, not that it is none old; and of the same day the hour compared with', async () => {
    const { html, says } = await reads(`${FLOW}?at=2013-02-04T23:00&compare=2013-02-04T00:30`)
    expect([html.includes('oldest from that day'), says.includes('0 days')]).toEqual([true, false])
    expect(says).toContain('was 0 at 12:30am: 2 more (+2)')
  })

  test('is compared with another moment in two numbers, and in words and sign, also in the picture', async () => {
    const { html, says } = await reads(`${FLOW}?compare=2013-02-10T09:30`)
    expect(says).toContain('was 2 on 10 Feb 2013: 1 more (+1)')
    expect(says).toMatch(/Now, at .*\. Compared with 10 February 2013 at 9:30am/)
    const between = await reads(`${FLOW}?at=2013-02-10T09:30&compare=2013-02-20T12:00`)
    expect(between.says).toContain('As at 10 February 2013 at 9:30am. Compared with 20 February 2013 at 12:00pm')
    const drawn = html.slice(html.indexOf('<svg xmlns'))
    expect(drawn).toMatch(/3<\/tspan> open \(\+1\)/)
    expect(drawn).toMatch(/<title>[^<]*\n3 open, was 2 on 10 Feb 2013 \(\+1\)/)
    expect(html).not.toContain('redress-live')
    expect((await reads(`${FLOW}?at=2013-02-10&compare=2013-02-20`)).says).toContain('then 3 on 20 Feb 2013: 1 fewer (−1)')
  })

  test('differs from another moment by nothing where nothing moved in between, though something is sealed: it is left out of both, and that is said', async () => {
    const { pool } = office.service.database
    const [then, opened] = ['2013-02-20T12:00', 3]
    await pool.query(
      `update casefile set sealed = true, sealed_to = '{ombudsman}' where file_id = (select file_id from casefile order by reference limit 1)`,
    )
    try {
      expect(countIn((await reads(FLOW)).html, 'all:open')).toBe(opened)
      const { html, says, links } = await reads(`${FLOW}?compare=${then}`)
      expect(says).toContain('Sealed casefiles are left out where two moments are compared.')
      expect(
        [...says.matchAll(/was (\d+) on 20 Feb 2013: (.*?\))/g)]
          .map(([, was, differs]) => `${was}: ${differs}`)
          .filter((each) => !/^\d: as many \(±0\)$/.test(each)),
      ).toEqual([])
      expect(says).toContain(`was ${opened - 1} on 20 Feb 2013: as many (±0)`)
      const drawn = html.slice(html.indexOf('<svg xmlns'))
      expect([drawn, drawn.match(/\([+−]\d+\)/g)]).toEqual([expect.stringMatching(new RegExp(`${opened - 1}(</tspan>)?[^<]*open`)), null])
      const list = await reads(links.find(({ text }) => text === `${opened - 1} open`)!.href)
      expect([list.says.includes(`${opened - 1} lifecycles`), list.says.includes('Sealed to you')]).toEqual([true, false])
      expect(list.says).toContain('Sealed casefiles are left out where two moments are compared.')
      const visitor = await office.service.browse('lineManager')
      const lines = await csvAt(visitor, `${FLOW}/table.csv?compare=${then}`)
      expect(lines.length).toBeGreaterThan(0)
      expect(lines.map(({ Open, Overdue, 'Due in 7 days': soon }) => [Open, Overdue, soon])).toEqual(
        lines.map((line) => [line['Open then'], line['Overdue then'], line['Due in 7 days then']]),
      )
      const caller = await office.service.signIn('lineManager')
      const { body } = await caller.get(`/flow/casefile?compare=${then}:00Z`)
      const openIn = ({ all, states }: { all: { open: number }; states: { state: string; open: number }[] }) => [
        all.open,
        ...states.map((each) => `${each.state} ${each.open}`),
      ]
      expect([body.all.open, openIn(body)]).toEqual([opened - 1, openIn(body.compared)])
      for (const [more, length] of [
        ['', opened],
        [`?compare=${then}:00Z`, opened - 1],
      ] as const)
        expect([more, (await caller.get(`/flow/casefile/list${more}`)).body.items.length]).toEqual([more, length])
    } finally {
      await pool.query(`update casefile set sealed = false, sealed_to = '{}' where sealed`)
    }
  })

  test('is looked at one day or week after the other, by links that any browser follows', async () => {
    const first = await reads(`${FLOW}?from=2013-02-03&to=2013-02-21&step=week`)
    expect(first.says).toContain('3 Feb 2013 (1 of 4) Next: 10 Feb 2013')
    const counts: number[] = []
    for (let page: typeof first | undefined = first; page; ) {
      counts.push(countIn(page.html, 'all:open'))
      const next: { readonly href: string } | undefined = page.links.find(({ text }) => text.startsWith('Next:'))
      page = next && (await reads(next.href))
    }
    expect(counts).toEqual([0, 2, 3, 3])
    const last = await reads(`${FLOW}?from=2013-02-03&to=2013-02-21&step=week&at=2013-02-21T23:59`)
    expect(last.links.find(({ text }) => text.startsWith('Previous:'))?.text).toBe('Previous: 17 Feb 2013')
    expect(last.links.some(({ text }) => text === 'From the beginning')).toBe(true)
  })

  test('is played by weeks to the last day of its period, and a day at which it does not stop is said not to be one of its steps', async () => {
    const by = 'from=2013-02-01&to=2013-02-12'
    for (const [query, said, ways] of [
      [`${by}&step=week&at=2013-02-08`, '8 Feb 2013 (2 of 3)', ['Previous: 1 Feb 2013', 'Next: 12 Feb 2013']],
      [`${by}&step=week&at=2013-02-12`, '12 Feb 2013 (3 of 3)', ['Previous: 8 Feb 2013', 'From the beginning']],
      [`${by}&step=week&at=2013-02-10`, '10 Feb 2013 (between 2 and 3 of 3)', ['Previous: 8 Feb 2013', 'Next: 12 Feb 2013']],
      [`${by}&step=week&at=2013-02-20`, '20 Feb 2013 (after the period)', ['Previous: 12 Feb 2013', 'From the beginning']],
      [`${by}&at=2013-01-20`, '20 Jan 2013 (before the period)', ['Next: 1 Feb 2013']],
      ['from=2013-02-01&to=2013-02-15&step=week&at=2013-02-15', '15 Feb 2013 (3 of 3)', ['Previous: 8 Feb 2013', 'From the beginning']],
      ['from=2013-02-01&to=2013-02-01&step=week', '1 Feb 2013 (1 of 1)', ['From the beginning']],
    ] as const) {
      const { says, links } = await reads(`${FLOW}?${query}`)
      expect([query, says]).toEqual([query, expect.stringContaining(said)])
      const steps = links.map(({ text }) => text).filter((text) => /^(Previous|Next):|^From the beginning$/.test(text))
      expect([query, steps]).toEqual([query, ways])
    }
  })

  test('is no moment that is still to come: of today it is what there has been', async () => {
    // The clock stands at nine on 1 March.
    const later = await reads(`${FLOW}?at=2013-03-01T23:59`)
    expect(later.says).toContain('The moment that is looked at is still to come, so it was left out.')
    expect(later.html).toContain('redress-live')
    expect((await reads(`${FLOW}?compare=2013-03-01T23:59`)).says).toContain('The moment to compare with is still to come')
    for (const query of ['at=2013-03-01', 'from=2013-02-27&to=2013-03-01&at=2013-03-01T23:59']) {
      const { says } = await reads(`${FLOW}?${query}`)
      expect([query, says]).toEqual([query, expect.stringMatching(/As at 1 March 2013 at (?!11:59pm).*: 3 open/)])
      expect([query, says.includes('still to come')]).toEqual([query, false])
    }
  })

  test('is played to today and no further', async () => {
    let page = await reads(`${FLOW}?from=2013-02-27&to=2013-03-09`)
    expect(page.says).toContain('27 Feb 2013 (1 of 3)')
    for (let step = 0; step < 2; step++) page = await reads(page.links.find(({ text }) => text.startsWith('Next:'))!.href)
    expect(page.says).toContain('1 Mar 2013 (3 of 3)')
    expect(page.links.some(({ text }) => text.startsWith('Next:'))).toBe(false)
  })

  test('is played over no period that ends before it begins, or is still to come, and says why', async () => {
    const backwards = await reads(`${FLOW}?from=2013-02-20&to=2013-02-10`)
    expect(backwards.says).toContain('The period to play ends before it begins, so it was left out.')
    expect((await reads(`${FLOW}?from=2013-03-05&to=2013-03-10`)).says).toContain(
      'The period to play is still to come, so it was left out.',
    )
    expect(backwards.html).toContain('redress-live')
  })
})

test('a moment is read as clocks in London show it, in summer and on the days on which they change; a day is meant to its very end', () => {
  for (const [written, moment] of [
    ['2013-02-04T14:30', '2013-02-04T14:30:00.000Z'],
    ['2013-07-04T14:30', '2013-07-04T13:30:00.000Z'],
    ['2013-03-31T14:30', '2013-03-31T13:30:00.000Z'],
    ['2013-03-31T23:59', '2013-03-31T22:59:59.999Z'],
    ['2013-10-27T00:30', '2013-10-26T23:30:00.000Z'],
    ['2013-10-27T14:30', '2013-10-27T14:30:00.000Z'],
    ['2013-10-27T23:59', '2013-10-27T23:59:59.999Z'],
  ] as const) {
    expect([written, momentWritten(written)]).toEqual([written, moment])
    expect(writtenOf(moment)).toBe(written)
  }
  expect(momentWritten('2013-02-04')).toBe('2013-02-04T23:59:59.999Z')
  for (const none of ['2013-02-30', '2013-02-04T24:00', '2013-02-04T10:60', 'yesterday', '0013-02-04'])
    expect([none, momentWritten(none)]).toEqual([none, undefined])
})

test('a flow is saved with its filters, and found among the saved views', async () => {
  const { links } = await reads(`${FLOW}?rating=B&window=28`)
  const save = new URL(links.find(({ text }) => text === 'Save this view')!.href, 'http://office').searchParams
  const visitor = await office.service.browse('lineManager')
  const { headers } = await visitor.post('/views/new', { path: save.get('path')!, query: save.get('query')!, name: 'Rated B' })
  expect(headers['location']).toBe(`${FLOW}?rating=B&window=28`)
  expect((await reads('/views')).says).toContain('Flows View Whose What you can do Rated B')
})
