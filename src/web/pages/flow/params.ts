import { z } from 'zod'

/** What the address of a flow says, in the order in which it says it; defaults are not said. */
export const paramNames = [
  'organisation',
  'rating',
  'directorate',
  'caseworker',
  'source',
  'openedFrom',
  'openedTo',
  'window',
  'heat',
  'attention',
  'rows',
  'at',
  'compare',
  'from',
  'to',
  'step',
  'focus',
  'zoom',
] as const
export type ParamName = (typeof paramNames)[number]
export type Params = Readonly<Partial<Record<ParamName, readonly string[]>>>

/** What it is narrowed by, and what every link to a list therefore says. */
export const filterNames = [
  'organisation',
  'rating',
  'directorate',
  'caseworker',
  'source',
  'openedFrom',
  'openedTo',
] as const satisfies readonly ParamName[]
export type FilterName = (typeof filterNames)[number]

/** Values to be said instead of those that are; undefined takes a parameter away. */
export type Changes = Readonly<Record<string, string | readonly string[] | undefined>>

/** An address of the flow of a machine with all that was asked for, and what is different. */
export function addressOf(machine: string, params: Params, { tail = '', changes = {}, keep = paramNames }: Linking = {}): string {
  const query = new URLSearchParams()
  const said: Changes = { ...Object.fromEntries(keep.map((name) => [name, params[name]])), ...changes }
  for (const [name, value] of Object.entries(said)) for (const each of [value ?? []].flat()) query.append(name, each)
  return `/flow/${machine}${tail}${query.size > 0 ? `?${query}` : ''}`
}
export interface Linking {
  /** `/list` */
  readonly tail?: string
  readonly changes?: Changes
  /** The parameters that it passes on. */
  readonly keep?: readonly ParamName[]
}

/** Of the list behind a number, or of what else is said of the same rows: the same filters, at the same moment, beside the same other one. */
export const listAddress = (machine: string, params: Params, changes: Changes, tail = '/list'): string =>
  addressOf(machine, params, { tail, changes, keep: [...filterNames, 'at', 'compare'] })

export const params = z.object({ machine: z.string().regex(/^[a-z][A-Za-z]{0,40}$/) })
/** Read leniently: what does not fit is left out, and said. */
export const query = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
/** As it came. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>
export const listOf = (value: Query[string]): readonly string[] => (value === undefined ? [] : [value].flat()).filter((each) => each !== '')
