import { z } from 'zod'
import { historyLine } from '../history.ts'
import * as part from '../schemas.ts'

const arrow = z.object({
  event: z.string(),
  from: z.string().meta({ description: 'A state of the chart, by its id there', example: 'compliance.open.escalation.stage1' }),
  to: z.array(z.string()).meta({ description: 'More than one where it leads into several regions' }),
  alongside: z.boolean().meta({ description: 'It follows what another region does' }),
})
const numbers = z.array(z.int()).meta({ description: 'Numbers of steps' })

const step = z.object({
  number: z.int().meta({ description: 'Among the steps of the lifecycle, from 1' }),
  seq: z.int().meta({ description: 'Its entry in the history of the file' }),
  ...historyLine.pick({ kind: true, event: true, by: true, onBehalfOf: true, happenedOn: true, recordedAt: true }).shape,
  sentence: z.string().meta({ description: 'Who did what' }),
  from: part.stateName.nullable().meta({ description: 'Null where it began' }),
  to: part.stateName,
  fromWords: z.string().nullable(),
  toWords: z.string(),
  moved: z.boolean(),
  time: z.int().meta({ description: 'How often it had come to where this led: 2 is the second time' }),
  taken: z.array(arrow).meta({ description: 'The arrows of the chart that it took; none where it stayed, or was worked out anew' }),
  cites: z.array(part.citation).meta({ description: 'Of the deadline that passed, or of the rules that had to hold' }),
  exact: z.boolean().meta({ description: 'Whether its history, put once more, still gives it; else it is shown as it was recorded' }),
  isCorrection: z.boolean(),
  inError: z.boolean().meta({ description: 'From here on it does not count: what opened it was struck out' }),
  stoodDays: z.int().nullable().meta({ description: 'Calendar days that it had stood where it left' }),
  gapDays: z.int().nullable().meta({ description: 'Calendar days before it on which nothing was recorded, where they are eight or more' }),
  opened: z.array(z.object({ id: part.id, machine: z.string(), name: z.string() })),
  waived: z.array(
    z.object({ rule: z.string(), words: z.string(), cites: part.citation, paragraph: part.paragraph, reason: z.string().nullable() }),
  ),
  struckOut: z.object({ by: z.string(), on: part.instant, why: z.string().nullable(), seq: z.int() }).nullable(),
  corrects: z.int().nullable().meta({ description: 'Of a correction, the entry that it struck out' }),
})

/** A route as the API answers with it. */
export const route = part.instanceSummary
  .extend({
    name: z.string(),
    version: z.int(),
    inError: z.boolean(),
    steps: z.array(step),
    at: z.int().meta({ description: 'The step after which it is shown' }),
    isPresent: z.boolean(),
    stands: z.object({
      state: part.stateName,
      stateWords: z.string(),
      about: z.string(),
      closed: z.boolean(),
      leaves: z.array(z.string()).meta({ description: 'The states of the chart that it stands in, innermost of each region' }),
      since: part.calendarDate,
      days: z.int(),
      record: z.looseObject({}).nullable().meta({ description: 'As it was then; words that were erased are null' }),
      deadlines: z.array(
        part.deadline
          .omit({ paragraph: true })
          .extend({ deadline: z.string(), arrows: z.array(arrow) })
          .extend({
            will: z
              .object({ stateWords: z.string().optional(), duties: z.array(part.duty), letters: z.array(part.letter) })
              .loose()
              .optional()
              .meta({ description: 'What the clock will do, of the first dates that are running now' }),
          }),
      ),
      duties: z.array(part.duty),
    }),
    visited: z.array(z.object({ state: z.string(), steps: numbers, struckOut: numbers })),
    passed: z.array(z.object({ event: z.string(), from: z.string(), to: z.string(), steps: numbers, struckOut: numbers })),
    next: z
      .array(part.action.extend({ whoCould: part.whoCould, arrows: z.array(arrow.extend({ offered: z.boolean() })) }))
      .meta({ description: 'What could come next, and why not; at an earlier step nothing' }),
    opened: z
      .array(part.instanceSummary.extend({ name: z.string(), inError: z.boolean() }))
      .meta({ description: 'What it had opened by this step, each where it stood after it; at the last step where it stands now' }),
  })
  .meta({ id: 'Route' })
