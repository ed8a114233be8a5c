import type { Actor } from '../../machines/kernel/authority.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import { correct } from '../../machines/kernel/correct.ts'
import { wantedTimers } from '../../machines/kernel/deadline.ts'
import type { Definition, Definitions, OrganisationFacts, OrganisationId, Stamp } from '../../machines/kernel/definition.ts'
import { begun, type Line } from '../../machines/kernel/desk.ts'
import type { Delivery, LetterHeld, OpenDuty } from '../../machines/kernel/effect.ts'
import {
  type Acted,
  act,
  type Changes,
  type FileState,
  type HeldInstance,
  offered,
  receive,
  sweep,
  unopened,
  whoCould,
} from '../../machines/kernel/file.ts'
import type { Refusal } from '../../machines/kernel/rule.ts'
import type { Offer, WhoCould } from '../../machines/kernel/step.ts'
import { acceptedTypes, placeOf } from '../../machines/kernel/step.ts'
import { fromStored } from '../../machines/kernel/stored.ts'
import { directory, lineOf, stamp } from './people.ts'

/** A hospital trust, an office of government and another trust; `stamp.organisations` says the sector of those an event names. */
export const trust: OrganisationId = '11111111-1111-4111-8111-111111111111'
export const office: OrganisationId = '22222222-2222-4222-8222-222222222222'
export const otherTrust: OrganisationId = '33333333-3333-4333-8333-333333333333'
export const sectors: Readonly<Record<OrganisationId, OrganisationFacts>> = {
  [trust]: { sector: 'health' },
  [office]: { sector: 'parliamentary' },
  [otherTrust]: { sector: 'health' },
}

/** The event that opens a casefile about the trust, received on 1 March 2013; `more` replaces parts of it. */
export const complaint = (more: object = {}) => ({
  type: 'OPEN',
  receivedOn: '2013-03-01',
  directorate: 'customerServices',
  stage: 'preliminary',
  complainedAbout: [trust],
  complainant: { name: 'Mr J' },
  complaint: 'His operation was cancelled four times',
  injustices: ['Distress'],
  remedySought: 'An apology',
  ...more,
})

type Event = { readonly type: string } & Readonly<Record<string, unknown>>
type More = Partial<Stamp>

/**
 * One file, as it is acted on over days: what the engine does, without a database.
 *
 * Each event is parsed with its own schema, so a payload that the API would refuse throws here. An instance is named by its key
 * (`attempt-1`, an organisation's id, an action's id) or by its machine. `does` expects that the event is taken and throws the refusals
 * otherwise; `refused` expects that it is refused. The line manager of I20 is worked out from the casefile's caseworker.
 *
 * @example
 * const file = history(definitions).opens('casefile', complaint(), caseworker)
 * file.does(caseworker, 'casefile', { type: 'OPEN_INTERVENTION' })
 * file.moveTo('2013-03-20')                                          // the day moves and the clock goes by
 * expect(file.stands('attempt-1')).toBe('attempt.assessing')
 * expect(file.refused(auditor, 'attempt-1', { type: 'DECIDE_TO_ATTEMPT' })).toMatchObject([{ rule: 'byTheCaseworker', cites: 'I16' }])
 */
export const history = (definitions: Definitions, day: CalendarDate = '2013-03-01'): History => new History(definitions, day)

export class History {
  readonly lines: Line[] = []
  readonly #definitions: Definitions
  #deliveries: readonly Delivery[] = []
  #begun: FileState = { id: '00000000-0000-4000-8000-000000000000', revision: 0, instances: [], duties: [], letters: [] }
  #file: FileState = this.#begun
  #day: CalendarDate

  constructor(definitions: Definitions, day: CalendarDate) {
    this.#definitions = definitions
    this.#day = day
  }

  get day(): CalendarDate {
    return this.#day
  }
  get state(): FileState {
    return this.#file
  }
  get duties(): readonly OpenDuty[] {
    return this.#file.duties
  }
  get letters(): readonly LetterHeld[] {
    return this.#file.letters
  }
  /** What other files were to be told, oldest first. */
  get deliveries(): readonly Delivery[] {
    return this.#deliveries
  }

  /** The file begins with the event that opens it. */
  opens(machine: string, event: Event, by: Actor): this {
    this.#begun = this.#file = unopened(this.#definitionNamed(machine), this.#file.id, machine)
    this.does(by, machine, event)
    return this
  }

  /** The file already holds an instance, begun with this record: for one machine apart from those that would open it. */
  holds(machine: string, input: object, key: string = machine, parent?: string): this {
    const definition = this.#definitionNamed(machine)
    const { stored, snapshot } = begun(definition, input)
    const nextDue = wantedTimers(definition.deadlines, snapshot)[0]?.dueAt
    const held: HeldInstance = {
      id: key,
      machine,
      key,
      stored,
      ...(parent && { parent: this.#find(parent).id }),
      ...(nextDue && { nextDue }),
    }
    this.#begun = this.#file = { ...this.#file, instances: [...this.#file.instances, held] }
    return this
  }

  /** The day moves; nothing happens until somebody acts. */
  on(day: CalendarDate): this {
    this.#day = day
    return this
  }

  /** The day moves, and the clock carries out what has fallen due. */
  moveTo(day: CalendarDate): Changes {
    this.#day = day
    return this.#keep(sweep(this.#definitions, this.#file, stamp({ id: 'system', holdings: [] }, day)))
  }

  /** Another file has this one told of something: its first instance hears the message. */
  hears(event: Event, happenedOn: CalendarDate = this.#day): Changes {
    return this.#keep(receive(this.#definitions, this.#file, event, { ...stamp({ id: 'system', holdings: [] }, this.#day), happenedOn }))
  }

  /** The event is taken, and kept. */
  does(by: Actor, instance: string, event: Event, more: More = {}): Changes {
    const acted = this.tries(by, instance, event, more)
    if (acted.outcome !== 'taken') throw new Error(`${event.type} was not taken: ${JSON.stringify(acted, undefined, 2)}`)
    return this.#keep(acted)
  }

  /** The event is refused, for these reasons. */
  refused(by: Actor, instance: string, event: Event, more: More = {}): readonly Refusal[] {
    const acted = this.tries(by, instance, event, more)
    if (acted.outcome !== 'refused') throw new Error(`${event.type} was not refused but ${acted.outcome}`)
    return acted.refusals
  }

  /** The names of the rules that refuse the event; none when it would be taken. */
  rulesAgainst(by: Actor, instance: string, event: Event, more: More = {}): readonly string[] {
    const acted = this.tries(by, instance, event, more)
    if (acted.outcome === 'notAccepted') throw new Error(`${event.type} is not accepted: ${acted.accepts.join(', ')}`)
    return acted.outcome === 'refused' ? acted.refusals.map(({ rule }) => rule) : []
  }

  /** What would become of the event; nothing is kept. */
  tries(by: Actor, instance: string, event: Event, more: More = {}): Acted {
    const { id, machine } = this.#find(instance)
    const asked = this.#stamp(by, event, more, id, machine)
    if (event.type === 'RECORDED_IN_ERROR')
      return correct(this.#definitions, this.#begun, this.#file, this.lines, { instance: id, event }, asked)
    const parsed = (this.#definitionNamed(machine).events[event.type]?.parse(event) ?? event) as Event
    return act(this.#definitions, this.#file, { instance: id, event: parsed }, asked)
  }

  stands = (instance: string): string => placeOf(this.#snapshot(instance))
  /** What an instance remembers. */
  record = <R = Record<string, unknown>>(instance: string): R => this.#snapshot(instance).context as R
  accepts = (instance: string, by: Actor): readonly string[] =>
    acceptedTypes(this.#definitionNamed(this.#find(instance).machine), this.#snapshot(instance), stamp(by, this.#day))
  duty = (name: string): OpenDuty | undefined => this.#file.duties.find((each) => each.name === name)
  /** What this person could do now, and what stands in the way. */
  offered = (by: Actor, instance: string): readonly Offer[] =>
    offered(this.#definitions, this.#file, this.#find(instance).id, this.#stamp(by, undefined, {}, this.#find(instance).id))
  /** Who of the test office could put the event. */
  whoCould = (instance: string, type: string, event?: Event): WhoCould =>
    whoCould(
      this.#definitions,
      this.#file,
      this.#find(instance).id,
      type,
      directory,
      this.#stamp({ id: 'nobody', holdings: [] }, undefined, {}, this.#find(instance).id),
      event,
    )

  #keep(changes: Changes): Changes {
    this.#file = changes.file
    this.#deliveries = [...this.#deliveries, ...changes.deliveries]
    this.lines.push(...changes.lines)
    return changes
  }

  #stamp(by: Actor, event: Event | undefined, more: More, instance?: string, machine?: string): Stamp {
    const casefile = this.#file.instances.some((held) => held.machine === 'casefile')
      ? (this.record('casefile')['casefile'] as { caseworker?: string })
      : undefined
    const { line: _, ...plain } = stamp(by, this.#day)
    const line = casefile ? lineOf(casefile.caseworker) : 'lineManager'
    const about = instance && (this.record(instance)['organisation'] as string | undefined)
    const named = Object.keys(sectors).filter((id) => id === about || (event && JSON.stringify(event).includes(id)))
    const composes =
      event &&
      machine &&
      (this.#definitionNamed(machine).events[event.type]?.meta() as { composesLetters?: true } | undefined)?.composesLetters
    return {
      ...plain,
      ...(line && { line }),
      ...(named.length > 0 && { organisations: Object.fromEntries(named.map((id) => [id, sectors[id]!])) }),
      ...(composes && { letters: this.#composed(instance!, event['letter']) }),
      ...more,
    }
  }

  /** The drafts of the instance, or the one that the event names, each with its text. */
  #composed = (instance: string, letter: unknown): readonly LetterHeld[] =>
    this.#file.letters
      .filter(({ id, instance: of, sentOn }) => (letter ? id === letter : of === instance && !sentOn))
      .map((each) => ({ ...each, body: each.body ?? `composed ${each.letter}` }))

  #find(name: string): HeldInstance {
    const held =
      this.#file.instances.findLast(({ key }) => key === name) ??
      this.#file.instances.findLast(({ machine, id }) => machine === name || id === name)
    if (!held)
      throw new Error(
        `The file has no instance '${name}': it has ${this.#file.instances.map(({ key, machine }) => key ?? machine).join(', ')}`,
      )
    return held
  }

  #snapshot(instance: string) {
    const { machine, stored } = this.#find(instance)
    return fromStored(this.#definitionNamed(machine), stored)
  }

  #definitionNamed(name: string): Definition {
    const definition = this.#definitions[name]
    if (!definition) throw new Error(`There is no machine '${name}'`)
    return definition
  }
}
