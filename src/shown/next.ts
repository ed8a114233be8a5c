import { fallsTo } from '../../machines/casefile/duties.ts'
import type { Casefile } from '../../machines/casefile/record.ts'
import { type Actor, grades, permits } from '../../machines/kernel/authority.ts'
import type { OpenDuty } from '../../machines/kernel/effect.ts'
import type { Engine, Look, Person } from '../engine/engine.ts'
import { actionsExplained, askingWhoCould, CORRECTION, notNow, warningsOf } from './actions.ts'
import { stepsFrom } from './forward.ts'
import { dutyShown, standing, summaryOf, waitingFor } from './instance.ts'
import { type Names, nameOfLifecycle } from './naming.ts'
import { aboutPlace, paragraphsOfWho, sayPlace } from './place.ts'
import { type PutElsewhere, type PutTo, putToCasefile } from './put-to-casefile.ts'

type Action = ReturnType<typeof actionsExplained>[number]

/**
 * What can be done in a lifecycle, and what not, each with why.
 *
 * The first step is one that ends the person's most urgent duty, else the one that leads on from the state: both are read off the chart.
 * Where a rule stands in its way, or the step is warned of, and the person can mend that, it is the step that does. Of the steps that end a duty it is the
 * first in the order of the chart that the person can take, else what is put to the casefile, else one that only a written reason is wanted
 * for. `waitsFor` is who could take the step that ends an open duty, or the state's own, where this person may not.
 */
export function nextIn(engine: Engine, look: Look, directory: readonly Person[], names: Names) {
  const { definitions } = engine
  const { definition, snapshot } = standing(definitions, look.instance)
  const nearest = nearestFirst(directory)
  const whoCould = askingWhoCould(engine, look, nearest)
  const actions = actionsExplained(engine, look, nearest, whoCould)
  const steps = stepsFrom(definition, snapshot)
  const summary = summaryOf(definitions, look.instance)
  const me = look.stamp.by.id
  const find = (type: string) => actions.filter((each) => each.type === type)
  const ending = ({ name }: OpenDuty) => steps.filter(({ ends }) => ends.includes(name)).flatMap(({ type }) => find(type))
  const onward = steps.filter(({ leadsOn }) => leadsOn).flatMap(({ type }) => find(type))
  const mine = dutiesHere(engine, look)
  const first =
    soonest(mine, (duty) => firstTowards(ending(duty), actions, me) ?? besides(ending(duty), putToCasefile(engine, look, nearest, duty))) ??
    firstTowards(onward.slice(0, 1), actions, me)
  const could = ({ whoCould }: Action) => couldPut(whoCould, me)
  // Another way to end what the person ends is waited for of nobody.
  const own = new Set(mine.map(ending).flatMap((ways) => (ways.some(could) ? ways : [])))
  const waited = [...openHere(look).flatMap(ending), ...onward.slice(0, 1)].find((action) => !could(action) && !own.has(action))
  return {
    ...summary,
    about: aboutPlace(definition, summary.state),
    name: nameOfLifecycle(engine, look.instance.machine, snapshot.context, names),
    first: first?.action,
    /** What the first step makes possible, where it is not what the state waits for itself. */
    towards: first?.towards,
    /** Of the person's, that the first step ends. */
    duty: first?.duty && dutyShown(first.duty),
    /** Whether a duty of this lifecycle is the person's. */
    owed: mine.length > 0,
    others: actions.filter(({ type, offered }) => offered && !isPutHere(first?.action, type) && type !== CORRECTION),
    correction: actions.find(({ type, offered }) => offered && type === CORRECTION),
    impossible: actions.filter(({ type, offered }) => !offered && type !== CORRECTION),
    notNow: elsewhere(engine, look, actions).map((each) => ({ ...each, whoCould: whoCould(each.type) })),
    waitsFor: waited && { title: waited.title, whoCould: waited.whoCould },
    ...waitingFor(definitions, look.file, look.instance),
  }
}

const couldPut = ({ people }: Action['whoCould'], person: string) => people.some(({ id }) => id === person)
/** Whether this step is that event of the lifecycle's own. */
const isPutHere = (step: FirstStep | undefined, type: string) => step?.type === type && step.elsewhere === undefined

/** A step; put to the casefile where it is not the lifecycle's own. It is not offered where it wants a written reason. */
type FirstStep = Action & { readonly elsewhere?: PutTo }
interface First {
  readonly action: FirstStep
  /** What the step makes possible. */
  readonly towards?: string
  readonly duty?: OpenDuty
}

/** The first of the duties that anything can be done about, and what. */
function soonest(duties: readonly OpenDuty[], firstOf: (duty: OpenDuty) => First | undefined): First | undefined {
  for (const duty of duties) {
    const first = firstOf(duty)
    if (first) return { ...first, duty }
  }
  return undefined
}

/** The first of these that the person can take, or what they can do first so that it becomes possible. */
const firstTowards = (wanted: readonly Action[], actions: readonly Action[], person: string): First | undefined =>
  wanted.flatMap((action) => possibleTowards(action, actions, person)).at(0)
function possibleTowards(action: Action, actions: readonly Action[], person: string): readonly First[] {
  const before = (mending: string | undefined): readonly First[] =>
    actions.filter(({ type, offered }) => offered && type === mending).map((first) => ({ action: first, towards: action.title }))
  if (action.offered) return [...warningsOf(action).flatMap(({ settledBy }) => before(settledBy)), { action }]
  return couldPut(action.whoCould, person) ? action.refusals.flatMap(({ unlockedBy }) => before(unlockedBy)) : []
}
/** What ends a duty where no step of its lifecycle is possible: a step of the casefile, or one that normally is not taken now. */
function besides(ending: readonly Action[], put: readonly PutElsewhere[]): First | undefined {
  const [action] = [
    ...put,
    ...ending.filter(({ refusals }) => refusals.length > 0 && refusals.every(({ reasonWouldHelp }) => reasonWouldHelp)),
  ]
  return action && { action }
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
export function elsewhere(engine: Engine, look: Look, actions: readonly Action[]) {
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
