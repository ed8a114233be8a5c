import { type HeldUp, heldUp } from '../../../shown/flow/held-up.ts'
import type { StandingCounts } from '../../../shown/flow/standing.ts'
import { counted } from '../../words.ts'
import type { FlowPage } from './asked.ts'
import { listAddress } from './params.ts'

/** Where work is held up, in a sentence, with the list of what stands there. */
interface HeldUpSaid {
  readonly title: string
  readonly says: string
  readonly href: string
}

export const heldUpSaid = (
  { definition, machine, params }: Pick<FlowPage, 'definition' | 'machine' | 'params'>,
  standing: StandingCounts,
): readonly HeldUpSaid[] =>
  heldUp(definition, standing).map((each) => ({
    title: each.title,
    says: sentence(each),
    href: listAddress(machine, params, { state: each.state }),
  }))

function sentence({ open, overdue, elsewhere, longer, most, more }: HeldUp): string {
  const many = (count: number) => count.toLocaleString('en-GB')
  return [
    `${many(open)} open`,
    ...(overdue > 0
      ? [
          `${many(overdue)} of them overdue${elsewhere > 0 ? ` (${elsewhere === overdue ? 'all' : many(elsewhere)} elsewhere in the item)` : ''}`,
        ]
      : []),
    ...(longer > 0 ? [`${many(longer)} past the usual 85%${within(most)}`] : []),
    ...(more > 0 ? [`${many(more)} more came than went in 7 days`] : more < 0 ? [`${many(-more)} more went than came in 7 days`] : []),
  ].join(', ')
}

const within = (days: number | undefined) => (days === undefined ? '' : ` (${days === 0 ? 'the same day' : counted(days, 'day')})`)
