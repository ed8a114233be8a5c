import { z } from 'zod'
import { fallsTo } from '../../machines/casefile/duties.ts'
import { cite } from '../../machines/guidance/paragraph.ts'
import { permits } from '../../machines/kernel/authority.ts'
import { addDays } from '../../machines/kernel/calendar.ts'
import type { Line } from '../../machines/kernel/desk.ts'
import type { LetterHeld, OpenDuty } from '../../machines/kernel/effect.ts'
import type { HeldInstance } from '../../machines/kernel/file.ts'
import type { Engine, Person } from '../engine/engine.ts'
import type { Found } from '../engine/read.ts'
import { casefileIn, type DayForeseen } from '../timers/forecast.ts'
import { type ClockKind, clockKinds, deadlineNamed, kindsOfDeadlines } from './clock-kinds.ts'
import { concernedIn, dutyShown, standing } from './instance.ts'
import { addresseeInWords, letterTitles } from './letter-words.ts'
import { nameOfLifecycle } from './naming.ts'
import { sayPlace } from './place.ts'
import * as part from './schemas.ts'

const duty = part.duty
  .omit({ shownToLineManagerOn: true, enteredLate: true, instance: true })
  .extend({ people: z.array(z.string()).meta({ description: 'The names of those to whom it would fall, as posts are held today' }) })

export const happening = z
  .object({
    day: part.calendarDate,
    casefile: z.object({ id: part.id, reference: part.reference }).nullable().meta({ description: 'Null for an organisation’s own file' }),
    organisation: z.object({ id: part.id, name: z.string() }).nullable().meta({ description: 'Of an organisation’s own file' }),
    about: z.array(z.object({ id: part.id, name: z.string() })).meta({ description: 'The organisations it is about' }),
    instance: z.object({ id: part.id, machine: z.string(), name: z.string() }),
    dates: z
      .array(
        z.object({
          name: z.string(),
          kind: z.enum(clockKinds),
          title: z.string(),
          dueOn: part.calendarDate,
          cites: part.citation,
          paragraph: part.paragraph,
          from: part.calendarDate.meta({ description: 'The day it counts from' }),
          days: z.int().meta({ description: 'So many days after that' }),
          because: z.string().meta({ description: 'How the day was reached, in words' }),
        }),
      )
      .meta({ description: 'The deadlines that pass; empty where the lifecycle only hears of what passes in another' }),
    from: part.stateName,
    to: part.stateName,
    toWords: z.string().nullable().meta({ description: 'Where it stands then; null where it stays as it is' }),
    duties: z.array(duty).meta({ description: 'That open' }),
    dutiesEnded: z.array(z.object({ id: part.id, title: z.string() })),
    letters: z.array(
      z.object({
        id: part.id,
        letter: part.letter.shape.letter,
        title: z.string(),
        toWords: z.string(),
        cites: part.citation,
        paragraph: part.paragraph,
        sent: z.boolean().meta({ description: 'It goes by itself; else it is drafted, and waits for somebody' }),
        body: z.string().nullable().meta({ description: 'Its text as it would go; only in a rehearsal' }),
      }),
    ),
  })
  .meta({ id: 'Happening' })
export type Happening = z.input<typeof happening>

/** What a page of files is shown with. */
export interface Telling {
  readonly engine: Engine
  readonly directory: readonly Person[]
  /** Of organisations, by their ids. */
  readonly names: ReadonlyMap<string, string>
}
/** The file that something happens in. */
export interface FileTold {
  readonly found: Found
  readonly texts?: ReadonlyMap<LetterHeld['id'], string> | undefined
}

/** What happens in a file on a day, lifecycle by lifecycle, in the order in which it happens. */
export function happeningsIn(telling: Telling, { found, texts }: FileTold, foreseen: DayForeseen): readonly Happening[] {
  const { changes } = foreseen
  const byLifecycle = new Map<string, Line[]>()
  for (const line of changes.lines) byLifecycle.set(line.instance, [...(byLifecycle.get(line.instance) ?? []), line])
  const all = [...byLifecycle].map(([id, lines]) => {
    const held = changes.file.instances.find((each) => each.id === id)!
    return happeningOf(telling, found, foreseen, held, lines, texts)
  })
  return all.filter(tells)
}

const tells = ({ dates, from, to, duties, dutiesEnded, letters }: Happening) =>
  from !== to || dates.length + duties.length + dutiesEnded.length + letters.length > 0

function happeningOf(
  telling: Telling,
  found: Found,
  foreseen: DayForeseen,
  held: HeldInstance,
  lines: readonly Line[],
  texts: FileTold['texts'],
): Happening {
  const { engine, names } = telling
  const { before, changes, day } = foreseen
  const { definition, snapshot } = standing(engine.definitions, held)
  const isHere = ({ instance }: { readonly instance: string }) => instance === held.id
  const from = lines[0]!.from
  const to = lines.at(-1)!.to
  const concerned = concernedIn(snapshot.context)
  const about = concerned ? [concerned] : (casefileIn(engine.definitions, changes.file)?.casefile.organisations.map(({ id }) => id) ?? [])
  const named = new Map([...names].map(([id, name]) => [id, { name }] as const))
  const own = found.held!.kind === 'organisation' ? found.held!.file.id : undefined
  return {
    day,
    casefile: own === undefined ? { id: found.held!.file.id, reference: found.held!.listed!.reference } : null,
    organisation: own === undefined ? null : { id: own, name: names.get(own) ?? 'An organisation' },
    about: about.map((id) => ({ id, name: names.get(id) ?? 'An organisation' })),
    instance: {
      id: held.id,
      machine: held.machine,
      name: nameOfLifecycle(engine, held.machine, snapshot.context, new Map([...named].filter(([id]) => about.includes(id)))),
    },
    dates: lines.filter(({ kind }) => kind === 'clock').map((line) => dateOf(telling, line)),
    from,
    to,
    toWords: from === to ? null : sayPlace(definition, to),
    duties: changes.dutiesOpened.filter(isHere).map((each) => dutyTold(telling, foreseen, each)),
    dutiesEnded: before.duties
      .filter((each) => isHere(each) && changes.dutiesEnded.includes(each.id))
      .map(({ id, title }) => ({ id, title })),
    letters: changes.letters.filter((each) => isHere(each) && !before.letters.some(({ id }) => id === each.id)).map(letterOf),
  }

  function letterOf({ id, letter, to: party, cites, sentOn }: LetterHeld): Happening['letters'][number] {
    return {
      id,
      letter,
      title: letterTitles[letter],
      toWords: addresseeInWords(party, names),
      cites,
      paragraph: cite(cites),
      sent: sentOn !== undefined,
      body: texts?.get(id) ?? null,
    }
  }
}

/** What passed, as its machine says it, and how its day was reached: the day it counts from lies as many days before it. */
function dateOf({ engine }: Telling, line: Line): Happening['dates'][number] {
  const name = deadlineNamed(line.event)
  const { title, cites, because, days } = engine.definitions[line.machine]!.deadlines[name]!
  const kind: ClockKind = kindsOfDeadlines[line.machine]?.[name] ?? 'overdue'
  const dueOn = line.stamp.happenedOn
  return { name, kind, title, dueOn, cites, paragraph: cite(cites), from: addDays(dueOn, -days), days, because }
}

function dutyTold(telling: Telling, foreseen: DayForeseen, each: OpenDuty): Happening['duties'][number] {
  const { instance: _, shownToLineManagerOn: __, enteredLate: ___, ...shown } = dutyShown(each)
  return { ...shown, people: peopleOf(telling, foreseen, each) }
}

/** Those to whom a duty would fall, as the casefile then stands and posts are held today. */
function peopleOf({ engine, directory }: Telling, { changes, stamp }: DayForeseen, { to }: OpenDuty): string[] {
  const record = casefileIn(engine.definitions, changes.file) ?? NO_CASEFILE
  const who = fallsTo(to, record)
  return directory.filter((person) => permits(who, record, person, stamp)).map(({ name }) => name)
}
/** A duty of an organisation's file falls to a role or a named post, which asks nothing of a casefile. */
const NO_CASEFILE = { casefile: {} } as NonNullable<ReturnType<typeof casefileIn>>
