import type { Reader } from '../../../reports/standing.ts'
import type { Services } from '../../../services.ts'
import { askedOf, type FlowPage } from './asked.ts'
import { type Crumb, crumbsOf } from './filters.ts'
import { listAddress, listOf, type Params, type Query } from './params.ts'
import { ELSEWHERE, type StatePlaced, statesInOrder } from './states.ts'

const bands = { overdue: 'Overdue', dueIn7Days: 'Due in 7 days' } as const
export type BandAsked = keyof typeof bands

/** The rows behind a number of a flow, as an address asks for them. */
export interface FlowListAsked {
  readonly flow: FlowPage
  readonly state: StatePlaced | undefined
  readonly band: BandAsked | undefined
  readonly after: string | undefined
  readonly dropped: readonly string[]
}

/** @throws Problem 404 for a machine that there is not; what else does not fit is left out, and said */
export async function listAsked(services: Services, reader: Reader, machine: string, given: Query): Promise<FlowListAsked> {
  const flow = await askedOf(services, reader, machine, given)
  const one = (name: string) => listOf(given[name])[0]
  const states = [...statesInOrder(flow.definition), ELSEWHERE]
  const [stateAsked, bandAsked] = [one('state'), one('band')]
  const state = states.find(({ id }) => id === stateAsked)
  const band = bandAsked !== undefined && Object.hasOwn(bands, bandAsked) ? (bandAsked as BandAsked) : undefined
  return {
    flow,
    state: state?.depth === 0 ? undefined : state,
    band,
    after: one('after'),
    dropped: [
      ...flow.dropped,
      ...(stateAsked !== undefined && state === undefined
        ? ['The state that was asked for is none of this lifecycle, so it was left out.']
        : []),
      ...(bandAsked !== undefined && band === undefined ? ['A due date that cannot be used was left out.'] : []),
    ],
  }
}

export const headingOf = ({ flow, state, band }: FlowListAsked): string =>
  [state?.words ?? flow.definition.title, ...(band ? [bands[band].toLowerCase()] : [])].join(': ')

/** The address of this list, with what is different. */
export const ofList = (
  { flow, state, band }: FlowListAsked,
  changes: Readonly<Record<string, string | undefined>> = {},
  said: Params = flow.params,
  tail = '/list',
): string => listAddress(flow.machine, said, { state: state?.id, band, ...changes }, tail)

/** Everything it was narrowed by, its state and when it is due among that. */
export function listCrumbs(asked: FlowListAsked): readonly Crumb[] {
  const { flow, state, band } = asked
  return [
    ...(state ? [{ text: state.words, without: ofList(asked, { state: undefined }) }] : []),
    ...(band ? [{ text: bands[band], without: ofList(asked, { band: undefined }) }] : []),
    ...crumbsOf({ ...flow, params: { ...flow.params, attention: [] } }, (said) => ofList(asked, {}, said)),
  ]
}
