import type { FlowPage as Listed } from '../../../reports/flow/list.ts'
import type { AttentionKind } from '../../../reports/flow/numbers.ts'
import type { Reader } from '../../../reports/standing.ts'
import type { Services } from '../../../services.ts'
import { lookingAt } from '../../../shown/flow/standing.ts'
import { lowerFirst } from '../../../shown/lower-first.ts'
import { askedOf, type FlowPage } from './asked.ts'
import { ATTENTION, isAttentionKind } from './attention.ts'
import { type Crumb, crumbsOf } from './filters.ts'
import { listAddress, listOf, type Params, type Query } from './params.ts'
import { ELSEWHERE, type StatePlaced, statesInOrder } from './states.ts'

const bands = { overdue: 'Overdue', dueIn7Days: 'Due in 7 days' } as const
export type BandAsked = keyof typeof bands

/** The rows behind a number of a flow, as an address asks for them. */
export interface FlowListAsked {
  readonly flow: FlowPage
  readonly state: StatePlaced | undefined
  /** A state was asked for that there is not. */
  readonly isOfNoState: boolean
  readonly band: BandAsked | undefined
  readonly attention: AttentionKind | undefined
  readonly after: string | undefined
  readonly dropped: readonly string[]
}

/** @throws Problem 404 for a machine that there is not; what else does not fit is left out, and said */
export async function listAsked(services: Services, reader: Reader, machine: string, given: Query): Promise<FlowListAsked> {
  // Of a list it is asked why something needs attention, of the flow whether.
  const { attention: _, ...others } = given
  const flow = await askedOf(services, reader, machine, others)
  const one = (name: string) => listOf(given[name])[0]
  const states = [...statesInOrder(flow.definition), ELSEWHERE]
  const [stateAsked, bandAsked, attentionAsked] = [one('state'), one('band'), one('attention')]
  const state = states.find(({ id }) => id === stateAsked)
  const isOfNoState = stateAsked !== undefined && state === undefined
  const band = bandAsked !== undefined && Object.hasOwn(bands, bandAsked) ? (bandAsked as BandAsked) : undefined
  const attention = attentionAsked !== undefined && isAttentionKind(attentionAsked) ? attentionAsked : undefined
  return {
    flow,
    state: state?.depth === 0 ? undefined : state,
    isOfNoState,
    band,
    attention,
    after: one('after'),
    dropped: [
      ...flow.dropped,
      ...(isOfNoState ? ['The state that was asked for is none of this lifecycle, so it was left out.'] : []),
      ...(bandAsked !== undefined && band === undefined ? ['A due date that cannot be used was left out.'] : []),
      ...(attentionAsked !== undefined && attention === undefined ? ['A reason for attention that cannot be used was left out.'] : []),
    ],
  }
}

export const headingOf = ({ flow, state, band, attention }: FlowListAsked): string =>
  [
    state?.words ?? flow.definition.title,
    ...(band ? [bands[band].toLowerCase()] : []),
    ...(attention ? [lowerFirst(ATTENTION[attention].title)] : []),
  ].join(': ')

/** As it is read. */
export async function listed(
  services: Services,
  { flow, state, band, attention }: FlowListAsked,
): Promise<Omit<Listed, 'after' | 'limit'>> {
  const looking = attention && { kind: attention, ...(await lookingAt(services, flow.definition)) }
  return { state: state?.id, band, attention: looking }
}

/** The address of this list, with what is different. */
export const ofList = (
  { flow, state, band, attention }: FlowListAsked,
  changes: Readonly<Record<string, string | undefined>> = {},
  said: Params = flow.params,
  tail = '/list',
): string => listAddress(flow.machine, said, { state: state?.id, band, attention, ...changes }, tail)

/** Everything it was narrowed by, its state and when it is due among that. */
export function listCrumbs(asked: FlowListAsked): readonly Crumb[] {
  const { flow, state, band, attention } = asked
  return [
    ...(state ? [{ text: state.words, without: ofList(asked, { state: undefined }) }] : []),
    ...(band ? [{ text: bands[band], without: ofList(asked, { band: undefined }) }] : []),
    ...(attention ? [{ text: ATTENTION[attention].title, without: ofList(asked, { attention: undefined }) }] : []),
    ...crumbsOf(flow, (said) => ofList(asked, {}, said)),
  ]
}
