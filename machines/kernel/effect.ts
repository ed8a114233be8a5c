import type { ParagraphId } from '../guidance/paragraph.ts'
import type { NamedPost, Role } from './authority.ts'
import type { CalendarDate } from './calendar.ts'
import type { OrganisationId } from './definition.ts'
import type { WordsRef } from './words.ts'

export type InstanceId = string

/** Duties fall to posts and roles, never to people: who holds them is worked out when a worklist is read. */
export type Addressee = 'caseworker' | 'lineManager' | Office | 'directorOfCustomerServices' | Role | NamedPost
/** Offices of the directorate that owns the casefile; `director` is its director or a deputy director. */
export const offices = ['operationsManager', 'deputyDirector', 'director', 'directorAlone'] as const
export type Office = (typeof offices)[number]

export const letterNames = [
  'approach',
  'decision',
  'confirmation',
  'workRequest',
  'reminder',
  'extensionGranted',
  'extensionDeclined',
  'progressUpdate',
  'stage1',
  'stage2',
  'stage3',
  'completion',
  'endedOtherwise',
  'refusalReferral',
  'publicationNotice',
  'reviewReferral',
] as const
export type LetterName = (typeof letterNames)[number]
/** Whom a letter is to; one to the office is a referral from one of us to another. */
export type Party =
  | { readonly party: 'complainant' }
  | { readonly organisation: OrganisationId }
  | { readonly office: 'director' | NamedPost | Role }

/** A duty as it stands open in the file. */
export interface OpenDuty {
  readonly id: string
  readonly instance: InstanceId
  readonly name: string
  readonly to: Addressee
  readonly title: string
  readonly dueOn: CalendarDate
  readonly cites: ParagraphId
  /** Done by the act it asks for, or by saying so (POST /duties/{id}/done). */
  readonly endsBy: 'act' | 'acknowledgement'
  /** Set where the line manager sees it only when it is overdue (I20). */
  readonly shownToLineManagerOn?: CalendarDate
  /** The clock should have raised it earlier: the fact was entered after the duty fell due. */
  readonly enteredLate?: true
}

/** A letter of the file: a draft until it is sent, then kept as sent. */
export interface LetterHeld {
  readonly id: string
  readonly instance: InstanceId
  readonly letter: LetterName
  readonly to: Party
  readonly cites: ParagraphId
  /** The text as edited or sent; before that it is composed from the record whenever it is looked at. */
  readonly body?: WordsRef
  readonly sentOn?: CalendarDate
}

/** A letter as an event sees it whose text is fixed by it. */
export interface LetterComposed extends LetterHeld {
  /** What its paragraphs want it to say and the record lacks, each in words; missing where nothing is. */
  readonly lacks?: readonly string[]
  /** What was submitted as its text is what it would be composed as: it is no text of its own. */
  readonly asComposed?: true
}

/** Another file, which is told of something: a casefile by its reference, ours or an earlier one; an organisation by its id. */
export type Destination = { readonly casefile: string } | { readonly organisation: OrganisationId }

/** A message to the first instance of another file. It leaves with the changes of this one, and is heard there once, by itself (file.ts `receive`). */
export interface Delivery {
  readonly id: string
  /** Who sends it. */
  readonly instance: InstanceId
  readonly to: Destination
  readonly event: { readonly type: string } & Readonly<Record<string, unknown>>
  /** The day of what it tells of, whenever it arrives. */
  readonly happenedOn: CalendarDate
}

/** What a transition may ask of the world: a closed vocabulary, carried out by one exhaustive switch (papers.ts, desk.ts). */
export interface EffectParams {
  createDuty: Omit<OpenDuty, 'id' | 'instance'>
  /** Ends the open duties of this name that this instance gave. */
  endDuty: { readonly name: string }
  draftLetter: Pick<LetterHeld, 'letter' | 'to' | 'cites'>
  /** The text of a draft is fixed, as it was edited by hand; without one it is composed again whenever it is looked at. */
  editLetter: { readonly id: string; readonly body?: WordsRef }
  sendLetter: { readonly id: string; readonly body: WordsRef; readonly on: CalendarDate }
  /** A letter from a fixed text, which the clock may send: nobody previews it, and its text is composed and kept as it is sent (C14). */
  sendFixedLetter: Pick<LetterHeld, 'letter' | 'to' | 'cites'> & { readonly on: CalendarDate }
  /** Drafts of this instance that will not be sent after all. */
  discardLetters: { readonly letters: readonly LetterName[] }
  /** Marks somebody's duty as done by acknowledgement. */
  acknowledgeDuty: { readonly id: string }
  /** A new instance of the file; `key` names it for messages from its opener, and must be new among the opener's. */
  open: { readonly machine: string; readonly key: string; readonly input: object }
  tell: { readonly to: Recipient; readonly event: { readonly type: string } & Readonly<Record<string, unknown>> }
  /** No words of this file go along: another has no right to them, and could not erase them. */
  deliver: Pick<Delivery, 'to' | 'event'>
}
/** Who hears a message: the opener, one of those one has opened (by machine and key), all one has opened, all of a machine, or all others in the file. */
export type Recipient =
  | 'parent'
  | { readonly child: string; readonly key: string }
  | { readonly children: string }
  | { readonly all: string }
  | { readonly instance: InstanceId }
  | 'everyone'

export type EffectKind = keyof EffectParams
export type Effect = { [K in EffectKind]: { readonly kind: K } & Readonly<EffectParams[K]> }[EffectKind]

const nothing =
  <K extends EffectKind>(_kind: K) =>
  (_args: unknown, _params: EffectParams[K] | readonly EffectParams[K][]): void => {}

/** XState actions without bodies: `transition()` hands them back with their parameters worked out. A list of parameters asks for each in order. */
export const effectActions = {
  createDuty: nothing('createDuty'),
  endDuty: nothing('endDuty'),
  draftLetter: nothing('draftLetter'),
  editLetter: nothing('editLetter'),
  sendLetter: nothing('sendLetter'),
  sendFixedLetter: nothing('sendFixedLetter'),
  discardLetters: nothing('discardLetters'),
  acknowledgeDuty: nothing('acknowledgeDuty'),
  open: nothing('open'),
  tell: nothing('tell'),
  deliver: nothing('deliver'),
} satisfies { [K in EffectKind]: unknown }

/** The effects among the actions XState returns; its own timers are derived from the snapshot instead (deadline.ts). */
export const effectsAmong = (actions: readonly { type: string; params?: unknown }[]): readonly Effect[] =>
  actions.flatMap(({ type, params }) => {
    if (type === 'xstate.raise' || type === 'xstate.cancel') return []
    if (!Object.hasOwn(effectActions, type)) throw new Error(`No effect is called '${type}'`)
    return (Array.isArray(params) ? params : [params]).map((each) => ({ kind: type, ...(each as object) }) as Effect)
  })
