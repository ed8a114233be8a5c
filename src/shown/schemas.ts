import { z } from 'zod'
import { isCited } from '../../machines/guidance/paragraph.ts'
import { ratings } from '../../machines/kernel/definition.ts'
import { letterNames } from '../../machines/kernel/effect.ts'

/** The parts that answers are made of, said once for the answers and for OpenAPI. */

export const id = z.uuid()
export const reference = z.string().meta({ description: 'Of a casefile, as people quote it', example: 'RD-000123' })
export const calendarDate = z.string().meta({ format: 'date', description: 'A calendar day in London', example: '2026-03-29' })
export const instant = z.string().meta({ format: 'date-time', example: '2026-03-29T10:15:00.000Z' })
export const citation = z
  .string()
  .refine(isCited)
  .meta({ description: 'The id of a paragraph in the register, or `office`: a rule of ours for the office', example: 'I20' })
export const paragraph = z
  .string()
  .meta({ description: 'The citation a caseworker would recognise', example: 'Casework guidance, paragraph 2.6.20' })
export const stateName = z.string().meta({ description: 'States joined by dots, regions by " + "', example: 'attempt.proposing' })

export const refusal = z
  .object({
    rule: z.string().meta({ description: 'The name of the rule; a written reason is sent under this name' }),
    strength: z.enum(['must', 'normally', 'consider']),
    cites: citation,
    paragraph,
    because: z.string().meta({ description: 'What stands in the way, for the person refused' }),
    field: z.string().optional().meta({ description: 'The field of the event that the rule is about' }),
    parts: z
      .array(z.object({ field: z.string(), because: z.string() }))
      .optional()
      .meta({ description: 'Of a field with parts, those that are wanting, each by its path: `factors.seriousness`' }),
    reasonWouldHelp: z.boolean(),
    unlockedBy: z.string().optional().meta({ description: 'The event that would make the rule hold' }),
  })
  .meta({ id: 'Refusal' })

export const whoCould = z
  .object({
    words: z.string(),
    people: z
      .array(z.object({ id: z.string(), name: z.string(), posts: z.array(z.string()) }))
      .meta({ description: 'Those who pass every rule about people, with the posts they hold today' }),
  })
  .meta({ id: 'WhoCould' })

export const deadline = z
  .object({
    name: z.string(),
    title: z.string(),
    dueOn: calendarDate,
    dueAt: instant.meta({ description: 'The moment that day begins in London: from then on the date has passed' }),
    cites: citation,
    paragraph,
    sums: z.string().meta({ description: 'How the day was reached', example: '29 March 2026 + 1 day: the day after the response date' }),
    from: calendarDate.meta({ description: 'The day that it counts from' }),
    days: z.int().meta({ description: 'Calendar days' }),
    because: z.string().meta({ description: 'Why so many', example: 'the day after the response date' }),
  })
  .meta({ id: 'Deadline' })

const entryNamed = z
  .object({
    seq: z.int().meta({ description: 'In the history of the file' }),
    by: z.string().meta({ description: 'Who did it, as a sentence begins', example: 'Amina Clarke' }),
    done: z.string().meta({ description: 'How it goes on', example: 'changed the response date' }),
    on: calendarDate,
    why: z.string().nullable(),
  })
  .meta({ id: 'EntryNamed' })

/** How a day was reached, as the history has it. */
export const workedOut = z
  .object({
    entry: entryNamed.meta({ description: 'The entry that set the day' }),
    setting: z
      .object({
        letter: z.string(),
        reading: z.string(),
        from: calendarDate,
        days: z.int().meta({ description: 'Calendar days, as the setting was when the entry was recorded' }),
      })
      .nullable()
      .meta({ description: 'Where the day was reached by a setting of ours' }),
    earlier: z.array(z.object({ day: calendarDate, entry: entryNamed })).meta({ description: 'What the day was before, the latest first' }),
  })
  .meta({ id: 'WorkedOut' })
const ofADay = (day: string) =>
  workedOut.nullable().meta({ description: `How ${day} was reached; null where no entry of a casefile gave it` })

/** Where all that is known of it is shown. */
export const deadlineExplained = deadline.extend({ worked: ofADay('the day that it counts from') }).meta({ id: 'DeadlineExplained' })

export const duty = z
  .object({
    id,
    instance: id,
    name: z.string(),
    to: z.string().meta({ description: 'The post or role it falls to', example: 'lineManager' }),
    toWords: z.string(),
    title: z.string(),
    dueOn: calendarDate,
    cites: citation,
    paragraph,
    endsBy: z.enum(['act', 'acknowledgement']).meta({ description: 'Done by the act it asks for, or by POST /duties/{id}/done' }),
    enteredLate: z.boolean(),
    shownToLineManagerOn: calendarDate.nullable(),
  })
  .meta({ id: 'Duty' })
export const dutyExplained = duty.extend({ worked: ofADay('the day that it is due') }).meta({ id: 'DutyExplained' })

export const letter = z
  .object({
    id,
    instance: id,
    letter: z.enum(letterNames),
    to: z.union([z.object({ party: z.literal('complainant') }), z.object({ organisation: id }), z.object({ office: z.string() })]),
    cites: citation,
    paragraph,
    sentOn: calendarDate.nullable(),
    fixed: z
      .boolean()
      .meta({ description: 'Its text was edited or sent; else it is what was signed, or is composed whenever it is looked at' }),
  })
  .meta({ id: 'Letter' })

/** An event as the menu has it: what the decision would say before anything is filled in. */
export const action = z
  .object({
    type: z.string(),
    title: z.string(),
    offered: z.boolean(),
    refusals: z.array(refusal).meta({ description: 'Every rule that stands in the way' }),
    onSomeAnswers: z
      .array(refusal)
      .meta({ description: 'Rules that some answers of the payload would meet: grey the answer, not the button' }),
    warnings: z
      .array(z.object({ cites: z.string(), paragraph: z.string(), because: z.string(), settledBy: z.string().optional() }))
      .optional()
      .meta({ description: 'What to know before doing it; it refuses nothing' }),
  })
  .meta({ id: 'Action' })

export const actionInFull = action
  .extend({
    whoCould,
    takesReasons: z
      .array(z.object({ rule: z.string(), cites: citation, paragraph }))
      .meta({ description: 'Rules that a written reason in `reasons` can answer' }),
    schema: z.looseObject({}).meta({ description: 'JSON Schema of the event, without `reasons`' }),
    defaults: z.looseObject({}).meta({ description: 'What to propose in the form' }),
  })
  .meta({ id: 'ActionInFull' })

export const transition = z
  .object({ file: id, seq: z.int() })
  .meta({ id: 'Transition', description: 'The line of history that was written' })

export const instanceSummary = z
  .object({
    id,
    machine: z.string(),
    title: z.string(),
    key: z.string().nullable().meta({ description: 'Its name among those its parent opened' }),
    parent: id.nullable().meta({ description: 'The lifecycle that opened it' }),
    state: stateName,
    stateWords: z.string(),
    closed: z.boolean(),
  })
  .meta({ id: 'InstanceSummary' })

export const instance = instanceSummary
  .extend({
    about: z.string().meta({ description: 'What the state means' }),
    inError: z.boolean().meta({ description: 'Opened by an entry that was struck out' }),
    casefile: z.object({ id, reference }).nullable(),
    organisation: z.object({ id }).nullable(),
    concerns: z
      .object({ id, rating: z.enum(ratings) })
      .nullable()
      .meta({ description: 'The organisation that it is about, with the rating in force: of its successor, where it has one' }),
    revision: z.int(),
    record: z.looseObject({}).meta({ description: 'What the machine remembers; words that were erased are null' }),
    deadlines: z.array(deadlineExplained),
    duties: z.array(dutyExplained),
    letters: z.array(letter),
  })
  .meta({ id: 'Instance' })

/** What follows from an event that was taken. */
export const taken = z
  .object({
    transition,
    instance: id,
    state: stateName,
    deadlines: z.array(deadline),
    duties: z.array(duty),
    letters: z.array(letter),
    actions: z.array(action),
    opened: z.array(z.object({ id, machine: z.string(), key: z.string().optional() })),
    repeated: z.boolean().meta({ description: 'The key had been used for this before: nothing happened now' }),
  })
  .meta({ id: 'Taken' })
