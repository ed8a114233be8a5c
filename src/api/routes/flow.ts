import { z } from 'zod'
import type { Instant } from '../../../machines/kernel/calendar.ts'
import type { ChartModel } from '../../../machines/kernel/chart.ts'
import type { Definition } from '../../../machines/kernel/definition.ts'
import { presentMoment } from '../../clock.ts'
import { endedAt, keysIn, paged, pageOf, paging } from '../../paging.ts'
import { invalid, notFound } from '../../problem.ts'
import { ELSEWHERE, flowRows } from '../../reports/flow/list.ts'
import { hasFlow, type Window } from '../../reports/flow/numbers.ts'
import { readerOf } from '../../reports/standing.ts'
import type { Services } from '../../services.ts'
import { lookingAt } from '../../shown/flow/standing.ts'
import { askedIn, attentionAsked, compareAsked, flow, flowAsked, flowRow, flowRowShown, flowShown } from '../../shown/flow.ts'
import { chartFor } from '../../shown/place.ts'
import { route } from '../route.ts'

const params = z.object({
  machine: z.string().max(50).meta({ description: 'Whose lifecycles', example: 'compliance' }),
})
function definitionOf({ engine }: Services, machine: string): Definition {
  if (!Object.hasOwn(engine.definitions, machine) || !hasFlow(machine)) throw notFound()
  return engine.definitions[machine]!
}

/** @throws Problem 400 for a moment that is still to come: nobody knows how it stands then */
async function expectPast({ pool }: Services, moments: { readonly [parameter: string]: Instant | undefined }): Promise<void> {
  const asked = Object.entries(moments).flatMap(([parameter, at]) => (at === undefined ? [] : [{ parameter, at }]))
  const now = asked.length > 0 ? await presentMoment(pool) : ''
  const toCome = asked.filter(({ at }) => at > now)
  if (toCome.length > 0) throw invalid(toCome.map(({ parameter }) => ({ parameter, detail: 'This moment is still to come' })))
}

/** @throws Problem 400 for a state that the machine does not have */
function expectState({ machine, states }: ChartModel, state: string | undefined): void {
  if (state === undefined || state === ELSEWHERE || states.some(({ id }) => id === state)) return
  throw invalid([{ parameter: 'state', detail: `There is no such state of ${machine}: ${state}` }])
}

const windows = { '1': 1, '7': 7, '28': 28 } as const satisfies Readonly<Record<`${Window}`, Window>>
const place = z.tuple([endedAt.instant.nullable(), z.string().regex(/^[0-9a-f]{32}$/)])

export const flowRoutes = [
  route({
    method: 'get',
    path: '/flow/{machine}',
    name: 'showFlow',
    title: 'How the lifecycles of a machine stand',
    tag: 'work',
    about:
      'In each state how many are open, overdue and due within seven days, each counted with all states within it; how long they usually stand there; how many came and left on each day of the window, and how often each arrow was taken. With `at` as it was at a past moment, but for what is usual: that, and who stands there for longer or is silent, go by the year before today. With `compare` beside what it was at another: sealed casefiles are then left out of both, so that nothing but what moved differs. Where work is held up comes in the order in which it should be looked at. The filters `organisation`, `rating`, `directorate` and `caseworker` read each casefile as it is today, for a past moment too; `source`, `openedFrom` and `openedTo` do not change. Sealed casefiles are counted where they stand, as long as nothing is asked that only their particulars answer, and never in what is due, the oldest, past the usual, not reminded or silent; the numbers are the same for everybody.',
    params,
    query: z.strictObject({
      ...flowAsked,
      compare: compareAsked,
      window: z.enum(['1', '7', '28']).default('7').meta({ description: 'In days, today the last' }),
    }),
    status: 200,
    answer: flow,
    problems: ['not-found'],
    run: async (services, { params: { machine }, query: { window, ...asked } }) => {
      const definition = definitionOf(services, machine)
      const { at, compare } = asked
      await expectPast(services, { at, compare })
      return { body: await flowShown(services, definition, askedIn(machine, asked), { days: windows[window], compare }) }
    },
  }),
  route({
    method: 'get',
    path: '/flow/{machine}/list',
    name: 'listFlow',
    title: 'The lifecycles that a number of a flow counts',
    tag: 'work',
    about:
      'Each once, those first that have stood there longest: as many as the flow counts for the same state, band, reason for attention, filters and moment; for a past moment, too, what is usual is that of the year before today. The filters `organisation`, `rating`, `directorate` and `caseworker` read each casefile as it is today, for a past moment too. For a past moment `state`, `since` and `dueOn` are of then; `organisations`, `rating` and `caseworker` are of today, as the casefile has them. What is sealed to the person stands last, and says where it stands and nothing else.',
    params,
    query: z.strictObject({
      ...flowAsked,
      compare: compareAsked.meta({
        ...compareAsked.meta(),
        description: 'As the flow was compared: sealed casefiles are left out, as it leaves them out of its numbers then',
      }),
      state: z
        .string()
        .regex(/^[a-z][A-Za-z0-9.]{0,300}$/)
        .optional()
        .meta({
          description: `A machine and a state of it, with all states within; \`${ELSEWHERE}\` for states that the machine no longer has`,
          example: 'compliance.open.escalation.stage1',
        }),
      attention: attentionAsked,
      band: z.enum(['overdue', 'dueIn7Days']).optional().meta({ description: 'When something is due in it' }),
      ...paging,
    }),
    status: 200,
    answer: pageOf(flowRow),
    problems: ['not-found'],
    run: async (services, { person, params: { machine }, query: { state, band, attention, limit, after, ...asked } }) => {
      const definition = definitionOf(services, machine)
      const model = chartFor(definition)
      expectState(model, state)
      await expectPast(services, { at: asked.at, compare: asked.compare })
      const looking = attention && { kind: attention, ...(await lookingAt(services, definition)) }
      const reader = await readerOf(services.lists, person)
      const page = { state, band, attention: looking, limit: limit + 1, after: keysIn(place, after) }
      const rows = await flowRows(services.lists, reader, model, askedIn(machine, asked), page)
      return {
        body: paged(
          rows,
          { limit, address: `/api/v1/flow/${machine}/list`, filters: { ...asked, state, band, attention } },
          { keys: (row) => row.at, item: (row) => flowRowShown(definition, row) },
        ),
      }
    },
  }),
]
