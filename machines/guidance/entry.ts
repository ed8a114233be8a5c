/** What carries a paragraph out; a statement only explains, and needs nothing. */
export type Kind = 'guard' | 'timer' | 'duty' | 'record' | 'default' | 'statement'

/**
 * How firmly a paragraph speaks. `must`: no reason helps. `normally`: outside its range only with a written reason.
 * `consider`: yes or no, and why, is recorded.
 */
export type Strength = 'must' | 'normally' | 'consider'

export type Source = 'intervention' | 'compliance'

/** One paragraph of the guidance as the product knows it. Where it has several strengths, each is a rule of its own. */
export interface Paragraph {
  /** In our own words. */
  readonly title: string
  readonly kinds: readonly [Kind, ...Kind[]]
  /** Empty for statements, durations and pure records. */
  readonly strengths: readonly Strength[]
  readonly source: Source
}

/** Writes the entries of one text, each on one line. */
export const entriesOf =
  (source: Source) =>
  (title: string, kinds: Paragraph['kinds'], ...strengths: readonly Strength[]): Paragraph => ({ title, kinds, strengths, source })
