import type { Pool } from 'pg'
import { definitions } from '../../machines/index.ts'
import type { PersonId, PostId } from '../../machines/kernel/authority.ts'
import { invalid, notFound } from '../problem.ts'
import { type PostHeld, postIds, type Reader } from '../reports/standing.ts'
import { worklistNames } from '../reports/worklists-names.ts'

/** The lists that can be saved as somebody looks at them, and the addresses that they have. */
export const savablePages = ['worklist', 'search', 'organisations', 'flow'] as const
export type SavablePage = (typeof savablePages)[number]

/** The office is nobody's case, and has no flow. */
const flows = Object.keys(definitions).filter((machine) => machine !== 'office')
const ADDRESSES: Readonly<Record<SavablePage, readonly string[]>> = {
  worklist: worklistNames.map((name) => `/worklists/${name}`),
  search: ['/search'],
  organisations: ['/organisations'],
  flow: flows.map((machine) => `/flow/${machine}`),
}
/** Where a page ended, and what only a form sends, is no part of what somebody wants to see again. */
const LEFT_OUT: readonly string[] = ['after', 'limit', '_csrf']
const PARAMETER = /^[A-Za-z][\w.-]{0,40}$/
const MOST_CHARACTERS = 2_000
const MOST_VIEWS = 100

/** A list as somebody saved it. */
export interface SavedView {
  readonly id: string
  readonly name: string
  readonly page: SavablePage
  /** With its query. */
  readonly address: string
  /** The post whose team shares it; null where it is its owner's alone. */
  readonly team: { readonly post: PostId; readonly title: string } | null
  readonly owner: { readonly id: PersonId; readonly name: string }
  /** The reader has chosen to begin with it. */
  readonly usual: boolean
  /** The team that shares it begins with it: all but those who have chosen otherwise. */
  readonly usualOfTeam: boolean
  /** The reader holds the post whose team shares it. */
  readonly leads: boolean
  /** The reader may remove it. */
  readonly removable: boolean
}

export interface ViewToSave {
  readonly id: string
  readonly name: string
  readonly path: string
  readonly query: string
  readonly team?: PostId | null | undefined
}

/** Those who report to the same post are a team, together with whoever holds it. */
export const teamsOf = ({ posts }: Pick<Reader, 'posts'>): readonly PostId[] => [
  ...new Set(posts.flatMap(({ id, reportsTo }: PostHeld) => (reportsTo === null ? [id] : [id, reportsTo]))),
]

/** The teams that the reader can share a view with: the post above them, and their own where somebody reports to it. */
export async function teamsToShareWith(pool: Pool, reader: Reader): Promise<readonly { readonly post: PostId; readonly title: string }[]> {
  const { rows } = await pool.query<{ post: PostId; title: string }>({
    name: 'teams to share with',
    text: `select id as post, title from post p where id = any ($1) and exists (select from post below where below.reports_to = p.id) order by title`,
    values: [teamsOf(reader)],
  })
  return rows
}

/** Of a view `v`; `$1` is the reader, `$2` are their teams. */
export const SEEN = `v.team is null and v.owner = $1 or v.team = any ($2::text[])`

/**
 * The reader's own views, and those of the teams they are in today: whoever leaves a team loses its views. What a view shows is asked
 * anew each time, with what the reader may see then.
 */
export async function viewsOf(pool: Pool, reader: Reader): Promise<readonly SavedView[]> {
  const { rows } = await pool.query<SavedView>({
    name: 'saved views',
    text: `select v.id, v.name, v.page, v.path || case when v.query = '' then '' else '?' || v.query end as address,
        case when v.team is not null then json_build_object('post', v.team, 'title', t.title) end as team,
        json_build_object('id', v.owner, 'name', o.name) as owner, u.view is not null as usual,
        b.view is not null as "usualOfTeam", coalesce(v.team = any ($3::text[]), false) as leads,
        v.owner = $1 or v.team = any ($3::text[]) as removable
      from saved_view v join person o on o.id = v.owner left join post t on t.id = v.team
      left join usual_view u on u.view = v.id and u.person = $1
      left join usual_view_of_team b on b.view = v.id and b.team = v.team
      where ${SEEN} order by v.page, v.team is not null, lower(v.name), v.id limit ${MOST_VIEWS * 2}`,
    values: [reader.person, teamsOf(reader), postIds(reader)],
  })
  return rows
}

/** Which list an address belongs to; undefined where it is none that can be saved. */
export const pageAt = (path: string): SavablePage | undefined => savablePages.find((page) => ADDRESSES[page].includes(path))

/** A query with nothing in it but what a list is asked with. */
export function cleanQuery(query: string): string {
  const kept = [...new URLSearchParams(query)].filter(
    ([name, value]) =>
      PARAMETER.test(name) && !LEFT_OUT.includes(name) && value !== '' && value.isWellFormed() && !value.includes('\u0000'),
  )
  return new URLSearchParams(kept).toString()
}

/**
 * Saves a view; the same id once more changes nothing.
 *
 * @throws Problem 400 with every fault: no such list, a name that is taken, a team that the reader is not in, a search to be shared
 */
export async function saveView(pool: Pool, reader: Reader, view: ViewToSave): Promise<SavedView> {
  const name = view.name.trim()
  const query = cleanQuery(view.query)
  const page = pageAt(view.path)
  const faults = [
    ...(page === undefined ? [{ pointer: '/path', detail: 'This is not the address of a list that can be saved' }] : []),
    ...(name.length < 1 || name.length > 80 ? [{ pointer: '/name', detail: 'Enter a name of up to 80 characters' }] : []),
    ...(query.length > MOST_CHARACTERS ? [{ pointer: '/query', detail: 'So much was chosen that it cannot be saved: choose less' }] : []),
    ...(page === 'search' && view.team
      ? [{ pointer: '/team', detail: 'A search may name people, so it cannot be shared: save it for yourself' }]
      : []),
    ...(view.team && !teamsOf(reader).includes(view.team) ? [{ pointer: '/team', detail: 'Choose a team that you are in' }] : []),
  ]
  if (faults.length > 0) throw invalid(faults)
  const { rowCount } = await pool.query({
    name: 'save view',
    text: `insert into saved_view (id, owner, team, name, page, path, query, saved_at)
      select $1, $2, $3, $4, $5, $6, $7, present_moment()
      where (select count(*) from saved_view where owner = $2) < ${MOST_VIEWS} or exists (select from saved_view where id = $1)
      on conflict do nothing`,
    values: [view.id, reader.person, view.team ?? null, name, page, view.path, query],
  })
  const saved = (await viewsOf(pool, reader)).find(({ id }) => id === view.id)
  if (saved) return saved
  throw invalid([
    {
      pointer: '/name',
      detail:
        rowCount === 0 && (await ownedBy(pool, reader.person)) >= MOST_VIEWS
          ? `You have ${MOST_VIEWS} views: remove one first`
          : 'There is a view of this name already: choose another, or remove that one first',
    },
  ])
}

async function ownedBy(pool: Pool, person: PersonId): Promise<number> {
  const { rows } = await pool.query<{ many: number }>('select count(*)::int as many from saved_view where owner = $1', [person])
  return rows[0]!.many
}

/**
 * Removes a view: whoever saved it may, and whoever holds the post whose team shares it.
 *
 * @throws Problem 404 for one that the reader may not remove, or that is not there
 */
export async function removeView(pool: Pool, reader: Reader, id: string): Promise<void> {
  const { rowCount } = await pool.query({
    name: 'remove view',
    text: `delete from saved_view v where v.id = $4 and (${SEEN}) and (v.owner = $1 or v.team = any ($3::text[]))`,
    values: [reader.person, teamsOf(reader), postIds(reader), id],
  })
  if (rowCount === 0) throw notFound()
}
