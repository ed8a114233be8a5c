import { z } from 'zod'
import type { CalendarDate } from '../../../machines/kernel/calendar.ts'
import { ratings } from '../../../machines/kernel/definition.ts'
import { Unreadable } from '../../../machines/kernel/stored.ts'
import type { Command, Submitted } from '../../engine/engine.ts'
import { NotFound, Refused } from '../../engine/errors.ts'
import { endedAt, keysIn, paged, pageOf, paging } from '../../paging.ts'
import { notFound } from '../../problem.ts'
import { standingOfDuty } from '../../reports/duties.ts'
import { type PlaceInOrder, SOME_DAY } from '../../reports/order-of-work.ts'
import { type Reader, readerOf } from '../../reports/standing.ts'
import { awaitingSignOff, ratingsDue, type WorklistName, type WorkRow, worklist, worklistNames } from '../../reports/worklists.ts'
import type { Services } from '../../services.ts'
import { actionsShown } from '../../shown/actions.ts'
import { letterShown } from '../../shown/instance.ts'
import { placesTaking } from '../../shown/place.ts'
import * as part from '../../shown/schemas.ts'
import { takenShown } from '../../shown/taken.ts'
import { work, workShown } from '../../shown/work.ts'
import { examples } from '../examples.ts'
import { type Asked, route } from '../route.ts'
import { askedBy } from '../submitted.ts'

const doneOutOfSight = z
  .object({ duty: part.id, sealed: z.literal(true), repeated: z.boolean() })
  .meta({ id: 'DoneOutOfSight', description: 'The duty of a casefile that is sealed to the person: nothing of the casefile is told' })
const placeOnAList = z.tuple([endedAt.day, z.enum(ratings), endedAt.day, z.uuid()])
const placeOf = ({ rating, dueOn, id }: WorkRow, asOf: CalendarDate): PlaceInOrder => [asOf, rating, dueOn ?? SOME_DAY, id]
/** By band, rating and date, the bands as they were when the first page was read. */
const inOrder = (after: PlaceInOrder | undefined, { today }: Reader) => ({ keys: (row: WorkRow) => placeOf(row, after?.[0] ?? today) })

export const workRoutes = [
  route({
    method: 'get',
    path: '/worklists/{name}',
    name: 'showWorklist',
    title: 'What there is to do',
    tag: 'work',
    about:
      '`mine` is what falls to my posts and roles; `team` what those have who report to me, or to whom I report; `unassigned` what nobody has; `awaitingMySignOff` what I could sign off. `overdue` and `dueIn7Days` are mine and my team’s; `ratingsDue` has the ratings to look at again, and those suggested. What is overdue comes first, then what is due within a week; in each, what concerns an organisation rated C before B before A, then the soonest.',
    params: z.object({ name: z.enum(worklistNames) }),
    query: z.strictObject(paging),
    status: 200,
    answer: pageOf(work),
    problems: ['not-found'],
    run: async (services, { person, params: { name }, query: { limit, after } }) => {
      const reader = await readerOf(services.lists, person)
      const from = keysIn(placeOnAList, after)
      const rows = await rowsOf(services, reader, name, from, limit + 1)
      return {
        body: paged(
          rows,
          { limit, address: `/api/v1/worklists/${name}` },
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
      const from = keysIn(placeOnAList, after)
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
    run: async ({ engine, lists }, asked) => {
      const duty = await standingOfDuty(lists, await readerOf(lists, asked.person), asked.params.id)
      if (duty === undefined) throw notFound()
      const event = { type: 'DUTY_DONE', duty: asked.params.id, ...asked.body } as Submitted
      if (duty.hidden) return { body: await sayDoneOutOfSight(engine, asked, { instance: duty.ownInstance, event }) }
      const taken = await engine.dispatch({ ...askedBy(asked), instance: duty.ownInstance, event })
      return { body: takenShown(engine, taken), revision: taken.look.file.revision }
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
      .extend({ body: z.string(), casefile: z.object({ id: part.id, reference: part.reference }) })
      .meta({ id: 'LetterInFull' }),
    run: async ({ engine }, { person, params: { id } }) => {
      const { letter, look, body } = await engine.letter(person, id)
      return {
        body: { ...letterShown(letter), body, casefile: { id: look.file.id, reference: look.reference ?? '' } },
        revision: look.file.revision,
        passing: async () => letter.body === undefined && letter.sentOn === undefined,
      }
    },
  }),
]

/** To anybody else than whom the duty falls to, it is not there; its addressee learns why it was not taken, of the duty alone. */
async function sayDoneOutOfSight(
  engine: Services['engine'],
  { params: { id: duty }, person, key, digest }: Asked<{ id: string }>,
  put: Pick<Command, 'instance' | 'event'>,
): Promise<z.output<typeof doneOutOfSight>> {
  try {
    const { repeated } = await engine.dispatch({ ...put, person, key, digest, throughSeal: true })
    return { duty, sealed: true, repeated }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.refusals.some(({ rule }) => rule !== 'dutyEndsBySayingSo')) throw notFound()
    throw new Refused(error.refusals)
  }
}

function rowsOf(services: Services, reader: Reader, name: WorklistName, after: PlaceInOrder | undefined, limit: number) {
  if (name === 'awaitingMySignOff') return signOffsFor(services, reader, after, limit)
  return name === 'ratingsDue'
    ? ratingsDue(services.lists, reader, { after, limit })
    : worklist(services.lists, reader, name, { after, limit })
}

/** The engine reads as many in one statement; so many whole casefiles are held in memory at once, and no more. */
const AT_ONCE = 64

/** Who may sign depends on the scheme, the grade and who submitted: each candidate is asked what it offers to this person. */
async function signOffsFor(
  { engine, lists }: Services,
  reader: Reader,
  from: PlaceInOrder | undefined,
  limit: number,
): Promise<readonly WorkRow[]> {
  const waiting = Object.values(engine.definitions).flatMap((definition) =>
    placesTaking(definition, 'SIGN_OFF').map((state) => ({ machine: definition.name, state })),
  )
  const found: WorkRow[] = []
  for (let after = from; ; ) {
    const candidates = await awaitingSignOff(lists, reader, waiting, { after, limit: AT_ONCE })
    const may = await Promise.all(candidates.map(({ instance }) => isOffered(engine, reader.person, instance)))
    found.push(...candidates.filter((_, place) => may[place]))
    if (found.length >= limit) return found.slice(0, limit)
    const last = candidates.at(-1)
    if (last === undefined || candidates.length < AT_ONCE) return found
    after = placeOf(last, from?.[0] ?? reader.today)
  }
}

async function isOffered(engine: Services['engine'], person: string, instance: string): Promise<boolean> {
  try {
    const look = await engine.look(person, instance)
    return actionsShown(engine, look).some(({ type, offered }) => type === 'SIGN_OFF' && offered)
  } catch (error) {
    if (error instanceof NotFound || error instanceof Unreadable) return false // sealed meanwhile, or spoilt: the others stand
    throw error
  }
}
