import { z } from 'zod'
import { defaultContact, type Organisation } from '../../machines/organisation/record.ts'
import type { FileLook } from '../engine/engine.ts'
import { predecessorsOf, successorsOf } from '../reports/organisations.ts'
import { readerOf } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import { standing } from './instance.ts'
import { pastResponse, pastResponsesShown } from './past-responses.ts'
import { rating, ratingInFull, ratingShown } from './rating.ts'
import * as part from './schemas.ts'
import { withWords } from './words.ts'

export const sector = z.enum(['parliamentary', 'health'])
const contact = z.object({ role: z.string(), name: z.string().nullable(), details: z.string().nullish() })
const related = z.object({ id: part.id, name: z.string(), rating, on: part.calendarDate })
export const organisation = z
  .object({
    id: part.id,
    instance: part.id.meta({ description: 'Where its events are put' }),
    name: z.string(),
    names: z.array(z.object({ name: z.string(), from: part.calendarDate, until: part.calendarDate.optional() })),
    sector,
    contacts: z.array(contact),
    firstContact: contact.nullable().meta({ description: 'Whom an approach goes to unless the caseworker says otherwise' }),
    rating: ratingInFull,
    successor: related
      .extend({ why: z.string().nullable() })
      .nullable()
      .meta({ description: 'What took its place; its own rating and history stay' }),
    inForce: z
      .object({ id: part.id, name: z.string(), rating })
      .meta({ description: 'Itself, or the last of those that took its place: what is open has passed to it' }),
    predecessors: z.array(related).meta({ description: 'Those whose place it took' }),
    pastResponses: z.array(pastResponse),
    revision: z.int(),
  })
  .meta({ id: 'Organisation' })

/** Opened with the organisation. */
export const ratingIn = (file: FileLook['file']) => file.instances.find(({ machine }) => machine === 'rating')!

/** An organisation with all that its file says, and how it answered in casefiles that the person may see. */
export async function organisationShown(services: Services, person: string, look: FileLook) {
  const { engine, lists } = services
  const reader = await readerOf(lists, person)
  const { file } = look
  const held = file.instances[0]!
  const record = (await withWords(engine, standing(engine.definitions, held).snapshot.context)) as Organisation
  const { successor } = record
  const successors = await successorsOf(lists, file.id)
  return {
    id: file.id,
    instance: held.id,
    name: record.name,
    names: record.names,
    sector: record.sector,
    contacts: record.contacts,
    firstContact: defaultContact(record.contacts) ?? null,
    rating: await ratingShown(services, reader, ratingIn(file)),
    successor: successor === undefined ? null : { ...successors[1]!, on: successor.on, why: successor.why ?? null },
    inForce: successors.at(-1)!,
    predecessors: await predecessorsOf(lists, file.id),
    revision: file.revision,
    pastResponses: await pastResponsesShown(services, reader, file.id),
  }
}
