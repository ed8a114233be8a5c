import type { Actor } from '../../../../machines/kernel/authority.ts'
import type { CalendarDate } from '../../../../machines/kernel/calendar.ts'
import { type Corrected, correct } from '../../../../machines/kernel/correct.ts'
import type { Definitions, Stamp } from '../../../../machines/kernel/definition.ts'
import type { Line } from '../../../../machines/kernel/desk.ts'
import type { Delivery } from '../../../../machines/kernel/effect.ts'
import {
  type Acted,
  act,
  type Changes,
  type FileState,
  type HeldInstance,
  receive,
  sweep,
  unopened,
} from '../../../../machines/kernel/file.ts'
import type { Refusal } from '../../../../machines/kernel/rule.ts'
import { placeOf } from '../../../../machines/kernel/step.ts'
import { fromStored } from '../../../../machines/kernel/stored.ts'
import { complaint } from './complaint.ts'
import { amy, stamp } from './people.ts'
import { definitions } from './request.ts'

/** The complaint's own instance. */
export const ROOT = 'c0000000-0000-4000-8000-000000000000'
export const begunFile = unopened(complaint, 'f0000000-0000-4000-8000-000000000000', ROOT)

type Event = { readonly type: string; readonly happenedOn?: string } & Readonly<Record<string, unknown>>

/** One file and its history, as the engine would keep them: what is taken is kept, what is refused changes nothing. */
export class Story {
  readonly definitions: Definitions
  file: FileState
  lines: readonly Line[] = []
  deliveries: readonly Delivery[] = []

  constructor(known: Definitions = definitions) {
    this.definitions = known
    this.file = unopened(known['complaint']!, begunFile.id, ROOT)
  }

  /** Puts an event to the complaint, to the request of an organisation, or to an item: `request A`, `item apology`. */
  try(to: string, event: Event, by: Actor, today: CalendarDate, more: Partial<Stamp> = {}): Acted {
    const acted = act(this.definitions, this.file, { instance: this.idOf(to), event }, stamp(by, today, more))
    if (acted.outcome === 'taken') this.#keep(acted)
    return acted
  }

  put(to: string, event: Event, by: Actor, today: CalendarDate, more: Partial<Stamp> = {}): this {
    const acted = this.try(to, event, by, today, more)
    if (acted.outcome !== 'taken') throw new Error(`${event.type} to ${to}: ${JSON.stringify(acted)}`)
    return this
  }

  sweep(today: CalendarDate, more: Partial<Stamp> = {}): Changes {
    const changes = sweep(this.definitions, this.file, stamp({ id: 'system', holdings: [] }, today, more))
    this.#keep(changes)
    return changes
  }

  /** Another file has this one told of something. */
  hear(event: Event, today: CalendarDate): Changes {
    const changes = receive(this.definitions, this.file, event, stamp({ id: 'system', holdings: [] }, today))
    this.#keep(changes)
    return changes
  }

  correct(seq: number, by: Actor, today: CalendarDate, to = this.lines[seq - 1]?.instance ?? ROOT, more: Partial<Stamp> = {}): Corrected {
    const event = { type: 'RECORDED_IN_ERROR', transition: seq, why: 'text:1:aa' }
    const corrected = correct(this.definitions, begunFile, this.file, this.lines, { instance: to, event }, stamp(by, today, more))
    if (corrected.outcome === 'taken') this.#keep(corrected)
    return corrected
  }

  #keep({ file, lines, deliveries }: Changes) {
    this.file = file
    this.deliveries = [...this.deliveries, ...deliveries]
    this.lines = [...this.lines, ...lines]
  }

  idOf = (name: string): string => (name === 'complaint' ? ROOT : this.held(name).id)

  held(name: string): HeldInstance {
    const [machine, key] = name.split(' ')
    const found =
      name === 'complaint' ? this.file.instances[0] : this.file.instances.find((held) => held.machine === machine && held.key === key)
    if (!found) throw new Error(`No ${name}`)
    return found
  }

  snapshot(name: string) {
    const { machine, stored } = this.held(name)
    return fromStored(this.definitions[machine]!, stored)
  }

  place = (name: string): string => placeOf(this.snapshot(name))
  record = (name: string): Readonly<Record<string, unknown>> => this.snapshot(name).context
  seqOf = (event: string): number => this.lines.findLast((line) => line.event === event)!.seq
}

/** A complaint received on 1 March 2026, with Amy, who has asked organisation A to respond by the 20th. */
export const asked = (): Story =>
  new Story()
    .put('complaint', { type: 'OPEN_COMPLAINT', receivedOn: '2026-03-01', caseworker: "Amy's post" }, amy, '2026-03-02')
    .put('complaint', { type: 'ASK', organisation: 'A', respondBy: '2026-03-20' }, amy, '2026-03-10')

export const agreement = (...days: CalendarDate[]) => ({
  type: 'ORGANISATION_ANSWERED',
  agrees: true,
  actions: days.map((by, index) => ({ id: `action${index + 1}`, by })),
  ...(days.length > 1 && { prospect: { answer: true, why: 'text:2:bb' } }),
})
export const refusal = { type: 'ORGANISATION_ANSWERED', agrees: false, actions: [] }

export const refusalsOf = (acted: Acted | Corrected): readonly Refusal[] => {
  if (acted.outcome !== 'refused') throw new Error(`Not refused: ${acted.outcome}`)
  return acted.refusals
}
export const ruleNames = (acted: Acted | Corrected): readonly string[] => refusalsOf(acted).map(({ rule }) => rule)
