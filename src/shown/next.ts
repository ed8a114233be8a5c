import { fallsTo } from '../../machines/casefile/duties.ts'
import type { Casefile } from '../../machines/casefile/record.ts'
import { permits } from '../../machines/kernel/authority.ts'
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
 * chart. `waitsFor` is who could take the state's first step, where this person may not.
 */
export function nextIn(engine: Engine, look: Look, directory: readonly Person[], names: Names) {
  const { definitions } = engine
  const { definition, snapshot } = standing(definitions, look.instance)
  const actions = actionsExplained(engine, look, directory)
  const steps = stepsFrom(definition, snapshot)
  const offered = actions.filter((each) => each.offered)
  const mine = dutiesOf(look, definitions)
  const open = look.file.duties.filter(({ instance }) => instance === look.instance.id)
  const byDuty = open
    .filter((duty) => mine.includes(duty))
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
    .flatMap((duty) =>
      steps.filter(({ type, ends }) => ends.includes(duty.name) && isAmong(offered, type)).map(({ type }) => ({ type, duty })),
    )
  const onward = steps.filter(({ leaves }) => leaves)
  const first = byDuty[0]?.type ?? onward.find(({ type }) => isAmong(offered, type))?.type
  const waited = actions.find(({ type, offered: isOffered }) => type === onward[0]?.type && !isOffered)
  return {
    ...summaryOf(definitions, look.instance),
    about: aboutPlace(definition, summaryOf(definitions, look.instance).state),
    name: nameOfLifecycle(engine, look.instance.machine, snapshot.context, names),
    first: offered.find(({ type }) => type === first),
    /** Of the person's, that the first step ends. */
    duty: byDuty[0] && dutyShown(byDuty[0].duty),
    others: offered.filter(({ type }) => type !== first && type !== CORRECTION),
    correction: offered.find(({ type }) => type === CORRECTION),
    impossible: actions.filter((each) => !each.offered && each.type !== CORRECTION),
    notNow: notNow(engine, look, actions)
      .filter(({ takenIn }) => takenIn.some((place) => place !== UNOPENED))
      .map((each) => ({
        ...each,
        takenIn: each.takenIn.map((place) => (place === ANYWHERE ? 'any state' : sayPlace(definition, place))),
      })),
    waitsFor: waited && { title: waited.title, whoCould: waited.whoCould },
    ...waitingFor(definitions, look.file, look.instance),
  }
}

const ANYWHERE = 'any state'
const UNOPENED = 'unopened'
const isAmong = (actions: readonly Action[], type: string) => actions.some((each) => each.type === type)

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
export function dutiesOf({ file, stamp }: Pick<Look, 'file' | 'stamp'>, definitions: Engine['definitions']): readonly OpenDuty[] {
  const held = file.instances.find(({ machine }) => machine === 'casefile')
  if (!held) return []
  const record = standing(definitions, held).snapshot.context as Casefile
  return file.duties.filter(({ to }) => permits(fallsTo(to, record), record, stamp.by, stamp))
}
