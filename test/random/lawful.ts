import type { Holding } from '../../machines/kernel/authority.ts'
import type { Edge } from '../model/graph.ts'
import { acts } from '../model/law-of-acts.ts'

/** A line of history, with the posts that its actor then held. */
export interface Line {
  readonly machine: string
  readonly event: string
  readonly kind: string
  readonly actor: string
  readonly holdings: readonly Holding[]
}

/** A directorate's office, or a monitor by the item's source: a line alone does not say which; the model check holds those to the law. */
const OF_THE_RECORD = ['PASS_ON', 'DECIDE_OUTCOME', 'PROPOSE_STEP', 'AGREE_STEP', 'SEND_BACK_STEP', 'AGREE_RATING', 'DECLINE_RATING']
const CITED_BY_THEM = ['C16a', 'C22g', 'I34']

/** Whether the posts its actor held are those that RULES.md names for the act. */
export function isLawful({ machine, event, kind, actor, holdings }: Line): boolean {
  if (kind !== 'person') return true
  if (!holdings.some(({ grade }) => grade !== undefined)) return false
  const law = acts[machine]?.[event]
  if (!law || OF_THE_RECORD.includes(event) || CITED_BY_THEM.includes(law.cites)) return true
  const alone = { from: { file: { instances: [] } }, instance: { id: '' } } as unknown as Edge
  return law.only({ id: actor, holdings }, alone)
}
