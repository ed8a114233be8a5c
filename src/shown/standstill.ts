import type { AnyMachineSnapshot } from 'xstate'
import { fallsTo } from '../../machines/casefile/duties.ts'
import type { Casefile } from '../../machines/casefile/record.ts'
import type { ParagraphId } from '../../machines/guidance/paragraph.ts'
import { type Actor, inWords, permits } from '../../machines/kernel/authority.ts'
import type { Definition, Stamp } from '../../machines/kernel/definition.ts'
import type { OpenDuty } from '../../machines/kernel/effect.ts'
import { descendants } from '../../machines/kernel/nodes.ts'
import { leavesOf } from '../../machines/kernel/place.ts'
import { type Offer, offersOf, whoCouldPut } from '../../machines/kernel/step.ts'
import { metaOf } from './actions.ts'
import { stepsFrom } from './forward.ts'
import { innermostOf, isTagged, onwardArrows, type Undated, undatedIn } from './undated.ts'

/** Why something does not go on. */
export const standstills = ['nobodyMoves', 'nobodyForStep', 'dutyOfNobody', 'noDate', 'nothingToWaitFor', 'setAside', 'unreadable'] as const
export type StandstillKind = (typeof standstills)[number]

/** One reason why a lifecycle does not go on, and what would have it go on. */
export interface Standstill {
  readonly kind: StandstillKind
  readonly because: string
  readonly cites: ParagraphId | undefined
  /** In words; nothing where nobody could say. */
  readonly unlocks: string | undefined
}

/** A lifecycle with all around it that is asked: whether it is open is known. */
export interface Lifecycle {
  readonly definition: Definition
  readonly snapshot: AnyMachineSnapshot
  /** Of the casefile, where it stands in one. */
  readonly casefile: Casefile | undefined
  /** Its own that are open. */
  readonly duties: readonly OpenDuty[]
  /** Whether a lifecycle that it opened is open, and whether the one that opened it is. */
  readonly around: { readonly children: boolean; readonly parent: boolean }
}

/**
 * Every reason why an open lifecycle cannot go on: nobody who holds a post may take any step that leads on, or the one that is owed; or it
 * waits, or a region of it, for somebody else without a date and without a duty. What is at rest, or waits for what it opened, stands
 * still rightly.
 *
 * @param people whoever holds a post today, the likeliest to act first: the first who may is enough
 * @param stampFor how things stand, asked by this person
 */
export function standstillsOf(lifecycle: Lifecycle, people: readonly Actor[], stampFor: (by: Actor) => Stamp): readonly Standstill[] {
  const { snapshot, around } = lifecycle
  const leaves = innermostOf(snapshot)
  if (leaves.every((leaf) => isTagged(leaf, 'standing'))) return []
  const waitsForChildren = leaves.some((leaf) => isTagged(leaf, 'childrenWait'))
  if (waitsForChildren && around.children) return []
  const onward = onwardFrom(lifecycle)
  const anybody = stampFor(people[0] ?? NOBODY)
  // Where people can do something, it is not for the lifecycle that opened it to have it go on.
  const hears = around.parent && onward.messages && onward.types.length === 0
  const reasons = [
    ...(hears || someoneMoves(lifecycle, onward.types, people, stampFor) ? [] : whyNobody(lifecycle, onward.types, people, stampFor)),
    ...owedToNobody(lifecycle, people, anybody),
    ...undatedIn(lifecycle).map((region) => noDate(lifecycle, region)),
  ]
  return waitsForChildren && reasons.length > 0 ? [NOTHING_TO_WAIT_FOR, ...reasons] : reasons
}

const restful = new WeakMap<Definition, Map<string, boolean>>()
/** Whether who stands in this place is at rest, and so stands still rightly: each place is looked at once. */
export function restsAt(definition: Definition, place: string): boolean {
  const known = restful.get(definition) ?? new Map<string, boolean>()
  restful.set(definition, known)
  const before = known.get(place)
  if (before !== undefined) return before
  const paths = leavesOf(place)
  const leaves = descendants(definition.machine.root).filter(({ path }) => paths.includes(path.join('.')))
  const rests = paths.length > 0 && leaves.length === paths.length && leaves.every((leaf) => isTagged(leaf, 'standing'))
  known.set(place, rests)
  return rests
}

const NOBODY: Actor = { id: '', holdings: [] }

/** The events whose arrows lead to where it does not stand already, the first named first; and whether a message of another lifecycle does. */
function onwardFrom({ definition, snapshot }: Lifecycle): { readonly types: readonly string[]; readonly messages: boolean } {
  const types = [...new Set(onwardArrows(snapshot).map(({ eventType }) => eventType))]
  return {
    types: types.filter((type) => Object.hasOwn(definition.events, type)),
    messages: types.some((type) => definition.messages.includes(type)),
  }
}

const someoneMoves = (
  { definition, snapshot }: Lifecycle,
  types: readonly string[],
  people: readonly Actor[],
  stampFor: (by: Actor) => Stamp,
): boolean =>
  types.length > 0 &&
  people.some((person) => offersOf(definition, snapshot, stampFor(person)).some((offer) => types.includes(offer.type) && isPossible(offer)))

/** Now, or with a written reason. */
const isPossible = ({ offered, refusals }: Offer) => offered || refusals.every(({ reasonWouldHelp }) => reasonWouldHelp)

/** What stands in the way of each step that would lead on: that nobody holds such a post, or a rule that stops those who do. */
function whyNobody(
  { definition, snapshot }: Lifecycle,
  types: readonly string[],
  people: readonly Actor[],
  stampFor: (by: Actor) => Stamp,
): readonly Standstill[] {
  if (types.length === 0) return [{ kind: 'nobodyMoves', because: 'No step leads on from here', cites: undefined, unlocks: undefined }]
  return types.flatMap((type): readonly Standstill[] => {
    const title = titleOf(definition, type)
    const could = whoCouldPut(definition, snapshot, type, people, stampFor(people[0] ?? NOBODY))
    const one = people.find(({ id }) => could.people.includes(id))
    if (one === undefined) return [vacant('nobodyMoves', title, could.words)]
    const refusals = offersOf(definition, snapshot, stampFor(one)).find((offer) => offer.type === type)?.refusals ?? []
    return refusals.map(({ because, cites, unlockedBy }) => ({
      kind: 'nobodyMoves',
      because: `“${title}” is possible for nobody: ${because}`,
      cites: cites as ParagraphId,
      unlocks: unlockedBy && Object.hasOwn(definition.events, unlockedBy) ? `First: ${titleOf(definition, unlockedBy)}` : undefined,
    }))
  })
}

/** The steps that end its open duties, where nobody may take them; and the duties that fall to nobody. */
function owedToNobody(
  { definition, snapshot, casefile, duties }: Lifecycle,
  people: readonly Actor[],
  stamp: Stamp,
): readonly Standstill[] {
  const steps = duties.length > 0 ? stepsFrom(definition, snapshot) : []
  return duties.flatMap((duty) => {
    const { to, title, name, cites } = duty
    const record = casefile ?? NO_CASEFILE
    const who = fallsTo(to, record)
    const falls = people.some((person) => permits(who, record, person, stamp))
    const ending = steps.filter(({ ends }) => ends.includes(name)).map(({ type }) => whoCould(definition, snapshot, type, people, stamp))
    const step = ending.length > 0 && ending.every((could) => could.people.length === 0)
    return [
      ...(falls
        ? []
        : [
            {
              kind: 'dutyOfNobody' as const,
              because: `Its duty falls to nobody: ${title}`,
              cites,
              unlocks: `Somebody holds such a post: ${inWords(who, record, stamp)}`,
            },
          ]),
      ...(step ? [{ ...vacant('nobodyForStep', title, ending.map(({ words }) => words).join('; or ')), cites }] : []),
    ]
  })
}
/** The likeliest are asked first, and mostly one of them may: then nobody else is asked. */
const whoCould: typeof whoCouldPut = (definition, snapshot, type, people, stamp) => {
  const among = whoCouldPut(definition, snapshot, type, people.slice(0, LIKELIEST), stamp)
  return among.people.length > 0 ? among : whoCouldPut(definition, snapshot, type, people, stamp)
}
const LIKELIEST = 4

const NO_CASEFILE = { casefile: {} } as Casefile

const vacant = (kind: 'nobodyMoves' | 'nobodyForStep', title: string, words: string): Standstill => ({
  kind,
  because: `“${title}” is for ${words || 'nobody'}, and nobody who holds a post today is`,
  cites: undefined,
  unlocks: words ? `Somebody holds such a post, acts up in it, or has it delegated: ${words}` : undefined,
})

function noDate({ definition }: Lifecycle, { region, types }: Undated): Standstill {
  const titles = types.map((type) => titleOf(definition, type))
  return {
    kind: 'noDate',
    because: region
      ? `${region} waits for somebody else, no date is running in this region, and no duty of it is open`
      : 'It waits for somebody else, no date is running, and no duty is open',
    cites: undefined,
    unlocks: titles.length > 0 ? `One of these: ${titles.join('; ')}` : undefined,
  }
}

const NOTHING_TO_WAIT_FOR: Standstill = {
  kind: 'nothingToWaitFor',
  because: 'It waits for what it opened, and nothing of that is open',
  cites: undefined,
  unlocks: undefined,
}

const titleOf = ({ events }: Definition, type: string): string => metaOf(events[type]!).title
