import { z } from 'zod'
import type { FileLook, Submitted } from '../../engine/engine.ts'
import { endedAt, keysIn, paged, pageOf, paging } from '../../paging.ts'
import { hasDeadlinePassed } from '../../reports/deadlines.ts'
import { history } from '../../reports/history.ts'
import { readerOf } from '../../reports/standing.ts'
import type { Services } from '../../services.ts'
import { actionsInFull, notNow } from '../../shown/actions.ts'
import { check, checkShown } from '../../shown/check.ts'
import { comparisonsIn, comparisonsSeen, recordSeen } from '../../shown/compared.ts'
import { instanceExplained } from '../../shown/explained.ts'
import { historyLine, linesShown } from '../../shown/history.ts'
import { concernedIn, standing } from '../../shown/instance.ts'
import { linesSeen, lookerAt } from '../../shown/linked.ts'
import * as part from '../../shown/schemas.ts'
import { takenShown } from '../../shown/taken.ts'
import { veiled } from '../../shown/veiled.ts'
import { eventBody } from '../events.ts'
import { examples } from '../examples.ts'
import { route } from '../route.ts'
import { askedBy, partedReasons, submitted } from '../submitted.ts'
import { casefileAt } from './casefiles.ts'

const params = z.object({ id: z.uuid() })
const order = z.enum(['oldest', 'newest']).default('oldest').meta({ description: 'Which end to begin at' })

export const instanceRoutes = [
  route({
    method: 'get',
    path: '/instances/{id}',
    name: 'showInstance',
    title: 'Where a lifecycle stands',
    tag: 'casefiles',
    about:
      'Its state and record, its deadlines and duties, each with its paragraph and how its day was worked out, and its letters. Deadlines that have passed are carried out in what is shown.',
    params,
    status: 200,
    answer: part.instance,
    problems: ['not-found'],
    run: async (services, { person, params: { id } }) => {
      const { engine, lists } = services
      const look = await engine.look(person, id)
      const shown = await instanceExplained(services, look)
      return {
        body:
          look.kind === 'organisation'
            ? await veiled(lists, await readerOf(lists, person), shown)
            : { ...shown, record: await recordSeen(lists, lookerAt(look), shown.record) },
        revision: look.file.revision,
        // How the organisation is rated stands in its own file; what its file says of casefiles, as a casefile of those linked to it or compared with it, depends on how these are sealed.
        passing: async () =>
          look.kind === 'organisation' ||
          namesOthers(shown.record) ||
          concernedIn(standing(engine.definitions, look.instance).snapshot.context) !== undefined ||
          hasDeadlinePassed(lists, look.file.id),
      }
    },
  }),
  route({
    method: 'get',
    path: '/instances/{id}/actions',
    name: 'listActions',
    title: 'What can be done here, by this person and by others',
    tag: 'casefiles',
    about:
      'Every event the state has an arrow for: offered or not, each rule that stands in the way, who could, the JSON Schema of what to send. `notNow` lists the other events of the machine, with the states that take them.',
    params,
    status: 200,
    problems: ['not-found'],
    answer: z.object({
      instance: part.id,
      state: part.stateName,
      revision: z.int(),
      actions: z.array(part.actionInFull),
      notNow: z.array(z.object({ type: z.string(), title: z.string(), takenIn: z.array(part.stateName) })),
    }),
    run: async ({ engine }, { person, params: { id } }) => {
      const look = await engine.look(person, id)
      const actions = actionsInFull(engine, look, await engine.directory())
      const { state } = standing(engine.definitions, look.instance)
      return { body: { instance: id, state, revision: look.file.revision, actions, notNow: notNow(engine, look, actions) } }
    },
  }),
  route({
    method: 'post',
    path: '/instances/{id}/events',
    name: 'submitEvent',
    title: 'Do something, or record that something happened',
    tag: 'casefiles',
    keyed: true,
    about:
      'The event, with its fields beside its type. Events that report a fact may carry `happenedOn`. `If-Match` refuses it where somebody changed the casefile since. Refused: every rule is listed, with its paragraph.',
    params,
    body: submitted,
    described: eventBody,
    example: examples.event,
    status: 201,
    answer: part.taken,
    problems: ['not-found', 'not-accepted', 'changed-since', 'refused', 'key-reused'],
    run: async ({ engine }, asked) => {
      const { event, ...reasons } = partedReasons(asked.body)
      const taken = await engine.dispatch({ ...askedBy(asked), instance: asked.params.id, event: event as Submitted, ...reasons })
      return { body: takenShown(engine, taken), revision: taken.look.file.revision, location: `/api/v1/instances/${taken.instance}` }
    },
  }),
  route({
    method: 'post',
    path: '/instances/{id}/checks',
    name: 'checkEvent',
    title: 'What an event would do',
    tag: 'casefiles',
    about:
      'The same body as for an event. Nothing is kept, not even a refused attempt; what would be refused is refused here in the same words.',
    params,
    body: submitted,
    described: eventBody,
    example: examples.event,
    status: 200,
    answer: check,
    problems: ['not-found', 'not-accepted', 'changed-since', 'refused'],
    run: async ({ engine }, { person, params: { id }, body, seen }) => {
      const { event, ...reasons } = partedReasons(body)
      const checked = await engine.check({
        person,
        instance: id,
        event: event as Submitted,
        ...reasons,
        ...(seen !== undefined && { seen }),
      })
      return { body: checkShown(engine, id, checked) }
    },
  }),
  route({
    method: 'get',
    path: '/instances/{id}/history',
    name: 'instanceHistory',
    title: 'What happened to a lifecycle',
    tag: 'casefiles',
    about: 'Who did what, in which post, when it happened and when it was recorded. Lines that a correction struck out are marked.',
    params,
    query: z.strictObject({ order, ...paging }),
    status: 200,
    answer: pageOf(historyLine),
    problems: ['not-found'],
    run: async (services, { person, params: { id }, query }) => {
      const look = await services.engine.look(person, id)
      const { file, kind, instance } = look
      if (kind === 'casefile') services.readings.note(person, 'history', [file.id])
      const page = await pageOfHistory(services, look, instance.id, `/api/v1/instances/${id}/history`, query)
      return { body: kind === 'organisation' ? await veiled(services.lists, await readerOf(services.lists, person), page) : page }
    },
  }),
  route({
    method: 'get',
    path: '/casefiles/{ref}/history',
    name: 'casefileHistory',
    title: 'What happened in a casefile',
    tag: 'casefiles',
    about: 'All of its lifecycles together, in the order of the chain.',
    params: z.object({ ref: z.string().max(100) }),
    query: z.strictObject({ order, ...paging }),
    status: 200,
    answer: pageOf(historyLine),
    problems: ['not-found'],
    run: async (services, { person, params: { ref }, query }) => {
      const look = await casefileAt(services, person, ref)
      services.readings.note(person, 'history', [look.file.id])
      return { body: await pageOfHistory(services, look, undefined, `/api/v1/casefiles/${encodeURIComponent(ref)}/history`, query) }
    },
  }),
]

type HistoryQuery = { readonly order: 'oldest' | 'newest'; readonly limit: number; readonly after?: string | undefined }

const namesOthers = (record: unknown): boolean =>
  ((record as { readonly links?: readonly unknown[] }).links ?? []).length > 0 || comparisonsIn(record).length > 0

async function pageOfHistory(
  services: Services,
  look: FileLook,
  instance: string | undefined,
  address: string,
  { order: way, limit, after }: HistoryQuery,
) {
  const [place] = keysIn(z.tuple([endedAt.line]), after) ?? []
  const rows = await history(services.lists, look.file.id, instance, { order: way, after: place, limit: limit + 1 })
  const shown = await linesShown(services, rows.slice(0, limit))
  const page = paged(rows, { limit, address, filters: { order: way } }, { keys: ({ seq }) => [seq], item: ({ seq }) => seq })
  const sees = lookerAt(look)
  return { ...page, items: await comparisonsSeen(services.lists, sees, await linesSeen(services.lists, sees, shown, null)) }
}
