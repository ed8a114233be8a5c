import { directorates, inPlainWords } from '../../../../machines/kernel/authority.ts'
import { ratings } from '../../../../machines/kernel/definition.ts'
import type { FlowChoices } from '../../../reports/flow/choices.ts'
import { MOST_NAMED } from '../../../reports/organisations.ts'
import { NOBODY } from '../../../reports/worklists-names.ts'
import { shortDate } from '../../words.ts'
import type { FlowPage } from './asked.ts'
import { addressOf, type FilterName, filterNames, type Params } from './params.ts'

export interface Choice {
  readonly value: string
  readonly text: string
  readonly checked: boolean
}
export interface Filter {
  readonly name: FilterName
  readonly title: string
  readonly choices: readonly Choice[]
  /** Those beside what is chosen are too many to be ticked: they are chosen from a list; `sought` where that does not hold them all. */
  readonly listed?: { readonly choices: readonly Choice[]; readonly sought: boolean }
}
/** A choice that was made, with the address without it. */
export interface Crumb {
  readonly text: string
  readonly without: string
}

const TITLES: Readonly<Partial<Record<FilterName, string>>> = {
  rating: 'Rating',
  directorate: 'Directorate',
  source: 'Where the item came from',
  caseworker: 'Caseworker',
  organisation: 'Organisation',
}
const SOURCES: Readonly<Record<string, string>> = {
  intervention: 'An intervention',
  premature: 'A premature complaint',
  investigation: 'An investigation',
}

/** What a choice is called. */
function said(names: ReadonlyMap<string, string>, filter: FilterName, value: string): string {
  if (filter === 'openedFrom') return `Opened from ${shortDate(value)}`
  if (filter === 'openedTo') return `Opened to ${shortDate(value)}`
  if (filter === 'rating') return `Rated ${value}`
  if (filter === 'directorate') return upperFirst(inPlainWords(value))
  if (filter === 'source') return SOURCES[value] ?? value
  if (value === NOBODY) return 'Nobody'
  return names.get(value.toLowerCase()) ?? names.get(value) ?? value
}
const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** More than this is no longer ticked, but chosen by typing. */
const MOST_TICKED = 20

/** The groups of choices of the form; only items of compliance come from something. */
export function filtersShown({ machine, params, names }: FlowPage, { organisations, caseworkers, more }: FlowChoices): readonly Filter[] {
  const called = new Map([
    ...organisations.map(({ id, name }) => [id, name] as const),
    ...caseworkers.map(({ id, title }) => [id, title] as const),
    ...names,
  ])
  const values: Readonly<Partial<Record<FilterName, readonly string[]>>> = {
    rating: ratings.toReversed(),
    directorate: directorates,
    ...(machine === 'compliance' && { source: Object.keys(SOURCES) }),
    caseworker: [...caseworkers.map(({ id }) => id), NOBODY],
    organisation: organisations.slice(0, more ? MOST_NAMED : undefined).map(({ id }) => id),
  }
  return (Object.keys(values) as FilterName[]).map((name) => {
    const chosen = params[name] ?? []
    const all = [...new Set([...values[name]!, ...chosen])]
    const items = all.map((value) => ({ value, text: said(called, name, value), checked: chosen.includes(value) }))
    const sought = name === 'organisation' && more
    if (!sought && (name !== 'organisation' || items.length <= MOST_TICKED)) return { name, title: TITLES[name]!, choices: items }
    const listed = { choices: items.filter(({ checked }) => !checked), sought }
    return { name, title: TITLES[name]!, choices: items.filter(({ checked }) => checked), listed }
  })
}

/** What numbers are narrowed by: that only what needs attention is shown leaves them as they are. */
export const narrowedBy = (
  { machine, params, names }: FlowPage,
  address = (changed: Params) => addressOf(machine, changed),
): readonly Crumb[] =>
  filterNames.flatMap((filter) =>
    (params[filter] ?? []).map((value) => ({
      text: said(names, filter, value),
      without: address({ ...params, [filter]: params[filter]!.filter((one) => one !== value) }),
    })),
  )

/** Everything that was chosen, each to be taken away by itself. */
export function crumbsOf(page: FlowPage, address = (changed: Params) => addressOf(page.machine, changed)): readonly Crumb[] {
  const crumbs = narrowedBy(page, address)
  if (!page.params.attention?.length) return crumbs
  return [...crumbs, { text: 'Needs attention only', without: address({ ...page.params, attention: [] }) }]
}

export const cleared = (params: Params): Params => ({
  ...params,
  ...Object.fromEntries([...filterNames, 'attention'].map((name) => [name, []])),
})
