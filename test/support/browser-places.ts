import { demonstrationPosts } from '../../db/demonstration-posts.ts'
import { addDays, type CalendarDate } from '../../machines/kernel/calendar.ts'
import { office } from '../../machines/office/machine.ts'
import { worklistNames } from '../../src/reports/worklists-names.ts'
import { clockShown } from '../../src/shown/clock.ts'
import type { Page } from '../../src/web/page.ts'
import type { TestApp } from './app.ts'

/** Where the pages can be seen in what was told: enough of each kind that every state, letter and rating is among them. */
export interface Places {
  /** Who looks at a page, and where: each post, and each of its addresses. @throws where its path names something that nobody knows here */
  of(page: Page): readonly Sight[]
}

export type Sight = readonly [address: string, post: string]

const FORMS = '/instances/{id}/events/{type}'
const QUERIES = {
  '/casefiles/{ref}': `select distinct on (i.machine, split_part(i.state, '.', 1)) c.reference as it from instance i join casefile c using (file_id)
    where not i.in_error order by i.machine, split_part(i.state, '.', 1), c.reference`,
  '/instances/{id}': `select distinct on (machine, state) id as it from instance where not in_error order by machine, state, opened_at, id`,
  '/letters/{id}': `select distinct on (letter, sent_on is null) id as it from letter where not discarded order by letter, sent_on is null, id`,
  '/organisations/{id}': `select distinct on (o.rating, i.state) o.file_id as it from organisation o join instance i on i.file_id = o.file_id and i.machine = 'rating'
    order by o.rating, i.state, o.name`,
} as const

const NAMES: Readonly<Record<string, readonly string[]>> = {
  '/worklists/{name}': worklistNames,
  '/register/{id}': ['I9', 'I26', 'C13', 'C22c', 'CA'],
  '/guidance/{id}': ['I9'],
  '/tour/{kind}': ['caseworker', 'manager', 'officer', 'executive', 'administrator'],
  '/flow/{machine}': ['approach', 'casefile', 'intervention'],
  '/problems/{code}': ['refused', 'not-found', 'changed-since'],
  '/administration/people/{id}': ['holder-of-caseworker', 'holder-of-administrator'],
  '/administration/posts/{id}': ['caseworker', 'lineManager', 'ombudsman'],
  // Nobody has saved a list.
  '/views/{id}': ['00000000-0000-4000-8000-000000000000'],
  '/administration/changes/{type}': Object.keys(office.events).filter((type) => type !== 'TAKE_OVER'),
}

/** What shows more of a page than its plain address does. */
const BESIDES: Readonly<Record<string, readonly string[]>> = {
  '/flow/{machine}': [
    '/flow/approach?rows=all&heat=age&window=28&zoom=75&rating=B',
    '/flow/approach?attention=yes&caseworker=ombudsman&rating=Z',
    '/flow/approach?at=2012-11-20T10:00&compare=2013-02-01T10:00',
    '/flow/casefile?from=2012-11-05&to=2013-02-04&step=week',
  ],
  '/flow/{machine}/state': ['/flow/approach/state?state=approach.awaitingResponse'],
  '/flow/{machine}/list': [
    '/flow/approach/list?state=approach.awaitingResponse&band=overdue&rating=B',
    '/flow/casefile/list?caseworker=ombudsman',
  ],
}

/** The route of one lifecycle of each kind, the one with the most steps; in each of its views, and at its first step. */
const ROUTES = `
select distinct on (i.machine) '/casefiles/' || c.reference || '/route?instance=' || i.id as it
from instance i join casefile c using (file_id) order by i.machine, (select count(*) from transition t where t.instance_id = i.id) desc, i.id`
const ROUTE_VIEWS = ['', '&view=timeline', '&view=table', '&step=1&zoom=fit']

export async function placesIn(office: TestApp): Promise<Places> {
  const known: Record<string, readonly string[]> = { ...NAMES }
  for (const [path, sql] of Object.entries(QUERIES))
    known[path] = (await office.database.pool.query<{ it: string }>(sql)).rows.map(({ it }) => it)
  const { today } = await clockShown(office.services)
  const forms = await formsIn(office, known['/instances/{id}']!)
  const routes = (await office.database.pool.query<{ it: string }>(ROUTES)).rows.map(({ it }) => it)
  return {
    of: ({ path }) => {
      if (path === FORMS) return forms
      if (path === '/casefiles/{ref}/route') return spread(routes.flatMap((route) => ROUTE_VIEWS.map((view) => `${route}${view}`)))
      const named = /^[^{]*\{\w+\}/.exec(path)?.[0]
      if (named === undefined) return spread([path, ...askedOf(path, known['/casefiles/{ref}']!, today)])
      const values = known[named]
      if (values === undefined) throw new Error(`No address of ${path} is known: test/support/browser-places.ts says where pages are`)
      return spread([...values.map((value) => path.replace(/\{\w+\}/, encodeURIComponent(value))), ...(BESIDES[path] ?? [])])
    },
  }
}

/** What some pages are asked for besides: of casefiles, of what is due in the two months ahead, of the list that is to be saved. */
function askedOf(path: string, references: readonly string[], today: CalendarDate): readonly string[] {
  const ofCasefiles = references.slice(0, 3).map((reference) => `${path}?casefile=${reference}`)
  if (path === '/clock') return [...ofCasefiles, '/clock?team=office', '/clock?team=nobody']
  if (path === '/views/new') return [`${path}?${new URLSearchParams({ path: '/worklists/mine', query: 'rating=C' })}`]
  if (path === '/clock/rehearsal') return [...ofCasefiles, `${path}?team=office&on=${addDays(today, 60)}`, `${path}?on=1/1/2011`]
  return []
}

/** Each address by one post, and each post at one address. */
const spread = (addresses: readonly string[]): readonly Sight[] =>
  Array.from({ length: Math.max(addresses.length, demonstrationPosts.length) }, (_none, turn) => [
    addresses[turn % addresses.length]!,
    demonstrationPosts[turn % demonstrationPosts.length]!.key,
  ])

const WHO = [
  'caseworker',
  'lineManager',
  'assessmentOutcomesOfficer',
  'complianceOfficer',
  'deputyDirector',
  'director',
  'chiefOperatingOfficer',
]

/** A form of each event, where somebody is offered it; and for each machine why something is not possible. */
async function formsIn({ signIn, database }: TestApp, ids: readonly string[]): Promise<readonly Sight[]> {
  const { rows } = await database.pool.query<{ id: string; machine: string }>('select id, machine from instance where id = any($1)', [ids])
  const found = new Map<string, Sight>()
  const complete = new Set<string>()
  for (const post of WHO) {
    const caller = await signIn(post)
    for (const { id, machine } of rows.filter((each) => !complete.has(each.id))) {
      const { body } = await caller.get(`/instances/${id}/actions`)
      const { actions = [] } = body as { actions?: { type: string; offered: boolean }[] }
      for (const { type, offered } of actions) {
        const form = `${machine} ${type} ${offered ? 'offered' : 'explained'}`
        if (!found.has(form)) found.set(form, [`/instances/${id}/events/${type}`, post])
      }
      if (actions.every(({ type }) => found.has(`${machine} ${type} offered`))) complete.add(id)
    }
  }
  return [...found.values()]
}
