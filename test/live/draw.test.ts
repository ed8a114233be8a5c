import { describe, expect, test } from '@jest/globals'
import { drawChart } from '../../src/live/draw.ts'
import { mermaidOf } from '../../src/live/mermaid.ts'
import { asText, outlineOf } from '../../src/live/outline.ts'
import { arrowFor, pictureOf } from '../../src/live/picture.ts'
import { inventedChart } from './invented-chart.ts'

describe('the picture of a lifecycle', () => {
  test('says what it is to those who cannot see it', async () => {
    const svg = await drawChart(inventedChart())
    expect(svg).toContain('role="group" aria-labelledby="chart-invented-title chart-invented-desc"')
    expect(svg).toContain('<title id="chart-invented-title">Remedy watched: its states and what leads from one to another</title>')
    expect(svg).toContain('Remedy watched, version 3: 12 states, boxes within boxes.')
    expect(svg).toContain('It is closed in: Complied, Not complied.')
  })

  test('people, clock and messages differ by sign, dash and arrowhead', async () => {
    const svg = await drawChart(inventedChart())
    expect(svg).toMatch(/class="arrow person"[^>]*><path [^>]*marker-end="url\(#chart-invented-person\)"\/>/)
    expect(svg).toMatch(/class="arrow clock"[^>]*><path [^>]*stroke-dasharray="9 4" marker-end="url\(#chart-invented-clock\)"\/>/)
    expect(svg).toMatch(/stroke-dasharray="2 3" marker-end="url\(#chart-invented-message\)"\/>/)
    for (const word of ['>Person (unbroken): ', '>Clock (dashed): ', '>Message (dotted): ']) expect(svg).toContain(word)
  })

  test('every state and every arrow can be found by name, for the live counts', async () => {
    const model = inventedChart()
    const [svg, picture] = [await drawChart(model), await pictureOf(model)]
    for (const { id } of model.states) expect(svg).toContain(`data-state="${id}"`)
    for (const { from, to, event } of model.arrows.filter((arrow) => arrow.to[0] !== arrow.from)) {
      const { id } = arrowFor(picture, event, from, to[0]!)!
      expect(svg).toContain(`data-arrow="${id.replaceAll('>', '&gt;')}"`)
    }
  })

  test('paragraphs stand on the arrows, their rules in the words one gets by pointing', async () => {
    const svg = await drawChart(inventedChart())
    expect(svg).toContain('>I16, I9, I21</text>')
    expect(svg).toContain('asked: by caseworker or above (I16), every action is specific (I9), every action is measurable (I9)')
    expect(svg).toContain('Clock: the target date passes; the day after the date that was given (C14)')
  })

  test('is well-formed whatever a title says', async () => {
    const svg = await drawChart(inventedChart({ title: 'Terms & "conditions" <agreed>' }))
    expect(svg).toContain('Terms &amp; &quot;conditions&quot; &lt;agreed&gt;, version 3')
    expect(svg).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/)
  })

  test('the same chart is drawn once, a changed one anew', async () => {
    const once = drawChart(inventedChart())
    expect(await drawChart(inventedChart())).toBe(await once)
    expect(await drawChart(inventedChart({ title: 'Another' }))).not.toBe(await once)
  })
})

describe('the same chart without a picture', () => {
  test('as an outline, each state with what it takes', () => {
    const text = asText(outlineOf(inventedChart()))
    expect(text).toContain('\n    In time: What it is to be inTime\n      - Clock: The date for an answer passes (I20), then Late\n')
    expect(text).toContain('    Complied (closed): What it is to be complied')
    expect(text).toContain('  - Person: record correspondence (I16)\n')
  })

  test('as Mermaid text, regions apart and names safe', () => {
    const text = mermaidOf(inventedChart({ title: 'Remedy: "watched"' }))
    expect(text).toMatch(/^stateDiagram-v2\n/)
    expect(text).toContain(
      '  state "Remedy watched" as invented {\n    state "Anywhere here" as invented_anywhere\n    [*] --> invented_asked\n',
    )
    expect(text).toContain('  invented_anywhere --> invented_anywhere : Message, casefile changed\n')
    expect(text).toContain('  invented_open_target_anywhere --> invented_open_target_onTrack : Person, extend target date\n')
    expect(text.match(/^ {6}--$/gm)).toHaveLength(2)
    expect(text).toContain('  invented_open_target_reminded --> invented_open_target_overdue : Clock, The target date passes (C14)\n')
  })
})
