import { directorates, inPlainWords } from '../../../../machines/kernel/authority.ts'
import type { Engine } from '../../../engine/engine.ts'
import { MOST_NAMED } from '../../../reports/organisations.ts'
import type { Team } from '../../../reports/teams.ts'
import { type Choices, MOST_ORGANISATIONS, MOST_ROWS } from '../../../reports/worklists-choices.ts'
import { isOfCasefiles, NOBODY, type WorklistName } from '../../../reports/worklists-names.ts'
import { sayPlace, tellingPaths } from '../../../shown/place.ts'
import { type PostsNamed, sayPost } from '../../../shown/posts.ts'
import { type FilterName, filtersOf } from '../../../shown/worklists-asked.ts'
import { type AskedOfList, addressOf, type Chosen, NAMES } from './asked.ts'

export interface Choice {
  readonly value: string
  readonly text: string
  readonly checked: boolean
}
export interface Filter {
  readonly name: FilterName
  readonly title: string
  readonly choices: readonly Choice[]
  /** That there are others than these, in a sentence. */
  readonly others?: string | undefined
  /** Then one more is chosen out of those that were found by a part of their name. */
  readonly listed?: { readonly choices: readonly Choice[]; readonly sought: true } | undefined
}
/** A choice that was made, with the address of the list without it. */
export interface Crumb {
  readonly text: string
  readonly without: string
}

const SAID: Readonly<Partial<Record<FilterName, Readonly<Record<string, string>>>>> = {
  rating: { C: 'Rated C', B: 'Rated B', A: 'Rated A' },
  band: { overdue: 'Overdue', dueIn7Days: 'Due in 7 days', later: 'Due later', undated: 'No date' },
  kind: { duty: 'Duty', deadline: 'Deadline', work: 'In hand, without a date' },
  source: { intervention: 'An intervention', premature: 'A premature complaint', investigation: 'An investigation' },
  reply: { awaited: 'Awaiting reply', toJudge: 'Reply to be judged' },
  stage: { stage1: 'Stage 1', stage2: 'Stage 2', stage3: 'Stage 3' },
}

interface Named {
  readonly engine: Engine
  readonly names: ReadonlyMap<string, string>
  readonly posts: PostsNamed
}

/** What a choice is called. */
function said({ engine, names, posts }: Named, filter: FilterName, value: string): string {
  if (filter === 'caseworker') return value === NOBODY ? 'Nobody' : sayPost(posts, value)
  if (filter === 'team') return `Team of the ${names.get(value) ?? value}`
  if (filter === 'organisation') return names.get(value.toLowerCase()) ?? value
  if (filter === 'machine') return engine.definitions[value]?.title ?? value
  if (filter === 'directorate') return upperFirst(inPlainWords(value))
  if (filter !== 'state') return SAID[filter]?.[value] ?? value
  const [machine = '', ...path] = value.split('.')
  return `${engine.definitions[machine]?.title ?? machine}: ${sayPlace(engine.definitions[machine], path.join('.'))}`
}
const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** And the posts that others report to, and the organisations that were sought by a part of their name. */
export type ChoicesWithTeams = Choices & { readonly teams: readonly Team[]; readonly found: Choices['organisations'] }

/** The filters that this list has, each with what its rows can be chosen by, and with what was chosen though no row has it. */
export function filtersShown(engine: Engine, posts: PostsNamed, asked: AskedOfList, choices: ChoicesWithTeams): readonly Filter[] {
  const named = { engine, posts, names: namesWith(asked, choices) }
  return filtersOf[asked.name]
    .map((name) => {
      const chosen = asked.chosen[name] ?? []
      const values = [...new Set([...valuesOf(engine, name, choices), ...chosen])]
      const items = values.map((value) => ({ value, text: said(named, name, value), checked: chosen.includes(value) }))
      const others = othersSaid(asked.name, name, choices)
      return {
        name,
        title: upperFirst(NAMES[name]),
        choices: name === 'state' ? items.sort((a, b) => (a.text < b.text ? -1 : 1)) : items,
        others,
        listed: name === 'organisation' && others !== undefined ? listedOf(choices, chosen) : undefined,
      }
    })
    .filter(({ choices: left, others, name }) => left.length > 1 || others !== undefined || asked.chosen[name] !== undefined)
}

const listedOf = ({ found }: ChoicesWithTeams, chosen: readonly string[]) => ({
  choices: found
    .slice(0, MOST_NAMED)
    .filter(({ id }) => !chosen.includes(id))
    .map(({ id, name }) => ({ value: id, text: name, checked: false })),
  sought: true as const,
})

/** Without it, what cannot be ticked would look as if there were none. */
function othersSaid(list: WorklistName, filter: FilterName, { more, moreOrganisations }: Choices): string | undefined {
  const rows = MOST_ROWS.toLocaleString('en-GB')
  const of = isOfCasefiles(list) ? `of the newest ${rows} casefiles on this list` : `of ${rows} things on this list`
  if (filter !== 'organisation')
    return more && ['machine', 'state', 'caseworker'].includes(filter) ? `These are ${of}: there may be others.` : undefined
  if (!more && !moreOrganisations) return undefined
  const these = [...(moreOrganisations ? [`the first ${MOST_ORGANISATIONS} by name`] : []), ...(more ? [of] : [])]
  return `These are ${these.join(', ')}. Find any other by a part of its name.`
}

/** Whether it is late is told by the due date: a state is chosen with both. */
const IN_OR_OUT_OF_TIME = /\.(inTime|late|overdue|significantlyDelayed)$/

const namesWith = ({ names }: AskedOfList, { organisations, teams }: ChoicesWithTeams): ReadonlyMap<string, string> =>
  new Map([
    ...organisations.map(({ id, name }) => [id, name] as const),
    ...teams.map(({ post, title }) => [post, title] as const),
    ...names,
  ])

function valuesOf({ definitions }: Engine, name: FilterName, choices: ChoicesWithTeams): readonly string[] {
  const { organisations, places, caseworkers, teams, more } = choices
  if (name === 'organisation') return organisations.map(({ id }) => id)
  if (name === 'caseworker') return [...caseworkers.map(({ id }) => id), NOBODY]
  if (name === 'team') return teams.map(({ post }) => post)
  if (name === 'directorate') return more ? directorates : choices.directorates
  if (name === 'machine') return [...new Set(places.flatMap(({ machine }) => machine ?? []))]
  if (name !== 'state') return Object.keys(SAID[name] ?? {})
  return places.flatMap(({ machine, state }) =>
    machine === null ? [] : tellingPaths(definitions[machine], state).map((path) => `${machine}.${path.replace(IN_OR_OUT_OF_TIME, '')}`),
  )
}

/** Everything that was chosen, each to be taken away by itself. */
export function crumbsOf(engine: Engine, posts: PostsNamed, asked: AskedOfList): readonly Crumb[] {
  const named = { engine, posts, names: asked.names }
  return filtersOf[asked.name].flatMap((filter) =>
    (asked.chosen[filter] ?? []).map((value) => ({
      text: said(named, filter, value),
      without: addressOf(asked.name, without(asked.chosen, filter, value), asked.sorting),
    })),
  )
}

function without(chosen: Chosen, filter: FilterName, value: string): Chosen {
  const left = (chosen[filter] ?? []).filter((each) => each !== value)
  return { ...chosen, [filter]: left }
}
