import { z } from 'zod'
import { type Sorting, type WorkFilters, type WorklistName, worklistNames } from '../../../reports/worklists-names.ts'
import type { Services } from '../../../services.ts'
import {
  type FilterName,
  filterNames,
  filtersOf,
  sortAsked,
  sortingOf,
  sortsOf,
  sortWords,
  usualSort,
  workFilters,
} from '../../../shown/worklists-asked.ts'
import { thereOf } from '../../../shown/worklists-there.ts'

export const params = z.object({ name: z.enum(worklistNames) })
/** Read leniently: what does not fit is left out, and said. */
export const query = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
/** The query of a list, as it came. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>
/** Values of each filter, as they stand in the address. */
export type Chosen = Readonly<Partial<Record<FilterName, readonly string[]>>>

export interface AskedOfList {
  readonly name: WorklistName
  readonly chosen: Chosen
  readonly filters: WorkFilters
  readonly sorting: Sorting
  readonly after: string | undefined
  /** What of the address is no more, or never was, each in a sentence. */
  readonly dropped: readonly string[]
  /** What the organisations and posts that are chosen are called. */
  readonly names: ReadonlyMap<string, string>
}

/** An address that was kept may ask for what is no more: that is left out, and said; the list is shown for the rest. */
export async function askedOf(services: Services, name: WorklistName, query: Query): Promise<AskedOfList> {
  const dropped: string[] = []
  const wellFormed = Object.fromEntries(
    filterNames.flatMap((filter) => {
      const values = listOf(query[filter])
      if (values.length === 0) return []
      if (!filtersOf[name].includes(filter)) {
        dropped.push(`This list is not narrowed by ${NAMES[filter]}, so that was left out.`)
        return []
      }
      return [[filter, [...new Set(values)].filter((value) => workFilters[filter].safeParse(value).success)]]
    }),
  ) as Chosen
  const there = await thereOf(services, wellFormed as WorkFilters)
  const chosen = Object.fromEntries(
    Object.entries(wellFormed).flatMap(([filter, values]) => {
      const left = values.filter((value) => there.has(filter as FilterName, value))
      const gone = new Set(listOf(query[filter])).size - left.length
      if (gone > 0)
        dropped.push(
          `${gone === 1 ? 'A choice' : `${gone} choices`} of ${NAMES[filter as FilterName]} that no longer exist${gone === 1 ? 's was' : ' were'} left out.`,
        )
      return left.length > 0 ? [[filter, left]] : []
    }),
  ) as Chosen
  return {
    name,
    chosen,
    filters: chosen as WorkFilters,
    ...sortIn(name, query['sort'], dropped),
    after: listOf(query['after'])[0],
    dropped,
    names: there.names,
  }
}

const listOf = (value: Query[string]): readonly string[] => (value === undefined ? [] : [value].flat()).filter((each) => each !== '')

function sortIn(name: WorklistName, asked: Query[string], dropped: string[]): { readonly sorting: Sorting } {
  const [text] = listOf(asked)
  if (text === undefined) return { sorting: usualSort(name) }
  const sorting = sortAsked.safeParse(text).success ? sortingOf(text) : undefined
  if (sorting && sortsOf(name).includes(sorting.by)) return { sorting }
  dropped.push('The list cannot be sorted in that way, so it is shown in its usual order.')
  return { sorting: usualSort(name) }
}

/** As a sentence names them. */
export const NAMES: Readonly<Record<FilterName, string>> = {
  organisation: 'organisation',
  rating: 'rating',
  machine: 'kind of lifecycle',
  state: 'state',
  caseworker: 'caseworker',
  team: 'team',
  band: 'due date',
  directorate: 'directorate',
  kind: 'kind of work',
  source: 'where the item came from',
  stage: 'stage',
  reply: 'reply',
}

/** The address of a list with these choices; the usual order is not said. */
export function addressOf(name: WorklistName, chosen: Chosen, sorting: Sorting, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams()
  for (const filter of filterNames) for (const value of chosen[filter] ?? []) query.append(filter, value)
  if (sortWords(sorting) !== sortWords(usualSort(name))) query.set('sort', sortWords(sorting))
  for (const [each, value] of Object.entries(more)) query.set(each, value)
  return query.size > 0 ? `/worklists/${name}?${query}` : `/worklists/${name}`
}
