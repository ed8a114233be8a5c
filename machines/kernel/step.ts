import { type AnyMachineSnapshot, type AnyStateNode, type AnyTransitionDefinition, getNextTransitions } from 'xstate'
import { cite, type ParagraphId } from '../guidance/paragraph.ts'
import type { ArrowGuard } from './arrow.ts'
import { type Actor, inWords, type PersonId, SYSTEM } from './authority.ts'
import type { CalendarDate } from './calendar.ts'
import type { Timer } from './deadline.ts'
import { type Definition, type Stamp, stampNames } from './definition.ts'
import { type Effect, effectsAmong } from './effect.ts'
import { ancestry, descendants } from './nodes.ts'
import { type Judgement, judge, lettingThrough, type Refusal } from './rule.ts'
import { transitionOf } from './transition.ts'

/** An event as it stands in history: what was submitted, and the stamp. */
export type Stamped = { readonly type: string } & Stamp & Readonly<Record<string, unknown>>

/** One arrow that was taken, and what it asks for. */
export interface Move {
  readonly snapshot: AnyMachineSnapshot
  readonly event: Stamped
  readonly from: string
  readonly to: string
  readonly waived: Judgement['waived']
  readonly onBehalfOf: readonly PersonId[]
  readonly effects: readonly Effect[]
}

export type Verdict =
  | { readonly outcome: 'taken'; readonly move: Move }
  | { readonly outcome: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly outcome: 'notAccepted'; readonly accepts: readonly string[] }

/** An event this person could put to the instance now, or what stands in the way before anything is filled in. */
export interface Offer {
  readonly type: string
  readonly offered: boolean
  readonly refusals: readonly Refusal[]
  /** Where what is submitted chooses the arrow: what would refuse some answers and not others. */
  readonly onSomeAnswers: readonly Refusal[]
  /** What to know before doing it; it stands in nobody's way. */
  readonly warnings?: readonly {
    readonly cites: ParagraphId
    readonly paragraph: string
    readonly because: string
    readonly settledBy?: string
  }[]
}

type Submission = { readonly type: string } & Readonly<Record<string, unknown>>

/**
 * What becomes of an instance when a person puts an event to it, its deadlines being up to date (file.ts sees to that).
 *
 * - `taken`: the arrow, and everything it asks for.
 * - `refused`: the state has this arrow, but these rules do not hold. All of them, not the first.
 * - `notAccepted`: the state has no such arrow.
 */
export function put(definition: Definition, snapshot: AnyMachineSnapshot, submission: Submission, stamp: Stamp): Verdict {
  const event = stamped(submission, stamp)
  const meant = arrowsMeant(definition, snapshot, event)
  if (meant.every(({ alongside }) => alongside)) return { outcome: 'notAccepted', accepts: acceptedTypes(definition, snapshot, stamp) }
  const { refusals, waived, onBehalfOf } = judge(
    definition.rules,
    meant.flatMap(({ rules }) => rules),
    snapshot.context,
    event,
    'all',
  )
  if (refusals.length > 0) return { outcome: 'refused', refusals }
  const { onBehalfOf: _, ...alone } = event
  const known = onBehalfOf.length > 0 ? { ...alone, onBehalfOf } : alone
  return { outcome: 'taken', move: { ...take(definition, snapshot, known as Stamped), waived, onBehalfOf } }
}

/** A message from another instance of the file. Undefined where the state has no arrow for it: it does not concern it any more. */
export function hear(definition: Definition, snapshot: AnyMachineSnapshot, message: Submission, stamp: Stamp): Move | undefined {
  if (!definition.messages.includes(message.type)) throw new Error(`A ${definition.name} knows no message ${message.type}`)
  const accepted = getNextTransitions(snapshot).some(({ eventType }) => eventType === message.type)
  return accepted ? take(definition, snapshot, stamped(message, stamp)) : undefined
}

/** A deadline that has passed: recorded by the clock, dated the day it fell due, whenever it is noticed. */
export const fire = (definition: Definition, snapshot: AnyMachineSnapshot, timer: Timer, stamp: Stamp): Move =>
  take(definition, snapshot, { type: timer.name, ...byTheClock(stamp, timer.dueOn) })

/** Nothing of the event during which the deadline was noticed may colour it: else the sweep would record something else than a person's act. */
function byTheClock({ organisations: _, letters: __, duty: ___, onBehalfOf: ____, ...standing }: Stamp, dueOn: CalendarDate): Stamp {
  return { ...standing, by: SYSTEM, today: dueOn, happenedOn: dueOn, reasons: {} }
}

/** What was submitted, with the stamp: names that are the engine's to write say what it wrote, or nothing. */
const stamped = (submission: Submission, stamp: Stamp): Stamped =>
  ({
    ...Object.fromEntries(Object.entries(submission).filter(([name]) => !(stampNames as readonly string[]).includes(name))),
    ...stamp,
  }) as Stamped

function take(definition: Definition, snapshot: AnyMachineSnapshot, event: Stamped): Move {
  const [next, actions] = transitionOf(definition.machine, snapshot, event)
  return { snapshot: next, event, from: placeOf(snapshot), to: placeOf(next), waived: [], onBehalfOf: [], effects: effectsAmong(actions) }
}

/**
 * Every event the state has an arrow for. Rules about the casefile and the person are asked; rules and conditions about a
 * submission wait until there is one.
 */
export function offersOf(definition: Definition, snapshot: AnyMachineSnapshot, stamp: Stamp): readonly Offer[] {
  return accepted(definition, snapshot, stamp).map(({ type, arrows }) => {
    const ways = arrows.map(({ rules }) => judge(definition.rules, rules, snapshot.context, stamp, 'standing').refusals)
    const isOffered = ways.some((refusals) => refusals.length === 0)
    const all = [...new Map(ways.flat().map((refusal) => [refusal.rule, refusal])).values()]
    const warnings = (definition.warnings ?? [])
      .filter(({ on, when }) => on === type && when(snapshot.context, stamp))
      .map(({ cites, because, settledBy }) => ({
        cites,
        paragraph: cite(cites),
        because: because(snapshot.context),
        ...(settledBy && { settledBy }),
      }))
    return {
      type,
      offered: isOffered,
      refusals: isOffered ? [] : all,
      onSomeAnswers: isOffered ? all : [],
      ...(warnings.length > 0 && { warnings }),
    }
  })
}

export interface WhoCould {
  readonly words: string
  readonly people: readonly PersonId[]
}

/**
 * Everyone in the directory whom the rules about people would let through now: the answer to "then who can?".
 *
 * Asked of the event, not of one refusal: "not the submitter" alone would name the whole office. Other rules may still stand in the way,
 * or the state: of an event that it has no arrow for, those are asked for whom other states have it.
 */
export const whoCouldPut = (
  definition: Definition,
  snapshot: AnyMachineSnapshot,
  type: string,
  directory: readonly Actor[],
  stamp: Stamp,
  submission?: Submission,
): WhoCould => askingWhoCouldPut(definition, snapshot, directory, stamp)(type, submission)

/** The same of one event after another: many arrows are for the same people, who are looked for once. */
export function askingWhoCouldPut(
  definition: Definition,
  snapshot: AnyMachineSnapshot,
  directory: readonly Actor[],
  stamp: Stamp,
): (type: string, submission?: Submission) => WhoCould {
  const stamps = directory.map((by) => ({ ...stamp, by }))
  const known = new Map<string, ReadonlySet<Actor>>()
  const letThrough = (names: readonly string[]): ReadonlySet<Actor> => {
    const key = names.join(' ')
    const found = known.get(key)
    if (found) return found
    const passes = lettingThrough(definition.rules, names, snapshot.context)
    const people = new Set(directory.filter((_, place) => passes(stamps[place]!)))
    known.set(key, people)
    return people
  }
  const answers = new Map<string, WhoCould>()
  const answer = (ways: readonly (readonly string[])[]): WhoCould => {
    const said = ways.map((names) => names.map((name) => inWords(definition.rules[name]!.who!, snapshot.context, stamp)).join(', '))
    const through = ways.map(letThrough)
    const people = directory.filter((each) => through.some((one) => one.has(each)))
    return { words: [...new Set(said)].filter(Boolean).join('; or '), people: people.map(({ id }) => id) }
  }
  return (type, submission) => {
    // What was submitted chose its arrow: those whom another arrow of the event would let through could not put it either.
    const meant = submission ? arrowsMeant(definition, snapshot, stamped(submission, stamp)).filter(({ alongside }) => !alongside) : []
    const open = meant.length > 0 ? [{ rules: meant.flatMap(({ rules }) => rules) }] : openWays(definition, snapshot, type, stamp)
    const arrows = open.length > 0 ? open : waysElsewhere(definition, type)
    const ways = arrows.map(({ rules }) => rules.filter((name) => definition.rules[name]!.who))
    const key = ways.map((names) => names.join(' ')).join('; ')
    const known = answers.get(key) ?? answer(ways)
    answers.set(key, known)
    return known
  }
}

/** Every arrow for an event, whatever the state. */
const waysElsewhere = ({ machine: { root } }: Definition, type: string): readonly ArrowGuard['params'][] =>
  [root, ...descendants(root)]
    .flatMap((node) => node.transitions.get(type) ?? [])
    .map(paramsOf)
    .filter(({ alongside }) => !alongside)

/** For each region (one, where nothing is parallel) the arrows for an event, in the order XState tries them: those of the innermost state first. */
function regionsFor({ events }: Definition, snapshot: AnyMachineSnapshot, type: string): readonly (readonly AnyTransitionDefinition[])[] {
  if (!Object.hasOwn(events, type)) return []
  const leaves = (snapshot._nodes as AnyStateNode[]).filter(({ type: kind }) => kind === 'atomic' || kind === 'final')
  return leaves.map((leaf) => ancestry(leaf).flatMap((node) => node.transitions.get(type) ?? []))
}

/** The arrows a complete submission means: in each region the first whose condition holds, and around regions only where none inside is meant. */
function arrowsMeant(definition: Definition, snapshot: AnyMachineSnapshot, event: Stamped): readonly ArrowGuard['params'][] {
  const firsts = regionsFor(definition, snapshot, event.type).flatMap(
    (arrows) =>
      arrows.find((arrow) => {
        const { when } = paramsOf(arrow)
        return !when || definition.conditions[when]!.holds(snapshot.context, event)
      }) ?? [],
  )
  return [...new Set(firsts)]
    .filter(({ source }) => !firsts.some((other) => other.source !== source && ancestry(other.source).includes(source)))
    .map(paramsOf)
}

const paramsOf = ({ guard }: AnyTransitionDefinition): ArrowGuard['params'] => (guard as ArrowGuard | undefined)?.params ?? { rules: [] }

export const acceptedTypes = (definition: Definition, snapshot: AnyMachineSnapshot, stamp: Stamp): readonly string[] =>
  accepted(definition, snapshot, stamp).map(({ type }) => type)

const accepted = (definition: Definition, snapshot: AnyMachineSnapshot, stamp: Stamp) =>
  [...new Set(getNextTransitions(snapshot).map(({ eventType }) => eventType))]
    .map((type) => ({ type, arrows: openWays(definition, snapshot, type, stamp) }))
    .filter(({ arrows }) => arrows.length > 0)

/** The arrows a submission might still mean, in the region the event belongs to: up to and with the first whose condition is known to hold. */
const openWays = (definition: Definition, snapshot: AnyMachineSnapshot, type: string, stamp: Stamp) =>
  openArrows(definition, snapshot, type, stamp).map(paramsOf)

/** The same, as arrows of the chart. */
export function openArrows(
  definition: Definition,
  snapshot: AnyMachineSnapshot,
  type: string,
  stamp: Stamp,
): readonly AnyTransitionDefinition[] {
  const open: AnyTransitionDefinition[] = []
  const owned = regionsFor(definition, snapshot, type).map((arrows) => arrows.filter((arrow) => !paramsOf(arrow).alongside))
  // Where a state around the regions owns it too, the region that has arrows of its own besides is the one that is asked.
  for (const arrow of owned.reduce((most, arrows) => (arrows.length > most.length ? arrows : most), [])) {
    const { when } = paramsOf(arrow)
    const condition = when ? definition.conditions[when]! : undefined
    if (condition?.of === 'submission') open.push(arrow)
    else if (!condition || condition.holds(snapshot.context, stamp)) return [...open, arrow]
  }
  return open
}

/** The names of the rules on the arrow that this submission means: what a correction of it must satisfy again (correct.ts). */
export function rulesMeant(definition: Definition, snapshot: AnyMachineSnapshot, submission: Submission, stamp: Stamp): readonly string[] {
  return arrowsMeant(definition, snapshot, stamped(submission, stamp)).flatMap(({ rules }) => rules)
}

/** Where an instance stands, as one line: `awaitingResponse.late`; regions joined by ` + `. */
export function placeOf({ value }: AnyMachineSnapshot): string {
  const walk = (part: unknown): readonly string[] =>
    typeof part === 'string'
      ? [part]
      : Object.entries(part as object).flatMap(([key, inner]) => {
          const below = walk(inner)
          return below.length > 0 ? below.map((each) => `${key}.${each}`) : [key]
        })
  return walk(value).join(' + ')
}
