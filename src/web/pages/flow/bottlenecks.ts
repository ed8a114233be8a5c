import type { CountKey } from '../../../live/counts.ts'
import { growth, type HeldUp, heldUp, WEEK } from '../../../shown/flow/held-up.ts'
import type { StandingCounts } from '../../../shown/flow/standing.ts'
import { counted } from '../../words.ts'
import type { FlowPage } from './asked.ts'
import { listAddress } from './params.ts'

/** A number with what is said of it; or only words, which are as they were when the page was loaded. */
interface Part {
  /** As live numbers name it, where the page is told it as it changes. */
  readonly key?: CountKey
  readonly count?: number
  readonly words: string
}

/** Where work is held up, in a sentence, with the list of what stands there. */
interface HeldUpSaid {
  readonly title: string
  readonly parts: readonly Part[]
  readonly href: string
}

/** @param tells whether the page is told what moves as well: of every lifecycle it is told only what stands */
export const heldUpSaid = (
  { definition, machine, params }: Pick<FlowPage, 'definition' | 'machine' | 'params'>,
  standing: StandingCounts,
  tells: { readonly moves: boolean },
): readonly HeldUpSaid[] =>
  heldUp(definition, standing).map((each) => ({
    title: each.title,
    parts: partsOf(each, tells),
    href: listAddress(machine, params, { state: each.state }),
  }))

const many = (count: number) => count.toLocaleString('en-GB')

function partsOf({ state, open, overdue, elsewhere, longer, most, moved }: HeldUp, tells: { readonly moves: boolean }): readonly Part[] {
  const late = elsewhere > 0 ? ` (${elsewhere === overdue ? 'all' : many(elsewhere)} elsewhere in the item)` : ''
  return [
    { key: `${state}:open`, count: open, words: 'open' },
    ...(overdue > 0 ? [{ key: `${state}:overdue` as const, count: overdue, words: `of them overdue${late}` }] : []),
    ...(longer > 0 ? [{ words: `${many(longer)} past the usual 85%${within(most)}` }] : []),
    ...(moved && growth(moved) !== 0 ? movesSaid(state, moved, tells) : []),
  ]
}

function movesSaid(
  state: string,
  { arrived, left }: NonNullable<HeldUp['moved']>,
  { moves }: { readonly moves: boolean },
): readonly Part[] {
  const [came, went] = [`came in ${WEEK} days`, 'went']
  if (!moves) return [{ words: `${many(arrived)} ${came}` }, { words: `${many(left)} ${went}` }]
  return [
    { key: `${state}:movedIn${WEEK}`, count: arrived, words: came },
    { key: `${state}:movedOut${WEEK}`, count: left, words: went },
  ]
}

const within = (days: number | undefined) => (days === undefined ? '' : ` (${days === 0 ? 'the same day' : counted(days, 'day')})`)
