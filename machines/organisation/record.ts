import type { CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationFacts, OrganisationId } from '../kernel/definition.ts'
import type { WordsRef } from '../kernel/words.ts'

/** Whom to speak to first, best first (I17). */
export const contactRoles = ['focalPoint', 'complaintsManager', 'patientExperienceManager', 'other'] as const
export const saidRole = {
  focalPoint: 'The focal point for the Ombudsman',
  complaintsManager: 'The complaints manager',
  patientExperienceManager: 'The patient experience manager',
  other: 'Somebody else',
} as const
export type ContactRole = (typeof contactRoles)[number]

/** Nobody is succeeded so often; it ends a circle, should there be one. */
export const MOST_HEIRS = 20

/** Somebody at an organisation whom we write to or ring; name and details are words. */
export interface Contact {
  readonly role: ContactRole
  readonly name: WordsRef
  readonly details?: WordsRef | undefined
}

/** What an organisation is called; an earlier name is kept with the days it was used. */
export interface DatedName {
  readonly name: string
  readonly from: CalendarDate
  readonly until?: CalendarDate
}

/**
 * What the file of an organisation remembers. It keeps its identity whatever it is called. How it is rated its rating knows
 * (machines/rating); lists, and the rules of other files, read that and the `successor` of this from the organisation's list row.
 */
export interface Organisation extends Pick<OrganisationFacts, 'sector'> {
  readonly name: string
  /** Earlier and present names, oldest first. */
  readonly names: readonly DatedName[]
  readonly contacts: readonly Contact[]
  /** The day a remedy was first asked of it: from then on it is measured (C6). */
  readonly firstRemedyOn?: CalendarDate
  /** The organisation that took its place: what is open passes to it, looked up when read (setting q). */
  readonly successor?: Successor
}

export interface Successor {
  readonly organisation: OrganisationId
  readonly on: CalendarDate
  readonly why?: WordsRef
}

export const begun: Organisation = { name: '', sector: 'parliamentary', names: [], contacts: [] }

/** Whom an approach goes to unless the caseworker says otherwise: the focal point, else the next in I17's order. */
export const defaultContact = (contacts: readonly Contact[]): Contact | undefined =>
  contactRoles.flatMap((role) => contacts.filter((contact) => contact.role === role))[0]

/** What the organisation was called on a day: letters of that day keep that name. */
export const nameOn = ({ name, names }: Organisation, day: CalendarDate): string =>
  names.findLast(({ from }) => from <= day)?.name ?? names[0]?.name ?? name
