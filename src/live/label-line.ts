import type { ChartArrow } from '../../machines/kernel/chart.ts'

/** One line of a label. `event` is told apart by weight, what must hold by slant, the paragraphs by being last; all without colour. */
export interface LabelLine {
  readonly text: string
  readonly says: 'event' | 'condition' | 'cites'
  /** A line of paragraphs that is not the last: no number comes beside it. */
  readonly alone?: boolean
  /** Where an event begins: the sign of its cause stands before it. */
  readonly cause?: ChartArrow['kind']
}

export interface Label {
  readonly lines: readonly LabelLine[]
  readonly width: number
  readonly height: number
}

export const LABEL_SIZE = 11
export const LINE_HEIGHT = 13
/** The sign of the cause before an event. */
export const SIGN = 14
/** Beside the paragraphs, or below, room is kept for what an arrow may bear: "1,234 times", "due 30 Dec 2026" with its sign. */
export const NOTE = 142
