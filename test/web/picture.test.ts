import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { fill } from '../../scripts/demonstration/load.ts'
import { type Focus, pictureOf, statesIn } from '../../src/live/picture.ts'
import { chartFor } from '../../src/shown/place.ts'
import { linksNamed, misnamedIn } from '../support/link-names.ts'
import type { Read } from './support/read.ts'
import { type Told, toldOffice } from './support/told.ts'

const MACHINE = 'compliance'
const FLOW = `/flow/${MACHINE}`
const ESCALATION = `${MACHINE}.open.escalation`
const STAGE_3 = `${ESCALATION}.stage3`

const modelOf = (machine: string) => chartFor(definitions[machine]!)
const picture = (focus: Focus, machine = MACHINE) => pictureOf(modelOf(machine), focus)

let office: Told
const reads = (path: string) => office.reads('lineManager', path)
beforeAll(async () => {
  office = await toldOffice()
  await fill(office.office, { casefiles: 12 })
  for (const focus of [MACHINE, ESCALATION, STAGE_3]) await picture(focus)
}, 300_000)
afterAll(() => office?.end())

const drawnIn = ({ html }: Read) => html.slice(html.indexOf('<svg xmlns'))
const numbersIn = (html: string) =>
  new Map([...html.matchAll(/data-count="([^"]+)">([\d,]+)</g)].map(([, key, count]) => [key!, Number(count!.replaceAll(',', ''))]))
const numbersOfTable = ({ html }: Read) => numbersIn(html.slice(html.indexOf('<table'), html.indexOf('</table>')))

describe('the picture of a lifecycle with many states', () => {
  test('shows first the whole of it with its inner states shut, each with the number of all that is in it, as the table has it', async () => {
    const page = await reads(`${FLOW}?rows=all`)
    const [drawn, table] = [numbersIn(drawnIn(page)), numbersOfTable(page)]
    const shut = statesIn(await picture(MACHINE)).filter((state) => state.shut)
    expect(shut.map(({ id }) => id)).toContain(STAGE_3)
    for (const { id, closed } of shut.filter((state) => !state.closed))
      expect([id, drawn.get(`${id}:open`)]).toEqual([id, closed ? undefined : table.get(`${id}:open`)])
    expect([...drawn.values()].some((count) => count > 0)).toBe(true)
    for (const [key, count] of drawn) expect([key, table.get(key)]).toEqual([key, count])
  })

  test('counts in a state as many as in the boxes it is drawn with, so that nothing is lost in one that is shut', async () => {
    for (const focus of [MACHINE, ESCALATION, STAGE_3]) {
      const numbers = numbersIn(drawnIn(await reads(`${FLOW}?focus=${focus}`)))
      const states = statesIn(await picture(focus))
      for (const frame of states.filter(({ type, closed }) => type === 'compound' && !closed)) {
        const inside = states.filter(({ parent }) => parent === frame.id)
        if (inside.length === 0) continue
        const open = (id: string) => numbers.get(`${id === MACHINE ? 'all' : id}:open`) ?? 0
        expect([frame.id, inside.reduce((sum, { id }) => sum + open(id), 0)]).toEqual([frame.id, open(frame.id)])
      }
    }
  })

  test('is as hot in a box that is shut as the hottest state in it', async () => {
    const heatOf = (html: string, id: string) => Number(new RegExp(`class="[^"]*heat-(\\d)[^"]*" data-state="${id}"`).exec(html)?.[1] ?? 0)
    const outer = drawnIn(await reads(`${FLOW}?focus=${ESCALATION}`))
    const boxes = statesIn(await picture(ESCALATION)).filter(({ shut }) => shut)
    for (const { id } of boxes) {
      const states = statesIn(await picture(id)).filter((state) => state.id !== id)
      const inner = drawnIn(await reads(`${FLOW}?focus=${id}`))
      expect([id, heatOf(outer, id)]).toEqual([id, Math.max(...states.map((state) => heatOf(inner, state.id)))])
    }
    expect(boxes.some(({ id }) => heatOf(outer, id) > 0)).toBe(true)
  })

  test('leads by the name of a state to the picture of it, and from there step by step back, with all that was asked for', async () => {
    const first = await reads(`${FLOW}?rating=B&window=28`)
    const inside = first.links.find(({ href }) => href.includes(`focus=${STAGE_3}#picture`))!
    expect(inside).toEqual({ text: 'Stage 3', href: `${FLOW}?rating=B&window=28&focus=${STAGE_3}#picture` })
    const stage = await reads(inside.href.replace('#picture', ''))
    expect(stage.says).toMatch(/Compliance item Open Escalation Stage 3 Everything at once/)
    const up = stage.links.filter(({ href }) => href.endsWith('#picture') && !href.includes('zoom')).map(({ text, href }) => [text, href])
    expect(up).toContainEqual(['Escalation', `${FLOW}?rating=B&window=28&focus=${ESCALATION}#picture`])
    expect(up).toContainEqual(['Compliance item', `${FLOW}?rating=B&window=28#picture`])
    expect(up).toContainEqual(['Everything at once', `${FLOW}?rating=B&window=28&focus=all#picture`])
    const beyond = stage.links.filter(({ text }) => /^(to|from) [A-Z]/.test(text))
    expect(beyond.length).toBeGreaterThan(0)
    for (const { href } of beyond)
      expect(href).toMatch(/^\/flow\/compliance\?rating=B&window=28(&focus=compliance\.[\w.]+)?#chart-compliance-/)
  })

  test('calls each link by what is seen of it, and none as another that leads elsewhere: to the list of a state, or to the picture of it', async () => {
    await picture('all')
    for (const address of [`${FLOW}/picture`, `${FLOW}/picture?focus=all`, `${FLOW}/picture?at=2013-03-01&compare=2013-02-20`]) {
      const { html } = await reads(address)
      expect([address, misnamedIn(html)]).toEqual([address, []])
      const links = linksNamed(drawnIn({ html } as Read))
      const leads = new Map(links.map(({ name, href }) => [name, href]))
      expect(links.filter(({ name, href }) => leads.get(name) !== href).map(({ name }) => `${address}: ${name}`)).toEqual([])
      const [list] = links.filter(({ href }) => href.split('?')[0] === `${FLOW}/list`)
      expect(list!.name).toMatch(/^Compliance item [\d,]+ open/)
    }
    const [stage, opens] = linksNamed((await reads(`${FLOW}/picture`)).html).filter(({ name }) => name.startsWith('Stage 3'))
    expect(stage!.name).toMatch(/^Stage 3 [\d,]+ open/)
    expect(opens!.name).toBe('Stage 3: the picture of it')
  }, 60_000)

  test('has the same parts on its page of its own', async () => {
    const { links, says } = await reads(`${FLOW}/picture?focus=${STAGE_3}`)
    expect(says).toContain('Compliance item Open Escalation Stage 3')
    expect(links.map(({ href }) => href)).toContain(`${FLOW}/picture?focus=${ESCALATION}#picture`)
  })

  test('of a part that there is not shows what one sees first, and says so', async () => {
    for (const focus of ['compliance.open.nowhere', 'intervention', `${STAGE_3}.letterDue.late`]) {
      const { says, status, html } = await reads(`${FLOW}?focus=${focus}`)
      expect([focus, status]).toEqual([focus, 200])
      expect(says).toContain('A choice of the part of the picture that cannot be used was left out')
      expect(html).toContain(`data-state="${STAGE_3}"`)
    }
  })
})

test('a picture that is still being drawn keeps nobody waiting: the page comes with its table, says so, and has a link to load it again', async () => {
  const page = await reads('/flow/intervention?focus=all&window=28')
  expect(page.html).not.toContain('<svg xmlns="http://www.w3.org/2000/svg" role="group"')
  expect(page.says).toContain('The picture is being drawn, which takes some seconds the first time. The table has every number of it')
  expect(page.html).toContain('redress-flow__table')
  const again = page.links.find(({ text }) => text === 'Load the page again')!
  await picture('all', 'intervention')
  const then = await reads(again.href.replace('#picture', ''))
  expect(then.html).toContain('data-state="intervention"')
  expect(then.says).not.toContain('is being drawn')
}, 60_000)

describe('on paper', () => {
  test('a picture whose words would be smaller than six points is left out, and the page says what stands for it', async () => {
    const { html, says } = await reads(FLOW)
    expect(html).toContain('redress-picture--unprinted')
    expect(says).toContain('The picture is not printed, since it could not be read on paper. The table has every number of it')
  })

  test('one that can be read is printed, upright or lengthwise', async () => {
    await picture('casefile', 'casefile')
    const { html, says } = await reads('/flow/casefile')
    expect(html).toContain('redress-picture--portrait')
    expect(says).not.toContain('The picture is not printed')
  })
})
