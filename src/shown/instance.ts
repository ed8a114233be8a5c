import { cite } from '../../machines/guidance/paragraph.ts'
import { inPlainWords } from '../../machines/kernel/authority.ts'
import { daysInWords } from '../../machines/kernel/calendar.ts'
import { type Timer, wantedTimers } from '../../machines/kernel/deadline.ts'
import type { Definition } from '../../machines/kernel/definition.ts'
import type { LetterHeld, OpenDuty } from '../../machines/kernel/effect.ts'
import type { HeldInstance } from '../../machines/kernel/file.ts'
import { placeOf } from '../../machines/kernel/step.ts'
import { snapshotOf } from '../../machines/kernel/stored.ts'
import type { Engine, FileLook, Look } from '../engine/engine.ts'
import { administers, withoutSignIn } from './administration/sign-in.ts'
import { aboutPlace, isClosed, sayPlace } from './place.ts'
import { withWords } from './words.ts'

type Definitions = Engine['definitions']

/** An instance as read back: its machine, and where it stands. */
export function standing(definitions: Definitions, held: HeldInstance) {
  const definition = definitions[held.machine]!
  const snapshot = snapshotOf(definition, held)
  return { definition, snapshot, state: placeOf(snapshot) }
}

export function summaryOf(definitions: Definitions, held: HeldInstance) {
  const { definition, state } = standing(definitions, held)
  return {
    id: held.id,
    machine: held.machine,
    title: definition.title,
    key: held.key ?? null,
    parent: held.parent ?? null,
    state,
    stateWords: sayPlace(definition, state),
    closed: isClosed(definition, state),
  }
}

/** An instance with all that it waits for, its words in place. */
export async function instanceShown(engine: Engine, { file, instance, kind, reference, stamp }: Look) {
  const { definition, snapshot, state } = standing(engine.definitions, instance)
  const concerned = concernedIn(snapshot.context)
  return {
    ...summaryOf(engine.definitions, instance),
    about: aboutPlace(definition, state),
    inError: instance.inError === true,
    casefile: kind === 'casefile' ? { id: file.id, reference: reference! } : null,
    organisation: kind === 'organisation' ? { id: file.id } : null,
    concerns: concerned === undefined ? null : { id: concerned, rating: stamp.organisations?.[concerned]?.rating ?? 'B' },
    revision: file.revision,
    record: recordFor(kind, stamp, await withWords(engine, snapshot.context)),
    ...waitingFor(engine.definitions, file, instance),
  }
}

/** The office tells how people sign in to administrators alone. */
const recordFor = <T>(kind: Look['kind'], { by }: Look['stamp'], record: T): T =>
  kind === 'office' && !administers({ posts: by.holdings }) ? withoutSignIn(record) : record

/** The organisation that an instance is about. */
export const concernedIn = (record: unknown): string | undefined => (record as { organisation?: string }).organisation || undefined

/** What an instance waits for and has drafted. */
export function waitingFor(definitions: Definitions, { duties, letters }: FileLook['file'], held: HeldInstance) {
  const { definition, snapshot } = standing(definitions, held)
  return {
    deadlines: held.inError ? [] : wantedTimers(definition.deadlines, snapshot).map((timer) => deadlineShown(definition, snapshot, timer)),
    duties: duties.filter(({ instance }) => instance === held.id).map(dutyShown),
    letters: letters.filter(({ instance }) => instance === held.id).map(letterShown),
  }
}

/** What a deadline that is running counts from, how many calendar days, and why so many. */
export function sumsOf({ deadlines }: Definition, { context }: { readonly context: unknown }, { deadline }: Pick<Timer, 'deadline'>) {
  const { from, days, because } = deadlines[deadline]!
  return { from: from(context)!, days, because }
}

const deadlineShown = (
  definition: Definition,
  snapshot: { readonly context: unknown },
  { deadline, title, dueOn, dueAt, cites, sums }: Timer,
) => ({
  name: deadline,
  title,
  dueOn,
  dueAt,
  cites,
  paragraph: cite(cites),
  sums: daysInWords(sums),
  ...sumsOf(definition, snapshot, { deadline }),
})

/** A duty as the file or as its row has it. */
type Duty = Omit<OpenDuty, 'shownToLineManagerOn' | 'enteredLate'> & {
  readonly shownToLineManagerOn?: string | null
  readonly enteredLate?: boolean
}

export const dutyShown = ({
  id,
  instance,
  name,
  to,
  title,
  dueOn,
  cites,
  endsBy,
  enteredLate = false,
  shownToLineManagerOn = null,
}: Duty) => ({
  id,
  instance,
  name,
  to,
  toWords: inPlainWords(to),
  title: daysInWords(title),
  dueOn,
  cites,
  paragraph: cite(cites),
  endsBy,
  enteredLate,
  shownToLineManagerOn,
})

export const letterShown = ({ id, instance, letter, to, cites, body, sentOn }: LetterHeld) => ({
  id,
  instance,
  letter,
  to,
  cites,
  paragraph: cite(cites),
  sentOn: sentOn ?? null,
  fixed: body !== undefined || sentOn !== undefined,
})
