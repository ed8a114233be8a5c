import type { Definition } from '../../machines/kernel/definition.ts'
import type { OpenDuty } from '../../machines/kernel/effect.ts'
import { type actionsExplained, warningsOf } from './actions.ts'
import { barringFrom } from './asked.ts'
import type { PutTo } from './put-to-casefile.ts'

type Action = ReturnType<typeof actionsExplained>[number]

/** A step; put to the casefile or to the opener of the lifecycle where it is not its own. It is not offered where it wants a written reason. */
export type FirstStep = Action & { readonly elsewhere?: PutTo }
export interface First {
  readonly action: FirstStep
  /** What the step makes possible. */
  readonly towards?: string
  /** What else the duty asks for: which of them it is, whoever has it chooses. */
  readonly or?: readonly FirstStep[]
  /** What the duty asks for beside it: all of them. */
  readonly and?: readonly FirstStep[]
}

/** What one person can do in a lifecycle. */
export interface Doing {
  readonly definition: Definition
  readonly actions: readonly Action[]
  readonly person: string
}

export const couldPut = ({ people }: Action['whoCould'], person: string) => people.some(({ id }) => id === person)
/** A step of the lifecycle's own; and whether it is that event. */
export const isOwnStep = ({ elsewhere }: FirstStep) => elsewhere === undefined
export const isPutHere = (step: FirstStep | undefined, type: string) => step?.type === type && isOwnStep(step)

/** The first of the duties that anything can be done about, and what. */
export function soonest(
  duties: readonly OpenDuty[],
  firstOf: (duty: OpenDuty) => First | undefined,
): (First & { readonly duty: OpenDuty }) | undefined {
  for (const duty of duties) {
    const first = firstOf(duty)
    if (first) return { ...first, duty }
  }
  return undefined
}

/** The first of these that the person can take, also with a written reason, and the others; or what can be done first so that one becomes possible. */
export function firstOf(wanted: readonly FirstStep[], doing: Doing): First | undefined {
  const ways = wanted.flatMap((action) => possible(action, doing).slice(0, 1))
  const [first] = ways
  if (!first) return wanted.flatMap((action) => unlocking(action, doing)).at(0)
  const or = first.towards ? [] : ways.slice(1).flatMap(({ action, towards }) => (towards ? [] : [action]))
  return or.length > 0 ? { ...first, or } : first
}

/** Whether a step is possible, if with a written reason. */
export const canTake = (action: FirstStep) => action.offered || wantsReason(action)

/** The first of these that the person can take, where all of them are asked for, and the others. */
export function allOf(wanted: readonly FirstStep[], doing: Doing): First | undefined {
  const first = firstOf(wanted, doing)
  return first && { ...first, or: [], and: first.or ?? [] }
}

function possible(action: FirstStep, doing: Doing): readonly First[] {
  if (action.offered) return [...warningsOf(action).flatMap(({ settledBy }) => before(settledBy, action, doing)), { action }]
  return wantsReason(action) ? [...unlocking(action, doing), { action }] : []
}
const wantsReason = ({ refusals }: FirstStep) => refusals.length > 0 && refusals.every(({ reasonWouldHelp }) => reasonWouldHelp)

/** Whether a written reason is all that a step wants, and nothing that the person can do would make it needless. */
export const takesReason = (action: FirstStep, doing: Doing): boolean =>
  !action.offered && wantsReason(action) && unlocking(action, doing).length === 0

const unlocking = (action: FirstStep, doing: Doing): readonly First[] =>
  couldPut(action.whoCould, doing.person) ? action.refusals.flatMap(({ unlockedBy }) => before(unlockedBy, action, doing)) : []

/** Not what would bar whoever does it from the step that it is for. */
const before = (type: string | undefined, { type: wanted, title }: FirstStep, { definition, actions }: Doing): readonly First[] =>
  actions
    .filter((each) => each.offered && each.type === type && !barringFrom(definition, wanted).includes(each.type))
    .map((action) => ({ action, towards: title }))

/** Whether a step would bar the person from another that they could take. */
export const bars = ({ type }: FirstStep, { definition, actions, person }: Doing): boolean =>
  actions.some((each) => couldPut(each.whoCould, person) && barringFrom(definition, each.type).includes(type))

/** A step that is not possible, without what would bar from it whoever could otherwise take it. */
export function leadingOn<A extends Action>(definition: Definition, action: A, person: string): A {
  const barring = couldPut(action.whoCould, person) ? barringFrom(definition, action.type) : []
  const refusals = action.refusals.map(({ unlockedBy, ...refusal }) => ({
    ...refusal,
    ...(unlockedBy && !barring.includes(unlockedBy) && { unlockedBy }),
  }))
  return { ...action, refusals }
}
