import { z } from 'zod'
import { stages } from '../../machines/casefile/facts.ts'
import { type Casefile, casefileClosed } from '../../machines/casefile/record.ts'
import { directorates } from '../../machines/kernel/authority.ts'
import type { FileLook, Person } from '../engine/engine.ts'
import { standingOf } from '../reports/organisations.ts'
import type { Services } from '../services.ts'
import { workingsIn } from './explained.ts'
import { dutyShown, letterShown, standing, summaryOf, waitingFor } from './instance.ts'
import { type LinkSeen, linksSeen, lookerAt } from './linked.ts'
import { rating } from './rating.ts'
import * as part from './schemas.ts'
import { withWords } from './words.ts'

const person = z.object({
  name: z.string().nullable(),
  address: z.string().nullish(),
  telephone: z.string().nullish(),
  email: z.string().nullish(),
  relation: z.string().nullish(),
})
const postHeld = z
  .object({ post: z.string(), people: z.array(z.object({ id: z.string(), name: z.string() })) })
  .meta({ id: 'PostHeld', description: 'A post, and who holds it today' })

export const casefileListed = z
  .object({
    id: part.id,
    reference: part.reference,
    earlierReference: z.string().nullable(),
    directorate: z.enum(directorates),
    stage: z.enum(stages),
    caseworker: z.string().nullable().meta({ description: 'A post; null while the casefile is unassigned' }),
    receivedOn: part.calendarDate,
    openedAt: part.instant,
    closed: z.boolean().meta({ description: 'Derived from the attempts, investigations and reviews; items may still be monitored' }),
    sealed: z.boolean(),
    organisations: z.array(z.object({ id: part.id, name: z.string() })),
    instances: z.array(part.instanceSummary),
  })
  .meta({ id: 'CasefileListed' })

export const casefile = z
  .object({
    id: part.id,
    reference: part.reference,
    earlierReference: z.string().nullable(),
    revision: z.int(),
    directorate: z.enum(directorates),
    stage: z.enum(stages),
    flags: z.object({ clinicalMatters: z.boolean(), highRisk: z.boolean(), complex: z.boolean() }),
    caseworker: postHeld.nullable(),
    receivedOn: part.calendarDate,
    closed: z.boolean(),
    sealed: z.object({ posts: z.array(z.string()), why: z.string().nullable() }).nullable(),
    organisations: z.array(
      z.object({
        id: part.id,
        name: z.string(),
        sector: z.enum(['parliamentary', 'health']),
        rating: rating.meta({ description: 'Of the organisation in force' }),
        successor: z.object({ id: part.id, name: z.string() }).nullable().meta({ description: 'What took its place, and is in force' }),
      }),
    ),
    particulars: z.object({
      complainant: person.nullable(),
      aggrieved: person.nullable(),
      representative: person.nullable(),
      complaint: z.string().nullable(),
      injustices: z.array(z.string().nullable()),
      remedySought: z.string().nullable(),
    }),
    dates: z.object({
      withdrawnOn: part.calendarDate.nullable(),
      diedOn: part.calendarDate.nullable(),
      publishedOn: part.calendarDate.nullable(),
      laidOn: part.calendarDate.nullable(),
      summariesPublished: z.array(part.calendarDate).meta({ description: 'Each day a summary naming individuals was published' }),
    }),
    attempts: z.array(z.looseObject({ key: z.string() })),
    investigations: z.array(z.looseObject({ key: z.string() })),
    reviews: z.array(z.looseObject({ key: z.string() })),
    links: z.array(
      z.object({
        reference: z.string().nullable().meta({ description: 'Null where the person may not see the other casefile' }),
        hidden: z.literal(true).optional().meta({ description: 'The person may not see the other casefile: nothing of it is told' }),
        why: z.string().nullish().meta({ description: 'Where the link was made on this casefile' }),
        reassesses: z.boolean().optional().meta({ description: 'This casefile assesses that one again' }),
        reassessedBy: z.boolean().optional().meta({ description: 'That one assesses this casefile again' }),
      }),
    ),
    instances: z.array(part.instanceSummary.extend({ deadlines: z.array(part.deadlineExplained) })),
    duties: z.array(part.dutyExplained),
    letters: z.array(part.letter),
  })
  .meta({ id: 'Casefile' })

/** A casefile as those see it who may: its parties, its lifecycles, and all that is open in it. */
export async function casefileShown(services: Services, look: FileLook) {
  const { engine, lists } = services
  const { file, reference } = look
  const held = file.instances.find(({ machine }) => machine === 'casefile')!
  const kept = standing(engine.definitions, held).snapshot.context as Casefile
  const record = await linksSeen(lists, lookerAt(look), (await withWords(engine, kept)) as Casefile)
  const facts = kept.casefile
  const organisations = await standingOf(
    lists,
    facts.organisations.map(({ id }) => id),
  )
  const { complainant = null, aggrieved = null, representative = null, complaint = null, injustices, remedySought = null } = record
  const { withdrawnOn = null, diedOn = null, publishedOn = null, laidOn = null } = facts
  const instances = file.instances
    .filter(({ inError }) => !inError)
    .map((each) => ({ ...summaryOf(engine.definitions, each), deadlines: waitingFor(engine.definitions, file, each).deadlines }))
  const duties = file.duties.map(dutyShown)
  const workings = await workingsIn(services, file, instances, duties)
  return {
    id: file.id,
    reference: reference!,
    earlierReference: record.earlierReference ?? null,
    revision: file.revision,
    directorate: facts.directorate,
    stage: facts.stage,
    flags: facts.flags,
    receivedOn: facts.receivedOn,
    closed: casefileClosed(kept),
    caseworker:
      facts.caseworker === undefined ? null : { post: facts.caseworker, people: holdersOf(facts.caseworker, await engine.directory()) },
    sealed: record.sealed ?? null,
    organisations: facts.organisations.map(({ id, sector }) => {
      const { name = '', rating: of = 'B', successor = null } = organisations.get(id) ?? {}
      return { id, sector, name, rating: of, successor }
    }),
    particulars: { complainant, aggrieved, representative, complaint, injustices, remedySought },
    dates: { withdrawnOn, diedOn, publishedOn, laidOn, summariesPublished: [...(kept.summariesPublished ?? [])] },
    attempts: record.attempts,
    investigations: record.investigations,
    reviews: record.reviews,
    links: record.links as readonly LinkSeen[],
    instances: instances.map((each) => ({ ...each, deadlines: workings.deadlines(each.id, each.deadlines) })),
    duties: workings.duties(duties),
    letters: file.letters.map(letterShown),
  }
}

const holdersOf = (post: string, directory: readonly Person[]) =>
  directory
    .filter(({ holdings }) => holdings.some((holding) => holding.post === post && holding.how !== 'delegated'))
    .map(({ id, name }) => ({ id, name }))
