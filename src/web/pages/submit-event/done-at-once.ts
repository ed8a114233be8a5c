import { type ChartArrow, chartOf } from '../../../../machines/kernel/chart.ts'
import type { Definition } from '../../../../machines/kernel/definition.ts'
import type { EventMeta } from '../../../../machines/kernel/words.ts'
import { CORRECTION } from '../../../shown/actions.ts'

/** What is not worth a page before it is done: the weighing (consequences.ts) counts none of them. */
const LIGHT: readonly string[] = ['tell', 'endDuty', 'acknowledgeDuty', 'editLetter']

/**
 * Whether the chart has nothing follow of an event that would be looked at first: its button says what it does, as pressing it records that
 * for good. Where something still follows on the day, the page before it is shown all the same.
 */
export function isDoneAtOnce(definition: Definition, type: string, { beforehand }: Pick<EventMeta, 'beforehand'>): boolean {
  if (beforehand !== undefined || type === CORRECTION) return false
  return arrowsOf(definition)
    .filter(({ event }) => event === type)
    .every(({ from, to, effects }) => to.every((state) => state === from) && effects.every((effect) => LIGHT.includes(effect)))
}

const arrows = new WeakMap<Definition, readonly ChartArrow[]>()
function arrowsOf(definition: Definition): readonly ChartArrow[] {
  const known = arrows.get(definition) ?? chartOf(definition).arrows
  arrows.set(definition, known)
  return known
}
