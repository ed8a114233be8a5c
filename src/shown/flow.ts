import { z } from 'zod'
import type { Definition } from '../../machines/kernel/definition.ts'
import { flowNumbers } from '../reports/flow/flow.ts'
import type { FlowRow } from '../reports/flow/list.ts'
import { daysOf, movesIn } from '../reports/flow/moves.ts'
import type { FlowAsked, FlowFilters, StateNumbers } from '../reports/flow/numbers.ts'
import { usualStays } from '../reports/flow/usual.ts'
import type { Services } from '../services.ts'
import { chartFor, sayPlace } from './place.ts'
import * as part from './schemas.ts'
import { workFilters } from './worklists-asked.ts'

const isOfOurYears = (text: string) => text >= '1900' && text < '3000'
const OUT_OF_YEARS = 'It must be in a year from 1900 to 2999'
const day = z.iso.date().refine(isOfOurYears, OUT_OF_YEARS).optional()
const { organisation, rating, directorate, caseworker, source } = workFilters

/** What a flow is narrowed by, and of which moment it is, in an address. */
export const flowAsked = {
  ...{ organisation, rating, directorate, caseworker, source },
  openedFrom: day.meta({ description: 'The first day on which they were opened', example: '2013-01-07' }),
  openedTo: day.meta({ description: 'The last day on which they were opened', example: '2013-03-28' }),
  at: z.iso
    .datetime()
    .refine(isOfOurYears, OUT_OF_YEARS)
    .transform((moment) => new Date(moment).toISOString())
    .optional()
    .meta({ override: { type: 'string', format: 'date-time' }, description: 'As it was at this moment', example: '2013-02-04T14:30:00Z' }),
}
export type FlowAddress = FlowFilters & Pick<FlowAsked, 'at'>
export const askedIn = (machine: string, { at, ...filters }: FlowAddress): FlowAsked => ({ machine, filters, ...(at && { at }) })

const count = z.int().min(0)
const numbers = z.object({
  open: count,
  overdue: count.meta({ description: 'Of these, with something due on a day that has passed' }),
  dueIn7Days: count,
  oldestSince: part.instant.nullable().meta({ description: 'Since when the one has stood there that came first' }),
})
const usual = z
  .object({ left: count, half: count, most: count, nearlyAll: count })
  .meta({ description: 'In how many days half, 85 % and 95 % of those that left it within a year had done so' })
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
        usual: usual.nullable(),
        days: z.array(z.object({ day: part.calendarDate, arrived: count, left: count })),
      }),
    ),
    elsewhere: numbers.meta({ description: 'Of these, in states that the present machine does not have' }),
    moves: z.array(z.object({ event: z.string(), from: z.array(state), to: z.array(state), times: count })),
  })
  .meta({ id: 'Flow' })

/** Every state of the machine with its numbers, whether anything stands there or not. */
export async function flowShown(
  { lists }: Services,
  definition: Definition,
  asked: FlowAsked,
  days: number,
): Promise<z.input<typeof flow>> {
  const model = chartFor(definition)
  const [{ states, ...counted }, stays, byDay, moves] = await Promise.all([
    flowNumbers(lists, model, asked),
    usualStays(lists, asked.machine),
    daysOf(lists, model, asked, days),
    movesIn(lists, asked, days),
  ])
  return {
    ...counted,
    title: definition.title,
    states: model.states.map(({ id, name }) => ({
      state: id,
      name,
      ...(states[id] ?? NONE),
      usual: stays[id] ?? null,
      days: [...(byDay[id] ?? [])],
    })),
    moves: moves.map(({ from, to, ...move }) => ({ ...move, from: [...from], to: [...to] })),
  }
}
const NONE: StateNumbers = { open: 0, overdue: 0, dueIn7Days: 0, oldestSince: null }

export const flowRow = z
  .object({
    instance: part.id.nullable(),
    casefile: part.reference.nullable().meta({ description: 'Null for a lifecycle of an organisation’s file, too' }),
    organisations: z.array(z.object({ id: part.id, name: z.string() })),
    rating: z.enum(['A', 'B', 'C']).nullable(),
    state: part.stateName,
    stateWords: z.string(),
    since: part.instant.meta({ description: 'Since when it has stood in the state that is asked for' }),
    dueOn: part.calendarDate.nullable(),
    caseworker: z.string().nullable(),
    sealed: z.boolean().meta({ description: 'Sealed to the person: where it stands and since when is all that is told' }),
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
