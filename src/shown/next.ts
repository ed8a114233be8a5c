import { fallsTo } from '../../machines/casefile/duties.ts'
import type { Casefile } from '../../machines/casefile/record.ts'
import { type Actor, grades, permits } from '../../machines/kernel/authority.ts'
import { addDays, type CalendarDate } from '../../machines/kernel/calendar.ts'
import type { OpenDuty } from '../../machines/kernel/effect.ts'
import type { Engine, Look, Person } from '../engine/engine.ts'
import { actionsExplained, askingWhoCould, CORRECTION, notNow } from './actions.ts'
import { askedFor, soonestFirst, type Wanted, wantedIn } from './asked.ts'
import { allOf, bars, couldPut, type FirstStep, firstOf, isOwnStep, isPutHere, leadingOn, soonest } from './first-step.ts'
import { stepsFrom } from './forward.ts'
import { dutyShown, standing, summaryOf, waitingFor } from './instance.ts'
import { type Names, nameOfLifecycle } from './naming.ts'
import { aboutPlace, paragraphsOfWho, sayPlace } from './place.ts'
import { putToCasefile, putToOpener } from './put-to-casefile.ts'

/**
 * What can be done in a lifecycle, and what not, each with why.
 *
 * The first step is the one that the person's most urgent duty asks for; else what the most urgent of the duties of others asks for that
 * this person may do in their stead; else the one that leads on from the state. Where a rule stands in its way, or the step is warned of, and
 * the person can mend that, it is the step that does; else what is put to the casefile ends the duty. `waitsFor` is a duty of others, and
 * whose it is; or who could take the state's own step, where this person may not.
 */
export function nextIn(engine: Engine, look: Look, directory: readonly Person[], names: Names) {
  const { definitions } = engine
  const { definition, snapshot } = standing(definitions, look.instance)
  const nearest = nearestFirst(directory)
  const whoCould = askingWhoCould(engine, look, nearest)
  const actions = actionsExplained(engine, look, nearest, whoCould)
  const summary = summaryOf(definitions, look.instance)
  const me = look.stamp.by.id
  const find = (type: string) => actions.filter((each) => each.type === type)
  const doing = { definition, actions, person: me }
  const open = openHere(look)
  const mine = dutiesHere(engine, look)
  const asked = (duty: OpenDuty) =>
    askedFor(definition, duty).flatMap((type): readonly FirstStep[] =>
      Object.hasOwn(definition.events, type) ? find(type) : putToOpener(engine, look, nearest, type),
    )
  const wanted = wantedIn(definition, stepsFrom(definition, snapshot), open)
  const leading = wanted.filter(({ instead, heard }) => !instead && !heard)
  const plain = leading.filter(({ duties }) => duties.length === 0).flatMap(({ type }) => find(type))
  const ofOthers = open.filter((duty) => !mine.includes(duty))
  const own = soonest(mine, (duty) => firstOf(asked(duty), doing) ?? allOf(putToCasefile(engine, look, nearest, names, duty), doing))
  const inStead = own
    ? undefined
    : soonest(ofOthers, (duty) =>
        firstOf(
          asked(duty).filter((step) => isOwnStep(step) && !bars(step, doing)),
          doing,
        ),
      )
  const first = own ?? inStead ?? plain.flatMap((action) => firstOf([action], doing) ?? []).at(0)
  const taken = first ? [first.action, ...(first.or ?? [])] : []
  const owedByOthers = ofOthers.find((duty) => {
    const steps = asked(duty)
    return duty !== inStead?.duty && steps.length > 0 && !steps.some((step) => taken.includes(step))
  })
  const waited = [...soonestAsked(leading).flatMap(({ type }) => find(type)), ...plain]
    .slice(0, 1)
    .find((action) => !couldPut(action.whoCould, me))
  const { awaited } = wanted.find((each) => each.awaited) ?? {}
  const waiting = waitingFor(definitions, look.file, look.instance)
  return {
    ...summary,
    about: aboutPlace(definition, summary.state),
    name: nameOfLifecycle(engine, look.instance.machine, snapshot.context, names),
    first: first?.action,
    /** What else the duty asks for that the first step would end. */
    or: first?.or ?? [],
    /** What it asks for beside the first step. */
    and: first?.and ?? [],
    /** What the first step makes possible, where it is not what the state waits for itself. */
    towards: first?.towards,
    /** Of the person's, that the first step ends. */
    duty: own && dutyShown(own.duty),
    /** Where the first step is for a duty of somebody else: which, and to whom it falls. */
    stead: inStead && { duty: dutyShown(inStead.duty), people: fallingTo(look, definitions, nearest, inStead.duty) },
    /** Whether a duty of this lifecycle is the person's. */
    owed: mine.length > 0,
    others: actions.filter(({ type, offered }) => offered && !taken.some((step) => isPutHere(step, type)) && type !== CORRECTION),
    correction: actions.find(({ type, offered }) => offered && type === CORRECTION),
    impossible: actions.filter(({ type, offered }) => !offered && type !== CORRECTION).map((action) => leadingOn(definition, action, me)),
    notNow: elsewhere(engine, look, actions).map((each) => ({ ...each, whoCould: whoCould(each.type) })),
    waitsFor: owedByOthers
      ? { title: dutyShown(owedByOthers).title, whoCould: { words: '', people: fallingTo(look, definitions, nearest, owedByOthers) } }
      : waited && { title: waited.title, whoCould: waited.whoCould },
    /** Where nothing is to be done before the organisation answers: the last day on which it is waited for. */
    awaits:
      awaited && !first && !owedByOthers && !waited
        ? { until: dayBefore(waiting.deadlines.find(({ name }) => awaited.includes(name))) }
        : undefined,
    ...waiting,
  }
}

/** A date has passed on the day after it. */
const dayBefore = (deadline: { readonly dueOn: CalendarDate } | undefined) => deadline && addDays(deadline.dueOn, -1)

/** Those that a duty asks for, the soonest first. */
const soonestAsked = (wanted: readonly Wanted[]) =>
  wanted.filter(({ duties }) => duties.length > 0).toSorted((a, b) => (a.duties[0]!.dueOn < b.duties[0]!.dueOn ? -1 : 1))

/** The open duties of this lifecycle, the most urgent first; and those of them that are the person's. */
const openHere = ({ file, instance: { id } }: Look): readonly OpenDuty[] =>
  soonestFirst(file.duties.filter(({ instance }) => instance === id))
function dutiesHere({ definitions }: Engine, look: Look): readonly OpenDuty[] {
  const mine = dutiesOf(look, definitions)
  return openHere(look).filter((duty) => mine.includes(duty))
}

const ordered = new WeakMap<readonly Person[], readonly Person[]>()
/** Those of the lowest grade first: of those who could, it is their desk that it falls to. */
export function nearestFirst(directory: readonly Person[]): readonly Person[] {
  const known = ordered.get(directory)
  if (known) return known
  const rank = ({ holdings }: Person) => Math.min(...holdings.map(({ grade }) => (grade ? grades.indexOf(grade) : 0)))
  const nearest = directory.toSorted((a, b) => rank(a) - rank(b))
  ordered.set(directory, nearest)
  return nearest
}

const ANYWHERE = 'any state'
const UNOPENED = 'unopened'
/** The events that other states take; what only opens a file is none of them. */
export function elsewhere(engine: Engine, look: Look, actions: Parameters<typeof notNow>[2]) {
  const { definition } = standing(engine.definitions, look.instance)
  return notNow(engine, look, actions)
    .filter(({ takenIn }) => takenIn.some((place) => place !== UNOPENED))
    .map((each) => ({
      ...each,
      takenIn: [...new Set(each.takenIn.map((place) => (place === ANYWHERE ? place : sayPlace(definition, place))))],
      cites: paragraphsOfWho(definition, each.type),
    }))
}

export type Next = ReturnType<typeof nextIn>

/** Where the event that would unlock a step can be put: in the same lifecycle, or in another of the casefile. */
export interface Unlocking {
  readonly type: string
  readonly title: string
  readonly instance: string
  /** Of the lifecycle, where it is another. */
  readonly in: string | undefined
  /** Whether this person may put it now. */
  readonly offered: boolean
}

/** What would make a rule hold, as far as any lifecycle of the casefile has an arrow for it now. */
export function unlockingIn(lifecycles: readonly Next[], from: Next, type: string | undefined): Unlocking | undefined {
  if (type === undefined) return undefined
  const nearest = [from, ...lifecycles.filter(({ parent, id }) => parent === from.id || id === from.parent), ...lifecycles]
  for (const each of nearest) {
    const offered = [...(each.first?.offered && isPutHere(each.first, type) ? [each.first] : []), ...each.others].find(
      (action) => action.type === type,
    )
    const action = offered ?? each.impossible.find((impossible) => impossible.type === type)
    if (action)
      return { type, title: action.title, instance: each.id, in: each === from ? undefined : each.name, offered: offered !== undefined }
  }
  return undefined
}

/** Which open duties of the file fall to whoever looks at it. */
export const dutiesOf = (look: Pick<Look, 'file' | 'stamp'>, definitions: Engine['definitions']): readonly OpenDuty[] =>
  look.file.duties.filter((duty) => fallingTo(look, definitions, [look.stamp.by], duty).length > 0)

/** Of these people, those to whom an open duty of the file falls. */
export function fallingTo<P extends Actor>(
  { file, stamp }: Pick<Look, 'file' | 'stamp'>,
  definitions: Engine['definitions'],
  people: readonly P[],
  { to }: Pick<OpenDuty, 'to'>,
): readonly P[] {
  const held = file.instances.find(({ machine }) => machine === 'casefile')
  if (!held) return []
  const record = standing(definitions, held).snapshot.context as Casefile
  const authority = fallsTo(to, record)
  return people.filter((person) => permits(authority, record, person, stamp))
}
