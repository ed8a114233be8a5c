import { type ChartArrow, type ChartModel, sayState } from '../../machines/kernel/chart.ts'
import { textWidth, wrapped } from './text-width.ts'

/** One line of a label. `event` is told apart by weight, what must hold by being lighter; both stay readable without colour. */
export interface LabelLine {
  readonly text: string
  readonly says: 'event' | 'condition' | 'rules'
}

/** What stands on an arrow, or within a state for what leaves it where it is. */
export interface Label {
  readonly events: readonly string[]
  readonly kind: ChartArrow['kind']
  readonly lines: readonly LabelLine[]
}

/** An arrow as it is drawn: all that leads from one state to another by the same kind of cause. */
export interface DrawnArrow extends Label {
  readonly id: string
  readonly from: string
  readonly to: string
}

export const LABEL_SIZE = 10.5
export const LINE_HEIGHT = 13
const WIDEST = 200
const WIDEST_OF_MANY = 300
const MANY = 8

/** The arrows that lead somewhere, those with the same ends and the same kind of cause drawn as one. */
export function drawnArrows({ arrows }: ChartModel): readonly DrawnArrow[] {
  const drawn = new Map<string, DrawnArrow>()
  for (const arrow of arrows) {
    for (const to of arrow.to.filter((target) => target !== arrow.from)) {
      const id = `${arrow.from}>${to}:${arrow.kind}`
      const already = drawn.get(id)
      const lines = linesOf(arrow, arrow.rules.length > MANY ? WIDEST_OF_MANY : WIDEST)
      drawn.set(id, {
        id,
        from: arrow.from,
        to,
        kind: arrow.kind,
        events: [...(already?.events ?? []), arrow.event],
        lines: [...(already?.lines ?? []), ...lines],
      })
    }
  }
  return [...drawn.values()]
}

/** What a state takes and stays in: written within it, since an arrow to itself would only be in the way. */
export const takenWithin = ({ arrows }: ChartModel, state: string): readonly Label[] =>
  arrows
    .filter(({ from, to }) => from === state && to.every((target) => target === state))
    .map((arrow) => ({ events: [arrow.event], kind: arrow.kind, lines: linesOf(arrow, WIDEST_OF_MANY) }))

export const labelWidth = (lines: readonly LabelLine[]): number =>
  Math.ceil(Math.max(0, ...lines.map(({ text, says }) => textWidth(text, LABEL_SIZE, says === 'event'))))

export const labelHeight = (lines: readonly LabelLine[]): number => lines.length * LINE_HEIGHT

/** Who or what causes an arrow, in a word of its own, so that nobody has to tell dashes or colours apart. */
export const causes: Readonly<Record<ChartArrow['kind'], string>> = { person: 'Person', clock: 'Clock', message: 'Message' }

function linesOf(arrow: ChartArrow, widest: number): readonly LabelLine[] {
  const { kind, words, when, alongside, rules, deadline } = arrow
  const asLines = (says: LabelLine['says'], text: string) =>
    wrapped(text, LABEL_SIZE, widest, says === 'event').map((line) => ({ text: line, says }))
  const conditions = [
    ...(deadline ? [`${deadline.because} (${deadline.cites})`] : []),
    ...(when ? [`when ${lower(sayState(when))}`] : []),
    ...(alongside ? ['follows what another region decides'] : []),
  ]
  return [
    ...asLines('event', `${causes[kind]}: ${lower(words)}`),
    ...conditions.flatMap((condition) => asLines('condition', condition)),
    ...asLines('rules', rules.map(({ name, cites }) => `${lower(sayState(name))} (${cites})`).join('; ')),
  ]
}

/** Lower case at the beginning, but not of an initial standing alone. */
const lower = (text: string) => text.replace(/^(A(?= )|[A-Z](?=[a-z]))/, (first) => first.toLowerCase())
