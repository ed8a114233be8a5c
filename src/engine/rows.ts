import type { Instant } from '../../machines/kernel/calendar.ts'
import type { Delivery, OpenDuty } from '../../machines/kernel/effect.ts'
import { statesIn } from '../../machines/kernel/place.ts'
import { canonical } from '../../machines/kernel/stored.ts'
import { begun, type Office } from '../../machines/office/record.ts'
import type { CasefileListed, Changeset, InstanceKept, LetterKept, OrganisationListed, StayKept } from './changeset.ts'
import { inOrder, type OfficeChanged } from './office.ts'
import { AS_IT_LAST_DID, leftIn } from './stays.ts'

/** All that is kept of a file beside its history, as rows: what a series of changesets leaves behind. */
export interface Rows {
  readonly instances: ReadonlyMap<
    string,
    InstanceKept & { readonly openedAt: Instant; readonly since: Instant; readonly writtenAt: Instant }
  >
  /** By lifecycle and line. */
  readonly stays: ReadonlyMap<string, StayRow>
  readonly timers: ReadonlyMap<string, { readonly instance: string; readonly name: string; readonly dueAt: Instant }>
  readonly duties: ReadonlyMap<string, OpenDuty & { readonly openedSeq: number; readonly endedSeq: number | null }>
  readonly letters: ReadonlyMap<string, LetterKept & { readonly discarded: boolean }>
  /** Whether they have arrived is the other file's to say. */
  readonly deliveries: ReadonlyMap<string, Delivery & { readonly seq: number; readonly place: number }>
  readonly casefile?: CasefileListed
  readonly organisation?: OrganisationListed
  readonly office?: Office
}

/** A stay as its row has it; `since` is of each state in which it stands, those around others too. */
export type StayRow = Omit<StayKept, 'kept'> & {
  readonly since: readonly Instant[]
  readonly openedAt: Instant
  readonly enteredAt: Instant
  readonly leftAt?: Instant
}

export const stayKey = ({ instance, enteredSeq }: { instance: string; enteredSeq: number }) => `${instance} ${enteredSeq}`
export const timerKey = ({ instance, name }: { instance: string; name: string }) => `${instance} ${name}`

/** What the commit statement makes of the rows, in words of ours. */
export function afterwards(before: Rows | undefined, set: Changeset | undefined): Rows {
  const rows: Rows = before ?? {
    instances: new Map(),
    stays: new Map(),
    timers: new Map(),
    duties: new Map(),
    letters: new Map(),
    deliveries: new Map(),
  }
  if (!set) return rows
  const casefile = set.casefile ?? rows.casefile
  const organisation = set.organisation ?? rows.organisation
  const office = set.office ? officeAfter(rows.office ?? begun, set.office) : rows.office
  return {
    instances: instancesAfter(rows.instances, set),
    stays: staysAfter(rows.stays, set),
    timers: timersAfter(rows.timers, set),
    duties: dutiesAfter(rows.duties, set),
    letters: lettersAfter(rows.letters, set),
    deliveries: deliveriesAfter(rows.deliveries, set),
    ...(casefile && { casefile }),
    ...(organisation && { organisation }),
    ...(office && { office: inOrder(office) }),
  }
}

/** Each row by its key, as its table has it. */
function officeAfter(before: Office, changed: OfficeChanged): Office {
  const kept = <T>(was: readonly T[], is: readonly T[], key: (row: T) => string, gone: readonly string[] = []) => [
    ...new Map([...was, ...is].filter((row) => !gone.includes(key(row))).map((row) => [key(row), row])).values(),
  ]
  const byId = ({ id }: { readonly id: string }) => id
  return {
    people: kept(before.people, changed.people, byId),
    posts: kept(before.posts, changed.posts, byId),
    holdings: kept(before.holdings, changed.holdings, byId, changed.holdingsGone),
    delegations: kept(before.delegations, changed.delegations, byId, changed.delegationsGone),
    scheme: kept(before.scheme, changed.scheme, ({ directorate, decision, fromDay }) => `${directorate} ${decision} ${fromDay}`),
    settings: kept(before.settings, changed.settings, ({ name, fromDay }) => `${name} ${fromDay}`),
  }
}

function instancesAfter(instances: Rows['instances'], set: Changeset): Rows['instances'] {
  const after = new Map(instances)
  for (const each of set.instances) {
    const known = instances.get(each.id)
    const before = known?.writtenAt ?? set.at
    after.set(each.id, {
      ...each,
      openedAt: known?.openedAt ?? set.at,
      since: known?.state === each.state ? known.since : set.at,
      writtenAt: set.transitions.some(({ instance }) => instance === each.id) && set.at > before ? set.at : before,
    })
  }
  return after
}

function staysAfter(stays: Rows['stays'], set: Changeset): Rows['stays'] {
  if (set.stays.length === 0) return stays
  const after = new Map(stays)
  const present = new Map([...stays.values()].filter(({ leftSeq }) => leftSeq === undefined).map((stay) => [stay.instance, stay]))
  /** A clock that is set back ends nothing before it began. */
  const at = (instance: string) => {
    const began = present.get(instance)?.enteredAt
    return began !== undefined && began > set.at ? began : set.at
  }
  for (const { instance, enteredSeq } of leftIn(set)) {
    const before = present.get(instance)
    if (before) after.set(stayKey(before), { ...before, leftSeq: enteredSeq, leftAt: at(instance) })
  }
  for (const { kept, ...stay } of set.stays) {
    const enteredAt = at(stay.instance)
    const before = present.get(stay.instance)
    const moment = (place: number, nth: number) =>
      place === AS_IT_LAST_DID ? stoodSince(stays, stay, statesIn(stay.state)[nth]!) : before?.since[place - 1]
    const since = kept.map((place, nth) => moment(place, nth) ?? enteredAt)
    const openedAt = before?.openedAt ?? enteredAt
    after.set(stayKey(stay), { ...stay, since, openedAt, enteredAt, ...(stay.leftSeq !== undefined && { leftAt: enteredAt }) })
  }
  return after
}

/** Since when it last stood in a state where a correction leads it back. */
function stoodSince(
  stays: Rows['stays'],
  { instance, enteredSeq }: Pick<StayKept, 'instance' | 'enteredSeq'>,
  path: string,
): Instant | undefined {
  const stood = ({ state, open }: StayRow) => statesIn(state).includes(path) && (path !== '' || open)
  const last = [...stays.values()]
    .filter((stay) => stay.instance === instance && stay.enteredSeq < enteredSeq && stood(stay))
    .reduce<StayRow | undefined>((one, each) => (one && one.enteredSeq > each.enteredSeq ? one : each), undefined)
  return last?.since[statesIn(last.state).indexOf(path)]
}

function timersAfter(timers: Rows['timers'], { arm, drop }: Changeset): Rows['timers'] {
  const after = new Map(timers)
  for (const timer of drop) after.delete(timerKey(timer))
  for (const timer of arm) after.set(timerKey(timer), timer)
  return after
}

function dutiesAfter(duties: Rows['duties'], { dutiesOpened, dutiesEnded, transitions }: Changeset): Rows['duties'] {
  const revision = transitions.at(-1)!.seq
  const after = new Map(duties)
  for (const id of dutiesEnded) after.set(id, { ...after.get(id)!, endedSeq: revision })
  for (const duty of dutiesOpened) after.set(duty.id, { ...duty, openedSeq: duties.get(duty.id)?.openedSeq ?? revision, endedSeq: null })
  return after
}

function lettersAfter(letters: Rows['letters'], set: Changeset): Rows['letters'] {
  const after = new Map(letters)
  for (const id of set.lettersDiscarded) after.set(id, { ...after.get(id)!, discarded: true })
  for (const letter of set.letters) after.set(letter.id, { ...letter, discarded: false })
  return after
}

/** One that a correction asks for again was made before, and is not made twice. */
function deliveriesAfter(deliveries: Rows['deliveries'], { deliveries: made, transitions }: Changeset): Rows['deliveries'] {
  const { seq } = transitions.at(-1)!
  const after = new Map(deliveries)
  for (const [place, delivery] of made.entries()) if (!after.has(delivery.id)) after.set(delivery.id, { ...delivery, seq, place })
  return after
}

/** The first row that is not the same in both, by its kind and id, with both texts. */
export function rowDiffering(expected: Rows, found: Rows): { what: string; expected: string; found: string } | undefined {
  for (const kind of ['instances', 'stays', 'timers', 'duties', 'letters', 'deliveries'] as const) {
    const of = (rows: Rows, id: string) => said((rows[kind] as ReadonlyMap<string, unknown>).get(id))
    for (const id of new Set([...expected[kind].keys(), ...found[kind].keys()]))
      if (of(expected, id) !== of(found, id)) return { what: `${kind} ${id}`, expected: of(expected, id), found: of(found, id) }
  }
  for (const kind of ['casefile', 'organisation', 'office'] as const) {
    const [ours, theirs] = [expected[kind], found[kind]].map((row) => said(row)) as [string, string]
    if (ours !== theirs) return { what: `the list row of the ${kind}`, expected: ours, found: theirs }
  }
  return undefined
}

const said = (row: unknown): string => (row === undefined ? 'no such row' : canonical(row))
