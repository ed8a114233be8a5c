import { describe, expect, test } from '@jest/globals'
import { type Dressing, dressed, pictureOf } from '../../src/live/picture.ts'
import { linksNamed, misnamedIn } from '../support/link-names.ts'
import { inventedChart } from './invented-chart.ts'

const stage1 = 'invented.open.escalation.stage1'
const clock = 'invented.asked.inTime>invented.asked.late:clock'

async function svgWith(dressing: Partial<Dressing>) {
  return dressed(await pictureOf(inventedChart()), {
    title: 'Flow',
    description: 'How many stand where',
    states: {},
    arrows: {},
    ...dressing,
  })
}
const groupOf = (svg: string, id: string) =>
  svg.match(new RegExp(`<g id="[^"]*" class="[^"]*" data-state="${id}">.*?</g>(?=<g id|</g>)`, 's'))![0]

describe('a picture with numbers, heat and marks', () => {
  test('has the numbers of a state below its name, each in an element of its own that can change', async () => {
    const svg = await svgWith({
      states: {
        [stage1]: {
          href: '/flow/invented/list?state=stage1&band=overdue',
          lines: [
            { text: '1,212 open', count: `${stage1}:open` },
            { text: 'oldest 34 days' },
            { text: '3 overdue', count: `${stage1}:overdue` },
            { text: '5 due in 7 days', count: `${stage1}:dueIn7Days` },
          ],
        },
      },
    })
    expect(svg).toContain(`<tspan data-count="${stage1}:open">1,212</tspan> open</text>`)
    expect(svg).toContain(
      `<tspan data-count="${stage1}:overdue">3</tspan> overdue · <tspan data-count="${stage1}:dueIn7Days">5</tspan> due in 7 days`,
    )
    const link = svg.match(/<a href="\/flow\/invented\/list\?state=stage1&amp;band=overdue"[^>]*>(.*?)<\/a>/s)![1]!
    expect(
      link
        .replace(/<[^>]*>/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    ).toBe('Stage 1 1,212 open oldest 34 days 3 overdue · 5 due in 7 days')
  })

  test('keeps a place for a number that is none and may become one: not seen, nor the sign of what is overdue', async () => {
    const late = (overdue: number) =>
      svgWith({
        states: {
          [stage1]: {
            lines: [{ text: `${overdue} overdue`, count: `${stage1}:overdue`, unseen: overdue === 0 }],
            badge: { shape: 'triangle', text: '!', says: `${overdue} overdue`, unseen: overdue === 0 },
          },
        },
      })
    const [none, some] = [groupOf(await late(0), stage1), groupOf(await late(3), stage1)]
    expect(none).toContain(`<tspan class="late" display="none"><tspan data-count="${stage1}:overdue">0</tspan> overdue</tspan>`)
    expect(none).toMatch(/<g class="badge triangle"[^>]* display="none">/)
    expect(some).toContain(`<tspan class="late"><tspan data-count="${stage1}:overdue">3</tspan> overdue</tspan>`)
    expect(some).not.toContain('display="none"')
  })

  test('has heat as hatching, a border and a word, in three steps', async () => {
    const svg = await svgWith({
      states: { [stage1]: { lines: [], heat: 1 }, 'invented.asked.late': { lines: [], heat: 3 } },
      heats: ['usual', 'longer than most', 'longer than nearly all'],
    })
    const [cool, hot] = [groupOf(svg, stage1), groupOf(svg, 'invented.asked.late')]
    expect(cool).toContain('fill="url(#chart-invented-heat-1)"')
    expect(cool).toContain('▲ usual</text>')
    expect(hot).toContain('fill="url(#chart-invented-heat-3)"')
    expect(hot).toContain('▲▲▲ longer than nearly all</text>')
    const border = (group: string) => Number(group.match(/class="box"[^>]* stroke-width="([\d.]+)"/)![1])
    expect(border(hot)).toBeGreaterThan(border(cool))
    expect(svg.match(/<g class="legend".*?<\/g>/s)![0]).toContain('▲▲ longer than most')
  })

  test('says each mark in a word and with a border of its own', async () => {
    const marks = { here: 'here now', visited: 'was here', next: 'could be next', changed: 'changed' } as const
    for (const mark of ['here', 'visited', 'next', 'changed'] as const)
      expect(groupOf(await svgWith({ states: { [stage1]: { lines: [], mark } } }), stage1)).toContain(`>${marks[mark]}</text>`)
    expect(groupOf(await svgWith({ states: { [stage1]: { lines: [], mark: 'next' } } }), stage1)).toMatch(
      /class="box"[^>]*stroke-dasharray="5 3"/,
    )
  })

  test('leads by what is late, and by its badge, to lists of their own beside its link; the keyboard passes them by', async () => {
    const lines = [
      { text: '9 open', count: `${stage1}:open` },
      { text: '3 overdue', count: `${stage1}:overdue`, unseen: false, href: '/late?a&b' },
    ]
    const badge = { shape: 'triangle', text: '!', says: '3 overdue', href: '/late?a&b' } as const
    const group = groupOf(await svgWith({ states: { [stage1]: { href: '/all', lines, badge } } }), stage1)
    const inIt = group.slice(group.indexOf('<a href="/all"'), group.indexOf('</a>'))
    expect([inIt.includes(`<tspan data-count="${stage1}:open">9</tspan> open`), inIt.includes('overdue')]).toEqual([true, false])
    const anchor = 'chart-invented-invented-open-escalation-stage1'
    const beside = group.slice(group.indexOf('pointer-events="none">'))
    expect(beside).toContain(
      ` href="/late?a&amp;b" aria-labelledby="${anchor}--overdue ${anchor}--name" tabindex="-1" pointer-events="auto" class="late"><tspan data-count="${stage1}:overdue">3</tspan> overdue</a>`,
    )
    expect(beside).toMatch(/<a href="\/late\?a&amp;b" [^>]*tabindex="-1" class="badge triangle"[^>]*><title [^>]*>3 overdue<\/title>/)
    expect(group).not.toMatch(/<a [^>]*>(?:(?!<\/a>).)*<a /s)
  })

  test('has a badge with a shape, a sign and what it means', async () => {
    const badge = { shape: 'triangle', text: '!', says: '3 replies are overdue' } as const
    const group = groupOf(await svgWith({ states: { [stage1]: { href: '/x', lines: [], badge } } }), stage1)
    expect(group).toContain('<g class="badge triangle"')
    expect(group).toMatch(/<title id="[^"]*">3 replies are overdue<\/title>/)
  })

  test('is heard as what it shows: of a state that was come to twice its name, its day and “Entered 2 times”, which the sign stands for', async () => {
    const badge = { shape: 'circle', text: '2×', says: 'Entered 2 times' } as const
    const svg = await svgWith({ states: { [stage1]: { href: '/step', lines: [{ text: '3 Dec 2026' }], mark: 'visited', badge } } })
    const [link] = linksNamed(svg)
    expect(link).toEqual({ href: '/step', name: 'Stage 1 3 Dec 2026 was here Entered 2 times', seen: 'Stage 1 3 Dec 2026 was here' })
    expect(misnamedIn(svg)).toEqual([])
  })

  test('has each thing that calls for attention in a shape of its own, with its number, its list and its meaning', async () => {
    const call = (shape: 'diamond' | 'ring', count: number, means: string) => ({
      shape,
      text: `${count}`,
      says: `${count} ${means}`,
      means,
      href: `/list?attention=${shape}`,
    })
    const calls = [call('diamond', 12, 'past the usual 85%'), call('ring', 3, 'silent')]
    const svg = await svgWith({ states: { [stage1]: { href: '/list', lines: [{ text: '41 open' }], calls } } })
    const drawn = [...svg.matchAll(/<a class="call (\w+)" href="([^"]*)" tabindex="-1" aria-label="([^"]*)">(.*?)<\/a>/gs)]
    expect(drawn.map(([, shape, href, label]) => [shape, href, label])).toEqual([
      ['diamond', '/list?attention=diamond', '12 past the usual 85%: Stage 1'],
      ['ring', '/list?attention=ring', '3 silent: Stage 1'],
    ])
    expect(drawn.map(([, , , , inner]) => inner!.match(/<text[^>]*>([^<]*)<\/text>/)![1])).toEqual(['12', '3'])
    expect(new Set(drawn.map(([, , , , inner]) => inner!.match(/ d="([^"]*)"/)![1])).size).toBe(2)
    const legend = svg.match(/<g class="legend".*?<g transform="translate\(0 /s)![0]
    expect(legend).toContain('>past the usual 85%</text>')
    expect(legend).toContain('>silent</text>')
    expect(await svgWith({})).not.toContain('past the usual')
  })

  test('keeps what calls for attention as shapes where its numbers have no room, whose titles say them', async () => {
    const calls = (['diamond', 'square', 'cross', 'envelope', 'ring'] as const).map((shape) => ({
      shape,
      text: '123,456',
      says: `123,456 ${shape}`,
      means: shape,
      href: `/list?attention=${shape}`,
    }))
    const group = groupOf(await svgWith({ states: { [stage1]: { href: '/list', lines: [{ text: '123,456 open' }], calls } } }), stage1)
    expect(group.match(/<a class="call /g)).toHaveLength(5)
    for (const { says } of calls) expect(group).toContain(`<title>${says}</title>`)
    expect(group).not.toContain('>123,456</text>')
  })

  test('draws an arrow thicker the more often it was taken, and prints how often beside it', async () => {
    const widths = await Promise.all(
      [1, 10, 1000, 1_000_000].map(async (times) => {
        const svg = await svgWith({ arrows: { [clock]: { times } } })
        expect(svg).toContain(times === 1 ? '>once</text>' : `>${times.toLocaleString('en-GB')} times</text>`)
        return Number(
          svg.match(/data-arrow="invented.asked.inTime&gt;invented.asked.late:clock"[^>]*><path [^>]*stroke-width="([\d.]+)"/)![1],
        )
      }),
    )
    expect(widths).toEqual(widths.toSorted((a, b) => a - b))
    expect(widths[1]! - widths[0]!).toBeGreaterThan(0.5)
    expect(widths[3]!).toBeLessThanOrEqual(7)
  })

  test('says when a deadline passes, on its arrow', async () => {
    const svg = await svgWith({ arrows: { [clock]: { mark: 'waiting', note: 'due 3 Dec 2026', says: 'No answer by 3 December 2026' } } })
    expect(svg).toContain('>due 3 Dec 2026</text>')
    expect(svg).toContain('<title>due 3 Dec 2026\nNo answer by 3 December 2026\n')
    expect(svg).toMatch(/class="arrow clock waiting"/)
  })

  test('its links come in the order in which the definition names the states, frames before what is in them', async () => {
    const { states } = inventedChart()
    const svg = await svgWith({ states: Object.fromEntries(states.map(({ id }) => [id, { href: `/list/${id}`, lines: [] }])) })
    expect([...svg.matchAll(/<a href="\/list\/([^"]*)"/g)].map(([, id]) => id)).toEqual(states.map(({ id }) => id))
    expect(svg).not.toMatch(/<a [^>]*>(?:(?!<\/a>).)*<a /s)
  })

  test('stands as it stood: dressing moves nothing', async () => {
    const boxes = (svg: string) =>
      [...svg.matchAll(/<rect class="box"( x="[^"]*" y="[^"]*" width="[^"]*" height="[^"]*")/g)].map(([, at]) => at)
    const bare = await svgWith({})
    const full = await svgWith({
      states: Object.fromEntries(inventedChart().states.map(({ id }) => [id, { lines: [{ text: '1,234 open' }], heat: 2, mark: 'here' }])),
    })
    expect(boxes(full)).toEqual(boxes(bare))
  })

  test('two on one page have ids of their own', async () => {
    const [one, other] = [await svgWith({ id: 'then' }), await svgWith({ id: 'now' })]
    const ids = (svg: string) => [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
    expect(ids(one).filter((id) => ids(other).includes(id))).toEqual([])
    expect(one).toContain('marker-end="url(#then-clock)"')
  })
})
