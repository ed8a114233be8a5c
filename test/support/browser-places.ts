import { office } from '../../machines/office/machine.ts'
import type { Page } from '../../src/web/page.ts'
import type { TestApp } from './app.ts'

/** Where the pages can be seen in what was told: enough of each kind that every state, letter and rating is among them. */
export interface Places {
  /** The addresses of a page. @throws where its path names something that nobody knows here */
  of(page: Page): readonly string[]
}

const QUERIES = {
  '/casefiles/{ref}': `select distinct on (i.machine, split_part(i.state, '.', 1)) c.reference as it from instance i join casefile c using (file_id)
    where not i.in_error order by i.machine, split_part(i.state, '.', 1), c.reference`,
  '/instances/{id}': `select distinct on (machine, state) id as it from instance where not in_error order by machine, state, opened_at, id`,
  '/letters/{id}': `select distinct on (letter, sent_on is null) id as it from letter where not discarded order by letter, sent_on is null, id`,
  '/organisations/{id}': `select distinct on (o.rating, i.state) o.file_id as it from organisation o join instance i on i.file_id = o.file_id and i.machine = 'rating'
    order by o.rating, i.state, o.name`,
} as const

const NAMES: Readonly<Record<string, readonly string[]>> = {
  '/worklists/{name}': ['mine', 'team', 'unassigned', 'awaitingMySignOff', 'overdue', 'dueIn7Days', 'ratingsDue'],
  '/register/{id}': ['I9', 'I26', 'C13', 'C22c', 'CA'],
  '/guidance/{id}': ['I9'],
  '/tour/{kind}': ['caseworker', 'manager', 'officer', 'executive', 'administrator'],
  '/problems/{code}': ['refused', 'not-found', 'changed-since'],
  '/administration/people/{id}': ['holder-of-caseworker', 'holder-of-administrator'],
  '/administration/posts/{id}': ['caseworker', 'lineManager', 'ombudsman'],
  '/administration/changes/{type}': Object.keys(office.events).filter((type) => type !== 'TAKE_OVER'),
}

export async function placesIn({ database }: TestApp): Promise<Places> {
  const known: Record<string, readonly string[]> = { ...NAMES }
  for (const [path, sql] of Object.entries(QUERIES)) known[path] = (await database.pool.query<{ it: string }>(sql)).rows.map(({ it }) => it)
  return {
    of: ({ path }) => {
      const named = /^[^{]*\{\w+\}/.exec(path)?.[0]
      if (named === undefined) return [path]
      const values = known[named]
      if (values === undefined) throw new Error(`No address of ${path} is known: test/support/browser-places.ts says where pages are`)
      return values.map((value) => path.replace(/\{\w+\}/, encodeURIComponent(value)))
    },
  }
}
