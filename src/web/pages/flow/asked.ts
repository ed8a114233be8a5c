import { z } from 'zod'
import type { CalendarDate, Instant } from '../../../../machines/kernel/calendar.ts'
import type { Definition } from '../../../../machines/kernel/definition.ts'
import { presentMoment } from '../../../clock.ts'
import { focusesOf } from '../../../live/picture.ts'
import { notFound } from '../../../problem.ts'
import { type FlowAsked, type FlowFilters, hasFlow, type Window } from '../../../reports/flow/numbers.ts'
import type { Reader } from '../../../reports/standing.ts'
import { known } from '../../../reports/worklists-choices.ts'
import { NOBODY } from '../../../reports/worklists-names.ts'
import type { Services } from '../../../services.ts'
import { chartFor } from '../../../shown/place.ts'
import { workFilters } from '../../../shown/worklists-asked.ts'
import { endOf, momentWritten, writtenOf } from './moment.ts'
import { type FilterName, listOf, type ParamName, type Params, paramNames, type Query } from './params.ts'

export const windows = ['1', '7', '28'] as const satisfies readonly `${Window}`[]
export const heats = ['volume', 'age', 'none'] as const
export type Heat = (typeof heats)[number]
export const zooms = ['fit', '50', '75', '100', '150'] as const
/** As it can be read: the largest are wider than any screen, and scroll. */
export const USUAL_ZOOM = '100'

/** The flow of one machine as an address asks for it. */
export interface FlowPage {
  readonly definition: Definition
  readonly machine: string
  /** As understood, to be passed on. */
  readonly params: Params
  readonly asked: FlowAsked
  readonly compare: Instant | undefined
  /** Nothing is played past it. */
  readonly today: CalendarDate
  /** In days. */
  readonly window: Window
  readonly heat: Heat
  readonly attention: boolean
  readonly allRows: boolean
  /** What of the address is no more, or never was, each in a sentence. */
  readonly dropped: readonly string[]
  /** What the organisations and posts that are chosen are called. */
  readonly names: ReadonlyMap<string, string>
}

const day = z.iso.date().refine((text) => text >= '1900' && text < '3000')
const moment = z.string().refine((text) => momentWritten(text) !== undefined)
const each: Readonly<Record<ParamName, z.ZodType>> = {
  organisation: workFilters.organisation,
  rating: workFilters.rating,
  directorate: workFilters.directorate,
  caseworker: workFilters.caseworker,
  source: workFilters.source,
  openedFrom: day,
  openedTo: day,
  window: z.enum(windows),
  heat: z.enum(heats),
  attention: z.literal('yes'),
  rows: z.literal('all'),
  at: moment,
  compare: moment,
  from: day,
  to: day,
  step: z.enum(['day', 'week']),
  focus: z.string().max(300),
  zoom: z.enum(zooms),
}
const several: readonly ParamName[] = ['organisation', 'rating', 'directorate', 'caseworker', 'source']
/** What one sees first of a picture is its outermost state. */
const isUsual = ({ name: machine }: Definition, name: ParamName, value: string | undefined) =>
  value === (name === 'focus' ? machine : USUAL[name])
const USUAL: Readonly<Partial<Record<ParamName, string>>> = { window: '7', heat: 'volume', step: 'day', zoom: USUAL_ZOOM }

/** As a sentence names them. */
export const NAMES: Readonly<Record<ParamName, string>> = {
  organisation: 'organisation',
  rating: 'rating',
  directorate: 'directorate',
  caseworker: 'caseworker',
  source: 'where the item came from',
  openedFrom: 'the first day of opening',
  openedTo: 'the last day of opening',
  window: 'window',
  heat: 'heat',
  attention: 'what needs attention',
  rows: 'rows',
  at: 'the moment',
  compare: 'the moment to compare with',
  from: 'the first day to play',
  to: 'the last day to play',
  step: 'step',
  focus: 'the part of the picture',
  zoom: 'size',
}

/** @throws Problem 404 for a machine that there is not, or that has no flow */
export function definitionOf({ engine }: Services, machine: string): Definition {
  if (!Object.hasOwn(engine.definitions, machine) || !hasFlow(machine)) throw notFound()
  return engine.definitions[machine]!
}

/**
 * An address that was kept may ask for what is no more: that is left out, and said; the flow is shown for the rest.
 *
 * @throws Problem 404 for a machine that there is not
 */
export async function askedOf(services: Services, reader: Reader, machine: string, query: Query): Promise<FlowPage> {
  const definition = definitionOf(services, machine)
  const dropped: string[] = []
  const { params: said, names } = await understood(services, definition, query, dropped)
  const now = await presentMoment(services.pool)
  const { today } = reader
  const params = atFirst(periodIn(today, said, dropped))
  const one = (name: ParamName) => params[name]?.[0]
  const momentIn = (name: 'at' | 'compare') => momentSaid({ now, today }, one(name), name === 'at' && params.from !== undefined)
  const [at, compare] = [momentIn('at'), momentIn('compare')]
  if (one('at') !== undefined && at === undefined) dropped.push('The moment that is looked at is still to come, so it was left out.')
  if (one('compare') !== undefined && compare === undefined)
    dropped.push('The moment to compare with is still to come, so it was left out.')
  const kept = Object.fromEntries(
    Object.entries(params).filter(([name]) => (name !== 'at' || at !== undefined) && (name !== 'compare' || compare !== undefined)),
  ) as Params
  return {
    definition,
    machine,
    params: kept,
    asked: { machine, filters: filtersIn(params), ...(at !== undefined && { at }), ...(compare !== undefined && { withoutSealed: true }) },
    compare,
    today,
    window: Number(one('window') ?? USUAL.window) as Window,
    heat: (one('heat') ?? USUAL.heat) as Heat,
    attention: params.attention !== undefined,
    allRows: params.rows !== undefined,
    dropped,
    names,
  }
}

/** A period that cannot be played is left out, and said. */
function periodIn(today: CalendarDate, params: Params, dropped: string[]): Params {
  const { from: [from] = [], to: [to] = [], step: _, ...others } = params
  if (from === undefined || to === undefined || (from <= to && from <= today)) return params
  dropped.push(`The period to play ${from > to ? 'ends before it begins' : 'is still to come'}, so it was left out.`)
  return others
}

/** A period begins at the end of its first day. */
const atFirst = (params: Params): Params => (params.from && params.to && !params.at ? { ...params, at: [endOf(params.from[0]!)] } : params)

async function understood(
  services: Services,
  definition: Definition,
  query: Query,
  dropped: string[],
): Promise<Pick<FlowPage, 'params' | 'names'>> {
  const wellFormed = new Map(
    paramNames.map((name) => {
      const values = [...new Set(listOf(query[name]))].filter((value) => each[name].safeParse(value).success)
      return [name, several.includes(name) ? values : values.slice(0, 1)] as const
    }),
  )
  const posts = wellFormed.get('caseworker')!.filter((post) => post !== NOBODY)
  const there = await known(services.lists, wellFormed.get('organisation')!, posts)
  const parts = focusesOf(chartFor(definition))
  const isThere = (name: ParamName, value: string) =>
    name === 'focus'
      ? value === 'all' || parts.includes(value)
      : name === 'organisation'
        ? there.organisations.has(value.toLowerCase())
        : name !== 'caseworker' || value === NOBODY || there.posts.has(value)
  const params = Object.fromEntries(
    [...wellFormed].flatMap(([name, values]) => {
      const left = values.filter((value) => isThere(name, value))
      if (new Set(listOf(query[name])).size > left.length) dropped.push(`A choice of ${NAMES[name]} that cannot be used was left out.`)
      return left.length > 0 && !isUsual(definition, name, left[0]) ? [[name, left]] : []
    }),
  ) as Params
  return { params, names: new Map([...there.organisations, ...there.posts]) }
}

/** Undefined where it is still to come; of today alone, and where a period is played to it, as much is meant as there has been. */
function momentSaid({ now, today }: Present, written: string | undefined, played: boolean): Instant | undefined {
  const moment = written === undefined ? undefined : momentWritten(written)
  if (written === undefined || moment === undefined || moment <= now) return moment
  return written === today || written === writtenOf(now) || (played && written === endOf(today)) ? now : undefined
}
interface Present {
  readonly now: Instant
  readonly today: CalendarDate
}

function filtersIn(params: Params): FlowFilters {
  const filters: Partial<Record<FilterName, unknown>> = {}
  for (const name of ['organisation', 'rating', 'directorate', 'caseworker', 'source'] as const)
    if (params[name]) filters[name] = params[name]
  for (const name of ['openedFrom', 'openedTo'] as const) if (params[name]) filters[name] = params[name][0]
  return filters as FlowFilters
}
