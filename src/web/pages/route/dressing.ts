import { type ArrowDressing, type ArrowId, type Dressing, type Picture, type StateDressing, statesIn } from '../../../live/picture.ts'
import type { Visit } from '../../../shown/route/visits.ts'
import type { RouteShown } from '../../../shown/route.ts'
import { counted, date, shortDate } from '../../words.ts'

type Step = RouteShown['steps'][number]

/** The picture of a machine as one lifecycle went through it: where it is, the way it took, and what could come next. */
export function dressingOf(picture: Picture, route: RouteShown, hrefOf: (step: number) => string): Dressing {
  const drawn = statesIn(picture)
  const ahead = route.next.flatMap(({ arrows }) => arrows.flatMap(({ offered, to }) => (offered ? to : [])))
  const states = drawn.map(({ id }): [string, StateDressing] => {
    const visit = route.visited.find(({ state }) => state === id)
    if (drawn.some(({ parent }) => parent === id)) return [id, { lines: [], ...(!visit && { pale: true }) }]
    const isNext = ahead.some((state) => isIn(id, state))
    return [id, visit ? visitedState(route, visit, hrefOf) : { lines: [], ...(isNext ? { mark: 'next' } : { pale: true }) }]
  })
  return {
    title: `Route of ${route.name}`,
    description: `The whole lifecycle ${route.title}. ${said(route)} What it has not come to is pale. The list before the picture says the same.`,
    states: Object.fromEntries(states),
    arrows: arrowsOf(picture, route),
  }
}

const said = ({ stands, at, steps }: RouteShown) => `After step ${at} of ${steps.length} it stands in: ${stands.stateWords}.`

/** A box that is shut stands for all that is in it. */
const isIn = (box: string, state: string) => state === box || state.startsWith(`${box}.`)

const standing = ({ steps, struckOut }: Pick<Visit, 'steps' | 'struckOut'>) => steps.filter((number) => !struckOut.includes(number))
const numbers = (steps: readonly number[]) => (steps.length > 3 ? `${steps.slice(0, 2).join(', ')} … ${steps.at(-1)}` : steps.join(', '))
const stepIn = ({ steps }: RouteShown, number: number): Step => steps[number - 1]!

function visitedState(route: RouteShown, visit: Visit, hrefOf: (step: number) => string): StateDressing {
  const isHere = route.stands.leaves.some((leaf) => isIn(visit.state, leaf))
  const valid = standing(visit)
  const last = stepIn(route, visit.steps.at(-1)!)
  const on = shortDate(last.happenedOn)
  const time = valid.length > 1 ? `${ordinal(valid.length)} time` : undefined
  return {
    lines: (isHere
      ? [`here since ${on}`, dueIn(route, visit.state), time]
      : [
          visit.steps.length > 1 ? numbers(visit.steps) : `${last.number} · ${on}`,
          visit.steps.length > 1 ? [on, time].filter(Boolean).join(' · ') : undefined,
          valid.length === 0 ? 'struck out' : undefined,
        ]
    ).flatMap((text) => (text ? [{ text }] : [])),
    href: hrefOf(last.number),
    mark: isHere ? 'here' : 'visited',
    ...(valid.length > 1 && { badge: { shape: 'circle', text: `${valid.length}×`, says: `Entered ${counted(valid.length, 'time')}` } }),
  }
}

/** The first day that the clock waits for in a state, where its arrow is not drawn. */
function dueIn({ stands: { deadlines, leaves } }: RouteShown, box: string): string | undefined {
  if (leaves.includes(box)) return undefined
  const [first] = deadlines
    .filter(({ arrows }) => arrows.some(({ from }) => isIn(box, from)))
    .map(({ dueOn }) => dueOn)
    .sort()
  return first && `due ${shortDate(first)}`
}

/** 2 → 2nd */
export const ordinal = (count: number): string => {
  const ending = { one: 'st', two: 'nd', few: 'rd' }[ordinals.select(count) as 'one'] ?? 'th'
  return `${count}${ending}`
}
const ordinals = new Intl.PluralRules('en-GB', { type: 'ordinal' })

interface Marks {
  readonly steps: readonly number[]
  readonly struckOut: readonly number[]
  readonly next: readonly string[]
  readonly notNow: readonly string[]
  readonly waiting: readonly { readonly dueOn: string; readonly title: string }[]
}
const NOTHING: Marks = { steps: [], struckOut: [], next: [], notNow: [], waiting: [] }

function arrowsOf(picture: Picture, route: RouteShown): Readonly<Record<ArrowId, ArrowDressing>> {
  const marks = new Map<ArrowId, Marks>()
  const drawn = (event: string, from: string, to: string) =>
    picture.arrows.filter(({ ways }) => ways.some((way) => way.event === event && way.from === from && way.to === to)).map(({ id }) => id)
  const mark = (event: string, from: string, to: readonly string[], more: (known: Marks) => Partial<Marks>) => {
    for (const id of new Set(to.flatMap((target) => drawn(event, from, target)))) {
      const known = marks.get(id) ?? NOTHING
      marks.set(id, { ...known, ...more(known) })
    }
  }
  for (const { event, from, to, steps, struckOut } of route.passed)
    mark(event, from, [to], (known) => ({ steps: merged(known.steps, steps), struckOut: merged(known.struckOut, struckOut) }))
  for (const { title, arrows } of route.next)
    for (const { event, from, to, offered } of arrows)
      mark(event, from, to, ({ next, notNow }) => (offered ? { next: [...next, title] } : { notNow: [...notNow, title] }))
  for (const { dueOn, title, arrows } of route.stands.deadlines)
    for (const { event, from, to } of arrows) mark(event, from, to, ({ waiting }) => ({ waiting: [...waiting, { dueOn, title }] }))
  return Object.fromEntries(picture.arrows.map(({ id }) => [id, arrowIn(route, marks.get(id))]))
}

const merged = (some: readonly number[], more: readonly number[]): readonly number[] =>
  [...new Set([...some, ...more])].sort((a, b) => a - b)

function arrowIn(route: RouteShown, marks: Marks | undefined): ArrowDressing {
  if (!marks) return { pale: true }
  const { steps, waiting, next, notNow } = marks
  const kind = waiting.length > 0 ? 'waiting' : next.length > 0 ? 'next' : steps.length > 0 ? 'taken' : undefined
  const says = [
    ...steps.map((number) => tookSaid(route, number, marks.struckOut.includes(number))),
    ...waiting.map(({ dueOn, title }) => `${title} on ${date(dueOn)}, unless something happens before`),
    ...next.map((title) => `Possible now: ${title}`),
    ...notNow.map((title) => `Not possible now for you: ${title}`),
  ]
  return {
    ...(standing(marks).length > 1 && { width: Math.min(WIDEST, TAKEN + standing(marks).length / 2) }),
    ...(kind ? { mark: kind } : { pale: true }),
    ...(steps.length + waiting.length > 0 && { note: noteOf(marks) }),
    says: says.join('. '),
  }
}

const TAKEN = 2.8
const WIDEST = 7

/**
 * What an arrow bears: the numbers of its steps, by which the list has them with who and when, or the day on which it is taken. There is
 * room for a dozen letters: where both are so, the last step and the day without its year; the rest is told by pointing at it.
 */
export function noteOf({ steps, struckOut, waiting }: Pick<Marks, 'steps' | 'struckOut' | 'waiting'>): string {
  const valid = standing({ steps, struckOut })
  const [first] = waiting.map(({ dueOn }) => dueOn).sort()
  const due = first && `due ${shortDate(first)}`
  if (due) return valid.length > 0 ? `${valid.at(-1)}; ${due.replace(/ \d{4}$/, '')}` : due
  return valid.length > 0 ? numbers(valid) : `${steps.at(-1)} struck out`
}

function tookSaid(route: RouteShown, number: number, isStruck: boolean): string {
  const { sentence, happenedOn } = stepIn(route, number)
  return `Step ${number}, ${date(happenedOn)}: ${sentence}${isStruck ? ' (struck out)' : ''}`
}
