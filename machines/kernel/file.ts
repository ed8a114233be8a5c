import type { Actor } from './authority.ts'
import type { Instant } from './calendar.ts'
import type { Timer } from './deadline.ts'
import type { Definition, Definitions, Stamp } from './definition.ts'
import { begun, Desk, type Line } from './desk.ts'
import type { Delivery, InstanceId, LetterHeld, OpenDuty } from './effect.ts'
import { refusalsOfDay } from './happened.ts'
import { noting } from './reads.ts'
import type { Refusal } from './rule.ts'
import { hear, type Offer, offersOf, put, type WhoCould, whoCouldPut } from './step.ts'
import type { Stored } from './stored.ts'

/** One run of a machine, as the file holds it. */
export interface HeldInstance {
  readonly id: InstanceId
  readonly machine: string
  /** Who opened it, and under which name. */
  readonly parent?: InstanceId
  readonly key?: string
  readonly stored: Stored
  /** When its next deadline passes; nothing before that moment needs to restore it. */
  readonly nextDue?: Instant
  /** Opened by an entry that was struck out: it stays in the file, and nothing reaches it. */
  readonly inError?: true
}

/** All that a decision on one file reads: its instances, open duties and letters, at one revision. */
export interface FileState {
  readonly id: string
  /** The seq of its last line of history. 0: it does not exist yet. */
  readonly revision: number
  readonly instances: readonly HeldInstance[]
  readonly duties: readonly OpenDuty[]
  readonly letters: readonly LetterHeld[]
}

/** What a decision changes: computed from the file before and the file after. */
export interface Changes {
  readonly lines: readonly Line[]
  readonly file: FileState
  readonly instances: readonly HeldInstance[]
  readonly arm: readonly ({ readonly instance: InstanceId } & Timer)[]
  readonly drop: readonly { readonly instance: InstanceId; readonly name: string }[]
  readonly dutiesOpened: readonly OpenDuty[]
  readonly dutiesEnded: readonly OpenDuty['id'][]
  readonly letters: readonly LetterHeld[]
  readonly lettersDiscarded: readonly LetterHeld['id'][]
  /** What other files are to be told. */
  readonly deliveries: readonly Delivery[]
}

export type Acted =
  | ({ readonly outcome: 'taken' } & Changes)
  | { readonly outcome: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly outcome: 'notAccepted'; readonly accepts: readonly string[] }

export interface Request {
  readonly instance: InstanceId
  readonly event: { readonly type: string; readonly happenedOn?: string } & Readonly<Record<string, unknown>>
}

/**
 * What becomes of a file when a person puts an event to one of its instances, and of every instance that hears of it.
 *
 * Pure: nothing is saved, sent or scheduled. Deadlines of the whole file that have passed are carried out first, oldest first, so the
 * answer does not depend on whether the sweep has been by.
 *
 * @param seq the place in history it had, when a correction folds it again
 */
export function act(definitions: Definitions, file: FileState, { instance, event }: Request, stamp: Stamp, seq?: number): Acted {
  const desk = new Desk(definitions, file)
  if (desk.isInError(instance)) return { outcome: 'notAccepted', accepts: [] }
  const reads = noting(stamp)
  desk.catchUp(reads)
  const { happenedOn = stamp.today, ...submission } = event
  const late = refusalsOfDay(desk, happenedOn, stamp.today)
  const asked = desk.aware({ ...reads.stamp, happenedOn }, instance, submission)
  const verdict = put(desk.definitionOf(instance), desk.snapshotOf(instance), submission, asked)
  if (verdict.outcome === 'notAccepted') return verdict
  if (verdict.outcome === 'refused' || late.length > 0)
    return { outcome: 'refused', refusals: [...late, ...(verdict.outcome === 'refused' ? verdict.refusals : [])] }
  desk.keep(instance, verdict.move, { root: seq ?? desk.nextSeq(), reads })
  return { outcome: 'taken', ...desk.changes() }
}

/**
 * What becomes of a file when another one has it told of something: its first instance hears a message, and whoever it tells in turn.
 * Where that instance has no arrow for it, it does not concern it any more, and there is no line of it.
 *
 * @param seq the place in history it had, when a correction folds it again
 * @throws where the machine knows no such message, or answers by telling yet another file: what goes on from file to file might never end
 */
export function receive(definitions: Definitions, file: FileState, event: Delivery['event'], stamp: Stamp, seq?: number): Changes {
  const desk = new Desk(definitions, file)
  const reads = noting(stamp)
  desk.catchUp(reads)
  const { id } = file.instances.find(({ parent }) => parent === undefined)!
  const move = hear(desk.definitionOf(id), desk.snapshotOf(id), event, reads.stamp)
  if (move) desk.keep(id, move, { root: seq ?? desk.nextSeq(), reads }, 'delivery')
  return desk.changes()
}

/** What the clock alone makes of a file: every deadline that has passed, oldest first, each dated the day it fell due. */
export function sweep(definitions: Definitions, file: FileState, stamp: Stamp): Changes {
  const desk = new Desk(definitions, file)
  desk.catchUp(noting(stamp))
  return desk.changes()
}

/** The events this person could put to one instance now, each with what stands in the way. */
export function offered(definitions: Definitions, file: FileState, instance: InstanceId, stamp: Stamp): readonly Offer[] {
  const desk = new Desk(definitions, file)
  if (desk.isInError(instance)) return []
  desk.catchUp(noting(stamp))
  return offersOf(desk.definitionOf(instance), desk.snapshotOf(instance), desk.aware(stamp, instance))
}

/** Who among these people the rules about people would let through; with what was submitted, where that chooses between rules. */
export function whoCould(
  definitions: Definitions,
  file: FileState,
  instance: InstanceId,
  type: string,
  directory: readonly Actor[],
  stamp: Stamp,
  submission?: Request['event'],
): WhoCould {
  const desk = new Desk(definitions, file)
  if (desk.isInError(instance)) return { words: '', people: [] }
  desk.catchUp(noting(stamp))
  return whoCouldPut(
    desk.definitionOf(instance),
    desk.snapshotOf(instance),
    type,
    directory,
    desk.aware(stamp, instance, submission),
    submission,
  )
}

/** A file that does not exist yet: its first instance waits for the event that opens it. */
export function unopened(definition: Definition, id: string, instance: InstanceId): FileState {
  const { stored } = begun(definition, undefined)
  return { id, revision: 0, instances: [{ id: instance, machine: definition.name, stored }], duties: [], letters: [] }
}
