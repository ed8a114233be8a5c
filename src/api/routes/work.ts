import { z } from 'zod'
import { letterStandings } from '../../engine/engine.ts'
import { keysIn, paged, pageOf, paging } from '../../paging.ts'
import { invalid } from '../../problem.ts'
import type { PlaceInOrder } from '../../reports/order-of-work.ts'
import { type Reader, readerOf } from '../../reports/standing.ts'
import { worklist } from '../../reports/worklists.ts'
import { type WorkFilters, type WorkRow, worklistNames } from '../../reports/worklists-names.ts'
import { MOST_COUNTED } from '../../reports/worklists-rows.ts'
import type { Services } from '../../services.ts'
import { doDuty } from '../../shown/duty-done.ts'
import { letterShown } from '../../shown/instance.ts'
import * as part from '../../shown/schemas.ts'
import { takenShown } from '../../shown/taken.ts'
import { work, workShown } from '../../shown/work.ts'
import { keysAt, listsCounted, MOST_SIGN_OFFS_COUNTED, rowsOf, worklistWords } from '../../shown/worklists.ts'
import { type FilterName, filterNames, notOf, placeOn, sortAsked, sortingOf, usualSort, workFilters } from '../../shown/worklists-asked.ts'
import { thereOf } from '../../shown/worklists-there.ts'
import { examples } from '../examples.ts'
import { route } from '../route.ts'
import { askedBy } from '../submitted.ts'

const doneOutOfSight = z
  .object({ duty: part.id, sealed: z.literal(true), repeated: z.boolean() })
  .meta({ id: 'DoneOutOfSight', description: 'The duty of a casefile that is sealed to the person: nothing of the casefile is told' })
const listCounted = z
  .object({
    name: z.enum(worklistNames),
    title: z.string(),
    count: z.int(),
    more: z.boolean().meta({ description: 'There are more than were counted' }),
  })
  .meta({ id: 'ListCounted' })
/** By band, rating and date, the bands as they were when the first page was read; or as it is sorted. */
const inOrder = (after: PlaceInOrder | undefined, { today }: Reader) => ({ keys: (row: WorkRow) => keysAt(row, after?.[0] ?? today) })

const notThere: Readonly<Partial<Record<FilterName, string>>> = {
  organisation: 'There is no organisation of the id',
  machine: 'There is no lifecycle called',
  state: 'There is no such state:',
  caseworker: 'There is no post called',
  team: 'There is no post called',
}

/**
 * What there is not would narrow any list to nothing, which reads as if nothing were to do.
 *
 * @throws Problem 400 with every such parameter and value
 */
async function expectThere(services: Services, filters: WorkFilters): Promise<void> {
  const { has } = await thereOf(services, filters)
  const errors = filterNames.flatMap((parameter) =>
    (filters[parameter] ?? [])
      .filter((value) => !has(parameter, value))
      .map((value) => ({ parameter, detail: `${notThere[parameter]} ${value}` })),
  )
  if (errors.length > 0) throw invalid(errors)
}

export const workRoutes = [
  route({
    method: 'get',
    path: '/worklists',
    name: 'countWorklists',
    title: 'How much there is to do',
    tag: 'work',
    about: `Every list with its length, which is that of its pages put together. Above ${MOST_COUNTED.toLocaleString('en-GB')}, and of \`awaitingMySignOff\` above ${MOST_SIGN_OFFS_COUNTED}, \`more\` says that there are more.`,
    status: 200,
    answer: z.object({ items: z.array(listCounted) }),
    run: async (services, { person }) => {
      const counts = await listsCounted(services, await readerOf(services.lists, person))
      return { body: { items: worklistNames.map((name, place) => ({ name, title: worklistWords[name].title, ...counts[place]! })) } }
    },
  }),
  route({
    method: 'get',
    path: '/worklists/{name}',
    name: 'showWorklist',
    title: 'What there is to do',
    tag: 'work',
    about:
      '`mine` is what falls to my posts and roles; `team` what those have who report to me, or to whom I report; `unassigned` what nobody has; `awaitingMySignOff` what I could sign off. `overdue` and `dueIn7Days` are mine and my team’s; `escalations` has the items at stages 1 to 3, `dutiesOfMyRoles` what falls to roles and offices alone, `ratingsDue` the ratings to look at again, and those suggested. What is overdue comes first, then what is due within a week; in each, what concerns an organisation rated C before B before A, then the soonest. `all` and `closed` are of casefiles, the newest first, and are sorted by `since` or `reference`. What is sealed to the person is found by no filter that its particulars would answer. An organisation, a post, a lifecycle or a state that there is not is no empty list, but a fault in what was asked.',
    params: z.object({ name: z.enum(worklistNames) }),
    query: z.strictObject({ ...workFilters, sort: sortAsked, ...paging }),
    status: 200,
    answer: pageOf(work),
    problems: ['not-found'],
    run: async (services, { person, params: { name }, query: { limit, after, sort, ...filters } }) => {
      const strange = notOf(name, filters, sort)
      if (strange.length > 0)
        throw invalid(strange.map((parameter) => ({ parameter, detail: `The list ${name} has no ${parameter} to go by` })))
      await expectThere(services, filters)
      const sorting = sort === undefined ? usualSort(name) : sortingOf(sort)
      const reader = await readerOf(services.lists, person)
      const from = keysIn(placeOn(name, sorting), after)
      const rows = await rowsOf(services, reader, name, { after: from, limit: limit + 1, filters, sorting })
      return {
        body: paged(
          rows,
          { limit, address: `/api/v1/worklists/${name}`, filters: { ...filters, sort } },
          { ...inOrder(from, reader), item: (row) => workShown(services.engine, reader.today, row) },
        ),
      }
    },
  }),
  route({
    method: 'get',
    path: '/duties',
    name: 'listDuties',
    title: 'Open duties',
    tag: 'work',
    about:
      'Those that fall to my posts and roles, in the order of the worklists; with `of=team` those of the caseworkers who report to me.',
    query: z.strictObject({ of: z.enum(['mine', 'team']).default('mine'), ...paging }),
    status: 200,
    answer: pageOf(work),
    run: async ({ engine, lists }, { person, query: { of, limit, after } }) => {
      const reader = await readerOf(lists, person)
      const from = keysIn(placeOn(of, usualSort(of)), after)
      const rows = await worklist(lists, reader, of, { after: from, limit: limit + 1, dutiesAlone: true })
      return {
        body: paged(
          rows,
          { limit, address: '/api/v1/duties', filters: { of } },
          { ...inOrder(from, reader), item: (row) => workShown(engine, reader.today, row) },
        ),
      }
    },
  }),
  route({
    method: 'post',
    path: '/duties/{id}/done',
    name: 'doDuty',
    title: 'Say that a duty is done',
    tag: 'work',
    keyed: true,
    about:
      'For duties that end by saying so. Others end when what they ask for is recorded. Whom the duty of a sealed casefile falls to may say so too, and is told that it is done and nothing of the casefile.',
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ note: z.string().optional() }),
    example: examples.dutyDone,
    status: 201,
    answer: z.union([part.taken, doneOutOfSight]),
    problems: ['not-found', 'not-accepted', 'changed-since', 'refused', 'key-reused'],
    run: async (services, asked) => {
      const { id: duty } = asked.params
      const done = await doDuty(services, { ...askedBy(asked), duty, note: asked.body.note })
      if (done.sealed) return { body: { duty, sealed: true, repeated: done.repeated } }
      return { body: takenShown(services.engine, done.taken), revision: done.taken.look.file.revision }
    },
  }),
  route({
    method: 'get',
    path: '/letters/{id}',
    name: 'showLetter',
    title: 'A letter as it would go out now, or as it went',
    tag: 'work',
    about: 'A draft is composed from the record whenever it is looked at, until it is edited, signed or sent.',
    params: z.object({ id: z.uuid() }),
    status: 200,
    problems: ['not-found'],
    answer: part.letter
      .extend({
        body: z.string(),
        standing: z
          .enum(letterStandings)
          .meta({ description: 'Composed anew whenever it is looked at; edited, signed or sent it is fixed' }),
        required: z
          .array(
            z.object({
              says: z.string(),
              cites: part.citation.optional(),
              standing: z.enum(['there', 'missing', 'leftOut', 'byHand']),
              record: z.string().optional().meta({ description: 'What to record, where it is missing' }),
            }),
          )
          .meta({ description: 'What its paragraphs want it to say, until it has gone' }),
        casefile: z.object({ id: part.id, reference: part.reference }),
      })
      .meta({ id: 'LetterInFull' }),
    run: async ({ engine }, { person, params: { id } }) => {
      const { letter, look, body, standing, required } = await engine.letter(person, id)
      return {
        body: { ...letterShown(letter), body, standing, required, casefile: { id: look.file.id, reference: look.reference ?? '' } },
        revision: look.file.revision,
        passing: async () => letter.body === undefined && letter.sentOn === undefined,
      }
    },
  }),
]
