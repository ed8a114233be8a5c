import type { Actor, Grade, Holding, NamedPost, Role } from '../../machines/kernel/authority.ts'
import type { Edge, Found } from './graph.ts'

/**
 * Who may, read off RULES.md and written a second time on purpose: nothing here is the machines' own. What they let through is
 * compared with it.
 */
export type Clause = (actor: Actor, edge: Edge) => boolean

const ladder = ['caseworker', 'lineManager', 'operationsManager', 'deputyDirector', 'director', 'executive']
const holds = (test: (holding: Holding, edge: Edge) => boolean): Clause => {
  return (actor, edge) => actor.holdings.some((holding) => test(holding, edge))
}

export const atLeast = (least: Grade): Clause => holds(({ grade }) => grade !== undefined && ladder.indexOf(grade) >= ladder.indexOf(least))
export const named = (...posts: readonly NamedPost[]): Clause => holds(({ named: post }) => post !== undefined && posts.includes(post))
export const inRole = (...roles: readonly Role[]): Clause => holds((holding) => holding.roles.some((role) => roles.includes(role)))
/** In the directorate of the casefile, or the one that is said. */
export const office = (grades: readonly Grade[], of?: string): Clause =>
  holds(
    ({ grade, directorate }, edge) =>
      grade !== undefined && grades.includes(grade) && directorate === (of ?? casefileOf(edge)?.directorate),
  )
export const theCaseworker: Clause = holds(({ post, grade }, edge) => grade !== undefined && post === casefileOf(edge)?.caseworker)
/** The post that the caseworker of the test office reports to. */
export const theirLineManager: Clause = holds(({ post }) => post === 'lineManager')

export const any =
  (...clauses: readonly Clause[]): Clause =>
  (actor, edge) =>
    clauses.some((clause) => clause(actor, edge))
export const caseworkerOrAbove = any(theCaseworker, atLeast('lineManager'))
export const anyStaff = atLeast('caseworker')
export const where = (test: (edge: Edge) => boolean, then: Clause, otherwise: Clause): Clause => {
  return (actor, edge) => (test(edge) ? then : otherwise)(actor, edge)
}

/** Nobody who did one of these before, nor anybody whose authority comes from one who did, or on whose behalf it was done. */
export const another =
  (clause: Clause, ...did: readonly string[]): Clause =>
  (actor, edge) => {
    const barred = doersOf(edge.from, did)
    const left = actor.holdings.filter(({ onBehalfOf }) => !onBehalfOf || !barred.includes(onBehalfOf))
    return !barred.includes(actor.id) && clause({ ...actor, holdings: left }, edge)
  }

function doersOf(found: Found, did: readonly string[]): readonly string[] {
  if (!found.after) return []
  const { step, found: before } = found.after
  const actors = did.includes(step.event.type)
    ? [step.actor.id, ...step.actor.holdings.flatMap(({ onBehalfOf }) => (onBehalfOf ? [onBehalfOf] : []))]
    : []
  return [...actors, ...doersOf(before, did)]
}

/** Whether one of these events was taken on the way here, by somebody whom the clause fits. */
export const happened = (found: Found, type: string, by: (actor: Actor) => boolean = () => true): boolean =>
  found.after !== undefined &&
  ((found.after.step.event.type === type && by(found.after.step.actor)) || happened(found.after.found, type, by))

interface Facts {
  readonly directorate: string
  readonly caseworker?: string
  readonly publishedOn?: string
  readonly laidOn?: string
}
/** What the machine knew of its casefile before the step. */
export const casefileOf = (edge: Edge): Facts | undefined => recordOf(edge)['casefile'] as Facts | undefined
export const recordOf = ({ from, instance }: Edge): Readonly<Record<string, unknown>> => {
  const held = from.file.instances.find(({ id }) => id === instance.id)
  return held ? (JSON.parse(held.stored) as { snapshot: { context: Record<string, unknown> } }).snapshot.context : {}
}
