import { known } from '../reports/worklists-choices.ts'
import { NOBODY, type WorkFilters } from '../reports/worklists-names.ts'
import type { Services } from '../services.ts'
import { chartFor } from './place.ts'
import type { FilterName } from './worklists-asked.ts'

/** What of the choices of a list there is. */
export interface There {
  readonly has: (filter: FilterName, value: string) => boolean
  /** What the organisations and posts among them are called. */
  readonly names: ReadonlyMap<string, string>
}

/** Whether there is what a list is to be narrowed by: the organisations, the posts, the lifecycles and their states. */
export async function thereOf({ engine, lists }: Services, filters: WorkFilters): Promise<There> {
  const posts = [...(filters.caseworker ?? []).filter((post) => post !== NOBODY), ...(filters.team ?? [])]
  const there = await known(lists, filters.organisation ?? [], posts)
  const has = (filter: FilterName, value: string): boolean => {
    if (filter === 'organisation') return there.organisations.has(value.toLowerCase())
    if (filter === 'caseworker') return value === NOBODY || there.posts.has(value)
    if (filter === 'team') return there.posts.has(value)
    if (filter === 'machine') return Object.hasOwn(engine.definitions, value)
    return filter !== 'state' || isState(engine, value)
  }
  return { has, names: new Map([...there.organisations, ...there.posts]) }
}

function isState({ definitions }: Services['engine'], value: string): boolean {
  const [machine = '', ...path] = value.split('.')
  const definition = Object.hasOwn(definitions, machine) ? definitions[machine] : undefined
  return definition !== undefined && chartFor(definition).states.some(({ id }) => id === `${definition.machine.root.id}.${path.join('.')}`)
}
