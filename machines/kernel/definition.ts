import type { AnyStateMachine } from 'xstate'
import type { z } from 'zod'
import type { ParagraphId } from '../guidance/paragraph.ts'
import type { Conditions } from './arrow.ts'
import type { Actor, PersonId, Standing } from './authority.ts'
import type { CalendarDate, Instant } from './calendar.ts'
import type { Deadlines } from './deadline.ts'
import type { LetterComposed, OpenDuty } from './effect.ts'
import type { RuleBook } from './rule.ts'
import type { WordsRef } from './words.ts'

export type OrganisationId = string
export const ratings = ['A', 'B', 'C'] as const
export type Rating = (typeof ratings)[number]
/** What rules may read of an organisation: its sector decides on clinical advice (I13), and with its rating on evidence (C17). */
export interface OrganisationFacts {
  readonly sector: 'parliamentary' | 'health'
  /** As it stands at the moment of the event; B where nobody has agreed another (C8). */
  readonly rating?: Rating
  /** The organisation that took its place, where one did: the last in the line of its successors (C6). */
  readonly inForce?: OrganisationId
  /** It is the organisation that the event is put to, or has been succeeded by it: for ORGANISATION_SUCCEEDED, which makes no circles (C6). */
  readonly leadsBack?: true
}

/**
 * What the engine adds to every event after parsing, last, so that no request can set it. A row of history keeps the whole stamp:
 * rules read nothing else of the world, so the row alone is enough to replay the decision.
 */
export interface Stamp extends Standing {
  readonly by: Actor
  readonly now: Instant
  readonly happenedOn: CalendarDate
  /** Written reasons, by the name of the rule they answer. */
  readonly reasons: Readonly<Record<string, WordsRef>>
  /** The organisations that the event names, and the one that the instance is about. */
  readonly organisations?: Readonly<Record<OrganisationId, OrganisationFacts>>
  /** The instance's letters; composed, where the event fixes what is signed or sent. */
  readonly letters?: readonly LetterComposed[]
  /** The open duty that the event names. */
  readonly duty?: OpenDuty
  /** Whose delegation the person needed: whoever is barred by what they submitted, those are too. `put` finds it out; a line says it itself. */
  readonly onBehalfOf?: readonly PersonId[]
}

/** The names of a stamp, all of them. */
export const stampNames = [
  'by',
  'today',
  'now',
  'happenedOn',
  'reasons',
  'settings',
  'scheme',
  'line',
  'directorVacant',
  'organisations',
  'letters',
  'duty',
  'onBehalfOf',
] as const satisfies readonly (keyof Stamp)[]

/** Everything a person can put to a machine: one strict schema for each event type, made by `act` or `fact`. */
export type Catalogue = Readonly<Record<string, z.ZodObject>>
/** The union of what may be submitted, from the catalogue. */
export type SubmissionOf<C extends Catalogue, T extends keyof C = keyof C> = { [K in T]: z.infer<C[K]> }[T]

/** Words for whoever is about to do something, with their paragraph; `R` is the record they read. */
export interface Warning {
  readonly on: string
  readonly cites: ParagraphId
  // biome-ignore lint/suspicious/noExplicitAny: some record, as in RuleBook
  readonly when: (record: any, stamp: Stamp) => boolean
  // biome-ignore lint/suspicious/noExplicitAny: some record, as in RuleBook
  readonly because: (record: any) => string
  /** The event after which there is nothing to say any more: what to do first. */
  readonly settledBy?: string
}

/** A lifecycle: its chart, and everything the chart names. */
export interface Definition {
  readonly name: string
  /** What people call it: "Intervention". */
  readonly title: string
  readonly version: number
  readonly machine: AnyStateMachine
  readonly rules: RuleBook
  readonly conditions: Conditions
  readonly deadlines: Deadlines
  readonly events: Catalogue
  /** Events that other instances of the file send; nobody can submit them. */
  readonly messages: readonly string[]
  /** What an ending needed before it was recorded: rules about people that whoever corrects the event satisfies besides its own. */
  readonly endings?: Readonly<Record<string, readonly string[]>>
  /** Why no entry of it can be struck out, where none can: what was wrong is then put right by another entry. */
  readonly neverStruckOut?: string
  /** The steps that each duty asks for, by its name: several where it is for whoever has it to choose; its own, else those of its opener. */
  readonly asks?: Asks
  /** What to say beside an event that is offered: it refuses nothing. */
  readonly warnings?: readonly Warning[]
  /** No fact of the file may have happened before this day. */
  // biome-ignore lint/suspicious/noExplicitAny: some record, as in RuleBook
  readonly notBefore?: (record: any) => CalendarDate | undefined
  /** What an instance stored by version n must become to be of version n + 1. */
  readonly upgrades?: Readonly<Record<number, Upgrade>>
}
export type Asks = Readonly<Record<string, readonly string[]>>
export type Upgrade = (persisted: { value: unknown; context: unknown }) => { value: unknown; context: unknown }
export type Definitions = Readonly<Record<string, Definition>>
