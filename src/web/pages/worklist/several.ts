import type { Count } from '../../../reports/worklists-rows.ts'
import type { Services } from '../../../services.ts'
import { rowsOf } from '../../../shown/worklists.ts'
import type { Shown, Typed, Visit } from '../../page.ts'
import { askedBehind, said } from './acting.ts'

/** So many are done by one form: each is an event of its own, and the answer is waited for. */
export const MOST_AT_ONCE = 200

/** A casefile that was ticked, with the organisations that its lines are about. */
export interface Ticked {
  readonly reference: string
  readonly organisations: readonly string[]
}
/** What a form is about, and how many casefiles were chosen beside it: each page says so until they are chosen again. */
export interface Meaning {
  readonly ticked: readonly Ticked[]
  readonly left: Count
}
/** How many of those that are done at once a casefile makes. */
export type Makes = (casefile: Ticked) => number
const ONE: Makes = () => 1
export type Acting = Visit<{ readonly name: Parameters<typeof rowsOf>[2] }>

/** As a line is ticked, and as the next form hands it on: `RD-000123:organisation,organisation`. */
export const tickOf = ({ reference, organisations }: Ticked): string =>
  organisations.length > 0 ? `${reference}:${organisations.join(',')}` : reference
const TICK = /^([A-Za-z0-9-]{1,40})(?::([0-9a-f-]{36}(?:,[0-9a-f-]{36}){0,20}))?$/

/** Each casefile once, with the organisations of all its lines that were ticked; with what the page before had left out already. */
export function tickedIn(typed: Typed, makes: Makes = ONE): Meaning {
  const all = each(
    [typed['casefile'] ?? []].flat().flatMap((value) => {
      const [, reference, organisations] = TICK.exec(value) ?? []
      return reference ? [{ reference, organisations: organisations?.split(',') ?? [] }] : []
    }),
  )
  const [, count = '0', more] = /^(\d{1,6})(\+?)$/.exec(said(typed, 'left')) ?? []
  return atOnce(all, makes, { count: Number(count), more: more === '+' })
}

/** As a page says it and hands it on. */
export const leftShown = ({ count, more }: Count, what: string) => ({
  count,
  more,
  said: `${count}${more ? '+' : ''}`,
  most: MOST_AT_ONCE,
  what,
})

/** The first of them, each casefile whole. */
function atOnce(all: readonly Ticked[], makes: Makes, before: Count): Meaning {
  let made = 0
  const ticked = all.filter((casefile) => {
    made += makes(casefile)
    return made <= MOST_AT_ONCE
  })
  return { ticked, left: { count: before.count + all.length - ticked.length, more: before.more } }
}

function each(ticks: readonly Ticked[]): readonly Ticked[] {
  const found = new Map<string, Set<string>>()
  for (const { reference, organisations } of ticks) found.set(reference, new Set([...(found.get(reference) ?? []), ...organisations]))
  return [...found].map(([reference, organisations]) => ({ reference, organisations: [...organisations] }))
}

/** Of the page that was checked: the revision of each casefile, by its reference. */
export const seenIn = (typed: Typed): ReadonlyMap<string, number> =>
  new Map(
    [typed['seen'] ?? []].flat().flatMap((value) => {
      const [, reference, revision] = /^([A-Za-z0-9-]{1,40}):(\d{1,9})$/.exec(value) ?? []
      return reference ? [[reference, Number(revision)] as const] : []
    }),
  )

/** Those that the form is about: the ticked ones, or every casefile of the list as it was asked for. */
export async function meantIn(services: Services, visit: Acting, makes: Makes = ONE): Promise<Meaning> {
  if (said(visit.typed, 'all') !== 'yes') return tickedIn(visit.typed, makes)
  const { filters, sorting, name } = await askedBehind(services, visit)
  const rows = await rowsOf(services, visit.reader, name, { limit: MOST_AT_ONCE * 5, filters, sorting })
  const all = each(
    rows.flatMap(({ reference, hidden, organisations }) =>
      hidden || reference === null ? [] : [{ reference, organisations: organisations.map(({ id }) => id) }],
    ),
  )
  return atOnce(all, makes, { count: 0, more: rows.length === MOST_AT_ONCE * 5 })
}

/** Nothing was ticked: said on the list. */
export const nothingTicked = (back: string, what: string): Shown => ({
  redirect: back,
  notice: { kind: 'warning', text: `Tick at least one casefile to ${what}` },
})
