import type { Approach } from '../../machines/approach/record.ts'
import type { Compliance } from '../../machines/compliance/record.ts'
import type { Intervention } from '../../machines/intervention/record.ts'
import type { Recommendation } from '../../machines/recommendation/record.ts'
import type { Engine } from '../engine/engine.ts'

/** What the organisations are called that a record names. */
export type Names = ReadonlyMap<string, { readonly name: string }>

const nameIn = (names: Names, id: string) => names.get(id)?.name ?? 'an organisation'

/** Where a casefile is about one organisation only, it need not be said again. */
const oneOfSeveral = (names: Names, id: string) => (names.size > 1 ? ` (${nameIn(names, id)})` : '')

/** What tells a lifecycle from others of its kind in the same casefile; each by what it is about. */
const called: Readonly<Record<string, (record: never, names: Names) => string>> = {
  intervention: ({ attempt }: Intervention) => `Attempt ${attempt} at an intervention`,
  approach: ({ organisation, attempt }: Approach, names) =>
    `Approach to ${nameIn(names, organisation)}${attempt > 1 ? `, attempt ${attempt}` : ''}`,
  compliance: ({ action, organisation }: Compliance, names) => `Remedy: ${short(action.what)}${oneOfSeveral(names, organisation)}`,
  recommendation: ({ action, organisation }: Recommendation, names) =>
    `Recommendation: ${short(action.what)}${oneOfSeveral(names, organisation)}`,
  investigation: () => 'Investigation',
  review: () => 'Review of our decision',
  casefile: () => 'The casefile',
}

export const nameOfLifecycle = ({ definitions }: Pick<Engine, 'definitions'>, machine: string, record: unknown, names: Names): string =>
  called[machine]?.(record as never, names) ?? definitions[machine]?.title ?? machine

const MOST = 70
/** The beginning of a sentence, whole words of it. */
export const short = (text: string, most = MOST): string => {
  const plain = text.trim().replace(/\.$/, '')
  if (plain.length <= most) return plain
  return `${plain.slice(0, plain.lastIndexOf(' ', most)).replace(/[,;:]$/, '')} …`
}
