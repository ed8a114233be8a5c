import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { doesCasework } from '../../../../machines/office/posts.ts'
import { viewsOf } from '../../../beside/views.ts'
import { cursorOf, keysIn } from '../../../paging.ts'
import { bandOf, type PlaceInOrder } from '../../../reports/order-of-work.ts'
import { organisationsNamed } from '../../../reports/organisations.ts'
import { teams } from '../../../reports/teams.ts'
import { choicesOf } from '../../../reports/worklists-choices.ts'
import { escalationStages, isOfCasefiles, type WorklistName, type WorkRow, worklistNames } from '../../../reports/worklists-names.ts'
import type { Count } from '../../../reports/worklists-rows.ts'
import type { Services } from '../../../services.ts'
import { postsNamed } from '../../../shown/posts.ts'
import { worksShown } from '../../../shown/work-told-apart.ts'
import { keysAt, listsCounted, rowsOf, waitingFor, worklistWords } from '../../../shown/worklists.ts'
import { filtersOf, placeOn, sortsOf, sortWords, usualSort } from '../../../shown/worklists-asked.ts'
import { page, type Shown, type Visit } from '../../page.ts'
import { searchOf, soughtIn } from '../flow/forms.ts'
import { type AskedOfList, addressOf, askedOf, params, type Query, query } from './asked.ts'
import { mayAssign } from './assign.ts'
import { crumbsOf, filtersShown } from './filters.ts'
import { mayRemind } from './remind.ts'
import { grouped, lineOf } from './rows.ts'

const ON_A_PAGE = 50

/** A place that is none of this list is as if nothing had been said. */
function placeIn({ name, sorting, after }: AskedOfList): PlaceInOrder | undefined {
  try {
    return keysIn(placeOn(name, sorting), after)
  } catch {
    return undefined
  }
}

export const listPages = [
  page({
    method: 'get',
    path: '/worklists/{name}',
    name: 'worklist',
    params,
    query,
    run: (services, visit) => listShown(services, visit),
  }),
]

async function listShown(services: Services, visit: Visit<z.output<typeof params>, Query>): Promise<Shown> {
  const { engine, lists, pool } = services
  const {
    reader,
    params: { name },
  } = visit
  const asked = await askedOf(services, name, visit.query)
  const { filters, sorting } = asked
  const after = placeIn(asked)
  const sought = soughtIn(visit.query)
  const [rows, counts, [choices, leading, found], posts, views] = await Promise.all([
    rowsOf(services, reader, name, { after, limit: ON_A_PAGE + 1, filters, sorting }),
    countsFor(services, visit, asked),
    Promise.all([
      choicesOf(lists, reader, name, waitingFor(engine)),
      filtersOf[name].includes('team') ? teams(lists) : [],
      organisationsNamed(lists, sought),
    ]),
    postsNamed(services),
    viewsOf(pool, reader),
  ])
  const shown = rows.slice(0, ON_A_PAGE)
  const asOf = after?.[0] ?? reader.today
  const assignable = mayAssign(reader)
  const remindable = name === 'closed' ? [] : shown.filter((row) => isReadable(row) && mayRemind(reader, row))
  const tickable = assignable ? shown.filter(isReadable) : remindable
  const works = await worksShown(services, reader, shown)
  const lines = works.map((work, place) => {
    const line = lineOf(posts, work)
    return tickable.includes(shown[place]!) ? line : { ...line, tick: null }
  })
  const crumbs = crumbsOf(engine, posts, asked)
  const { title, about } = worklistWords[name]
  const last = rows.length > ON_A_PAGE ? shown.at(-1) : undefined
  return {
    view: 'worklist/view',
    title,
    data: {
      name,
      heading: title,
      about,
      navigationOfLists: counts.lists,
      stages: counts.stages,
      count: counts.here,
      groups: grouped(shown, lines, sorting, ({ dueOn }) => bandOf(dueOn, asOf)),
      columns: columnsOf(asked),
      isOfCasefiles: isOfCasefiles(name),
      isOfRatings: name === 'ratingsDue',
      givesNext: counts.here.count > 0 && !isOfCasefiles(name) && reader.posts.some(doesCasework),
      onPage: shown.length,
      tickable: tickable.length > 0,
      assignable,
      remindable: remindable.length > 0,
      key: randomUUID(),
      filters: filtersShown(engine, posts, asked, { ...choices, teams: leading, found }),
      search: searchOf(sought, found, asked.chosen.organisation ?? []),
      crumbs,
      clear: addressOf(name, {}, sorting),
      sort: sortWords(sorting) === sortWords(usualSort(name)) ? undefined : sortWords(sorting),
      usualOrder: sortWords(sorting) === sortWords(usualSort(name)) ? undefined : addressOf(name, asked.chosen, usualSort(name)),
      dropped: asked.dropped,
      first: after && addressOf(name, asked.chosen, sorting),
      next: last && addressOf(name, asked.chosen, sorting, { after: cursorOf(keysAt(last, asOf)) }),
      csv: addressOf(name, asked.chosen, sorting).replace(`/worklists/${name}`, `/worklists/${name}/csv`),
      views: views.filter((view) => view.page === 'worklist'),
      save: `/views/new?${new URLSearchParams({ path: `/worklists/${name}`, query: addressOf(name, asked.chosen, sorting).split('?')[1] ?? '' })}`,
      here: addressOf(name, asked.chosen, sorting),
    },
  }
}

const isReadable = ({ hidden, reference }: WorkRow) => !hidden && reference !== null

/** The lengths of all lists, of this one with what was chosen, and at each stage: one statement. */
async function countsFor(services: Services, { reader }: Pick<Visit, 'reader'>, { name, filters, chosen }: AskedOfList) {
  const isNarrowed = Object.keys(chosen).length > 0
  const stages = name === 'escalations' ? escalationStages : []
  const asked = [
    ...worklistNames.map((each) => ({ name: each })),
    ...(isNarrowed ? [{ name, filters }] : []),
    ...stages.map((stage) => ({ name: 'escalations' as const, filters: { ...filters, stage: [stage] } })),
  ]
  const counts = await listsCounted(services, reader, asked)
  const of = (each: WorklistName) => counts[worklistNames.indexOf(each)]!
  const afterLists = worklistNames.length + (isNarrowed ? 1 : 0)
  return {
    lists: worklistNames.map((each) => ({
      text: worklistWords[each].title,
      count: countSaid(of(each)),
      href: `/worklists/${each}`,
      active: each === name,
    })),
    here: isNarrowed ? counts[worklistNames.length]! : of(name),
    stages: stages.map((stage, at) => ({
      text: `Stage ${at + 1}`,
      count: countSaid(counts[afterLists + at]!),
      href: addressOf('escalations', { ...chosen, stage: [stage] }, usualSort('escalations')),
      active: chosen.stage?.length === 1 && chosen.stage[0] === stage,
    })),
  }
}
/** “12”, or “1,000+”: that there are more is said where not all were counted. */
export const countSaid = ({ count, more }: Count): string => `${count.toLocaleString('en-GB')}${more ? '+' : ''}`

const COLUMNS = { reference: 'Casefile', organisation: 'Organisation', rating: 'Rating', due: 'Due', since: 'In this state since' } as const
/** Each heading that sorts, with where it leads: the other way round where the list is sorted by it already. */
function columnsOf({ name, chosen, sorting }: AskedOfList) {
  return Object.fromEntries(
    Object.entries(COLUMNS).map(([key, text]) => {
      const by = key as keyof typeof COLUMNS
      const isBy = sorting.by === by
      const direction = isBy ? (sorting.descending ? 'descending' : 'ascending') : 'none'
      const href = sortsOf(name).includes(by) ? addressOf(name, chosen, { by, descending: isBy && !sorting.descending }) : undefined
      return [by, { text: by === 'since' && isOfCasefiles(name) ? 'Opened' : text, direction, href }]
    }),
  )
}
