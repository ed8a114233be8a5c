import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import type { Sealed } from '../../src/engine/changeset.ts'
import type { FileKind } from '../../src/engine/engine.ts'
import { sealedLines } from '../../src/engine/history.ts'
import { replayed } from '../../src/engine/replay.ts'
import { type Picture, pictureOf } from '../../src/live/picture.ts'
import { chartFor } from '../../src/shown/place.ts'
import { isSamePlace, retraced, type StepTaken } from '../../src/shown/route/retraced.ts'
import { Chance } from '../random/chance.ts'
import { atRandom } from '../random/run.ts'
import { type TestApp, testApp } from '../support/app.ts'

const EVENTS = Number(process.env['ROUTE_EVENTS'] ?? 600)
const SEED = Number(process.env['ROUTE_SEED'] ?? 20_260_302)

interface Lifecycle {
  readonly id: string
  readonly machine: string
  readonly state: string
  readonly stored: string
  readonly inError: boolean
  readonly file: string
  readonly kind: FileKind
}
interface Route extends Lifecycle {
  readonly history: readonly Sealed[]
  readonly steps: readonly StepTaken[]
}

const LIFECYCLES = `
select i.id, i.machine, i.state, s.stored, i.in_error as "inError", i.file_id as file, f.kind
from instance i join snapshot s on s.instance_id = i.id join file f on f.id = i.file_id where f.kind <> 'office' order by i.file_id, i.place`

let office: TestApp
let routes: readonly Route[]
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2026-03-02')
  await atRandom(office, { events: EVENTS, seed: SEED, desks: 12 })
  routes = await routesIn(office)
}, 600_000)
afterAll(() => office?.end())

async function routesIn({ services: { pool } }: TestApp): Promise<readonly Route[]> {
  const { rows } = await pool.query<Lifecycle>(LIFECYCLES)
  const histories = new Map<string, readonly Sealed[]>()
  for (const { file } of rows) if (!histories.has(file)) histories.set(file, await sealedLines(pool, file))
  return rows.map((each) => {
    const history = histories.get(each.file)!
    return { ...each, history, steps: retraced(definitions, each.kind, each.file, history, each.id) }
  })
}

const lineAt = ({ history }: Route, { seq }: StepTaken) => history[seq - 1]!
const toldOf = (route: Route, step: StepTaken) => `${route.machine} ${step.seq} ${lineAt(route, step).event} ${step.from} → ${step.to}`
/** What is not as it should be, of all steps of all lifecycles. */
const faulty = (isFault: (route: Route, step: StepTaken) => boolean): readonly string[] =>
  routes.flatMap((route) => route.steps.filter((step) => isFault(route, step)).map((step) => toldOf(route, step)))

describe('the way that a lifecycle took, whatever happened to it', () => {
  test('has a step for each of its lines of history, in their order, and for no other but a correction that changed it', () => {
    const wrong = routes.filter(({ id, history, steps }) => {
      const own = history.filter(({ instance }) => instance === id).map(({ seq }) => seq)
      const others = steps.filter(({ seq }) => !own.includes(seq))
      const inOrder = steps.every(({ seq }, place) => place === 0 || seq > steps[place - 1]!.seq)
      return !inOrder || own.some((seq) => !steps.some((step) => step.seq === seq)) || others.some(({ isCorrection }) => !isCorrection)
    })
    expect(wrong.map(({ machine, id }) => `${machine} ${id}`)).toEqual([])
    process.stdout.write(`  ${routes.length} lifecycles, ${routes.flatMap(({ steps }) => steps).length} steps\n`)
  })

  test('is on exactly one arrow of the chart wherever it moved, or is said to be a correction', () => {
    const moved = (route: Route, step: StepTaken) =>
      !isSamePlace(step.from, step.to) && !step.isCorrection && lineAt(route, step).kind !== 'opened'
    expect(faulty((route, step) => moved(route, step) && arrowsOf(route, step).length !== 1)).toEqual([])
  })

  test('is on an arrow of the picture wherever it moved: exactly one for each state that it led into', async () => {
    const pictures = new Map<string, Picture>()
    for (const machine of new Set(routes.map((route) => route.machine)))
      pictures.set(machine, await pictureOf(chartFor(definitions[machine]!)))
    const drawn = ({ machine }: Route, event: string, from: string, to: string) =>
      pictures.get(machine)!.arrows.filter(({ ways }) => ways.some((way) => way.event === event && way.from === from && way.to === to))
    const isMissed = (route: Route, { taken }: StepTaken) =>
      taken.some(({ event, from, to }) => to.some((target) => target !== from && drawn(route, event, from, target).length !== 1))
    expect(faulty(isMissed)).toEqual([])
  }, 120_000)

  test('ends where it stands now', () => {
    const wrong = routes.filter(({ steps, state, stored, inError }) => {
      const last = steps.at(-1)
      return (
        last === undefined ||
        !isSamePlace(last.to, state) ||
        last.stood?.held.stored !== stored ||
        (last.stood.held.inError === true) !== inError
      )
    })
    expect(wrong.map(({ machine, id }) => `${machine} ${id}`)).toEqual([])
  })

  test('is what its lines say of themselves, from a line on that would not be taken any more', () => {
    const route = routes.toSorted((a, b) => b.steps.length - a.steps.length)[0]!
    const [first] = route.steps.filter((step) => lineAt(route, step).kind === 'person' && step.from !== 'unopened')
    const nobodys = route.history.map((line) => (line.seq === first!.seq ? { ...line, event: 'NOT_KNOWN_ANY_MORE' } : line))
    const steps = retraced(definitions, route.kind, route.file, nobodys, route.id)
    expect(steps.filter(({ stood }) => stood).map(({ seq }) => seq)).toEqual(
      route.steps.filter(({ seq }) => seq < first!.seq).map(({ seq }) => seq),
    )
    const own = route.steps.filter((step) => lineAt(route, step).instance === route.id)
    expect(steps.map(({ seq, to }) => [seq, to])).toEqual(own.map(({ seq, to }) => [seq, to]))
  })

  test('is at each step what the history up to there gives when it is put again', () => {
    const chance = new Chance(SEED)
    const wrong = Array.from({ length: 150 }, () => {
      const route = chance.of(routes)
      const step = chance.of(route.steps.filter((each) => isLastOfChangeset(route, each)))
      if (step === undefined) return []
      const again = replayed(definitions, route.kind, route.file, route.history.slice(0, step.seq))
      const kept = 'rows' in again ? again.rows.instances.get(route.id) : undefined
      return kept?.stored === step.stood?.held.stored && isSamePlace(kept?.state ?? '', step.to) ? [] : [toldOf(route, step)]
    })
    expect(wrong.flat()).toEqual([])
  })
})

const isLastOfChangeset = ({ history }: Route, { seq }: StepTaken) => history[seq]?.changeset !== history[seq - 1]!.changeset

/** Of those of the chart that the step says it took. */
const arrowsOf = ({ machine }: Route, { taken }: StepTaken) =>
  taken
    .filter(({ alongside }) => !alongside)
    .flatMap(({ event, from, to }) =>
      chartFor(definitions[machine]!).arrows.filter(
        (arrow) => arrow.event === event && arrow.from === from && arrow.to.join(' ') === to.join(' ') && !arrow.alongside,
      ),
    )
