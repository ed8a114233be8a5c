import type { AnyStateNode } from 'xstate'
import { ancestry } from '../../machines/kernel/nodes.ts'
import { snapshotOf } from '../../machines/kernel/stored.ts'
import type { waitingTags } from '../../machines/kernel/well-formed.ts'
import { type Edge, type Explored, type Found, type State, wayTo } from './graph.ts'
import { acts } from './law-of-acts.ts'
import { endings, openings } from './law-of-endings.ts'
import { anyStaff } from './people.ts'

/** Something that must never be, found on the graph, with the way there. */
export interface Finding {
  readonly invariant: Invariant
  readonly machine: string
  readonly says: string
  readonly way: readonly string[]
}

/** What DESIGN §7 asks of every edge and every state. */
export const invariants = [
  'an ending has the authority it needs',
  'an act has the authority it needs',
  'an item is opened only by who may record one',
  'nobody without a grade acts',
  'the clock never decides',
  'system events only by the system',
  'every waiting state has a date',
  'somebody can go on',
  'an ending can be reached',
] as const
export type Invariant = (typeof invariants)[number]

const finding = (invariant: Invariant, machine: string, says: string, found: Found): Finding => ({
  invariant,
  machine,
  says,
  way: wayTo(found),
})

/** Of one state, and of every step out of it. */
export const findingsIn = (state: State): readonly Finding[] => [
  ...state.edges.flatMap((edge) => [...endingOf(edge), ...actOf(edge), ...openedBy(edge), ...clockOf(edge)]),
  ...state.slipped.map((type) =>
    finding('system events only by the system', state.machine, `${type} was taken from a person in ${state.found.place}`, state.found),
  ),
  ...waitsIn(state),
  ...goesOn(state),
]

const closedName = (place: string): string | undefined => /(?:^|\.|\+ )closed\.([A-Za-z]+)/.exec(place)?.[1]

/** Nothing reaches a closed state without the authority that RULES.md demands, and there is no ending it does not know. */
function endingOf(edge: Edge): readonly Finding[] {
  const name = edge.to.closed && !edge.from.closed ? closedName(edge.to.place) : undefined
  if (!name) return []
  const says = (why: string) => [
    finding(
      'an ending has the authority it needs',
      edge.machine,
      `${edge.event.type} from ${edge.from.place} to closed.${name}: ${why}`,
      edge.from,
    ),
  ]
  const ending = endings[edge.machine]?.[name]
  if (!ending) return says('RULES.md knows no such ending')
  const clause = ending.by[edge.event.type]
  if (!clause) return says(`${ending.cites}: ${ending.says}, and not so`)
  if (ending.after && !ending.after(edge)) return says(`${ending.cites}: ${ending.says}, and that is not where it stood`)
  if (clause === 'message') return edge.kind === 'message' ? [] : says(`${ending.cites}: ${ending.says}, not by a ${edge.kind}`)
  return edge.by.filter((actor) => !clause(actor, edge)).flatMap(({ id }) => says(`${ending.cites}: ${ending.says}, and not by ${id}`))
}

function actOf(edge: Edge): readonly Finding[] {
  if (edge.kind !== 'person') return []
  const law = acts[edge.machine]?.[edge.event.type]
  // The office is no casework: those who keep it hold no grade (Authority).
  const ungraded = edge.machine === 'office' ? [] : edge.by.filter((actor) => !anyStaff(actor, edge))
  const unlawful = law ? edge.by.filter((actor) => !law.only(actor, edge)) : []
  return [
    ...ungraded.map(({ id }) =>
      finding('nobody without a grade acts', edge.machine, `${edge.event.type} in ${edge.from.place} is taken from ${id}`, edge.from),
    ),
    ...unlawful.map(({ id }) =>
      finding(
        'an act has the authority it needs',
        edge.machine,
        `${law!.cites}: ${edge.event.type} in ${edge.from.place} is not for ${id}`,
        edge.from,
      ),
    ),
  ]
}

/** C11: no item is recorded until the organisation has accepted, or an executive post has decided about its refusal. */
function openedBy(edge: Edge): readonly Finding[] {
  const opened = edge.changes.lines.filter(({ kind, machine }) => kind === 'opened' && openings[machine])
  const act = `${edge.machine} ${edge.event.type}`
  return opened.flatMap(({ machine }) => {
    const clause = openings[machine]![act]
    const unlawful = clause ? edge.by.filter((actor) => !clause(actor, edge)).map(({ id }) => `${act} by ${id}`) : [act]
    return unlawful.map((who) =>
      finding('an item is opened only by who may record one', edge.machine, `${who} opens a ${machine}`, edge.from),
    )
  })
}

/** It states facts, reminds from a fixed text and gives duties. */
const sentByTheClock: readonly string[] = ['reminder']
function clockOf(edge: Edge): readonly Finding[] {
  if (edge.kind !== 'clock') return []
  const { lines, letters } = edge.changes
  const before = new Set(edge.from.file.letters.filter(({ sentOn }) => sentOn).map(({ id }) => id))
  const sent = letters.filter(({ id, sentOn, letter }) => sentOn && !before.has(id) && !sentByTheClock.includes(letter))
  const decided = decisionsAmong(edge)
  return [
    ...(edge.to.closed && !edge.from.closed ? [`closes it: ${edge.to.place}`] : []),
    ...sent.map(({ letter }) => `sends the ${letter} letter`),
    ...lines.filter(({ kind }) => kind === 'opened').map(({ machine }) => `opens a ${machine}`),
    ...decided.map((name) => `writes the record's ${name}`),
  ].map((what) => finding('the clock never decides', edge.machine, `${edge.event.type} in ${edge.from.place} ${what}`, edge.from))
}

/** What only a person may have written: judgements, signatures, ratings, findings, replies and evidence. */
const DECISIONS = [
  'judged',
  'evidence',
  'signedOff',
  'submission',
  'rating',
  'history',
  'finding',
  'agreed',
  'step',
  'ending',
  'providedOn',
  'decidedOn',
]
function decisionsAmong(edge: Edge): readonly string[] {
  const read = (stored: string | undefined) =>
    stored ? (JSON.parse(stored) as { snapshot: { context: Record<string, unknown> } }).snapshot.context : {}
  const before = read(edge.from.file.instances.find(({ id }) => id === edge.instance.id)?.stored)
  const after = read(edge.instance.stored)
  return DECISIONS.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
}

const leavesOf = (state: State): readonly AnyStateNode[] =>
  (snapshotOf(state.definition, state.instance)._nodes as AnyStateNode[]).filter(({ type }) => type === 'atomic' || type === 'final')
const hasTag = (node: AnyStateNode, tags: readonly string[]) => ancestry(node).some((each) => tags.some((tag) => each.tags.includes(tag)))

/** Something is to happen by a day that is armed, or the state says why it may wait without one. A deadline on the chart without a day is none. */
function waitsIn(state: State): readonly Finding[] {
  if (state.found.closed || state.timers.length > 0) return []
  const leaves = leavesOf(state)
  const because = ['overdue', 'workInHand', 'childrenWait'] as const satisfies readonly (typeof waitingTags)[number][]
  if (leaves.some((node) => hasTag(node, because)) || leaves.every((node) => hasTag(node, ['standing']))) return []
  return [finding('every waiting state has a date', state.machine, `${state.found.place} waits without a date`, state.found)]
}

/** Somebody acts here, or those it has opened do. */
function goesOn(state: State): readonly Finding[] {
  if (state.found.closed) return []
  const acts = state.edges.some(({ kind }) => kind === 'person')
  const waitsForOthers =
    leavesOf(state).some((node) => hasTag(node, ['childrenWait'])) ||
    state.edges.some(({ kind, to }) => kind === 'message' && to.place !== state.found.place)
  return acts || waitsForOthers
    ? []
    : [finding('somebody can go on', state.machine, `nobody can do anything in ${state.found.place}`, state.found)]
}

/** From every place that was reached some way leads to an ending, in a machine that has one; or out of what was explored. */
export function endlessIn({ machine, places, closedPlaces, states }: Explored): readonly Finding[] {
  if (closedPlaces.size === 0) return []
  const unexplored = [...places.values()].flatMap((onward) => [...onward].filter((place) => !places.has(place)))
  const ends = new Set([...closedPlaces, ...unexplored])
  for (let grew = true; grew; ) {
    grew = false
    for (const [from, onward] of places)
      if (!ends.has(from) && [...onward].some((to) => ends.has(to))) {
        ends.add(from)
        grew = true
      }
  }
  return [...new Set(states.map(({ place }) => place))]
    .filter((place) => !ends.has(place))
    .map((place) =>
      finding('an ending can be reached', machine, `${place} leads to no ending`, states.find((each) => each.place === place)!),
    )
}
