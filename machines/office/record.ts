import type { WaitName } from '../guidance/settings.ts'
import type { DecisionType, Directorate, Grade, NamedPost, PersonId, PostId, Role } from '../kernel/authority.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { HouseSettingName } from './house-settings.ts'
import type { LetterheadName } from './letterhead.ts'

/** Somebody who works here; what they may do, their posts say. */
export interface Person {
  readonly id: PersonId
  readonly name: string
  /** As the identity provider knows them. */
  readonly subject?: string
}

export interface Post {
  readonly id: PostId
  readonly title: string
  readonly grade?: Grade
  readonly named?: NamedPost
  readonly roles: readonly Role[]
  readonly directorate?: Directorate
  readonly reportsTo?: PostId
}

/** A post held by a person from a day to a day, both counted. */
export interface HoldingHeld {
  readonly id: string
  readonly person: PersonId
  readonly post: PostId
  readonly how: 'held' | 'actingUp'
  readonly fromDay: CalendarDate
  /** Without it: until further notice. */
  readonly toDay?: CalendarDate
}

/** One who holds a post lets another act in it. */
export interface DelegationHeld {
  readonly id: string
  readonly byPerson: PersonId
  readonly toPerson: PersonId
  readonly post: PostId
  readonly fromDay: CalendarDate
  readonly toDay: CalendarDate
}

/** From a day on, the smallest grade that signs a decision in a directorate. */
export interface SchemeEntry {
  readonly directorate: Directorate
  readonly decision: DecisionType
  readonly grade: Grade
  readonly fromDay: CalendarDate
}

/** A wait that an administrator may change: the guidance's silences, and the house's own. */
export type SettingKey = WaitName | HouseSettingName
export interface DaysEntry {
  readonly name: SettingKey
  readonly days: number
  readonly fromDay: CalendarDate
}
/** What our letters say from a day on of how we are reached. */
export interface WordsEntry {
  readonly name: LetterheadName
  readonly words: string
  readonly fromDay: CalendarDate
}
export type SettingEntry = DaysEntry | WordsEntry

/** Who works here, as what, until when; what was delegated, and what may be set. The tables of the office say the same. */
export interface Office {
  readonly people: readonly Person[]
  readonly posts: readonly Post[]
  readonly holdings: readonly HoldingHeld[]
  readonly delegations: readonly DelegationHeld[]
  readonly scheme: readonly SchemeEntry[]
  readonly settings: readonly SettingEntry[]
}

export const begun: Office = { people: [], posts: [], holdings: [], delegations: [], scheme: [], settings: [] }

export const postIn = ({ posts }: Office, id: PostId): Post | undefined => posts.find((post) => post.id === id)
export const nameOf = ({ people }: Office, id: PersonId): string => people.find((person) => person.id === id)?.name ?? id

type Dated = { readonly fromDay: CalendarDate; readonly toDay?: CalendarDate | undefined }
export const coversDay = ({ fromDay, toDay }: Dated, day: CalendarDate): boolean => fromDay <= day && (toDay === undefined || toDay >= day)
export const overlap = (one: Dated, other: Dated): boolean =>
  (one.toDay === undefined || other.fromDay <= one.toDay) && (other.toDay === undefined || one.fromDay <= other.toDay)
