import { createHash } from 'node:crypto'
import type { ItemFinding } from '../../machines/compliance/findings.ts'
import type { PostId } from '../../machines/kernel/authority.ts'
import type { CalendarDate, Instant } from '../../machines/kernel/calendar.ts'
import type { OrganisationId, Rating } from '../../machines/kernel/definition.ts'
import type { Line } from '../../machines/kernel/desk.ts'
import type { Delivery, LetterHeld, OpenDuty } from '../../machines/kernel/effect.ts'
import type { HeldInstance } from '../../machines/kernel/file.ts'
import { canonical } from '../../machines/kernel/stored.ts'
import type { FileKind } from './engine.ts'
import type { OfficeChanged } from './office.ts'

/** An instance as it is kept: what it is restored from, and the narrow row that lists read. */
export interface InstanceKept extends HeldInstance {
  /** Its place among the instances of the file, in the order in which they hear messages. */
  readonly place: number
  readonly version: number
  readonly state: string
  readonly closed: boolean
  /** Whom it is about: its record's `organisation`. */
  readonly organisation?: OrganisationId
  /** What an item came from, as its record says it. */
  readonly source?: string
  /** Of an item: what was to be done, as search reads it. */
  readonly remedy?: RemedyKept
}

/** That a lifecycle has come to stand in a state; it ends the stay before, whichever that is. */
export interface StayKept {
  readonly instance: string
  readonly machine: string
  /** As in `InstanceKept`; '' for one in error, which stands nowhere. */
  readonly state: string
  /** Neither closed nor in error. */
  readonly open: boolean
  /** The first day of its open duties and of its next deadline. */
  readonly dueOn?: CalendarDate
  /** As in `InstanceKept`. */
  readonly organisation?: OrganisationId
  readonly source?: string
  /** For each of its states, those around others too, the place, from 1, that the same one had before all this; 0 where it was entered now, -1 where a correction leads back there. */
  readonly kept: readonly number[]
  /** The state before; '' where there was none. */
  readonly comeFrom: string
  /** Missing where the lifecycle was opened, or stays where it was. */
  readonly event?: string
  readonly enteredSeq: number
  /** Where the same changeset goes on to another state. */
  readonly leftSeq?: number
}

/** What an organisation was to do, and what became of it: for who compares remedies (I15). */
export interface RemedyKept {
  readonly kind: string
  readonly what: string
  readonly measure: string
  /** The lines of money, as canonical JSON. */
  readonly money: string
  /** Pence, what it comes to; missing where no line that counts has an amount. */
  readonly amount?: number
  readonly agreedOn: string
  readonly ending?: string
  readonly endedOn?: string
  readonly organisation: OrganisationId
  /** By when it is to be done. */
  readonly targetOn: string
  /** What it says of its organisation; nothing where it is in error. */
  readonly findings: readonly ItemFinding[]
}

export interface LetterKept extends LetterHeld {
  readonly place: number
  /** The id of its text as it went, where no event fixed one. */
  readonly keptText?: string
}

/** The row by which lists know a casefile; derived from its record, and checked by `verify`. */
export interface CasefileListed {
  readonly earlierReference?: string
  readonly directorate: string
  readonly stage: string
  readonly caseworker?: PostId
  readonly receivedOn: string
  readonly organisations: readonly string[]
  readonly sealed: boolean
  readonly sealedTo: readonly PostId[]
  readonly closed: boolean
  /** The ids of the texts that name its people, and of those that say what they claim: search looks there. */
  readonly complainant?: string
  readonly aggrieved?: string
  readonly representative?: string
  readonly injustices: readonly string[]
}
export interface OrganisationListed {
  readonly name: string
  readonly sector: string
  readonly rating: Rating
  readonly successor?: OrganisationId
}

/** Words that somebody wrote, by themselves, so that they can be erased. */
export interface TextKept {
  readonly id: string
  readonly salt: string
  readonly words: string
  /** What it is to search, where it is more than words. */
  readonly part?: TextPart
}
export type TextPart = 'name' | 'injustice'

/** A line of history as it is written, sealed with the hash of the one before. */
export interface Sealed {
  readonly seq: number
  readonly changeset: number
  readonly instance: string
  readonly machine: string
  readonly version: number
  readonly guidance: string
  readonly kind: Line['kind']
  readonly event: string
  readonly entry: string
  readonly actor: string
  readonly happenedOn: string
  readonly recordedAt: Instant
  readonly cause: number | null
  readonly snapshotDigest: string
  readonly previous: string
  readonly hash: string
}

/**
 * All that one request, or one pass of the clock, causes in one file. Plain data, computed before anything is written.
 *
 * An instance stands in `instances` once, however often it moved; a timer is in `arm` or in `drop`, never in both.
 */
export interface Changeset {
  readonly file: string
  readonly kind: FileKind
  /** The revision it was decided on: the seq of the last transition then. 0 opens the file. */
  readonly read: number
  /** The revision of posts, delegations and settings it was decided on. */
  readonly authority: string
  /** Missing for the clock: it has no key, its revision is enough. */
  readonly request?: { readonly key: string; readonly digest: string; readonly answer: string }
  readonly at: Instant
  readonly instances: readonly InstanceKept[]
  /** Where lifecycles have come to stand, or that something is due in them by another day: in order, of each lifecycle. */
  readonly stays: readonly StayKept[]
  /** In order, from seq `read + 1`. Never empty: what leaves no line in history did not happen. */
  readonly transitions: readonly Sealed[]
  readonly arm: readonly { readonly instance: string; readonly name: string; readonly dueAt: Instant }[]
  readonly drop: readonly { readonly instance: string; readonly name: string }[]
  readonly dutiesOpened: readonly OpenDuty[]
  readonly dutiesEnded: readonly string[]
  readonly letters: readonly LetterKept[]
  readonly lettersDiscarded: readonly string[]
  readonly texts: readonly TextKept[]
  /** What other files are to be told. */
  readonly deliveries: readonly Delivery[]
  /** What this file was told: the delivery that ends with it. */
  readonly heard?: Delivery['id']
  /** Set where the row changed. */
  readonly casefile?: CasefileListed
  readonly organisation?: OrganisationListed
  readonly office?: OfficeChanged
}

export const GENESIS = '0'.repeat(64)

/** The edition of the two texts that decisions of this version of the service follow. */
export const GUIDANCE = 'casework 18 (17/12/12), compliance undated'

/** What of a line is kept as text, byte for byte as hashed. */
export const entryOf = ({ payload, stamp, from, to, waived, onBehalfOf }: Line): string =>
  canonical({ payload, stamp, from, to, waived, onBehalfOf })

/**
 * The next lines of a file's history, each sealed with the hash of the one before.
 *
 * Computed here and not in the database: the revision check makes certain that the head has not moved when they are written. The digest
 * is of every instance that the changeset leaves behind, so that no snapshot can be changed without breaking the chain.
 */
export function chained(head: { revision: number; hash: string }, lines: readonly Line[], left: readonly HeldInstance[]): Sealed[] {
  const snapshotDigest = digestOf(left)
  let previous = head.hash
  return lines.map((line) => {
    const { seq, instance, machine, version, kind, event, stamp, cause = null } = line
    const unsealed = {
      seq,
      changeset: head.revision + 1,
      instance,
      machine,
      version,
      guidance: GUIDANCE,
      kind,
      event,
      entry: entryOf(line),
      actor: stamp.by.id,
      happenedOn: stamp.happenedOn,
      recordedAt: stamp.now,
      cause,
      snapshotDigest,
      previous,
    }
    previous = sealOf(unsealed)
    return { ...unsealed, hash: previous }
  })
}

/** In the order of their ids, whatever order they were changed in. */
function digestOf(instances: readonly HeldInstance[]): string {
  const fields = [...instances]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ id, stored, inError }) => [id, stored, inError ? 'in error' : ''])
  return hashed('redress snapshots 1\n', fields)
}

export const sealOf = (line: Omit<Sealed, 'hash'>): string =>
  hashed('redress transition 1\n', [
    String(line.seq),
    String(line.changeset),
    line.instance,
    line.machine,
    String(line.version),
    line.guidance,
    line.kind,
    line.event,
    line.entry,
    line.actor,
    line.happenedOn,
    line.recordedAt,
    line.cause === null ? '' : String(line.cause),
    line.snapshotDigest,
    line.previous,
  ])

/** Each field goes in with its length before it, so that no text can move from one field into the next. */
function hashed(domain: string, fields: readonly string[]): string {
  const hash = createHash('sha256').update(domain)
  for (const field of fields) hash.update(`${Buffer.byteLength(field)}:`).update(field)
  return hash.digest('hex')
}
