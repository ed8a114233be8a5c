import { cite } from '../../machines/guidance/paragraph.ts'
import type { OpenDuty } from '../../machines/kernel/effect.ts'
import type { DraftListed } from '../beside/drafts.ts'
import type { Engine, Look, Person } from '../engine/engine.ts'
import { actionsExplained, warningsOf } from './actions.ts'
import { type Step, stepsFrom } from './forward.ts'
import { standing } from './instance.ts'

/** How far a step has come for one person: written down and not sent is not untouched; `instead` is another way out of the same state. */
export const taskStandings = ['begun', 'toDo', 'instead', 'cannotStartYet', 'forOthers'] as const
export type TaskStanding = (typeof taskStandings)[number]

/** A step that a lifecycle waits for. */
export interface Task {
  readonly type: string
  readonly title: string
  readonly standing: TaskStanding
  /** What is in the way, where it cannot start yet, or is for others. */
  readonly because: readonly { readonly text: string; readonly paragraph: string }[]
  /** Who could, where it is for others. */
  readonly people: readonly string[]
  /** The open duties that ask for this step before any other, the soonest first. */
  readonly duties: readonly OpenDuty[]
  /** Of the form that was begun: when it was saved, and what it is about. */
  readonly draft?: Pick<DraftListed, 'savedAt' | 'about'>
}

/**
 * What a lifecycle waits for, in the order of its chart: the steps that lead on from where it stands, those that end one of its open duties,
 * what makes them possible, and whatever forms this person has begun in it. Nothing of it is kept: it is read off the machine, the rules and
 * the drafts.
 *
 * @param beginsWith where nothing was opened yet, what may come first: one of these is a task, the first that is possible
 */
export function tasksIn(
  engine: Engine,
  look: Look,
  directory: readonly Person[],
  drafts: readonly DraftListed[],
  beginsWith: readonly string[] = [],
): readonly Task[] {
  const { definition, snapshot } = standing(engine.definitions, look.instance)
  const actions = actionsExplained(engine, look, directory)
  const find = (type: string | undefined) => actions.filter((each) => each.type === type)
  const begins = beginsWith.flatMap(find)
  const begin = begins.find(({ offered }) => offered) ?? begins.at(0)
  const steps = stepsFrom(definition, snapshot).filter(({ type }) => find(type).length > 0)
  const duties = look.file.duties.filter(({ instance }) => instance === look.instance.id).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  const wanted = [...(begin ? [{ type: begin.type, duties: [], instead: false }] : []), ...wantedFrom(steps, duties)]
  const withUnlocks = (all: readonly Wanted[]) => all.flatMap(({ type }) => find(type)).flatMap((action) => withWhatUnlocks(action, find))
  const needed = new Set(withUnlocks(wanted.filter(({ instead }) => !instead)).map(({ type }) => type))
  const here = drafts.filter(({ instance }) => instance === look.instance.id)
  return [...new Set([...withUnlocks(wanted), ...here.flatMap(({ event }) => find(event))])].flatMap((action) => {
    const { type } = action
    const asked = wanted.find((each) => each.type === type)?.duties ?? []
    const begun = here.filter(({ event }) => event === type)
    return (begun.length > 0 ? begun : [undefined]).map((draft) => taskOf(action, look.stamp.by.id, asked, !needed.has(type), draft))
  })
}

type Action = ReturnType<typeof actionsExplained>[number]
interface Wanted extends Pick<Task, 'type' | 'duties'> {
  readonly instead: boolean
}

/** A duty asks for the first step of the chart that ends it. @param steps that the state takes, in the order of the chart */
export const stepAskedFor = (steps: readonly Step[], { name }: Pick<OpenDuty, 'name'>): string | undefined =>
  steps.find(({ ends }) => ends.includes(name))?.type

/**
 * A duty asks for the first step of the chart that ends it, and a state for the first that leads out of it, unless a duty asks for another:
 * whatever else would end them is another way.
 */
function wantedFrom(steps: readonly Step[], duties: readonly OpenDuty[]): readonly Wanted[] {
  const asking = (type: string) => duties.filter((duty) => stepAskedFor(steps, duty) === type)
  const onward = (from: string) => {
    const all = steps.filter((step) => step.leadsOn && step.from === from)
    return all.find(({ type }) => asking(type).length > 0) ?? all.at(0)
  }
  return steps.flatMap((step) => {
    const ends = duties.some(({ name }) => step.ends.includes(name))
    if (!step.leadsOn && !ends) return []
    const asked = asking(step.type)
    return [{ type: step.type, duties: asked, instead: asked.length === 0 && (ends || onward(step.from) !== step) }]
  })
}

/** A step that something is in the way of, or that is warned of, after the steps that would clear it away. */
const withWhatUnlocks = (action: Action, find: (type: string | undefined) => readonly Action[]): readonly Action[] => [
  ...action.refusals.flatMap(({ unlockedBy }) => find(unlockedBy)),
  ...warningsOf(action).flatMap(({ settledBy }) => find(settledBy)),
  action,
]

function taskOf(action: Action, person: string, duties: readonly OpenDuty[], instead: boolean, draft: DraftListed | undefined): Task {
  const { type, title, offered, refusals, whoCould } = action
  const could = whoCould.people.some(({ id }) => id === person)
  const possible = instead ? 'instead' : 'toDo'
  const standing = draft ? 'begun' : offered ? possible : could ? 'cannotStartYet' : 'forOthers'
  return {
    type,
    title,
    standing,
    because: offered ? [] : refusals.map(({ because, cites }) => ({ text: because, paragraph: cite(cites) })),
    people: standing === 'forOthers' ? whoCould.people.map(({ name }) => name) : [],
    duties,
    ...(draft && { draft: { savedAt: draft.savedAt, about: draft.about } }),
  }
}
