import { z } from 'zod'
import { stages } from '../../../machines/casefile/facts.ts'
import { directorates } from '../../../machines/kernel/authority.ts'
import type { FileLook, Submitted } from '../../engine/engine.ts'
import { endedAt, keysIn, paged, pageOf, paging } from '../../paging.ts'
import { notFound } from '../../problem.ts'
import { casefiles, fileWith } from '../../reports/casefiles.ts'
import { hasDeadlinePassed } from '../../reports/deadlines.ts'
import { haveChanged, organisationNames } from '../../reports/organisations.ts'
import { readerOf } from '../../reports/standing.ts'
import type { Services } from '../../services.ts'
import { casefile, casefileListed, casefileShown } from '../../shown/casefile.ts'
import { sayPlace } from '../../shown/place.ts'
import * as part from '../../shown/schemas.ts'
import { takenShown } from '../../shown/taken.ts'
import { openingBodies } from '../events.ts'
import { examples } from '../examples.ts'
import { route } from '../route.ts'
import { partedReasons, submittedAs } from '../submitted.ts'

export const ref = z.string().max(100)

/** @throws Problem 404, also where the person may not see it */
export async function casefileAt({ engine, lists }: Services, person: string, named: string): Promise<FileLook> {
  const file = await fileWith(lists, 'casefile', named)
  if (file === undefined) throw notFound()
  return engine.lookAt(person, file)
}

const filters = {
  reference: z.string().max(100).optional().meta({ description: 'Part of a reference, ours or an earlier one' }),
  caseworker: z.string().max(100).optional().meta({ description: 'A post' }),
  directorate: z.enum(directorates).optional(),
  stage: z.enum(stages).optional(),
  organisation: z.uuid().optional().meta({ description: 'Complained about' }),
  closed: z.enum(['true', 'false']).optional(),
  machine: z.string().max(50).optional().meta({ description: 'With an open lifecycle of this kind' }),
  state: z.string().max(200).optional().meta({ description: 'With a lifecycle in this state, or in one within it' }),
}

export const casefileRoutes = [
  route({
    method: 'post',
    path: '/casefiles',
    name: 'openCasefile',
    title: 'Open a casefile',
    tag: 'casefiles',
    keyed: true,
    about: 'The first event of a casefile, OPEN. The same key with the same body gives the casefile that the first one opened.',
    body: submittedAs('OPEN'),
    described: openingBodies.casefile,
    example: examples.openCasefile,
    status: 201,
    answer: part.taken.extend(casefile.shape).meta({ id: 'CasefileOpened' }),
    problems: ['refused', 'key-reused', 'changed-since'],
    run: async (services, asked) => {
      const { event, ...reasons } = partedReasons(asked.body)
      const { person, key, digest } = asked
      const opening = { person, key, digest, kind: 'casefile', event: { ...event, type: 'OPEN' } as Submitted, ...reasons } as const
      const taken = await services.engine.open(opening)
      return {
        body: { ...takenShown(services.engine, taken), ...(await casefileShown(services, taken.look)) },
        revision: taken.look.file.revision,
        location: `/api/v1/casefiles/${taken.look.reference}`,
      }
    },
  }),
  route({
    method: 'get',
    path: '/casefiles',
    name: 'listCasefiles',
    title: 'Casefiles, newest first',
    tag: 'casefiles',
    about: 'Those that the person may see: a sealed casefile is listed only to the posts it is open to.',
    query: z.strictObject({ ...filters, ...paging }),
    status: 200,
    answer: pageOf(casefileListed),
    run: async ({ engine, lists }, { person, query }) => {
      const { limit, after, closed, ...rest } = query
      const place = keysIn(z.tuple([endedAt.instant, z.uuid()]), after)
      const reader = await readerOf(lists, person)
      const rows = await casefiles(lists, reader, { ...rest, closed: closed && closed === 'true' }, { after: place, limit: limit + 1 })
      const names = await organisationNames(lists, [...new Set(rows.flatMap(({ organisations }) => organisations))])
      return {
        body: paged(
          rows,
          { limit, address: '/api/v1/casefiles', filters: { ...rest, closed } },
          {
            keys: (row) => [row.openedAt.toISOString(), row.fileId],
            item: ({
              fileId,
              reference,
              earlierReference,
              directorate,
              stage,
              caseworker,
              receivedOn,
              openedAt,
              closed: isIt,
              sealed,
              organisations,
              instances,
            }) => ({
              id: fileId,
              reference,
              earlierReference,
              directorate,
              stage,
              caseworker,
              receivedOn,
              openedAt: openedAt.toISOString(),
              closed: isIt,
              sealed,
              organisations: organisations.map((id) => ({ id, name: names.get(id) ?? '' })),
              instances: instances.map(({ id, machine, key, parent, state, closed: over }) => ({
                id,
                machine,
                title: engine.definitions[machine]?.title ?? machine,
                key,
                parent,
                state,
                stateWords: sayPlace(engine.definitions[machine], state),
                closed: over,
              })),
            }),
          },
        ),
      }
    },
  }),
  route({
    method: 'get',
    path: '/casefiles/{ref}',
    name: 'showCasefile',
    title: 'A casefile',
    tag: 'casefiles',
    about: 'By its reference or its id.',
    params: z.object({ ref }),
    status: 200,
    answer: casefile,
    problems: ['not-found'],
    run: async (services, { person, params }) => {
      const look = await casefileAt(services, person, params.ref)
      const body = await casefileShown(services, look)
      const organisations = body.organisations.map(({ id }) => id)
      return {
        body,
        revision: look.file.revision,
        passing: async () =>
          body.links.length > 0 ||
          (await hasDeadlinePassed(services.lists, look.file.id)) ||
          (await haveChanged(services.lists, organisations)),
      }
    },
  }),
]
