import { type AnyMachineSnapshot, initialTransition } from 'xstate'
import type { CalendarDate } from './calendar.ts'
import { type Creating, idOf } from './created.ts'
import { reconcile, type Timer, wantedTimers } from './deadline.ts'
import type { Definition, Definitions, Stamp } from './definition.ts'
import { type Delivery, type Effect, effectsAmong, type InstanceId } from './effect.ts'
import type { Changes, FileState, HeldInstance } from './file.ts'
import { type Line, parted, stampOf } from './line.ts'
import { carriedOut, dutiesBetween, lettersBetween, type Papers } from './papers.ts'
import type { noting } from './reads.ts'
import { whoHears } from './recipients.ts'
import { fire, hear, type Move, placeOf } from './step.ts'
import { canonical, snapshotOf, toStored } from './stored.ts'
import { holdsWords } from './words.ts'

export type { Line } from './line.ts'

interface Open {
  readonly held: HeldInstance
  readonly definition: Definition
  readonly before?: AnyMachineSnapshot
  snapshot: AnyMachineSnapshot
  moved: boolean
}
interface Cause extends Pick<Creating, 'root'> {
  readonly reads: ReturnType<typeof noting>
}
type Group = Cause &
  Creating & {
    readonly seq: number
    readonly kind: Line['kind']
    effects: number
  }
interface Message {
  readonly to: InstanceId
  readonly event: { readonly type: string }
}

const MOST_MESSAGES = 200
const MOST_EFFECTS = 1_000

/** The first state of a new instance; `input` is the record it begins with. */
export function begun(definition: Definition, input: object | undefined) {
  const [snapshot, actions] = initialTransition(definition.machine, input as never)
  if (snapshot.status === 'error') throw (snapshot as { error: unknown }).error
  return { snapshot: snapshot as AnyMachineSnapshot, actions, stored: toStored(definition, snapshot) }
}

/** A file spread out for work: what is taken from it is restored once, and `changes` says what came of it all. */
export class Desk {
  readonly #definitions: Definitions
  readonly #before: FileState
  readonly #open = new Map<InstanceId, Open>()
  readonly #lines: (() => Line)[] = []
  #instances: readonly HeldInstance[]
  #papers: Papers
  #deliveries: readonly Delivery[] = []

  constructor(definitions: Definitions, file: FileState) {
    this.#definitions = definitions
    this.#before = file
    this.#instances = file.instances
    this.#papers = file
  }

  nextSeq = () => this.#before.revision + this.#lines.length + 1
  definitionOf = (instance: InstanceId): Definition => this.#opened(instance).definition
  snapshotOf = (instance: InstanceId): AnyMachineSnapshot => this.#opened(instance).snapshot

  isInError = (instance: InstanceId): boolean => this.#instances.some(({ id, inError }) => id === instance && inError === true)
  placeOf = (instance: InstanceId): string => placeOf(this.snapshotOf(instance))

  /** The first day that any instance lets a fact have happened on. */
  notBefore(): CalendarDate | undefined {
    for (const { id, machine } of this.#instances) {
      const bound = this.#definitions[machine]?.notBefore?.(this.snapshotOf(id).context)
      if (bound) return bound
    }
    return undefined
  }

  /** The stamp with what the file itself adds: the duty or letter that the event names, or the instance's own drafts. */
  aware(stamp: Stamp, instance: InstanceId, submission: Readonly<Record<string, unknown>> = {}): Stamp {
    const duty = this.#papers.duties.find(({ id }) => id === submission['duty'])
    const letters =
      stamp.letters?.filter(({ id }) => this.#papers.letters.some((held) => held.id === id)) ??
      this.#papers.letters.filter(({ id, instance: of, sentOn }) =>
        submission['letter'] ? id === submission['letter'] : of === instance && !sentOn,
      )
    const { letters: _, ...rest } = stamp
    return { ...rest, ...(duty && { duty }), ...(letters.length > 0 && { letters }) }
  }

  /** Carry out every deadline that has passed, in the order in which they passed, whichever instance they are of. */
  catchUp(reads: Cause['reads']): void {
    const { stamp } = reads
    const fired = new Set<string>()
    for (;;) {
      const due = this.#instances
        .filter(({ inError }) => !inError)
        .filter(({ id, nextDue }) => this.#open.has(id) || (nextDue !== undefined && nextDue <= stamp.now))
        .flatMap(({ id }) =>
          this.#timersOf(this.#opened(id))
            .slice(0, 1)
            .map((timer) => ({ id, timer })),
        )
        .filter(({ timer }) => timer.dueAt <= stamp.now)
        .reduce<{ id: InstanceId; timer: Timer } | undefined>(
          (first, each) => (first && first.timer.dueAt <= each.timer.dueAt ? first : each),
          undefined,
        )
      if (!due) return
      const root = `${due.id} ${due.timer.name} ${due.timer.dueAt}`
      if (fired.has(root)) throw new Error(`The deadline ${root} passed twice at once: it does not move when it fires`)
      fired.add(root)
      const open = this.#opened(due.id)
      this.keep(due.id, fire(open.definition, open.snapshot, due.timer, stamp), { root, reads }, 'clock')
    }
  }

  /** Keep a move, and carry out all it asks for, in this instance and in those that hear of it. */
  keep(instance: InstanceId, move: Move, cause: Cause, kind: Line['kind'] = 'person'): void {
    const group: Group = { ...cause, seq: this.nextSeq(), kind, effects: 0, created: new Map() }
    const heard: { instance: InstanceId; move: Move }[] = []
    this.#write(instance, move, group, kind)
    const queue = this.#carryOut(instance, move, group)
    while (queue.length > 0) {
      if (heard.length >= MOST_MESSAGES)
        throw new Error(`More than ${MOST_MESSAGES} messages follow from one event of ${instance}: they go in a circle`)
      const { to, event } = queue.shift()!
      const open = this.#opened(to)
      const answer = hear(open.definition, open.snapshot, event, stampOf(move.event))
      if (!answer) continue
      heard.push({ instance: to, move: answer })
      this.#write(to, answer, group, 'message')
      queue.push(...this.#carryOut(to, answer, group))
    }
  }

  timerNames = (instance: InstanceId): readonly string[] => this.#timersOf(this.#opened(instance)).map(({ name }) => name)

  /** What the timer table must change for an instance to say what it says here and not what it said there. */
  timersAgainst(instance: InstanceId, there: Desk | undefined) {
    const { arm, drop } = reconcile(there ? there.#timersOf(there.#opened(instance)) : [], this.#timersOf(this.#opened(instance)))
    return { arm: arm.map((timer) => ({ instance, ...timer })), drop: drop.map((name) => ({ instance, name })) }
  }

  changes(): Changes {
    const moved = [...this.#open.values()].filter((each) => each.moved)
    const wanted = moved.map((each) => ({ ...each, timers: this.#timersOf(each) }))
    const instances = wanted.map(({ held, definition, snapshot, timers }) => heldAfter(held, definition, snapshot, timers[0]))
    const timers = wanted.map(({ held, definition, before, timers: after }) => ({
      instance: held.id,
      ...reconcile(before ? wantedTimers(definition.deadlines, before) : [], after),
    }))
    const now = new Map(instances.map((held) => [held.id, held]))
    const { duties, letters, revision } = this.#before
    return {
      lines: this.#lines.map((line) => line()),
      instances,
      arm: timers.flatMap(({ instance, arm }) => arm.map((timer) => ({ instance, ...timer }))),
      drop: timers.flatMap(({ instance, drop }) => drop.map((name) => ({ instance, name }))),
      ...dutiesBetween(duties, this.#papers.duties),
      ...lettersBetween(letters, this.#papers.letters),
      deliveries: this.#deliveries,
      file: {
        id: this.#before.id,
        revision: revision + this.#lines.length,
        duties: this.#papers.duties,
        letters: this.#papers.letters,
        instances: this.#instances.map((held) => now.get(held.id) ?? held),
      },
    }
  }

  #opened(instance: InstanceId): Open {
    const known = this.#open.get(instance)
    if (known) return known
    const held = this.#instances.find(({ id }) => id === instance)
    const definition = held && this.#definitions[held.machine]
    if (!held || !definition) throw new Error(`The file has no instance ${instance} of a known machine`)
    const before = snapshotOf(definition, held)
    const open: Open = { held, definition, before, snapshot: before, moved: false }
    this.#open.set(instance, open)
    return open
  }

  #timersOf = ({ definition, snapshot }: Open) => wantedTimers(definition.deadlines, snapshot)

  #write(instance: InstanceId, { snapshot, event, from, to, waived, onBehalfOf }: Move, group: Group, kind: Line['kind']): void {
    const open = this.#opened(instance)
    open.snapshot = snapshot
    open.moved = true
    const { seq, reads } = group
    const mine = this.nextSeq()
    const { payload, stamp } = parted(event)
    const { name: machine, version } = open.definition
    this.#lines.push(() => ({
      seq: mine,
      instance,
      machine,
      version,
      kind,
      event: event.type,
      payload,
      stamp: { ...stamp, ...(mine === seq ? reads.read() : { settings: {}, scheme: {} }) },
      from,
      to,
      waived,
      onBehalfOf,
      ...(mine !== seq && { cause: seq }),
    }))
  }

  /** What the effects of a move ask for, in order; the answer is the messages to deliver. */
  #carryOut(instance: InstanceId, { effects, event }: Move, group: Group) {
    const messages: Message[] = []
    for (const effect of effects) {
      if (group.effects++ >= MOST_EFFECTS)
        throw new Error(`More than ${MOST_EFFECTS} effects follow from one event: something opens itself`)
      const id = idOf(effect, instance, this.#before.id, group)
      if (effect.kind === 'open') messages.push(...this.#begin(id, instance, effect, event, group))
      else if (effect.kind === 'tell')
        messages.push(...whoHears(this.#instances, instance, effect.to).map((to) => ({ to, event: effect.event })))
      else if (effect.kind === 'deliver') this.#deliver(id, instance, effect, event, group)
      else this.#papers = carriedOut(this.#papers, effect, { id, instance })
    }
    return messages
  }

  #deliver(
    id: string,
    instance: InstanceId,
    { to, event }: Extract<Effect, { kind: 'deliver' }>,
    { happenedOn }: Move['event'],
    group: Group,
  ) {
    const said = canonical({ to, event })
    if (group.kind === 'delivery') throw new Error(`${event.type} goes on from file to file: what a delivery causes may not be delivered`)
    if (holdsWords(said)) throw new Error(`${event.type} would take words of this file to another`)
    this.#deliveries = [...this.#deliveries, { id, instance, to, event, happenedOn }]
  }

  #begin(
    id: InstanceId,
    parent: InstanceId,
    { machine, key, input }: Extract<Effect, { kind: 'open' }>,
    cause: Move['event'],
    group: Group,
  ): Message[] {
    const definition = this.#definitions[machine]
    if (!definition) throw new Error(`There is no machine ${machine} to open`)
    if (this.#instances.some((held) => !held.inError && held.parent === parent && held.machine === machine && held.key === key))
      throw new Error(`${machine} ${key} is open already`)
    const { snapshot, actions, stored } = begun(definition, input)
    const held: HeldInstance = { id, machine, parent, key, stored }
    this.#instances = [...this.#instances, held]
    this.#open.set(id, { held, definition, snapshot, moved: true })
    const event: Move['event'] = { ...input, ...stampOf(cause), type: 'OPENED' }
    const move: Move = { snapshot, event, from: '', to: placeOf(snapshot), waived: [], onBehalfOf: [], effects: effectsAmong(actions) }
    this.#write(id, move, group, 'opened')
    return this.#carryOut(id, move, group)
  }
}

function heldAfter(held: HeldInstance, definition: Definition, snapshot: AnyMachineSnapshot, next: Timer | undefined): HeldInstance {
  const { nextDue: _, ...rest } = held
  return { ...rest, stored: toStored(definition, snapshot), ...(next && { nextDue: next.dueAt }) }
}
