import { doneOf, type EventMeta } from '../../../../machines/kernel/words.ts'
import type { Answer, Engine } from '../../../engine/engine.ts'
import { standing, waitingFor } from '../../../shown/instance.ts'
import { sayPlace } from '../../../shown/place.ts'
import type { Notice } from '../../page.ts'
import { date } from '../../words.ts'

/**
 * What is said once it is done: what was done, where it stands now, and what comes next.
 *
 * @param back where the work goes on, where it does not in this casefile
 */
export function noticeOf(
  { definitions }: Engine,
  { look, repeated, opened, from = '', state: to }: Answer,
  meta: EventMeta,
  back?: Notice['link'],
): Notice {
  const done = doneOf(meta, { from, to })
  const { definition, state } = standing(definitions, look.instance)
  const stands = `${definition.title}: ${sayPlace(definition, state)}.`
  const said = repeated ? `This was sent twice and done once: you ${done}.` : `You ${done}.`
  const text = [said, stands, nextIn(definitions, look)].filter(Boolean).join(' ')
  if (back) return { kind: 'success', text, link: back }
  const [first, ...others] = opened
  if (!first || others.length > 0) return { kind: 'success', text }
  return {
    kind: 'success',
    text,
    link: { text: `Go to the ${definitions[first.machine]!.title.toLowerCase()}`, href: `/instances/${first.id}` },
  }
}

/** The soonest of what it waits for. */
function nextIn(definitions: Engine['definitions'], { file, instance }: Answer['look']): string {
  const { duties, deadlines } = waitingFor(definitions, file, instance)
  const [next] = [...duties, ...deadlines].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  return next ? `Next: ${next.title}, ${date(next.dueOn)}.` : ''
}
