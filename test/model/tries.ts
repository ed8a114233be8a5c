import { type Actor, SYSTEM } from '../../machines/kernel/authority.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import { type Timer, wantedTimers } from '../../machines/kernel/deadline.ts'
import type { Definition, Definitions, Stamp } from '../../machines/kernel/definition.ts'
import { act, type Changes, type FileState, type HeldInstance, sweep, unopened } from '../../machines/kernel/file.ts'
import { judge } from '../../machines/kernel/rule.ts'
import { acceptedTypes, rulesMeant } from '../../machines/kernel/step.ts'
import { snapshotOf } from '../../machines/kernel/stored.ts'
import { sectors } from '../support/file.ts'
import { caseworker, stamp } from '../support/people.ts'
import type { Found, Step } from './graph.ts'
import { known } from './known.ts'
import { everybody } from './office.ts'
import { type At, type Payload, samplesOf } from './samples.ts'
import { BEGINS_ON, type Beginning, type World } from './world.ts'

/** A step that was taken, and what came of it. */
export interface Taken {
  readonly step: Step
  readonly changes: Changes
  readonly day: CalendarDate
}

/** Everything that can be tried in a state, by everybody, by other machines and by the clock. */
export class Tries {
  readonly #definitions: Definitions
  readonly #definition: Definition
  readonly #machine: string
  readonly #world: World
  readonly #met = new Set<string>()

  constructor(definitions: Definitions, machine: string, world: World) {
    this.#definitions = definitions
    this.#definition = definitions[machine]!
    this.#machine = machine
    this.#world = world
  }

  begun({ input, name, papers }: Beginning): FileState {
    const id = '00000000-0000-4000-8000-000000000000'
    if (!input) return { ...unopened(this.#definition, id, this.#machine), ...papers }
    const file = unopened(this.#definitions['surroundings']!, id, 'surroundings')
    const event = { type: 'BRING_ABOUT', input: { machine: this.#machine, key: (input as { key?: string }).key ?? name, input } }
    const acted = act(this.#definitions, file, { instance: 'surroundings', event }, this.stamp(BEGINS_ON, caseworker, name))
    if (acted.outcome !== 'taken') throw new Error(`${this.#machine} could not be opened: ${JSON.stringify(acted)}`)
    return acted.file
  }

  all = (found: Found): readonly Taken[] => [...this.#byPeople(found), ...this.#byMessages(found), ...this.#byTheClock(found)]

  #byPeople(found: Found): readonly Taken[] {
    const instance = this.focus(found.file)
    const snapshot = snapshotOf(this.#definition, instance)
    const at: At = { today: found.day, file: found.file, record: snapshot.context }
    const asked = this.stamp(found.day, caseworker, found.world)
    const passing = new Map<string, readonly Actor[]>()
    return acceptedTypes(this.#definition, snapshot, asked).flatMap((type) =>
      this.#payloads(type, at).flatMap((payload, place) => {
        const event = { ...payload, type }
        const names = rulesMeant(this.#definition, snapshot, event, asked).filter((name) => this.#definition.rules[name]!.who)
        const by = known(passing, names.join(), () => everybody.filter((actor) => this.#letsThrough(names, snapshot.context, actor, found)))
        const isFirst = place === 0 && this.#isFirst(`${type} in ${found.place}`)
        const tried = by.filter(({ holdings }, nth) => nth === 0 || (isFirst && holdings.length > 1))
        return tried.flatMap((actor) => this.#put(found, { kind: 'person', event, by, actor, reasons: [] }) ?? [])
      }),
    )
  }

  #letsThrough = (names: readonly string[], record: unknown, actor: Actor, { day, world }: Found): boolean =>
    judge(this.#definition.rules, names, record, this.stamp(day, actor, world), 'standing').refusals.length === 0

  /** Once as it is; and where nothing but reasons is wanting, with them. */
  #put(found: Found, step: Step): Taken | undefined {
    const instance = this.focus(found.file).id
    const stamped = this.stamp(found.day, step.actor, found.world, step.reasons, found.file)
    const acted = act(this.#definitions, found.file, { instance, event: step.event }, stamped)
    if (acted.outcome === 'taken') return { step, changes: acted, day: found.day }
    if (acted.outcome !== 'refused' || step.reasons.length > 0) return undefined
    if (!acted.refusals.every(({ reasonWouldHelp }) => reasonWouldHelp)) return undefined
    return this.#put(found, { ...step, reasons: acted.refusals.map(({ rule }) => rule) })
  }

  #byMessages(found: Found): readonly Taken[] {
    const surroundings = found.file.instances.find(({ machine }) => machine === 'surroundings')?.id
    if (!surroundings) return this.#messagesToARoot(found)
    const { context } = snapshotOf(this.#definition, this.focus(found.file))
    const heard = this.#world.messages?.({ today: found.day, file: found.file, record: context }) ?? []
    const begin = this.#definition.messages.includes('BEGIN') ? [{ type: 'BEGIN' }] : []
    return [...begin, ...heard].flatMap((event) => {
      const tell = { to: { instance: this.focus(found.file).id }, event }
      const request = { instance: surroundings, event: { type: 'PASS_ON_MESSAGE', tell } }
      const asked = this.stamp(found.day, caseworker, found.world, [], found.file)
      const acted = act(this.#definitions, found.file, request, asked)
      const isHeard = acted.outcome === 'taken' && acted.lines.length > 1
      return isHeard
        ? [{ step: { kind: 'message', event, by: [caseworker], actor: caseworker, reasons: [] }, changes: acted, day: found.day }]
        : []
    })
  }

  /** What opens a file has nobody around it: what it opens is there to be told by. */
  #messagesToARoot(found: Found): readonly Taken[] {
    const { file } = found
    if (file.revision === 0) return []
    const { stored } = unopened(this.#definitions['surroundings']!, file.id, 'surroundings').instances[0]!
    const beside = { id: 'surroundings', machine: 'surroundings', stored }
    return this.#byMessages({ ...found, file: { ...file, instances: [...file.instances, beside] } })
  }

  #byTheClock(found: Found): readonly Taken[] {
    const [next] = this.timers(this.focus(found.file))
    if (!next) return []
    const day = [next.dueOn, found.day].sort().at(-1)!
    const changes = sweep(this.#definitions, found.file, this.stamp(day, SYSTEM, found.world))
    return [{ step: { kind: 'clock', event: { type: next.name }, by: [SYSTEM], actor: SYSTEM, reasons: [] }, changes, day }]
  }

  /** Somebody with every post there is submits what only the clock or another machine may bring. */
  slipped(found: Found): readonly string[] {
    const instance = this.focus(found.file)
    const all: Actor = { id: 'holds everything', holdings: everybody.flatMap(({ holdings }) => holdings) }
    const types = [...this.timers(instance).map(({ name }) => name), ...this.#definition.messages]
    const stamped = this.stamp(found.day, all, found.world)
    return types.filter(
      (type) => act(this.#definitions, found.file, { instance: instance.id, event: { type } }, stamped).outcome !== 'notAccepted',
    )
  }

  #payloads(type: string, at: At): readonly Payload[] {
    const schema = this.#definition.events[type]!
    const own = (this.#world.samples?.[type]?.(at) ?? []).map((payload) => ({ ...payload, type }))
    const misfit = own.map((payload) => schema.safeParse(payload)).find(({ success }) => !success)
    if (misfit) throw new Error(`A sample of ${this.#machine}'s ${type} does not fit its schema: ${misfit.error}`)
    const given = this.#world.only?.includes(type) ? [] : samplesOf(schema, at)
    return [...own, ...given].map((payload) => schema.parse(payload) as Payload)
  }

  #isFirst(what: string): boolean {
    const isFirst = !this.#met.has(what)
    this.#met.add(what)
    return isFirst
  }

  focus = (file: FileState): HeldInstance => file.instances.find(({ machine }) => machine === this.#machine)!
  timers = (instance: HeldInstance): readonly Timer[] => wantedTimers(this.#definition.deadlines, snapshotOf(this.#definition, instance))

  stamp(day: CalendarDate, by: Actor, world: string, reasons: readonly string[] = [], file?: FileState): Stamp {
    const begins = this.#world.begins.find(({ name }) => name === world)
    const letters = file?.letters.filter(({ sentOn }) => !sentOn).map((each) => ({ ...each, body: each.body ?? 'as composed' }))
    return stamp(by, day, {
      organisations: begins?.organisations ?? sectors,
      reasons: Object.fromEntries(reasons.map((rule) => [rule, 'Said in writing'])),
      ...(letters && letters.length > 0 && { letters }),
    })
  }
}
