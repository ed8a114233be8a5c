import type { ParagraphId } from './paragraph.ts'

/**
 * Where the two texts are silent, we read them one way and say so. A wait is a number of days that an administrator may change;
 * a reading is fixed in the machines, and is written here so that it is shown as ours and not as the guidance's.
 */
export type Setting = Wait | Reading

export interface Wait {
  readonly type: 'days'
  readonly letter: string
  readonly paragraphs: readonly [ParagraphId, ...ParagraphId[]]
  /** What one waits for, as administrators know it. */
  readonly title: string
  readonly days: number
  /** Between these an administrator may change it: a wait of no days at all only where that is the default, and none of a quarter. */
  readonly least: number
  readonly most: number
  readonly reading: string
}

interface Reading {
  readonly type: 'reading'
  readonly letter: string
  readonly paragraphs: readonly [ParagraphId, ...ParagraphId[]]
  readonly reading: string
}

const MOST_DAYS = 90

export const days = (letter: string, paragraphs: Wait['paragraphs'], value: number, title: string, reading: string): Wait => ({
  type: 'days',
  letter,
  paragraphs,
  title,
  days: value,
  least: Math.min(value, 1),
  most: MOST_DAYS,
  reading: `Our reading: ${reading}`,
})

export const fixed = (letter: string, paragraphs: Reading['paragraphs'], reading: string): Reading => ({
  type: 'reading',
  letter,
  paragraphs,
  reading: `Our reading: ${reading}`,
})

/** A step that waits for one of us, for which the texts give no time; each is changed apart from the others. */
export const ownWait = (paragraph: ParagraphId, step: string): Wait =>
  days('x', [paragraph], 7, step, `${step.charAt(0).toLowerCase()}${step.slice(1)} takes at most a week.`)
