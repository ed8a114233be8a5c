import type { Pool } from 'pg'
import { invalid, notFound } from '../problem.ts'
import { postIds, type Reader } from '../reports/standing.ts'
import { type SavablePage, type SavedView, SEEN, teamsOf, viewsOf } from './views.ts'

/**
 * The view that the reader begins with: the one they have chosen; else the one their team begins with, of the team they lead before that of
 * the post above them. None where they have chosen the list as it is, or nobody has chosen anything.
 */
export async function beginningOf(pool: Pool, reader: Reader, page: SavablePage): Promise<SavedView | undefined> {
  const views = (await viewsOf(pool, reader)).filter((view) => view.page === page)
  const own = views.find(({ usual }) => usual)
  const ofTeams = views.filter(({ usualOfTeam }) => usualOfTeam)
  if (own !== undefined || ofTeams.length === 0 || (await beginsPlainly(pool, reader, page))) return own
  return ofTeams.find(({ leads }) => leads) ?? ofTeams[0]
}

async function beginsPlainly(pool: Pool, { person }: Reader, page: SavablePage): Promise<boolean> {
  const { rows } = await pool.query({
    name: 'begins plainly',
    text: 'select from usual_view where person = $1 and page = $2 and view is null',
    values: [person, page],
  })
  return rows.length > 0
}

/**
 * Makes a worklist the one that the reader begins with, or no longer: for them alone. Of the one that their team begins with, no longer
 * means to begin with the list as it is; whoever begins with another one keeps that.
 *
 * @throws Problem 404 for one that they do not see, 400 for one that is no worklist
 */
export async function makeUsual(pool: Pool, reader: Reader, id: string, usual: boolean): Promise<void> {
  const view = await seen(pool, reader, id)
  if (usual) expectWorklist(view)
  if (usual || view.usualOfTeam)
    await pool.query({
      name: 'usual view',
      text: `insert into usual_view (person, page, view) values ($1, $2, $3)
        on conflict (person, page) do update set view = excluded.view
        where excluded.view is not null or usual_view.view is null or usual_view.view = $4`,
      values: [reader.person, view.page, usual ? id : null, id],
    })
  else
    await pool.query({ name: 'no usual view', text: 'delete from usual_view where person = $1 and view = $2', values: [reader.person, id] })
}

/**
 * Makes a worklist the one that its team begins with, or no longer. Whoever has chosen where they begin keeps that.
 *
 * @throws Problem 404 for one that the reader does not see, or whose team they do not lead; 400 for one that is no worklist
 */
export async function makeUsualOfTeam(pool: Pool, reader: Reader, id: string, usual: boolean): Promise<void> {
  const view = await seen(pool, reader, id)
  if (!view.leads) throw notFound()
  if (usual) expectWorklist(view)
  if (usual)
    await pool.query({
      name: 'usual view of a team',
      text: `insert into usual_view_of_team (team, page, view) select team, page, id from saved_view where id = $1
        on conflict (team, page) do update set view = excluded.view`,
      values: [id],
    })
  else await pool.query({ name: 'no usual view of a team', text: 'delete from usual_view_of_team where view = $1', values: [id] })
}

type Seen = Pick<SavedView, 'page' | 'usualOfTeam' | 'leads'>

async function seen(pool: Pool, reader: Reader, id: string): Promise<Seen> {
  const { rows } = await pool.query<Seen>({
    name: 'view seen',
    text: `select v.page, exists (select from usual_view_of_team where view = v.id) as "usualOfTeam",
      coalesce(v.team = any ($3::text[]), false) as leads from saved_view v where v.id = $4 and (${SEEN})`,
    values: [reader.person, teamsOf(reader), postIds(reader), id],
  })
  if (!rows[0]) throw notFound()
  return rows[0]
}

function expectWorklist({ page }: Seen): void {
  if (page !== 'worklist')
    throw invalid([{ pointer: '/usual', detail: 'One begins with a worklist: searches and organisations begin empty' }])
}
