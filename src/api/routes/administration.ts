import { z } from 'zod'
import type { Submitted } from '../../engine/engine.ts'
import { endedAt, keysIn, paged, pageOf, paging } from '../../paging.ts'
import { notFound } from '../../problem.ts'
import { fileOfOffice, officeNow } from '../../reports/administration.ts'
import { history } from '../../reports/history.ts'
import { readerOf } from '../../reports/standing.ts'
import type { Services } from '../../services.ts'
import { consequences, consequencesOf } from '../../shown/administration/consequences.ts'
import { person, personShown, post, postShown, scheme, schemeShown } from '../../shown/administration/office.ts'
import { settings, settingsShown } from '../../shown/administration/settings.ts'
import { administers } from '../../shown/administration/sign-in.ts'
import { check, checkShown } from '../../shown/check.ts'
import { historyLine, linesShown } from '../../shown/history.ts'
import * as part from '../../shown/schemas.ts'
import { takenShown } from '../../shown/taken.ts'
import { eventBody } from '../events.ts'
import { route } from '../route.ts'
import { askedBy, partedReasons, submitted } from '../submitted.ts'

const name = z.string().max(200).optional().meta({ description: 'Part of the name' })
const ended = z.tuple([z.string(), z.string()])

/** The office as it stands today, and whether the one who looks may change it. */
async function looking({ lists, pool }: Services, who: string) {
  const [reader, office] = await Promise.all([readerOf(lists, who), officeNow({ pool })])
  if (reader.posts.length === 0) throw notFound()
  return { office, today: reader.today, administers: administers(reader) }
}

/** One page of what is all there, in the order of what it is called. */
const pageIn = <T extends { readonly id: string }, I>(
  all: readonly T[],
  called: (each: T) => string,
  { limit, after, filter }: { limit: number; after: string | undefined; filter: string | undefined },
  address: string,
  item: (each: T) => I,
) => {
  const [last, id] = keysIn(ended, after) ?? []
  const isAfter = (each: T) => last === undefined || called(each) > last || (called(each) === last && each.id > id!)
  const rows = all
    .filter(
      (each) =>
        called(each)
          .toLowerCase()
          .includes((filter ?? '').toLowerCase()) && isAfter(each),
    )
    .sort((a, b) => (called(a) < called(b) || (called(a) === called(b) && a.id < b.id) ? -1 : 1))
    .slice(0, limit + 1)
  return paged(rows, { limit, address, filters: { name: filter } }, { keys: (row) => [called(row), row.id], item })
}

const example = { type: 'ADD_PERSON', name: 'Tom Ashdown' }

export const administrationRoutes = [
  route({
    method: 'get',
    path: '/administration/people',
    name: 'listPeople',
    title: 'Who works here',
    tag: 'administration',
    about: 'Everybody, with the posts they hold, held and are to hold, and what was delegated to them and by them.',
    query: z.strictObject({ name, ...paging }),
    status: 200,
    answer: pageOf(person),
    problems: ['not-found'],
    run: async (services, { person: who, query: { limit, after, name: filter } }) => {
      const { office, today, administers } = await looking(services, who)
      const page = pageIn(
        office.people,
        (each) => each.name,
        { limit, after, filter },
        '/api/v1/administration/people',
        (each) => personShown(office, each, today, administers),
      )
      return { body: page }
    },
  }),
  route({
    method: 'get',
    path: '/administration/posts',
    name: 'listPosts',
    title: 'The posts',
    tag: 'administration',
    about: 'Every post, what it reports to, and who holds it, held it and is to hold it.',
    query: z.strictObject({ name, ...paging }),
    status: 200,
    answer: pageOf(post),
    problems: ['not-found'],
    run: async (services, { person: who, query: { limit, after, name: filter } }) => {
      const { office, today } = await looking(services, who)
      const page = pageIn(
        office.posts,
        (each) => each.title,
        { limit, after, filter },
        '/api/v1/administration/posts',
        (each) => postShown(office, each, today),
      )
      return { body: page }
    },
  }),
  route({
    method: 'get',
    path: '/administration/scheme',
    name: 'showScheme',
    title: 'The Delegation Scheme',
    tag: 'administration',
    about: 'Of each directorate, the smallest grade that signs each decision, today, before and from a later day on.',
    status: 200,
    answer: z.object({ items: z.array(scheme), nextLink: z.null() }),
    problems: ['not-found'],
    run: async (services, { person: who }) => {
      const { office, today } = await looking(services, who)
      return { body: { items: schemeShown(office, today), nextLink: null } }
    },
  }),
  route({
    method: 'get',
    path: '/administration/settings',
    name: 'showSettings',
    title: 'The settings',
    tag: 'administration',
    about:
      'Where the guidance is silent: how many days we wait, each with its paragraph, default and bounds; and how we read it elsewhere.',
    status: 200,
    answer: settings,
    problems: ['not-found'],
    run: async (services, { person: who }) => {
      const { office, today } = await looking(services, who)
      return { body: settingsShown(office, today) }
    },
  }),
  route({
    method: 'get',
    path: '/administration/history',
    name: 'listOfficeHistory',
    title: 'What was changed, by whom and why',
    tag: 'administration',
    about: 'The history of the office, the newest line first. How people sign in is told to administrators alone; to others it is null.',
    query: z.strictObject({ ...paging }),
    status: 200,
    answer: pageOf(historyLine),
    problems: ['not-found'],
    run: async (services, { person: who, query: { limit, after } }) => {
      const { lists } = services
      const file = await fileOfOffice(lists)
      const { administers: toAdministrator } = await looking(services, who)
      const keys = keysIn(z.tuple([endedAt.line]), after)
      const rows =
        file === undefined ? [] : await history(lists, file.id, undefined, { order: 'newest', after: keys?.[0], limit: limit + 1 })
      const shown = await linesShown(services, rows, { toAdministrator })
      const page = { limit, address: '/api/v1/administration/history' }
      return { body: paged(shown, page, { keys: ({ seq }) => [seq], item: (line) => line }) }
    },
  }),
  route({
    method: 'post',
    path: '/administration/events',
    name: 'changeOffice',
    title: 'Change the office',
    tag: 'administration',
    keyed: true,
    about:
      'An event of the office: people, posts, who holds them, delegations, the Delegation Scheme, settings. For administrators, who give nothing to themselves. Nothing is changed in the past.',
    body: submitted,
    described: eventBody,
    example,
    status: 201,
    answer: part.taken,
    problems: ['not-found', 'not-accepted', 'changed-since', 'refused', 'key-reused'],
    run: async ({ engine }, asked) => {
      const { event, ...reasons } = partedReasons(asked.body)
      const instance = await engine.office(asked.person)
      const taken = await engine.dispatch({ ...askedBy(asked), instance, event: event as Submitted, ...reasons })
      return { body: takenShown(engine, taken), revision: taken.look.file.revision, location: `/api/v1/instances/${taken.instance}` }
    },
  }),
  route({
    method: 'post',
    path: '/administration/checks',
    name: 'checkChangeOfOffice',
    title: 'What a change of the office would do',
    tag: 'administration',
    about:
      'The same body as for an event. Beside what would be recorded: what nobody could do any more, which duties and casefiles would be nobody’s, which delegations would end, and, of a setting, which dates stand.',
    body: submitted,
    described: eventBody,
    example,
    status: 200,
    answer: check.extend({ consequences }).meta({ id: 'CheckOfTheOffice' }),
    problems: ['not-found', 'not-accepted', 'changed-since', 'refused'],
    run: async (services, { person: who, body, seen }) => {
      const { engine } = services
      const { event, ...reasons } = partedReasons(body)
      const checked = await engine.checkOffice({
        person: who,
        event: event as Submitted,
        ...reasons,
        ...(seen !== undefined && { seen }),
      })
      return {
        body: { ...checkShown(engine, checked.look.instance.id, checked), consequences: await consequencesOf(services, who, checked) },
      }
    },
  }),
]
