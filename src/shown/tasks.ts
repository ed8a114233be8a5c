import { cite } from '../../machines/guidance/paragraph.ts'
import type { DraftListed } from '../beside/drafts.ts'
import type { Engine, Look, Person } from '../engine/engine.ts'
import { actionsExplained } from './actions.ts'
import { stepsFrom } from './forward.ts'
import { standing } from './instance.ts'

/** How far a step has come for one person: written down and not sent is not untouched. */
export const taskStandings = ['begun', 'toDo', 'cannotStartYet', 'forOthers'] as const
export type TaskStanding = (typeof taskStandings)[number]

/** A step that a lifecycle waits for. */
export interface Task {
  readonly type: string
  readonly title: string
  readonly standing: TaskStanding
  /** What is in the way, where it cannot start yet. */
  readonly because: readonly { readonly text: string; readonly paragraph: string }[]
  /** Who could, where it is for others. */
  readonly people: readonly string[]
  /** The soonest of the open duties that it ends. */
  readonly dueOn?: string
  /** Of the form that was begun: when it was saved, and what it is about. */
  readonly draft?: Pick<DraftListed, 'savedAt' | 'about'>
}

/**
 * What a lifecycle waits for, in the order of its chart: the steps that lead on from where it stands, those that end one of its open duties,
 * what makes them possible, and whatever form this person has begun in it. Nothing of it is kept: it is read off the machine, the rules and the drafts.
 */
export function tasksIn(engine: Engine, look: Look, directory: readonly Person[], drafts: readonly DraftListed[]): readonly Task[] {
  const { definition, snapshot } = standing(engine.definitions, look.instance)
  const duties = look.file.duties.filter(({ instance }) => instance === look.instance.id)
  const here = drafts.filter(({ instance }) => instance === look.instance.id)
  const actions = actionsExplained(engine, look, directory)
  const dueOn = new Map<string, string>()
  const wanted = stepsFrom(definition, snapshot).flatMap(({ type, leadsOn, ends }) => {
    const ended = duties.filter(({ name }) => ends.includes(name)).map((duty) => duty.dueOn)
    if (ended.length > 0) dueOn.set(type, ended.toSorted()[0]!)
    return leadsOn || ended.length > 0 ? [type] : []
  })
  const find = (type: string | undefined) => actions.filter((each) => each.type === type)
  const inOrder = [...wanted.flatMap(find).flatMap((action) => withWhatUnlocks(action, find)), ...here.flatMap(({ event }) => find(event))]
  return [...new Map(inOrder.map((action) => [action.type, action])).values()].map((action) =>
    taskOf(
      action,
      look.stamp.by.id,
      dueOn.get(action.type),
      here.find(({ event }) => event === action.type),
    ),
  )
}

type Action = ReturnType<typeof actionsExplained>[number]

/** A step that something is in the way of, after the steps that would clear it away. */
const withWhatUnlocks = (action: Action, find: (type: string | undefined) => readonly Action[]): readonly Action[] => [
  ...action.refusals.flatMap(({ unlockedBy }) => find(unlockedBy)),
  action,
]

function taskOf(action: Action, person: string, dueOn: string | undefined, draft: DraftListed | undefined): Task {
  const { type, title, offered, refusals, whoCould } = action
  const could = whoCould.people.some(({ id }) => id === person)
  const standing = draft ? 'begun' : offered ? 'toDo' : could ? 'cannotStartYet' : 'forOthers'
  return {
    type,
    title,
    standing,
    because: offered ? [] : refusals.map(({ because, cites }) => ({ text: because, paragraph: cite(cites) })),
    people: standing === 'forOthers' ? whoCould.people.map(({ name }) => name) : [],
    ...(dueOn !== undefined && { dueOn }),
    ...(draft && { draft: { savedAt: draft.savedAt, about: draft.about } }),
  }
}
