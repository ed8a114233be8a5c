import type { ArrowDressing, ArrowId, Dressing, Picture, StateDressing } from '../../../live/picture.ts'
import type { Visit } from '../../../shown/route/visits.ts'
import type { RouteShown } from '../../../shown/route.ts'
import { counted, date, shortDate } from '../../words.ts'

type Step = RouteShown['steps'][number]

/** The picture of a machine as one lifecycle went through it: where it is, the way it took, and what could come next. */
export function dressingOf(picture: Picture, route: RouteShown, hrefOf: (step: number) => string): Dressing {
  const { model } = picture
  const leaves = model.states.filter(({ id }) => !model.states.some(({ parent }) => parent === id)).map(({ id }) => id)
  const ahead = new Set(route.next.flatMap(({ arrows }) => arrows.flatMap(({ offered, to }) => (offered ? to : []))))
  const states = model.states.map(({ id }): [string, StateDressing] => {
    const visit = route.visited.find(({ state }) => state === id)
    if (!leaves.includes(id)) return [id, { lines: [], ...(!visit && { pale: true }) }]
    return [id, visit ? visitedState(route, visit, hrefOf) : { lines: [], ...(ahead.has(id) ? { mark: 'next' } : { pale: true }) }]
  })
  return {
    title: `Route of ${route.name}`,
    description: `The whole lifecycle ${route.title}. ${said(route)} What it has not come to is pale. The list before the picture says the same.`,
    states: Object.fromEntries(states),
    arrows: arrowsOf(picture, route),
  }
}

const said = ({ stands, at, steps }: RouteShown) => `After step ${at} of ${steps.length} it stands in: ${stands.stateWords}.`

const standing = ({ steps, struckOut }: Pick<Visit, 'steps' | 'struckOut'>) => steps.filter((number) => !struckOut.includes(number))
const numbers = (steps: readonly number[]) => (steps.length > 4 ? `${steps.slice(0, 3).join(', ')} … ${steps.at(-1)}` : steps.join(', '))
const stepIn = ({ steps }: RouteShown, number: number): Step => steps[number - 1]!

function visitedState(route: RouteShown, visit: Visit, hrefOf: (step: number) => string): StateDressing {
  const isHere = route.stands.leaves.includes(visit.state)
  const valid = standing(visit)
  const last = stepIn(route, visit.steps.at(-1)!)
  const times = valid.length > 1 ? [{ text: `${ordinal(valid.length)} time` }] : []
  const when = isHere
    ? { text: `here since ${shortDate(last.happenedOn)}` }
    : { text: `${numbers(visit.steps)} · ${shortDate(last.happenedOn)}` }
  const struck = valid.length === 0 ? [{ text: 'struck out' }] : []
  return {
    lines: [when, ...times, ...struck],
    href: hrefOf(last.number),
    mark: isHere ? 'here' : 'visited',
    ...(valid.length > 1 && { badge: { shape: 'circle', text: `${valid.length}×`, says: `Entered ${counted(valid.length, 'time')}` } }),
  }
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
  const due = waiting.map(({ dueOn }) => `due ${shortDate(dueOn)}`)
  const took = steps.length > 0 ? [tookNote(route, marks)] : []
  const kind = waiting.length > 0 ? 'waiting' : next.length > 0 ? 'next' : steps.length > 0 ? 'taken' : undefined
  const says = [
    ...steps.map((number) => tookSaid(route, number, marks.struckOut.includes(number))),
    ...waiting.map(({ dueOn, title }) => `${title} on ${date(dueOn)}, unless something happens before`),
    ...next.map((title) => `Possible now: ${title}`),
    ...notNow.map((title) => `Not possible now for you: ${title}`),
  ]
  return {
    ...(standing(marks).length > 1 && { times: standing(marks).length }),
    ...(kind ? { mark: kind } : { pale: true }),
    ...(took.length + due.length > 0 && { note: [...took, ...due].join('; ') }),
    says: says.join('. '),
  }
}

function tookNote(route: RouteShown, { steps, struckOut }: Marks): string {
  const last = stepIn(route, steps.at(-1)!)
  const struck = steps.every((number) => struckOut.includes(number)) ? ', struck out' : ''
  return `${numbers(steps)} · ${shortDate(last.happenedOn)}${struck}`
}

function tookSaid(route: RouteShown, number: number, isStruck: boolean): string {
  const { sentence, happenedOn } = stepIn(route, number)
  return `Step ${number}, ${date(happenedOn)}: ${sentence}${isStruck ? ' (struck out)' : ''}`
}
