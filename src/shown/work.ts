import { z } from 'zod'
import { cite, type ParagraphId } from '../../machines/guidance/paragraph.ts'
import { directorates, inPlainWords } from '../../machines/kernel/authority.ts'
import { type CalendarDate, daysInWords } from '../../machines/kernel/calendar.ts'
import { ratings } from '../../machines/kernel/definition.ts'
import type { Addressee } from '../../machines/kernel/effect.ts'
import type { Engine } from '../engine/engine.ts'
import { bandOf, bands } from '../reports/order-of-work.ts'
import { type WorkRow, workKinds } from '../reports/worklists-names.ts'
import { enquirySaid } from './enquiry-said.ts'
import { outlookOf } from './item-outlook.ts'
import { lowerFirst } from './lower-first.ts'
import { sayPlace } from './place.ts'
import * as part from './schemas.ts'

export const work = z
  .object({
    kind: z
      .enum(workKinds)
      .meta({ description: 'A duty; the next deadline of a lifecycle; work in hand without a date; a casefile as such' }),
    id: part.id.meta({ description: 'Of the duty, of the lifecycle, or of the casefile' }),
    title: z.string(),
    dueOn: part.calendarDate.nullable(),
    band: z.enum(bands),
    rating: z
      .enum(ratings)
      .nullable()
      .meta({ description: 'Of the organisation it is about, else the worst of the casefile’s: within a band the order goes by it' }),
    cites: part.citation.nullable(),
    paragraph: part.paragraph.nullable(),
    to: z.string().nullable(),
    toWords: z.string().nullable(),
    endsBy: z.enum(['act', 'acknowledgement']).nullable(),
    enteredLate: z.boolean(),
    casefile: z.object({ id: part.id, reference: part.reference }).nullable(),
    organisation: z.object({ id: part.id }).nullable(),
    about: z.array(z.object({ id: part.id, name: z.string() })).meta({ description: 'The organisations it is about' }),
    instance: z
      .object({ id: part.id, machine: z.string(), title: z.string(), state: part.stateName, stateWords: z.string(), since: part.instant })
      .nullable(),
    caseworker: z.string().nullable().meta({ description: 'A post' }),
    directorate: z.enum(directorates).nullable(),
    stage: z.int().nullable().meta({ description: 'Of the escalation procedure, where it is at one' }),
    nextLetter: z.object({ letter: z.string(), title: z.string(), on: part.calendarDate.nullable() }).nullable().meta({
      description: 'Of an open item: the next letter that is written if nothing comes, and the day the clock waits for, if it does',
    }),
    evidence: z
      .string()
      .nullable()
      .meta({ description: 'Of an open item: how closely its evidence is to be looked at, by the sector and rating (C17)' }),
    sealed: z
      .boolean()
      .meta({ description: 'The casefile is sealed to others: the duty, its paragraph and its date are all that is shown' }),
  })
  .meta({ id: 'Work' })

/** One line of a worklist; whoever only holds the duty of a sealed casefile learns the duty, its paragraph and its date. */
export function workShown({ definitions }: Engine, today: CalendarDate, row: WorkRow) {
  const definition = definitions[row.machine]
  const deadline = row.timer === null ? undefined : definition?.deadlines[row.timer.split('.')[2] ?? '']
  const cites = (row.cites as ParagraphId | null) ?? deadline?.cites ?? null
  const stateWords = row.kind === 'casefile' ? enquirySaid(row.closed === true) : sayPlace(definition, row.state)
  const isShown = !row.hidden
  const outlook = isShown ? outlookOf(row, row.kind === 'deadline' ? row.dueOn : null) : null
  return {
    kind: row.kind,
    id: row.id,
    title: daysInWords(row.title ?? (deadline ? whatComes(deadline.title, row.dueOn, today) : stateWords)),
    dueOn: row.dueOn,
    band: bandOf(row.dueOn, today),
    rating: isShown ? row.rating : null,
    cites,
    paragraph: cites && cite(cites),
    to: row.addressee,
    toWords: row.addressee && inPlainWords(row.addressee as Addressee),
    endsBy: row.endsBy,
    enteredLate: row.enteredLate,
    casefile: isShown && row.fileKind === 'casefile' ? { id: row.file, reference: row.reference! } : null,
    organisation: isShown && row.fileKind === 'organisation' ? { id: row.file } : null,
    instance: isShown
      ? { id: row.instance, machine: row.machine, title: definition?.title ?? row.machine, state: row.state, stateWords, since: row.since }
      : null,
    about: isShown ? row.organisations : [],
    caseworker: isShown ? row.caseworker : null,
    directorate: isShown ? row.directorate : null,
    stage: isShown ? stageOf(row) : null,
    nextLetter: outlook?.nextLetter ?? null,
    evidence: outlook?.evidence ?? null,
    sealed: row.hidden,
  }
}

/** What the clock will record is not so before its day. */
export const whatComes = (title: string, on: CalendarDate | null, today: CalendarDate) =>
  on !== null && on >= today ? `On that day: ${lowerFirst(title)}` : title

const stageOf = ({ machine, state }: WorkRow): number | null => {
  const [, stage] = (machine === 'compliance' && /(?:^| )open\.escalation\.stage([123])(?:[. ]|$)/.exec(state)) || []
  return stage === undefined ? null : Number(stage)
}
