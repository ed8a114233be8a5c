import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { Definition, Definitions } from '../../machines/kernel/definition.ts'
import type { FileState } from '../../machines/kernel/file.ts'
import type { Line } from '../../machines/kernel/line.ts'
import { placeOf } from '../../machines/kernel/step.ts'
import { snapshotOf } from '../../machines/kernel/stored.ts'
import { caseworker } from '../support/people.ts'
import { abstractionOf } from './abstraction.ts'
import type { Edge, Explored, Found, State } from './graph.ts'
import { known } from './known.ts'
import { Novelty, partsOf } from './novelty.ts'
import { aroundOnly } from './surroundings.ts'
import { type Taken, Tries } from './tries.ts'
import { BEGINS_ON, type World } from './world.ts'

type Arrived = { readonly place: string; readonly closed: boolean }
const MOST_DEPTH = 60
const MOST_STATES = 1_000

/**
 * The reachable graph of one machine: who could do what in every state it can be brought to, and what came of it.
 *
 * A state is a configuration of the chart and an abstraction of the record that tells apart what its guards tell apart
 * (abstraction.ts). In each, every event is put by everybody with every sample of its payload, first without reasons and, where only
 * reasons are wanting, with them; every message is passed on; and the day moves to the next deadline. With a bound: in each place the
 * first few records of each beginning are followed (`perPlace`), and after them each of which some guard gives an answer that it gave of none there; of a
 * chart with regions a place is where one region stands, or where two of them stand together. Where one has been least comes first.
 *
 * Each state is shown to `watch` as it is left in every way there is; where that answers false nothing more is explored.
 */
export function explore(definitions: Definitions, machine: string, world: World, watch: (state: State) => unknown): Explored {
  const began = performance.now()
  const model = new Model(aroundOnly(definitions, machine, world.openedBy), machine, world)
  for (let next = model.next(); next; next = model.next()) if (watch(model.expanded(next)) === false) break
  return { ...model.result(), seconds: (performance.now() - began) / 1000 }
}

class Model {
  readonly #definition: Definition
  readonly #machine: string
  readonly #tries: Tries
  readonly #novelty: Novelty
  readonly #queue: Found[] = []
  readonly #states: Found[] = []
  readonly #places = new Map<string, Set<string>>()
  readonly #closedPlaces = new Set<string>()
  readonly #visits = new Map<string, number>()
  readonly #met = new Set<string>()
  readonly #arrived = new Map<string, Arrived>()
  #edges = 0

  constructor(definitions: Definitions, machine: string, world: World) {
    this.#machine = machine
    this.#definition = definitions[machine]!
    this.#tries = new Tries(definitions, machine, world)
    this.#novelty = new Novelty(world.perPlace)
    for (const begins of world.begins) this.#arrive(this.#tries.begun(begins), BEGINS_ON, begins.name)
  }

  /** Where one has been least often so far; of several the one nearest to the beginning. */
  next(): Found | undefined {
    if (this.#queue.length === 0) return undefined
    const rarity = ({ place, depth }: Found) => (depth === 0 ? -1 : Math.min(...partsOf(place).map((part) => this.#visits.get(part) ?? 0)))
    const rarities = this.#queue.map(rarity)
    const [next] = this.#queue.splice(rarities.indexOf(Math.min(...rarities)), 1)
    for (const part of partsOf(next!.place)) this.#visits.set(part, (this.#visits.get(part) ?? 0) + 1)
    return next
  }

  result = (): Omit<Explored, 'seconds'> => ({
    machine: this.#machine,
    states: this.#states,
    edges: this.#edges,
    bounded: this.#states.length >= MOST_STATES,
    places: this.#places,
    closedPlaces: this.#closedPlaces,
  })

  expanded(found: Found): State {
    const edges = this.#tries.all(found).map((taken) => this.#edge(found, taken))
    this.#edges += edges.length
    const instance = this.#tries.focus(found.file)
    return {
      machine: this.#machine,
      definition: this.#definition,
      found,
      instance,
      timers: this.#tries.timers(instance),
      edges,
      slipped: this.#tries.slipped(found),
    }
  }

  #edge(from: Found, { step, changes, day }: Taken): Edge {
    const instance = this.#tries.focus(changes.file)
    const last = changes.lines.findLast((line) => line.instance === instance.id)
    const arrived = this.#arrive(changes.file, day, from.world, { found: from, step }, last)
    const onward = known(this.#places, from.place, () => new Set<string>())
    onward.add(arrived.place)
    return { ...step, machine: this.#machine, from, to: arrived, instance, changes }
  }

  #arrive(file: FileState, day: CalendarDate, world: string, after?: Found['after'], last?: Line): Arrived {
    const arrived = known(this.#arrived, last?.to ?? '', () => this.#read(file))
    const { place, closed } = last ? arrived : this.#read(file)
    const focus = this.#tries.focus(file)
    const key = `${world} ${day} ${focus.stored}`
    if (this.#met.has(key)) return { place, closed }
    this.#met.add(key)
    const snapshot = snapshotOf(this.#definition, focus)
    const abstraction = abstractionOf(this.#definition, snapshot, this.#tries.stamp(day, caseworker, world))
    const depth = (after?.found.depth ?? -1) + 1
    if (!this.#novelty.isNew(world, place, closed, abstraction) || depth > MOST_DEPTH || this.#states.length >= MOST_STATES)
      return { place, closed }
    const withoutBeside = after?.found.file.instances.some(({ id }) => id === 'surroundings') === false
    const kept = withoutBeside ? { ...file, instances: file.instances.filter(({ id }) => id !== 'surroundings') } : file
    const found: Found = { number: this.#states.length, world, file: kept, day, place, closed, depth, ...(after && { after }) }
    this.#states.push(found)
    this.#queue.push(found)
    return { place, closed }
  }

  #read(file: FileState): Arrived {
    const snapshot = snapshotOf(this.#definition, this.#tries.focus(file))
    const arrived = { place: placeOf(snapshot), closed: snapshot.hasTag('closed' as never) }
    if (arrived.closed) this.#closedPlaces.add(arrived.place)
    return arrived
  }
}
