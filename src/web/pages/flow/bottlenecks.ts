import { sum } from 'd3-array'
import { sayPlace } from '../../../shown/place.ts'
import { counted } from '../../words.ts'
import type { FlowPage } from './asked.ts'
import { listAddress } from './params.ts'
import type { FlowRead } from './read.ts'
import { waitingStates } from './waiting.ts'

/** Where work is held up, in a sentence, with the list of what stands there. */
export interface HeldUp {
  readonly title: string
  readonly says: string
  readonly href: string
}
const MOST = 6
const WEEK = 7
/** So many more that came than went in a week are worth saying by themselves. */
const GROWING = 5

/** What the sentences are made from. */
export type ReadForSentences = Pick<FlowRead, 'model' | 'numbers' | 'usual' | 'longer' | 'days'>

/** The states where most is late, or longer there than is usual; after them those that grow. */
export function heldUp(
  { definition, machine, params }: Pick<FlowPage, 'definition' | 'machine' | 'params'>,
  read: ReadForSentences,
): readonly HeldUp[] {
  return [...waitingStates(read.model)]
    .map(([id, leaves]) => ({ id, ...measured(read, id, leaves) }))
    .filter(({ open, overdue, longer, more }) => open > 0 && (overdue + longer > 0 || more >= GROWING))
    .sort((a, b) => b.overdue + b.longer - (a.overdue + a.longer) || b.more - a.more || b.open - a.open)
    .slice(0, MOST)
    .map(({ id, ...each }) => ({
      title: sayPlace(definition, id.slice(machine.length + 1)),
      says: sentence(each),
      href: listAddress(machine, params, { state: id }),
    }))
}

type Measured = ReturnType<typeof measured>

function measured({ numbers, usual, longer, days }: ReadForSentences, id: string, leaves: readonly string[]) {
  const { open, overdue } = numbers.states[id] ?? { open: 0, overdue: 0 }
  const week = (days[id] ?? []).slice(-WEEK)
  return {
    open,
    overdue,
    longer: sum(leaves, (leaf) => longer[leaf] ?? 0),
    most: usual[id]?.most,
    more: sum(week, ({ arrived }) => arrived) - sum(week, ({ left }) => left),
  }
}

function sentence({ open, overdue, longer, most, more }: Measured): string {
  const many = (count: number) => count.toLocaleString('en-GB')
  return [
    `${many(open)} open`,
    ...(overdue > 0 ? [`${many(overdue)} overdue`] : []),
    ...(longer > 0 && most !== undefined
      ? [`${many(longer)} past the usual 85% (${most === 0 ? 'the same day' : counted(most, 'day')})`]
      : []),
    ...(more > 0 ? [`${many(more)} more came than went in 7 days`] : more < 0 ? [`${many(-more)} more went than came in 7 days`] : []),
  ].join(', ')
}
