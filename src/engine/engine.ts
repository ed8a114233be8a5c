import type { ParagraphId } from '../../machines/guidance/paragraph.ts'
import type { Settings } from '../../machines/guidance/settings.ts'
import type { PersonId } from '../../machines/kernel/authority.ts'
import type { CalendarDate, Instant } from '../../machines/kernel/calendar.ts'
import type { Definitions, OrganisationFacts, OrganisationId, Stamp } from '../../machines/kernel/definition.ts'
import type { InstanceId, LetterHeld, OpenDuty } from '../../machines/kernel/effect.ts'
import type { Changes, FileState, HeldInstance } from '../../machines/kernel/file.ts'
import type { WordsRef } from '../../machines/kernel/words.ts'
import type { Letterhead } from '../../machines/office/letterhead.ts'

export type FileKind = 'casefile' | 'organisation' | 'office'

/** An event as it is submitted: its words still as words. */
export type Submitted = { readonly type: string; readonly happenedOn?: CalendarDate } & Readonly<Record<string, unknown>>

export interface Command {
  readonly person: PersonId
  readonly instance: InstanceId
  readonly event: Submitted
  /** Written reasons, by the name of the rule they answer. */
  readonly reasons?: Readonly<Record<string, string>>
  /** Of the idempotency header; one key serves one request of one file. */
  readonly key: string
  /** Of person, path and body: the same key with another digest is a mistake. */
  readonly digest: string
  /** The revision the caller saw (`If-Match`). Without it the event is decided on whatever the file says when it arrives. */
  readonly seen?: number
  /** Decided by its rules alone, though the file may be sealed to the person: whoever puts it shows nothing of the answer. */
  readonly throughSeal?: boolean
}

export interface Opening extends Omit<Command, 'instance' | 'seen' | 'throughSeal'> {
  readonly kind: Exclude<FileKind, 'office'>
}

/** What was kept of the first answer: the same for everyone who sends the same key again. */
export interface Kept {
  readonly transition: { readonly file: string; readonly seq: number }
  readonly instance: InstanceId
  /** Where the instance stood afterwards. */
  readonly state: string
  /** And before, except of an answer from before that was kept. */
  readonly from?: string
  /** What the event opened, by machine and key. */
  readonly opened: readonly { readonly id: InstanceId; readonly machine: string; readonly key?: string }[]
}

export interface Answer extends Kept {
  /** The key had been used for this before; nothing happened now. */
  readonly repeated: boolean
  /** As it stands now, for the views. */
  readonly look: Look
}

/**
 * A file as this person sees it at this moment; deadlines that have passed are carried out in it, whether or not the sweep has been by. Only
 * a letter that the clock sends is shown once it has gone: until then no text of it is kept.
 */
export interface FileLook {
  readonly kind: FileKind
  /** `RD-000123`; only of a casefile. */
  readonly reference?: string
  /** Its revision is the one stored: what `If-Match` is compared with. */
  readonly file: FileState
  /** Who asks, with the posts held today, and all else that rules read; give it to `offered` and `whoCould`. */
  readonly stamp: Stamp
}
export interface Look extends FileLook {
  readonly instance: HeldInstance
}

/** What would happen, nothing kept. */
export interface Checked {
  readonly changes: Changes
  /** Those that are open now and would be no longer. */
  readonly dutiesEnded: readonly OpenDuty[]
  /** The texts of the letters that it would fix or send, by the ids of the letters. */
  readonly texts: ReadonlyMap<LetterHeld['id'], string>
  readonly look: Look
}

/** Somebody who holds a post today: an `Actor` with a name. */
export interface Person {
  readonly id: PersonId
  readonly name: string
  readonly holdings: Stamp['by']['holdings']
  /** The titles of those posts, in the same order. */
  readonly posts: readonly string[]
}

export interface LetterSeen {
  readonly letter: LetterHeld
  readonly look: Look
  /** As sent, signed or edited; else composed from the record as it stands. */
  readonly body: string
  /** What it would be composed as now, of one that was edited and has not gone. */
  readonly composed?: string
  readonly standing: LetterStanding
  /** What its paragraphs want it to say; of a letter that has gone, nothing any more. */
  readonly required: readonly Requirement[]
}

/** Composed anew whenever it is looked at, or fixed: by hand, by a signature, or because it has gone. */
export const letterStandings = ['composed', 'edited', 'signed', 'sent'] as const
export type LetterStanding = (typeof letterStandings)[number]

/** One thing that a paragraph wants a letter to say, and whether what is recorded lets it. */
export interface Requirement {
  readonly says: string
  readonly cites?: ParagraphId
  /** `leftOut`: not said on purpose, with a reason that the history keeps. `byHand`: a person wrote the text, and answers for it. */
  readonly standing: 'there' | 'missing' | 'leftOut' | 'byHand'
  /** What to record, where it is missing. */
  readonly record?: string
}

/** All that a letter is composed from. */
export interface LetterContext {
  /** Of the instance that drafted it. */
  readonly record: unknown
  /** Of the casefile machine. */
  readonly casefile: unknown
  /** The words behind a reference; of erased ones, a note that says so. */
  readonly words: (ref: WordsRef) => string
  /** With whom to write to there first (I17), where somebody is known; of one that was succeeded, what is so of the one in force (C6). */
  readonly organisation: (id: OrganisationId) =>
    | (OrganisationFacts & {
        readonly name: string
        /** What the organisation in force is called, where another took its place. */
        readonly successor?: string
        readonly contact?: { readonly name: string; readonly details?: string }
      })
    | undefined
  /** Who holds the caseworker's post today, and what the post is called; missing where it is vacant. */
  readonly signatory?: { readonly name: string; readonly post: string }
  /** `RD-000123` */
  readonly reference: string
  readonly today: CalendarDate
  readonly settings: Settings
  /** How we are reached on that day. */
  readonly letterhead: Letterhead
  /** The event that the letter is composed for, with its words behind references; missing where the clock sends it, or somebody looks at a draft. */
  readonly submitting?: { readonly type: string } & Readonly<Record<string, unknown>>
  /** Who puts that event, and what the highest of their own posts is called. */
  readonly signing?: { readonly name: string; readonly post: string }
}
/** The text of a letter; @param edited as a person has written it: only gaps left in it are filled, as far as an event says what is missing */
export type Compose = (letter: LetterHeld, context: LetterContext, edited?: string) => string
export type Requires = (letter: LetterHeld, context: LetterContext, edited?: string) => readonly Requirement[]
/** What the letter's paragraphs want it to say and the record lacks, each in words; `edited` is its text, where a person has written it. */
export type Lacks = (letter: LetterHeld, context: LetterContext, edited?: string) => readonly string[]

/**
 * Read, decide, commit. Every method reads who the person is today in the same statement as the file.
 *
 * All of them throw the errors of errors.ts: `NotFound` for what is not there or not to be seen, `Unavailable` when the database is away.
 */
export interface Engine {
  readonly definitions: Definitions
  /**
   * Puts an event to an instance.
   *
   * @throws {Invalid} the event has not the shape of its type, names an unknown organisation, or a reason names no rule of it
   * @throws {NotAccepted} the state has no arrow for it
   * @throws {Refused} some rules do not hold: kept apart as a refused attempt
   * @throws {ChangedSince} somebody changed the file since `seen`
   * @throws {KeyReused} the key was used here for something else
   */
  dispatch(command: Command): Promise<Answer>
  /** Opens a file with its first event. The id is derived from person and key, so a repeat finds what the first one opened. */
  open(opening: Opening): Promise<Answer>
  /**
   * The instance of the office, of which there is one. Before its first change somebody who may change it takes it over as it stands.
   *
   * @throws {Refused} it has not been taken over, and this person may not
   */
  office(person: PersonId): Promise<InstanceId>
  /** As `dispatch`, up to the commit: throws what it would throw, keeps nothing, not even a refused attempt. */
  check(command: Omit<Command, 'key' | 'digest'>): Promise<Checked>
  /** As `check`, of a file that `open` would open: it has ids of this check alone, and its reference is given when it is opened. */
  checkOpening(opening: Omit<Opening, 'key' | 'digest'>): Promise<Checked>
  /** As `check`, of the office; one that nobody has changed yet is looked at as it would be taken over, and is not. */
  checkOffice(command: Omit<Command, 'key' | 'digest' | 'instance'>): Promise<Checked>
  /** With `shown: false`, nothing of it is put before the person: it is asked only what they could do. */
  look(person: PersonId, instance: InstanceId, how?: { readonly shown: boolean }): Promise<Look>
  lookAt(person: PersonId, file: string): Promise<FileLook>
  /** A letter as it would go out now, or as it went. */
  letter(person: PersonId, letter: LetterHeld['id']): Promise<LetterSeen>
  /** The words behind references: ask only for those of a file that was looked at. Erased ones are missing. */
  words(refs: readonly WordsRef[]): Promise<ReadonlyMap<WordsRef, string>>
  /** Everyone who holds a post today. */
  directory(): Promise<readonly Person[]>
  /** The present moment, of the database's clock and the demonstration's offset. */
  now(): Promise<Instant>
}

export { createEngine } from './create.ts'
