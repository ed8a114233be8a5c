import { z } from 'zod'
import type { Submitted } from '../../engine/engine.ts'
import { endedAt, keysIn, paged, pageOf, paging } from '../../paging.ts'
import { notFound } from '../../problem.ts'
import { fileWith } from '../../reports/casefiles.ts'
import { organisations } from '../../reports/organisations.ts'
import { readerOf } from '../../reports/standing.ts'
import { organisation, organisationShown, sector } from '../../shown/organisation.ts'
import { rating } from '../../shown/rating.ts'
import { recordOfOrganisation as record, recordOfOrganisationShown } from '../../shown/record-of-organisation.ts'
import * as part from '../../shown/schemas.ts'
import { takenShown } from '../../shown/taken.ts'
import { openingBodies } from '../events.ts'
import { examples } from '../examples.ts'
import { route } from '../route.ts'
import { partedReasons, submittedAs } from '../submitted.ts'

export const organisationRoutes = [
  route({
    method: 'post',
    path: '/organisations',
    name: 'registerOrganisation',
    title: 'Register an organisation',
    tag: 'organisations',
    keyed: true,
    about: 'The first event of its file, REGISTER. Casefiles can name it from then on.',
    body: submittedAs('REGISTER'),
    described: openingBodies.organisation,
    example: examples.registerOrganisation,
    status: 201,
    answer: part.taken.extend(organisation.shape).meta({ id: 'OrganisationRegistered' }),
    problems: ['refused', 'key-reused', 'changed-since'],
    run: async (services, asked) => {
      const { event, ...reasons } = partedReasons(asked.body)
      const { person, key, digest } = asked
      const opening = { person, key, digest, kind: 'organisation', event: { ...event, type: 'REGISTER' } as Submitted, ...reasons } as const
      const taken = await services.engine.open(opening)
      return {
        body: { ...takenShown(services.engine, taken), ...(await organisationShown(services, person, taken.look)) },
        revision: taken.look.file.revision,
        location: `/api/v1/organisations/${taken.look.file.id}`,
      }
    },
  }),
  route({
    method: 'get',
    path: '/organisations',
    name: 'listOrganisations',
    title: 'Organisations by name',
    tag: 'organisations',
    about: 'All that are registered.',
    query: z.strictObject({
      name: z.string().max(200).optional().meta({ description: 'Part of the name' }),
      sector: sector.optional(),
      rating: rating.optional(),
      ...paging,
    }),
    status: 200,
    answer: pageOf(z.object({ id: part.id, name: z.string(), sector, rating, succeeded: z.boolean() }).meta({ id: 'OrganisationListed' })),
    run: async ({ lists }, { query: { limit, after, ...filters } }) => {
      const rows = await organisations(lists, { ...filters, after: keysIn(z.tuple([z.string(), z.uuid()]), after), limit: limit + 1 })
      return {
        body: paged(
          rows,
          { limit, address: '/api/v1/organisations', filters },
          {
            keys: (row) => [row.name, row.fileId],
            item: ({ fileId, successor, ...row }) => ({
              id: fileId,
              name: row.name,
              sector: row.sector,
              rating: row.rating,
              succeeded: successor !== null,
            }),
          },
        ),
      }
    },
  }),
  route({
    method: 'get',
    path: '/organisations/{id}',
    name: 'showOrganisation',
    title: 'An organisation',
    tag: 'organisations',
    about:
      'Its names and contacts, whom to speak to first, how it is rated and was, what took its place or whose place it took, and how it answered earlier approaches in casefiles the person may see.',
    params: z.object({ id: z.uuid() }),
    status: 200,
    answer: organisation,
    problems: ['not-found'],
    run: async (services, { person, params: { id } }) => {
      const file = await fileWith(services.lists, 'organisation', id)
      if (file === undefined) throw notFound()
      const look = await services.engine.lookAt(person, file)
      // What it answered elsewhere stands in other files.
      return { body: await organisationShown(services, person, look), revision: look.file.revision, passing: async () => true }
    },
  }),
  route({
    method: 'get',
    path: '/organisations/{id}/record',
    name: 'showRecordOfOrganisation',
    title: 'How an organisation complies',
    tag: 'organisations',
    about:
      'The eleven factors of the annex, worked out from its casefiles, each with the casefiles behind it, and the rating they speak for. An organisation that took another’s place has what happened since; the other keeps what happened before.',
    params: z.object({ id: z.uuid() }),
    query: z.strictObject({ since: endedAt.day.optional().meta({ description: 'Leave out what happened before this day' }) }),
    status: 200,
    answer: record,
    problems: ['not-found'],
    run: async (services, { person, params: { id }, query: { since } }) => {
      const { engine, lists } = services
      const file = await fileWith(lists, 'organisation', id)
      if (file === undefined) throw notFound()
      const look = await engine.lookAt(person, file)
      return {
        body: await recordOfOrganisationShown(services, await readerOf(lists, person), look, since),
        revision: look.file.revision,
        passing: async () => true,
      }
    },
  }),
]
