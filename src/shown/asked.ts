import type { Definition } from '../../machines/kernel/definition.ts'
import type { OpenDuty } from '../../machines/kernel/effect.ts'
import type { Step } from './forward.ts'
import { chartFor } from './place.ts'

/** A step that a lifecycle waits for. */
export interface Wanted {
  readonly type: string
  /** The open duties that ask for it, the soonest first. */
  readonly duties: readonly OpenDuty[]
  /** Another step comes first: this is another way to end a duty, or out of the state. */
  readonly instead: boolean
  /** Nothing of ours: it is recorded once somebody else has answered. */
  readonly heard: boolean
  /** Where the state waits for that answer: the deadlines that run meanwhile. */
  readonly awaited?: readonly string[]
}

/** The steps that a duty asks for, the first first: the duty names them, and nothing else that would end it. */
export const askedFor = ({ asks = {} }: Pick<Definition, 'asks'>, { name }: Pick<OpenDuty, 'name'>): readonly string[] => asks[name] ?? []

export const soonestFirst = <D extends Pick<OpenDuty, 'dueOn'>>(duties: readonly D[]): readonly D[] =>
  duties.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))

/**
 * What a lifecycle waits for, in the order of its chart: the steps that its open duties ask for, and of each state that leads on the first
 * that leads out of it, unless a duty asks for another. Whatever else would end a duty or lead out is another way. Where others' answers lead
 * out and no duty asks for anything, they are awaited, and nothing is to be done before.
 *
 * @param steps that the state takes, in the order of the chart
 * @param canTake whether whoever reads it can take a step: of those that a duty leaves to choose, the first that they can is theirs
 */
export function wantedIn(
  definition: Definition,
  steps: readonly Step[],
  open: readonly OpenDuty[],
  canTake: (type: string) => boolean = () => true,
): readonly Wanted[] {
  const duties = soonestFirst(open)
  const taken = (duty: OpenDuty) => askedFor(definition, duty).filter((asked) => steps.some(({ type }) => type === asked))
  const first = (type: string) => duties.some((duty) => (taken(duty).find(canTake) ?? taken(duty)[0]) === type)
  // What the opener of the lifecycle is asked for is none of these.
  const asksElsewhere = duties.some((duty) => askedFor(definition, duty).length > 0 && taken(duty).length === 0)
  const onward = (from: string) => {
    const all = steps.filter((step) => step.leadsOn && step.from === from)
    const asked = all.find(({ type }) => first(type))
    const awaits = !asked && all.some(({ isHeard, inHand }) => isHeard && !inHand)
    return asked ?? (asksElsewhere || awaits ? undefined : all.find(({ isHeard }) => !isHeard))
  }
  return steps.flatMap((step) => {
    const { type } = step
    const asking = duties.filter((duty) => taken(duty).includes(type))
    const ends = duties.some(({ name }) => step.ends.includes(name))
    if (!step.leadsOn && !ends && asking.length === 0) return []
    const heard = step.isHeard && !ends && asking.length === 0 && onward(step.from) === undefined
    const instead = !heard && !first(type) && (ends || asking.length > 0 || onward(step.from) !== step)
    return [{ type, duties: asking, instead, heard, ...(heard && !step.inHand && { awaited: step.deadlines }) }]
  })
}

/** The events that would bar whoever puts them from putting this one: nobody decides about what they asked for themselves. */
export function barringFrom(definition: Definition, type: string): readonly string[] {
  const rules = chartFor(definition)
    .arrows.filter(({ event }) => event === type)
    .flatMap((arrow) => arrow.rules)
  return rules.flatMap(({ name }) => {
    const { who } = definition.rules[name] ?? {}
    return who && 'otherThan' in who && who.by ? [who.by] : []
  })
}
