import { fallsTo } from '../../machines/casefile/duties.ts'
import type { Casefile } from '../../machines/casefile/record.ts'
import { type Actor, grades, permits } from '../../machines/kernel/authority.ts'
import type { OpenDuty } from '../../machines/kernel/effect.ts'
import type { Engine, Look, Person } from '../engine/engine.ts'
import { actionsExplained, CORRECTION, notNow } from './actions.ts'
import { stepsFrom } from './forward.ts'
import { dutyShown, standing, summaryOf, waitingFor } from './instance.ts'
import { type Names, nameOfLifecycle } from './naming.ts'
import { aboutPlace, sayPlace } from './place.ts'

type Action = ReturnType<typeof actionsExplained>[number]

/**
 * What can be done in a lifecycle, and what not, each with why.
 *
 * The first step is the one that ends the person's most urgent duty, else the one that leads on from the state: both are read off the
 * chart. Where a rule stands in its way, and the person can make that rule hold, it is the step that does. `waitsFor` is who could take the
 * step that ends an open duty, or the state's own, where this person may not.
 */
export function nextIn(engine: Engine, look: Look, directory: readonly Person[], names: Names) {
  const { definitions } = engine
  const { definition, snapshot } = standing(definitions, look.instance)
  const actions = actionsExplained(engine, look, nearestFirst(directory))
  const steps = stepsFrom(definition, snapshot)
  const summary = summaryOf(definitions, look.instance)
  const me = look.stamp.by.id
  const onward = steps.filter(({ leadsOn }) => leadsOn).flatMap(({ type }) => actions.find((each) => each.type === type) ?? [])
  const wanted = [
    ...dutiesHere(engine, look).flatMap((duty) =>
      steps
        .flatMap(({ type, ends }) => (ends.includes(duty.name) ? (actions.find((each) => each.type === type) ?? []) : []))
        .slice(0, 1)
        .map((action) => ({ action, duty })),
    ),
    ...onward.slice(0, 1).map((action) => ({ action, duty: undefined })),
  ]
  const first = wanted.flatMap((each) => possibleTowards(each, actions, me)).at(0)
  const owed = openHere(look).flatMap(({ name }) =>
    steps.filter(({ ends }) => ends.includes(name)).flatMap(({ type }) => actions.find((each) => each.type === type) ?? []),
  )
  const waited = [...owed, ...onward.slice(0, 1)].find(({ whoCould }) => !couldPut(whoCould, me))
  return {
    ...summary,
    about: aboutPlace(definition, summary.state),
    name: nameOfLifecycle(engine, look.instance.machine, snapshot.context, names),
    first: first?.action,
    /** What the first step makes possible, where it is not what the state waits for itself. */
    towards: first?.towards,
    /** Of the person's, that the first step ends. */
    duty: first?.duty && dutyShown(first.duty),
    others: actions.filter(({ type, offered }) => offered && type !== first?.action.type && type !== CORRECTION),
    correction: actions.find(({ type, offered }) => offered && type === CORRECTION),
    impossible: actions.filter(({ type, offered }) => !offered && type !== CORRECTION),
    notNow: elsewhere(engine, look, actions),
    waitsFor: waited && { title: waited.title, whoCould: waited.whoCould },
    ...waitingFor(definitions, look.file, look.instance),
  }
}

const couldPut = ({ people }: Action['whoCould'], person: string) => people.some(({ id }) => id === person)

interface Wanted {
  readonly action: Action
  readonly duty: OpenDuty | undefined
}
interface First extends Wanted {
  /** What the step makes possible. */
  readonly towards: string | undefined
}

/** The step itself, or what the person can do first so that it becomes possible. */
function possibleTowards({ action, duty }: Wanted, actions: readonly Action[], person: string): readonly First[] {
  if (action.offered) return [{ action, duty, towards: undefined }]
  if (!couldPut(action.whoCould, person)) return []
  return action.refusals.flatMap(({ unlockedBy }) => {
    const unlocking = actions.find(({ type, offered }) => offered && type === unlockedBy)
    return unlocking ? [{ action: unlocking, duty, towards: action.title }] : []
  })
}

/** The open duties of this lifecycle, the most urgent first; and those of them that are the person's. */
const openHere = ({ file, instance: { id } }: Look): readonly OpenDuty[] =>
  file.duties.filter(({ instance }) => instance === id).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
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
function elsewhere(engine: Engine, look: Look, actions: readonly Action[]) {
  const { definition } = standing(engine.definitions, look.instance)
  return notNow(engine, look, actions)
    .filter(({ takenIn }) => takenIn.some((place) => place !== UNOPENED))
    .map((each) => ({ ...each, takenIn: each.takenIn.map((place) => (place === ANYWHERE ? place : sayPlace(definition, place))) }))
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
    const offered = [each.first, ...each.others].find((action) => action?.type === type)
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
