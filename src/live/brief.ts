import type { DrawnArrow } from './arrows.ts'
import { type Extract, isShown } from './extract.ts'
import { LABEL_SIZE, type LabelLine, SIGN } from './label-line.ts'
import { wrapped } from './text-width.ts'

/** So many events are named; of more it is said how many. */
const EVENTS = 3
const WIDTH = 190

/**
 * Many ways to or from a box that is shut are said in brief, and so are many from elsewhere: each has a picture in which it is said
 * with all that it asks for.
 */
export function isBrief(extract: Extract, { from, to, ways }: DrawnArrow): boolean {
  if (!isShown(extract, from)) return ways.length > EVENTS
  return ways.length > 1 && extract.shown.states.some(({ id, shut }) => shut && (id === from || id === to))
}

/** The first events, and how many more there are. */
export function inBrief({ ways }: DrawnArrow): readonly LabelLine[] {
  const events = [...new Map(ways.map(({ arrow }) => [arrow.words, arrow])).values()]
  const more = events.length - EVENTS
  return [
    ...events
      .slice(0, EVENTS)
      .flatMap(({ words, kind }) =>
        wrapped(words, LABEL_SIZE, WIDTH - SIGN, true).map(
          (text, index): LabelLine => ({ text, says: 'event', ...(index === 0 && { cause: kind }) }),
        ),
      ),
    ...(more > 0 ? [{ text: `and ${more} more`, says: 'condition' as const }] : []),
  ]
}
