import { type HeldUp, heldUp } from '../../../shown/flow/held-up.ts'
import type { StandingCounts } from '../../../shown/flow/standing.ts'
import { counted } from '../../words.ts'
import type { FlowPage } from './asked.ts'
import { listAddress } from './params.ts'

/** A number of a row with what is said of it; or only words, which are as they were when the page was loaded. */
interface Part {
  readonly key?: string
  readonly count?: number
  readonly words: string
}

/** Where work is held up, in a sentence, with the list of what stands there. */
interface HeldUpSaid {
  readonly title: string
  /** The numbers that the state's row has, too, by their keys as live numbers name them. */
  readonly parts: readonly Part[]
  readonly href: string
}

export const heldUpSaid = (
  { definition, machine, params }: Pick<FlowPage, 'definition' | 'machine' | 'params'>,
  standing: StandingCounts,
): readonly HeldUpSaid[] =>
  heldUp(definition, standing).map((each) => ({
    title: each.title,
    parts: partsOf(each),
    href: listAddress(machine, params, { state: each.state }),
  }))

const many = (count: number) => count.toLocaleString('en-GB')

function partsOf({ state, open, overdue, elsewhere, longer, most, more }: HeldUp): readonly Part[] {
  const late = elsewhere > 0 ? ` (${elsewhere === overdue ? 'all' : many(elsewhere)} elsewhere in the item)` : ''
  return [
    { key: `${state}:open`, count: open, words: 'open' },
    ...(overdue > 0 ? [{ key: `${state}:overdue`, count: overdue, words: `of them overdue${late}` }] : []),
    ...(longer > 0 ? [{ words: `${many(longer)} past the usual 85%${within(most)}` }] : []),
    ...(more === 0
      ? []
      : [{ words: more > 0 ? `${many(more)} more came than went in 7 days` : `${many(-more)} more went than came in 7 days` }]),
  ]
}

const within = (days: number | undefined) => (days === undefined ? '' : ` (${days === 0 ? 'the same day' : counted(days, 'day')})`)
