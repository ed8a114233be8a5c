import { cite, type ParagraphId } from '../../machines/guidance/paragraph.ts'
import type { CaseOnPaper, ContextOf, Letter } from './context.ts'
import type { Block } from './text.ts'

/** One thing that a paragraph wants a letter to say, and whether what is recorded lets it. */
export interface Point {
  /** "The agreed remedy, with its timescale" */
  readonly says: string
  readonly cites: ParagraphId
  /** "Casework guidance, paragraph 2.6.27" */
  readonly paragraph: string
  /** `leftOut`: not said on purpose, with a reason that the history keeps. */
  readonly standing: 'there' | 'missing' | 'leftOut'
  /** What to record, where it is missing. */
  readonly record?: string
  /** Words that the text holds word for word, whoever has edited it. */
  readonly wording?: string
}

/** A letter: how it is written, and what it must say. */
export interface Template<Context extends CaseOnPaper> {
  readonly write: (context: Context) => readonly Block[]
  readonly points: (context: Context) => readonly Point[]
  /** The gaps of a draft that the event fills which sends it, by what is missing there (wording.ts). */
  readonly fills?: (context: Context) => readonly Filling[]
}
export interface Filling {
  readonly gap: string
  /** Missing where nothing says it yet. */
  readonly with: string | undefined
  readonly record: string
}

/** The letters that one kind of machine drafts: what they are made of, and which template each has. */
export interface Family<Recorded, Context extends CaseOnPaper> {
  readonly contextOf: ContextOf<Recorded, Context>
  readonly templateOf: (letter: Letter, context: Context) => Template<Context>
}

/** @param there a value that is recorded or not; an empty list counts as not recorded */
export const point = (cites: ParagraphId, says: string, there: unknown, record: string): Point => {
  const recorded = Array.isArray(there) ? there.length > 0 : Boolean(there)
  return { says, cites, paragraph: cite(cites), standing: recorded ? 'there' : 'missing', ...(!recorded && { record }) }
}
/** What the template always says. */
export const always = (cites: ParagraphId, says: string): Point => point(cites, says, true, '')
export const leftOut = (cites: ParagraphId, says: string): Point => ({ says, cites, paragraph: cite(cites), standing: 'leftOut' })
