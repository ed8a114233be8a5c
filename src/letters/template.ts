import { cite, type ParagraphId } from '../../machines/guidance/paragraph.ts'
import type { LetterContext } from './context.ts'
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
}

/** A letter: how it is written, and what it must say. */
export interface Template {
  readonly write: (context: LetterContext) => readonly Block[]
  readonly points: (context: LetterContext) => readonly Point[]
}

/** @param there a value that is recorded or not; an empty list counts as not recorded */
export const point = (cites: ParagraphId, says: string, there: unknown, record: string): Point => {
  const recorded = Array.isArray(there) ? there.length > 0 : Boolean(there)
  return { says, cites, paragraph: cite(cites), standing: recorded ? 'there' : 'missing', ...(!recorded && { record }) }
}
/** What the template always says. */
export const always = (cites: ParagraphId, says: string): Point => point(cites, says, true, '')
export const leftOut = (cites: ParagraphId, says: string): Point => ({ says, cites, paragraph: cite(cites), standing: 'leftOut' })
