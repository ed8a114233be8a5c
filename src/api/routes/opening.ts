import { z } from 'zod'
import type { Opening, Submitted } from '../../engine/engine.ts'
import { NotAccepted } from '../../engine/errors.ts'
import type { Services } from '../../services.ts'
import { check, checkShown } from '../../shown/check.ts'
import { standing, summaryOf } from '../../shown/instance.ts'
import * as part from '../../shown/schemas.ts'
import { takenShown } from '../../shown/taken.ts'
import { openedWith, openingBodies } from '../events.ts'
import { examples } from '../examples.ts'
import { type Asked, route } from '../route.ts'
import { askedBy, partedReasons, submittedAs } from '../submitted.ts'
import { casefileAt, ref } from './casefiles.ts'

type Openable = keyof typeof openedWith
const asked = <M extends Openable>(machine: M) => submittedAs(openedWith[machine].type).extend({ machine: z.literal(machine) })

const whichOnes = 'machine is intervention, investigation, recommendation or review'
const body = z.discriminatedUnion('machine', [asked('intervention'), asked('investigation'), asked('recommendation'), asked('review')], {
  error: ({ input }) => notByARequest((input as { machine?: unknown } | undefined)?.machine),
})
/** Why the others are not opened by a request. */
function notByARequest(machine: unknown): string {
  if (machine === 'compliance')
    return `${whichOnes}: a compliance item is opened by what was agreed, accepted or decided, never by a request (Compliance guidance, C11)`
  return machine === 'approach' ? `${whichOnes}: an organisation is approached by an event of the attempt` : whichOnes
}

type Put = z.output<ReturnType<typeof submittedAs>>
/** What opening a file would do; nothing of it is kept. */
const checking = async (
  { engine }: Services,
  { person, body }: Pick<Asked<unknown, unknown, Put>, 'person' | 'body'>,
  kind: Opening['kind'],
) => {
  const { event, ...reasons } = partedReasons(body)
  const type = kind === 'casefile' ? 'OPEN' : 'REGISTER'
  const checked = await engine.checkOpening({ person, kind, event: { ...event, type } as Submitted, ...reasons })
  return { body: checkShown(engine, checked.look.instance.id, checked) }
}
const ABOUT_CHECKS =
  'The same body. Nothing is kept, and what would be refused is refused here in the same words. The ids in the answer are of this check alone, and the reference is given when it is opened.'

export const openingRoutes = [
  route({
    method: 'post',
    path: '/casefiles/checks',
    name: 'checkOpeningOfCasefile',
    title: 'What opening a casefile would do',
    tag: 'casefiles',
    about: ABOUT_CHECKS,
    body: submittedAs('OPEN'),
    described: openingBodies.casefile,
    example: examples.openCasefile,
    status: 200,
    answer: check,
    problems: ['refused'],
    run: (services, request) => checking(services, request, 'casefile'),
  }),
  route({
    method: 'post',
    path: '/organisations/checks',
    name: 'checkRegistrationOfOrganisation',
    title: 'What registering an organisation would do',
    tag: 'organisations',
    about: ABOUT_CHECKS,
    body: submittedAs('REGISTER'),
    described: openingBodies.organisation,
    example: examples.registerOrganisation,
    status: 200,
    answer: check,
    problems: ['refused'],
    run: (services, request) => checking(services, request, 'organisation'),
  }),
  route({
    method: 'post',
    path: '/casefiles/{ref}/instances',
    name: 'openInstance',
    title: 'Open a lifecycle in a casefile',
    tag: 'casefiles',
    keyed: true,
    about:
      'An attempt at an intervention, an investigation, a recommendation of the investigation under way, or a review of a decision: with the fields of the event that opens it. Approaches and compliance items are opened by what happens in those, never by a request.',
    params: z.object({ ref }),
    body,
    described: openingBodies.instance,
    example: { machine: 'intervention' },
    status: 201,
    answer: part.taken.extend(part.instanceSummary.shape).meta({ id: 'InstanceOpened' }),
    problems: ['not-found', 'not-accepted', 'changed-since', 'refused', 'key-reused'],
    run: async (services, request) => {
      const { engine } = services
      const { machine, ...rest } = request.body
      const { event, ...reasons } = partedReasons(rest)
      const instance = await openerOf(services, request.person, request.params.ref, machine)
      const taken = await engine.dispatch({
        ...askedBy(request),
        instance,
        event: { ...event, type: openedWith[machine].type } as Submitted,
        ...reasons,
      })
      const opened = taken.opened.find((each) => each.machine === machine)!
      const held = taken.look.file.instances.find(({ id }) => id === opened.id)!
      return {
        body: { ...summaryOf(engine.definitions, held), ...takenShown(engine, taken, held) },
        revision: taken.look.file.revision,
        location: `/api/v1/instances/${held.id}`,
      }
    },
  }),
]

/**
 * The instance whose event opens it: the casefile itself, or the investigation under way.
 *
 * @throws {NotAccepted} there is none
 */
async function openerOf(services: Services, person: string, named: string, machine: Openable): Promise<string> {
  const { definitions } = services.engine
  const { file } = await casefileAt(services, person, named)
  const { by, type } = openedWith[machine]
  const opener = file.instances.findLast(
    (held) => held.machine === by && !held.inError && !standing(definitions, held).snapshot.hasTag('closed'),
  )
  if (!opener) throw new NotAccepted(type, [])
  return opener.id
}
