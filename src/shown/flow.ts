import { z } from 'zod'
import type { Instant } from '../../machines/kernel/calendar.ts'
import type { ChartModel } from '../../machines/kernel/chart.ts'
import type { Definition } from '../../machines/kernel/definition.ts'
import { flowNumbers } from '../reports/flow/flow.ts'
import type { FlowRow } from '../reports/flow/list.ts'
import { movesIn } from '../reports/flow/moves.ts'
import {
  type AttentionNumbers,
  attentionKinds,
  type FlowAsked,
  type FlowFilters,
  type FlowNumbers,
  type StateNumbers,
} from '../reports/flow/numbers.ts'
import type { Services } from '../services.ts'
import { growth, heldUp, WORST_SHOWN } from './flow/held-up.ts'
import { readStanding } from './flow/standing.ts'
import { AT_REST, PAST_USUAL } from './flow/usual-said.ts'
import { chartFor, sayPlace } from './place.ts'
import * as part from './schemas.ts'
import { workFilters } from './worklists-asked.ts'

const isOfOurYears = (text: string) => text >= '1900' && text < '3000'
const OUT_OF_YEARS = 'It must be in a year from 1900 to 2999'
const day = z.iso.date().refine(isOfOurYears, OUT_OF_YEARS).optional()
const { organisation, rating, directorate, caseworker, source } = workFilters

const moment = (description: string, example: string) =>
  z.iso
    .datetime()
    .refine(isOfOurYears, OUT_OF_YEARS)
    .transform((written) => new Date(written).toISOString())
    .optional()
    .meta({ override: { type: 'string', format: 'date-time' }, description, example })

/** What a flow is narrowed by, and of which moment it is, in an address. */
export const flowAsked = {
  ...{ organisation, rating, directorate, caseworker, source },
  openedFrom: day.meta({ description: 'The first day on which they were opened', example: '2013-01-07' }),
  openedTo: day.meta({ description: 'The last day on which they were opened', example: '2013-03-28' }),
  at: moment('As it was at this moment; sealed casefiles are left out of past moments', '2013-02-04T14:30:00Z'),
}
export const compareAsked = moment(
  'Beside each number what it was at this moment; sealed casefiles are then left out of every number, as they are of past moments',
  '2013-01-07T09:00:00Z',
)
/** Which of those that a flow counts. */
export const attentionAsked = z
  .enum(attentionKinds)
  .optional()
  .meta({ description: 'Those alone that call for attention for this reason: as many as the flow counts for it' })
export type FlowAddress = FlowFilters & Pick<FlowAsked, 'at'> & { readonly compare?: Instant | undefined }
export const askedIn = (machine: string, { at, compare, ...filters }: FlowAddress): FlowAsked => ({
  machine,
  filters,
  ...(at && { at }),
  ...(compare && { withoutSealed: true }),
})

const count = z.int().min(0)
const numbers = z.object({
  open: count,
  overdue: count.meta({
    description:
      'Of the items that stand here, with something due in the item, here or elsewhere in it, on a day that has passed; sealed casefiles are not among them, here and in `dueIn7Days`',
  }),
  dueIn7Days: count,
  oldestSince: part.instant.nullable().meta({
    description: 'Since when the one has stood there that came first, wherever within it; of what is sealed it is not told',
  }),
})
const usual = z
  .object({ left: count, half: count, most: count, nearlyAll: count })
  .meta({ description: 'In how many days half, 85 % and 95 % of those that left it within a year had done so' })
const attention = z
  .object({
    pastUsual: count.meta({ description: PAST_USUAL }),
    escalated: count.meta({ description: 'Under escalation' }),
    refused: count.meta({ description: 'In a refusal that is still to be answered' }),
    notReminded: count.meta({
      description:
        'The clock was to remind the organisation on a day that has passed, and has not; 0 for a past moment, of which that is not known',
    }),
    silent: count.meta({
      description:
        'Nothing recorded for more days than 85 % stay, and than `updateEveryDays`; where too little is known, than that alone, and only without a date',
    }),
  } satisfies Record<keyof AttentionNumbers, typeof count>)
  .meta({
    description:
      'Of these, how many call for attention, and why. Sealed casefiles are not among those past the usual, not reminded or silent',
  })
const state = z.string().meta({ description: 'A machine and a state of it', example: 'compliance.open.escalation.stage1' })

export const flow = z
  .object({
    machine: z.string(),
    title: z.string(),
    asOf: part.instant,
    today: part.calendarDate,
    all: numbers.meta({ description: 'Every open lifecycle once' }),
    states: z.array(
      numbers.extend({
        state,
        name: z.string(),
        attention,
        usual: usual.nullable(),
        days: z
          .array(z.object({ day: part.calendarDate, arrived: count, left: count }))
          .meta({ description: 'How many came and went, sealed casefiles left out' }),
      }),
    ),
    elsewhere: numbers.meta({ description: 'Of these, in states that the present machine does not have' }),
    moves: z.array(z.object({ event: z.string(), from: z.array(state), to: z.array(state), times: count })),
    bottlenecks: z
      .array(
        z.object({
          state,
          name: z.string(),
          open: count,
          overdue: count,
          overdueElsewhere: count.meta({ description: 'Of these, late in another part of the item, and waiting here meanwhile' }),
          pastUsual: count.meta({ description: PAST_USUAL }),
          usualDays: count.nullable().meta({
            description:
              'Within so many days 85 % have left; null where too few have, or where some wait in a state within it, which has its own',
          }),
          moreCameThanWent: z
            .int()
            .nullable()
            .meta({ description: 'In seven days; below 0 where more went. Null in a state at rest, which nothing need leave' }),
        }),
      )
      .meta({
        description: `The ${WORST_SHOWN} worst of the states in which work is held up: first where most are late, or there for longer than is usual; then what grows. What is late in another part of it counts there alone, and what runs in time towards its date is left out. ${AT_REST}`,
      }),
    heldUp: count.meta({ description: 'How many states there are in all in which work is held up: `bottlenecks` are the worst of them' }),
    compared: z
      .object({
        asOf: part.instant,
        today: part.calendarDate,
        all: numbers,
        states: z.array(numbers.extend({ state })),
        elsewhere: numbers,
      })
      .nullable()
      .meta({ description: 'The same numbers at the moment that is compared with; null where none was asked for' }),
  })
  .meta({ id: 'Flow' })

/** Every state of the machine with its numbers, whether anything stands there or not. */
export async function flowShown(
  services: Services,
  definition: Definition,
  asked: FlowAsked,
  { days, compare }: { readonly days: number; readonly compare?: Instant | undefined },
): Promise<z.input<typeof flow>> {
  const model = chartFor(definition)
  const [standing, then, moves] = await Promise.all([
    readStanding(services, definition, asked),
    compare === undefined ? undefined : flowNumbers(services.lists, model, { ...asked, at: compare }),
    movesIn(services.lists, asked, days),
  ])
  const { numbers: now, usual: stays, attention: calling, days: byDay } = standing
  const { states, overdueIn: _overdueIn, ...counted } = now
  const held = heldUp(definition, standing)
  return {
    ...counted,
    title: definition.title,
    states: model.states.map(({ id, name }) => ({
      state: id,
      name,
      ...(states[id] ?? NONE),
      attention: calling.states[id] ?? NOTHING,
      usual: stays[id] ?? null,
      days: (byDay[id] ?? []).slice(-days),
    })),
    moves: moves.map(({ from, to, ...move }) => ({ ...move, from: [...from], to: [...to] })),
    bottlenecks: held.slice(0, WORST_SHOWN).map(({ title, elsewhere, longer, most, moved, ...each }) => ({
      ...each,
      name: title,
      overdueElsewhere: elsewhere,
      pastUsual: longer,
      usualDays: most ?? null,
      moreCameThanWent: moved ? growth(moved) : null,
    })),
    heldUp: held.length,
    compared: then ? comparedShown(model, then) : null,
  }
}
const NONE: StateNumbers = { open: 0, overdue: 0, dueIn7Days: 0, oldestSince: null }
const NOTHING = Object.fromEntries(attentionKinds.map((kind) => [kind, 0])) as AttentionNumbers

const comparedShown = (model: ChartModel, { asOf, today, all, states, elsewhere }: FlowNumbers) => ({
  asOf,
  today,
  all,
  states: model.states.map(({ id }) => ({ state: id, ...(states[id] ?? NONE) })),
  elsewhere,
})

export const flowRow = z
  .object({
    instance: part.id.nullable(),
    casefile: part.reference.nullable().meta({ description: 'Null for a lifecycle of an organisation’s file, too' }),
    organisations: z.array(z.object({ id: part.id, name: z.string() })),
    rating: z.enum(['A', 'B', 'C']).nullable(),
    state: part.stateName,
    stateWords: z.string(),
    since: part.instant.nullable().meta({
      description:
        'Since when it has stood in the state that is asked for, wherever within it, and without one been open; null where that is sealed to the person: such rows are the last',
    }),
    dueOn: part.calendarDate.nullable(),
    caseworker: z.string().nullable(),
    sealed: z.boolean().meta({ description: 'Sealed to the person: where it stands is all that is told' }),
  })
  .meta({ id: 'FlowRow' })

export const flowRowShown = (
  definition: Definition,
  { instance, reference, hidden, state: place, ...row }: FlowRow,
): z.input<typeof flowRow> => ({
  instance,
  casefile: reference,
  organisations: [...row.organisations],
  rating: row.rating,
  state: place,
  stateWords: sayPlace(definition, place),
  since: row.since,
  dueOn: row.dueOn,
  caseworker: row.caseworker,
  sealed: hidden,
})
