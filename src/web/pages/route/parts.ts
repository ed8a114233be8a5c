import type { RouteShown } from '../../../shown/route.ts'
import { dayOf } from '../../words.ts'
import { ordinal } from './dressing.ts'

type Step = RouteShown['steps'][number]

/** A step as the lists have it. */
export interface ListedStep extends Step {
  readonly href: string
  readonly isShown: boolean
  /** Not there yet at the step that is shown. */
  readonly isAhead: boolean
  readonly again: string | undefined
  readonly late: boolean
}

/** One piece of the way: a step that led on, or those between two of them that left it where it was. */
export type Part =
  | { readonly kind: 'step'; readonly step: ListedStep }
  | { readonly kind: 'stays'; readonly steps: readonly ListedStep[]; readonly isShown: boolean }
  | { readonly kind: 'gap'; readonly days: number }

/** The way in its parts: each move by itself, what changed nothing together, and the time in which nothing was recorded. */
export function inParts(
  { steps, at }: RouteShown,
  hrefOf: (step: number) => string,
): { parts: readonly Part[]; all: readonly ListedStep[] } {
  const all = steps.map((step) => ({
    ...step,
    href: hrefOf(step.number),
    isShown: step.number === at,
    isAhead: step.number > at,
    again: step.moved && step.time > 1 ? `${ordinal(step.time)} time` : undefined,
    late: step.kind !== 'clock' && step.happenedOn !== dayOf(step.recordedAt),
  }))
  const parts: Part[] = []
  for (const step of all) {
    if (step.gapDays !== null) parts.push({ kind: 'gap', days: step.gapDays })
    if (leadsOn(step)) parts.push({ kind: 'step', step })
    else {
      const last = parts.at(-1)
      const steps = [...(last?.kind === 'stays' ? last.steps : []), step]
      if (last?.kind === 'stays') parts.pop()
      parts.push({ kind: 'stays', steps, isShown: steps.some(({ isShown }) => isShown) })
    }
  }
  return { parts, all }
}

const leadsOn = ({ moved, number, isCorrection, inError, opened }: Step) =>
  moved || number === 1 || isCorrection || inError || opened.length > 0
