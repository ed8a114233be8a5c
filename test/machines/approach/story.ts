import { expect } from '@jest/globals'
import { approach } from '../../../machines/approach/machine.ts'
import type { ApproachInput } from '../../../machines/approach/messages.ts'
import type { Approach } from '../../../machines/approach/record.ts'
import { type CasefileFacts, nothingKnown } from '../../../machines/casefile/facts.ts'
import type { Actor } from '../../../machines/kernel/authority.ts'
import { type CalendarDate, dayBegins, type Instant } from '../../../machines/kernel/calendar.ts'
import type { Definitions, Stamp } from '../../../machines/kernel/definition.ts'
import type { OpenDuty } from '../../../machines/kernel/effect.ts'
import { type Acted, act, type FileState, offered, type Request, sweep, unopened, whoCould } from '../../../machines/kernel/file.ts'
import type { Refusal } from '../../../machines/kernel/rule.ts'
import { placeOf } from '../../../machines/kernel/step.ts'
import { fromStored } from '../../../machines/kernel/stored.ts'
import type { AgreedAction, RemedyAction } from '../../../machines/remedy/action.ts'
import { caseworker, directory, stamp } from '../../support/people.ts'
import { attempt, type Told } from './attempt.ts'

export const trust = 'a6f0d1f2-3c1e-4a52-9f43-0e6b8a7c1d01'
export const casefile: CasefileFacts = {
  ...nothingKnown,
  receivedOn: '2026-01-05',
  caseworker: 'caseworker',
  organisations: [{ id: trust, sector: 'health' }],
}

export const apology: RemedyAction = {
  id: 'apology',
  organisation: trust,
  kind: 'apology',
  what: 'Write a letter of apology',
  measure: 'We have a copy of the letter',
  achievable: 'It writes such letters',
  injustice: 'The distress',
  by: '2026-03-27',
  money: [],
}
export const payment: RemedyAction = {
  id: 'payment',
  organisation: trust,
  kind: 'payment',
  what: 'Pay 500 pounds for the distress',
  measure: 'We have the remittance advice',
  achievable: 'It has a budget for it',
  injustice: 'The distress',
  by: '2026-03-27',
  money: [{ kind: 'payment', amount: 50_000 }],
}
/** The same actions as an organisation states them. */
export const said = ({ id, kind, what, measure, by, money }: RemedyAction, change: Partial<AgreedAction> = {}): AgreedAction => ({
  id,
  kind,
  what,
  measure,
  by,
  money,
  ...change,
})
export const asAsked = [said(apology), said(payment)]
export const lessMoney = [said(apology), said(payment, { what: 'Pay 100 pounds', money: [{ kind: 'payment', amount: 10_000 }] })]

/** Asked in writing on Monday 2 March 2026, to answer by the 16th, for an apology and 500 pounds. */
export const asked: ApproachInput = {
  casefile,
  organisation: trust,
  attempt: 1,
  thirdParty: false,
  consented: false,
  prepared: true,
  approachedOn: '2026-03-02',
  channel: 'writing',
  respondBy: '2026-03-16',
  actions: [apology, payment],
  origin: 'proposal',
}
export const enquired: ApproachInput = { ...asked, channel: 'enquiry', origin: 'enquiry', actions: [] }
export const offeredUnasked: ApproachInput = { ...asked, origin: 'offer', actions: [], offer: { on: '2026-03-02', actions: lessMoney } }

type Submitted = { readonly type: string } & Readonly<Record<string, unknown>>
interface More {
  readonly late?: CalendarDate
  readonly reasons?: Record<string, string>
  readonly stamp?: Partial<Stamp>
}

const ATTEMPT = 'f0000000-0000-4000-8000-000000000002'
const definitions: Definitions = { attempt, approach }

/** One approach in one file, opened by a stand-in for its attempt, which keeps what it is told and passes messages on. */
export class Story {
  #file: FileState
  #lines: { event: string; happenedOn: CalendarDate; by: string }[] = []

  constructor(input: ApproachInput = asked, on: CalendarDate = input.approachedOn) {
    this.#file = unopened(attempt, 'f0000000-0000-4000-8000-000000000001', ATTEMPT)
    this.#keep(act(definitions, this.#file, { instance: ATTEMPT, event: { type: 'OPEN_APPROACH', input } }, stamp(caseworker, on)))
  }

  /** Put an event and expect it to be taken. */
  does(by: Actor, on: CalendarDate, event: Submitted, more: More = {}): this {
    const acted = this.#put(by, on, event, more)
    this.#keep(acted)
    return this
  }

  /** Put an event and keep what becomes of it, if it is taken. */
  tries(by: Actor, on: CalendarDate, event: Submitted, more: More = {}): Acted['outcome'] {
    const acted = this.#put(by, on, event, more)
    if (acted.outcome === 'taken') this.#keep(acted)
    return acted.outcome
  }

  /** The rules that refuse an event; it must be refused, not unknown to the state. */
  refusals(by: Actor, on: CalendarDate, event: Submitted, more: More = {}): readonly Refusal[] {
    const acted = this.#put(by, on, event, more)
    expect(acted.outcome).toBe('refused')
    return acted.outcome === 'refused' ? acted.refusals : []
  }

  waived(by: Actor, on: CalendarDate, event: Submitted, more: More): readonly string[] {
    const acted = this.#put(by, on, event, more)
    if (acted.outcome !== 'taken') throw new Error(JSON.stringify(acted))
    return acted.lines.flatMap(({ waived }) => waived.map(({ rule }) => rule))
  }

  notAccepted(by: Actor, on: CalendarDate, event: Submitted): readonly string[] {
    const acted = this.#put(by, on, event, {})
    expect(acted.outcome).toBe('notAccepted')
    return acted.outcome === 'notAccepted' ? acted.accepts : []
  }

  /** What the attempt says to its approach. */
  hears(on: CalendarDate, message: Submitted): this {
    this.#keep(
      act(
        definitions,
        this.#file,
        { instance: ATTEMPT, event: { type: 'PASS_MESSAGE', organisation: trust, message } },
        stamp(caseworker, on),
      ),
    )
    return this
  }

  /** What the clock has recorded by this day. */
  until(on: CalendarDate, now: Instant = dayBegins(on)): this {
    const swept = sweep(definitions, this.#file, stamp(caseworker, on, { now }))
    this.#keep({ outcome: 'taken', ...swept })
    return this
  }

  get place(): string {
    return placeOf(this.#snapshot)
  }
  get record(): Approach {
    return this.#snapshot.context as Approach
  }
  get told(): Told['told'] {
    return this.#attempt.told
  }
  /** How it stood after each act. */
  get stood(): Told['stood'] {
    return this.#attempt.stood
  }
  get duties(): readonly OpenDuty[] {
    return this.#file.duties
  }
  duty(name: string): OpenDuty | undefined {
    return this.#file.duties.find((duty) => duty.name === name)
  }
  /** What the clock recorded, and for which day. */
  get clock(): readonly { readonly event: string; readonly happenedOn: CalendarDate }[] {
    return this.#lines.filter(({ by }) => by === 'system').map(({ event, happenedOn }) => ({ event: event.split('.')[2]!, happenedOn }))
  }
  offers(by: Actor, on: CalendarDate): readonly string[] {
    return offered(definitions, this.#file, this.#id, stamp(by, on))
      .filter((each) => each.offered)
      .map(({ type }) => type)
  }
  whoCould(type: string, on: CalendarDate, more: Partial<Stamp> = {}): readonly string[] {
    return whoCould(definitions, this.#file, this.#id, type, directory, stamp(caseworker, on, more)).people.map((id) =>
      id.replace('holder of ', ''),
    )
  }

  get #id(): string {
    return this.#file.instances.find(({ machine }) => machine === 'approach')!.id
  }
  get #attempt(): Told {
    return fromStored(attempt, this.#file.instances.find(({ id }) => id === ATTEMPT)!.stored).context as Told
  }
  get #snapshot() {
    return fromStored(approach, this.#file.instances.find(({ machine }) => machine === 'approach')!.stored)
  }

  #put(by: Actor, on: CalendarDate, submitted: Submitted, { late, reasons = {}, stamp: more = {} }: More): Acted {
    const event = { ...parsed(submitted), ...(late && { happenedOn: late }) }
    return act(definitions, this.#file, { instance: this.#id, event }, stamp(by, on, { reasons, ...more }))
  }

  #keep(acted: Acted): void {
    if (acted.outcome !== 'taken') throw new Error(JSON.stringify(acted, undefined, 1))
    this.#file = acted.file
    this.#lines.push(...acted.lines.map(({ event, stamp: { happenedOn, by } }) => ({ event, happenedOn, by: by.id })))
  }
}

/** What refused, and by which paragraph. */
export const named = (refusals: readonly Refusal[]) => refusals.map(({ rule, cites, strength }) => `${rule} ${cites} ${strength}`)

/** As the engine reads a request: an event whose payload the schema does not know never reaches the machine. */
const parsed = (submitted: Submitted): Request['event'] =>
  (approach.events[submitted.type]?.parse(submitted) ?? submitted) as Request['event']
