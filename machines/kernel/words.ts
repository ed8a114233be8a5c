import { z } from 'zod'
import type { CalendarDate } from './calendar.ts'
import type { Stamp } from './definition.ts'
import type { LetterName } from './effect.ts'

/**
 * A text somebody wrote about people, as a machine sees it: the id and the salted digest of a `text` row, never the words.
 *
 * Rules may ask that there are words, never which: the words can be erased by law and every history still replays.
 */
export type WordsRef = string

/** Whether there is a reference to words somewhere in this text. */
export const holdsWords = (text: string): boolean => /"text:[0-9a-f-]{36}:[0-9a-f]{64}"/.test(text)

/** Of what people write in a field that does not say otherwise. */
export const MOST_CHARACTERS = 20_000

const clean = (text: string) => !text.includes('\u0000') && text.isWellFormed()
/** Sums of days must stay within the four-digit years that compare as text. */
const inLivingMemory = (date: string) => date >= '1900-01-01' && date <= '2999-12-31'

interface Free {
  readonly most?: number
  readonly hint?: string
  /** Sentences that a form begins, and what to do about one that ends as it began. */
  readonly begun?: { readonly sentences: readonly string[]; readonly finish: string }
}
const endsAsBegun = (text: string, sentences: readonly string[]) =>
  sentences.some((sentence) => text.replace(/[\s\p{P}]+$/u, '').endsWith(sentence))

/** Free text: kept apart in a `text` row; what reaches the machine is a `WordsRef`. */
export const words = (label: string, { most = MOST_CHARACTERS, hint, begun }: Free = {}) =>
  z
    .string()
    .trim()
    .min(1, `Enter ${lower(label)}`)
    .max(most, `${label} must be ${most.toLocaleString('en-GB')} characters or fewer`)
    .refine(clean, `${label} contains a character that cannot be kept`)
    .refine((text) => !(begun && endsAsBegun(text, begun.sentences)), begun?.finish)
    .meta({ label, words: true, ...(hint && { hint }) })

/** Text that is not about a person (the wording of an action, a reference): it stays in the record as written. */
export const plain = (label: string, { most = 2_000, hint }: { most?: number; hint?: string } = {}) =>
  z
    .string()
    .trim()
    .min(1, `Enter ${lower(label)}`)
    .max(most, `${label} must be ${most.toLocaleString('en-GB')} characters or fewer`)
    .refine(clean, `${label} contains a character that cannot be kept`)
    .meta({ label, ...(hint && { hint }) })

/** A calendar day in London, `2026-03-29`. */
export const day = (label: string, hint?: string) =>
  z.iso
    .date(`Enter ${lower(label)} as a real date, like 2026-03-29`)
    .refine(inLivingMemory, `${label} must be in a year from 1900 to 2999`)
    .meta({ label, ...(hint && { hint }) }) as z.ZodType<CalendarDate, CalendarDate>

/** The answer to a "consider whether": yes or no, and why. */
export const consideration = (label: string) =>
  z.strictObject({ answer: z.boolean(), why: words('why') }).meta({ label, consideration: true })

/** One of several, with the words that people read for each: no page shows a name of the code. */
export const saying = <T extends Readonly<Record<string, string>>>(schema: z.ZodEnum<T>, says: { readonly [Value in keyof T]: string }) =>
  schema.meta({ says })

/** Whole pence. */
export const pence = (label: string) => z.int(`${label} must be whole pence`).min(0).max(100_000_000_000).meta({ label, pence: true })

/** An organisation's id: the engine looks it up before the machine sees the event, and refuses an unknown one. */
export const organisationId = (label: string) => z.uuid(`Choose ${lower(label)}`).meta({ label, organisation: true })

/** One of the organisations that the casefile, or the record, is about already: any other is known too, but not meant. */
export const partyId = (label: string) => organisationId(label).meta({ refersTo: 'party' })

/**
 * The engine writes these names itself, last: a field called `organisations` or `line` would be lost, so it does not compile. `duty` may
 * be submitted: it is the id of an open duty, and reaches the machine as that duty, or not at all.
 */
type FreeOfTheStamp<S> = { readonly [Name in keyof S & Exclude<keyof Stamp, 'duty'>]: 'the stamp has a field of this name: choose another' }

export interface EventMeta {
  /** What a person may do, in the imperative: the words on the button. */
  readonly title: string
  /** What was done, in the past tense, as the history says it. */
  readonly done: string
  /** The same where it leaves all as it stood, and does not what its title says. */
  readonly doneInPlace?: string
  /** What to know before it is done, where it cannot be taken back by doing the opposite: whoever does it is told first. */
  readonly beforehand?: string
  /** Afterwards the file is somebody else's, and whoever had it goes on with other work. */
  readonly handsOn?: true
  /** The event needs every draft letter of the instance composed, so that what is signed or sent is fixed (I26, I28). */
  readonly composesLetters?: true | readonly LetterName[]
  /** The event gives a draft letter its text: the machine is told where that is what the letter would be composed as. */
  readonly editsLetter?: true
}

/** What was done. @param line of the history, or what is to be one */
export const doneOf = ({ done, doneInPlace = done }: EventMeta, { from, to }: { readonly from: string; readonly to: string }): string =>
  from === to ? doneInPlace : done

/** An act of authority: dated the day it is recorded, it has no `happenedOn`. */
export const act = <T extends string, S extends z.ZodRawShape>(type: T, shape: S & FreeOfTheStamp<S>, meta: EventMeta) =>
  z.strictObject({ type: z.literal(type), ...shape }).meta({ ...meta, kind: 'act' })

/** What somebody else did, or a contact that took place: it may be entered late, with the day it happened. */
export const fact = <T extends string, S extends z.ZodRawShape>(type: T, shape: S & FreeOfTheStamp<S>, meta: EventMeta) =>
  z
    .strictObject({
      type: z.literal(type),
      ...shape,
      happenedOn: day('The day it happened', 'Today, unless you enter an earlier day').optional(),
    })
    .meta({ ...meta, kind: 'fact' })

const lower = (label: string) => label.charAt(0).toLowerCase() + label.slice(1)
