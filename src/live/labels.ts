import { type ChartArrow, type ChartModel, sayState } from '../../machines/kernel/chart.ts'
import { type DrawnArrow, holds, type Way } from './arrows.ts'
import { inBrief, isBrief } from './brief.ts'
import type { Extract } from './extract.ts'
import { groupedBy } from './grouped-by.ts'
import { LABEL_SIZE, type Label, type LabelLine, LINE_HEIGHT, NOTE, SIGN } from './label-line.ts'
import { textWidth, wrapped } from './text-width.ts'

/** A label is as narrow as it can be with this many lines: pictures are read from left to right, and height is what is scarce. */
const LINES = 6
const widths = [120, 150, 190, 240, 300, 360, 420]
const PAD = 5

/** Who or what causes an arrow, in a word of its own, so that nobody has to tell dashes or colours apart. */
export const causes: Readonly<Record<ChartArrow['kind'], string>> = { person: 'Person', clock: 'Clock', message: 'Message' }

/** What stands on an arrow: each event with what must hold and whence, then the paragraphs that all of it follows. */
export function labelOf(extract: Extract, arrow: DrawnArrow, leadsTo?: string): Label {
  const whither = leadsTo ? [{ text: leadsTo, says: 'condition' as const }] : []
  if (isBrief(extract, arrow)) return sized([...inBrief(arrow), ...whither, NO_CITES])
  const tried = widths.map((widest) =>
    sized([...sayings(extract.chart, arrow).flatMap((saying) => linesOf(saying, widest)), ...whither, ...citesOf(arrow, widest)]),
  )
  return tried.find(({ lines }) => lines.length <= LINES) ?? tried.at(-1)!
}

/** How often it is taken stands beside nothing. */
const NO_CITES: LabelLine = { text: '', says: 'cites' }

function sized(lines: readonly LabelLine[]): Label {
  const width = Math.max(NOTE, ...lines.map(lineWidth))
  return { lines, width: Math.ceil(width) + 2 * PAD, height: lines.length * LINE_HEIGHT + 6 }
}
const lineWidth = ({ text, says, cause, alone }: LabelLine) =>
  textWidth(text, LABEL_SIZE, says === 'event') + (cause || says === 'event' ? SIGN : 0) + (says === 'cites' && !alone ? NOTE : 0)

/** Events that lead here alike, said together. */
interface Saying {
  readonly kind: ChartArrow['kind']
  readonly events: readonly string[]
  readonly whens: readonly string[]
  readonly from: string
  readonly alongside: boolean
  readonly because?: string
}

function sayings(model: ChartModel, arrow: DrawnArrow): readonly Saying[] {
  const single = arrow.ways.map((way) => ({ way, when: way.arrow.when ? lower(sayState(way.arrow.when)) : '' }))
  const byEvent = [...groupedBy(single, ({ way, when }) => `${way.arrow.event} ${when} ${way.arrow.alongside ?? ''}`).values()].map(
    (group) => {
      const { way, when } = group[0]!
      return {
        way,
        when,
        from: whence(
          model,
          arrow,
          group.map((each) => each.way),
        ),
      }
    },
  )
  const byWhence = [...groupedBy(byEvent, ({ way, from }) => `${way.arrow.event} ${from} ${way.arrow.alongside ?? ''}`).values()].map(
    (group) => ({ ...group[0]!, whens: group.every(({ when }) => when) ? group.map(({ when }) => when) : [] }),
  )
  return [
    ...groupedBy(
      byWhence,
      ({ way, whens, from }) => `${way.arrow.kind} ${whens} ${from} ${way.arrow.deadline?.because ?? ''} ${way.arrow.alongside ?? ''}`,
    ).values(),
  ].map((group): Saying => {
    const { way, whens, from } = group[0]!
    const because = way.arrow.deadline?.because
    return {
      kind: way.arrow.kind,
      events: [...new Set(group.map((each) => each.way.arrow.words))],
      whens,
      from,
      alongside: way.arrow.alongside === true,
      ...(because && { because }),
    }
  })
}

/** From which of the frame's states it leads here, where not from wherever one is in it. */
function whence({ states }: ChartModel, { from }: DrawnArrow, ways: readonly Way[]): string {
  const sources = ways.map(({ arrow }) => arrow.from)
  if (sources.includes(from)) return ''
  const outermost = sources.filter((id) => !sources.some((other) => other !== id && holds(other, id)))
  const all = states.filter(({ parent }) => parent === from).every(({ id }) => outermost.includes(id))
  return all ? '' : listed([...new Set(outermost.map((id) => states.find((state) => state.id === id)!.name))])
}

function linesOf({ kind, events, whens, from, alongside, because }: Saying, widest: number): readonly LabelLine[] {
  const conditions = [
    ...(because ? [because] : []),
    ...(whens.length ? [`when ${listed(whens)}`] : []),
    ...(from ? [`from ${from}`] : []),
    ...(alongside ? ['alongside'] : []),
  ]
  return [
    ...wrapped(listed(events.map((event, index) => (index ? lower(event) : event))), LABEL_SIZE, widest - SIGN, true).map(
      (text, index): LabelLine => ({ text, says: 'event', ...(index === 0 && { cause: kind }) }),
    ),
    ...wrapped(conditions.join('; '), LABEL_SIZE, widest).map((text): LabelLine => ({ text, says: 'condition' })),
  ]
}

/** The last line is always one of these: beside it stands how often the arrow is taken. */
function citesOf({ ways }: DrawnArrow, widest: number): readonly LabelLine[] {
  const cites = [
    ...new Set(ways.flatMap(({ arrow }) => [...(arrow.deadline ? [arrow.deadline.cites] : []), ...arrow.rules.map((rule) => rule.cites)])),
  ]
  const narrow = wrapped(cites.join(', '), LABEL_SIZE, widest - NOTE)
  const wide = wrapped(cites.join(', '), LABEL_SIZE, widest)
  const lines = wide.length + 1 < narrow.length ? [...wide, ''] : narrow
  return (lines.length ? lines : ['']).map((text, index) => ({ text, says: 'cites', ...(index < lines.length - 1 && { alone: true }) }))
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

/** Lower case at the beginning, but not of an initial standing alone. */
export const lower = (text: string): string => text.replace(/^(A(?= )|[A-Z](?=[a-z]))/, (first) => first.toLowerCase())

/** Everything that is known of an arrow, in a sentence: also the rules, each with its paragraph. */
export function fullWords({ kind, words, when, alongside, rules, deadline }: ChartArrow): string {
  const asked = rules.map(({ name, cites }) => `${lower(sayState(name))} (${cites})`)
  return [
    `${causes[kind]}: ${lower(words)}`,
    ...(deadline ? [`${deadline.because} (${deadline.cites})`] : []),
    ...(when ? [`when ${lower(sayState(when))}`] : []),
    ...(alongside ? ['alongside what another region decides'] : []),
    ...(asked.length ? [`asked: ${asked.join(', ')}`] : []),
  ].join('; ')
}
