import { defaultSettings } from '../../../../machines/guidance/settings.ts'
import { type Actor, type DelegationScheme, decisions, type Grade, type Holding } from '../../../../machines/kernel/authority.ts'
import { type CalendarDate, dayBegins } from '../../../../machines/kernel/calendar.ts'
import type { Stamp } from '../../../../machines/kernel/definition.ts'

const held = (post: string, holding: Partial<Holding> = {}): Holding => ({ post, roles: [], how: 'held', ...holding })
const holder = (id: string, ...holdings: Holding[]): Actor => ({ id, holdings })
const ofGrade = (id: string, grade: Grade, more: Partial<Holding> = {}) =>
  holder(id, held(`${id}'s post`, { grade, directorate: 'operations', ...more }))

export const amy = ofGrade('Amy', 'caseworker', { reportsTo: "Lin's post" })
export const ben = ofGrade('Ben', 'caseworker', { reportsTo: "Lou's post" })
export const lin = ofGrade('Lin', 'lineManager')
export const lou = ofGrade('Lou', 'lineManager')
export const max = ofGrade('Max', 'operationsManager')
export const dot = ofGrade('Dot', 'deputyDirector')
export const dee = ofGrade('Dee', 'director')
export const cas = ofGrade('Cas', 'director', { directorate: 'customerServices' })
export const ombudsman = holder('Olive', held('the Ombudsman', { grade: 'executive', named: 'ombudsman' }))
export const officer = holder('Olu', held('compliance', { roles: ['complianceOfficer'] }))
export const auditor = holder('Aud', held('audit', { roles: ['auditor'] }))
/** A caseworker who acts up as a line manager today. */
export const upe = holder(
  'Upe',
  held("Upe's post", { grade: 'caseworker' }),
  held("Lin's post", { grade: 'lineManager', directorate: 'operations', how: 'actingUp' }),
)

/** This person with a delegation from that one. */
export const delegateOf = (delegator: Actor, to: Actor): Actor => ({
  ...to,
  holdings: [...to.holdings, ...delegator.holdings.map((holding): Holding => ({ ...holding, how: 'delegated', onBehalfOf: delegator.id }))],
})
/** Ben acts under a delegation from Lin. */
export const benForLin = delegateOf(lin, ben)

export const directory: readonly Actor[] = [amy, ben, lin, lou, max, dot, dee, cas, ombudsman, officer, auditor, upe]

const scheme = Object.fromEntries(decisions.map((decision) => [decision, 'lineManager'])) as DelegationScheme

/** What the engine would add to an event that this person puts on this day. */
export const stamp = (by: Actor, today: CalendarDate, more: Partial<Stamp> = {}): Stamp => ({
  by,
  today,
  now: dayBegins(today),
  happenedOn: today,
  reasons: {},
  settings: defaultSettings,
  scheme,
  line: "Lin's post",
  ...more,
})
