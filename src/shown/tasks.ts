import { cite } from '../../machines/guidance/paragraph.ts'
import type { OpenDuty } from '../../machines/kernel/effect.ts'
import type { DraftListed } from '../beside/drafts.ts'
import type { Engine, Look, Person } from '../engine/engine.ts'
import { actionsExplained, warningsOf } from './actions.ts'
import { barringFrom, type Wanted, wantedIn } from './asked.ts'
import { canTake, couldPut, type Doing, takesReason } from './first-step.ts'
import { stepsFrom } from './forward.ts'
import { standing } from './instance.ts'
import { dutiesOf, fallingTo } from './next.ts'

/**
 * How far a step has come for one person: written down and not sent is not untouched; `heard` is recorded once somebody else has answered;
 * `instead` is another way out of the same state, and `theirsToo` falls to somebody else, though this person may take it as well.
 */
export const taskStandings = ['begun', 'toDo', 'theirsToo', 'heard', 'instead', 'cannotStartYet', 'forOthers'] as const
export type TaskStanding = (typeof taskStandings)[number]

/** A step that a lifecycle waits for. */
export interface Task {
  readonly type: string
  readonly title: string
  readonly standing: TaskStanding
  /** What is in the way, where it cannot start yet, or is for others. */
  readonly because: readonly { readonly text: string; readonly paragraph: string }[]
  /** A written reason is all that it wants. */
  readonly wantsReason: boolean
  /** To whom its duty falls, or else who could, where it is for others. */
  readonly people: readonly string[]
  /** The open duties that ask for this step, the soonest first. */
  readonly duties: readonly OpenDuty[]
  /** Of the form that was begun: when it was saved, and what it is about. */
  readonly draft?: Pick<DraftListed, 'savedAt' | 'about'>
}

/**
 * What a lifecycle waits for: what this person's duties ask for, the soonest first; then, in the order of its chart, the steps that lead on
 * from where it stands or end one of its open duties; what makes them possible; and whatever forms this person has begun in it. Nothing of it
 * is kept: it is read off the machine, the rules and the drafts.
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
  const duties = look.file.duties.filter(({ instance }) => instance === look.instance.id)
  const mine = dutiesOf(look, engine.definitions)
  const person: Doer = {
    definition,
    actions,
    person: look.stamp.by.id,
    isTheirs: (duty) => mine.includes(duty),
    holders: (duty) => fallingTo(look, engine.definitions, directory, duty),
  }
  const own = theirsFirst(
    wantedIn(definition, steps, duties, (type) => find(type).some(canTake)),
    person,
  )
  const wanted: readonly Wanted[] = [...(begin ? [{ type: begin.type, duties: [], instead: false, heard: false }] : []), ...own]
  const withUnlocks = (all: readonly Wanted[]) =>
    all.flatMap(({ type, heard }) => find(type).flatMap((action) => (heard ? [action] : withWhatUnlocks(action, find, person))))
  const needed = new Set(withUnlocks(wanted.filter(({ instead }) => !instead)).map(({ type }) => type))
  const here = drafts.filter(({ instance }) => instance === look.instance.id)
  return [...new Set([...withUnlocks(wanted), ...here.flatMap(({ event }) => find(event))])].flatMap((action) => {
    const { type } = action
    const { duties: asked = [], heard = false } = wanted.find((each) => each.type === type) ?? {}
    const only = heard ? 'heard' : needed.has(type) ? undefined : 'instead'
    const begun = here.filter(({ event }) => event === type)
    return (begun.length > 0 ? begun : [undefined]).map((draft) => taskOf(action, person, asked, only, draft))
  })
}

type Action = ReturnType<typeof actionsExplained>[number]
interface Doer extends Doing {
  readonly isTheirs: (duty: OpenDuty) => boolean
  readonly holders: (duty: OpenDuty) => readonly Person[]
}

/** What their own duties ask for, the soonest first, before all else as it stands. */
function theirsFirst(wanted: readonly Wanted[], { isTheirs }: Doer): readonly Wanted[] {
  const dueOn = ({ duties }: Wanted) => duties.find(isTheirs)?.dueOn ?? '9999-12-31'
  const rank = (each: Wanted) => `${dueOn(each)} ${each.duties.some(isTheirs) && !each.instead ? 0 : 1}`
  return wanted.toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0))
}

/**
 * A step that something is in the way of, or that is warned of, after the steps that would clear it away, and would not bar them from it. What
 * only clears the way is for nobody who could not go on then.
 */
function withWhatUnlocks(action: Action, find: (type: string | undefined) => readonly Action[], person: Doer): readonly Action[] {
  const could = ({ whoCould }: Action) => couldPut(whoCould, person.person)
  const barring = barringFrom(person.definition, action.type)
  const clearing = [
    ...action.refusals.flatMap(({ unlockedBy }) => find(unlockedBy)).filter(({ type }) => !barring.includes(type)),
    ...warningsOf(action).flatMap(({ settledBy }) => find(settledBy)),
  ]
  return [...clearing.filter((each) => could(action) || !could(each)), action]
}

function taskOf(
  action: Action,
  person: Doer,
  duties: readonly OpenDuty[],
  only: 'heard' | 'instead' | undefined,
  draft: DraftListed | undefined,
): Task {
  const { type, title, offered, refusals, whoCould } = action
  const could = couldPut(whoCould, person.person)
  const wantsReason = takesReason(action, person)
  const isOfOthers = duties.length > 0 && !duties.some(person.isTheirs)
  const possible = only ?? (isOfOthers ? 'theirsToo' : 'toDo')
  const standing = draft ? 'begun' : offered || wantsReason ? possible : could ? 'cannotStartYet' : 'forOthers'
  const holders = isOfOthers ? duties.slice(0, 1).flatMap(person.holders) : []
  const people = holders.length > 0 ? holders : whoCould.people
  return {
    type,
    title,
    standing,
    because: offered ? [] : refusals.map(({ because, cites }) => ({ text: because, paragraph: cite(cites) })),
    wantsReason,
    people: standing === 'forOthers' || standing === 'theirsToo' ? people.map(({ name }) => name) : [],
    duties,
    ...(draft && { draft: { savedAt: draft.savedAt, about: draft.about } }),
  }
}
