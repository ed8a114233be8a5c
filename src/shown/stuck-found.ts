import { type Actor, grades, type PostId } from '../../machines/kernel/authority.ts'
import { Desk } from '../../machines/kernel/desk.ts'
import type { FileState, HeldInstance } from '../../machines/kernel/file.ts'
import { noting } from '../../machines/kernel/reads.ts'
import { endOf, recordStored, Unreadable } from '../../machines/kernel/stored.ts'
import { stampOf } from '../engine/decide.ts'
import type { Engine, Person } from '../engine/engine.ts'
import type { Found } from '../engine/read.ts'
import { standing } from '../engine/standing.ts'
import type { FileOpen } from '../reports/open-lifecycles.ts'
import { casefileIn } from '../timers/forecast.ts'
import { concernedIn } from './instance.ts'
import { restsAt, type Standstill, standstillsOf } from './standstill.ts'

/** A lifecycle that does not go on, and why. */
export interface StuckFound {
  readonly instance: string
  readonly reasons: readonly Standstill[]
}

/** Every open lifecycle of a file, as it was read, that does not go on: put before the people who are there, the likeliest first. */
export function standingStill(
  { definitions }: Engine,
  { setAside }: Pick<FileOpen, 'setAside'>,
  found: Found,
  likeliest: Likeliest,
): readonly StuckFound[] {
  const state = found.held?.file
  if (state === undefined) return []
  const open = openIn(state)
  try {
    const stamp = stampOf(found)
    const desk = new Desk(definitions, state)
    desk.catchUp(noting(stamp))
    const now = desk.changes().file
    const casefile = casefileIn(definitions, now)
    const people = likeliest(casefile?.casefile.caseworker)
    return open.flatMap((held) => {
      const { id, nextDue } = held
      const snapshot = desk.snapshotOf(id)
      const about = concernedIn(snapshot.context)
      const facts = about && found.organisations[about]
      const asked = desk.aware({ ...stamp, ...(facts && { organisations: { [about]: facts } }) }, id)
      const lifecycle = {
        definition: desk.definitionOf(id),
        snapshot,
        casefile,
        duties: now.duties.filter(({ instance }) => instance === id),
        around: aroundOf(now, held),
      }
      const reasons = [
        ...standstillsOf(lifecycle, people, (by) => ({ ...asked, by })),
        ...(setAside && nextDue !== undefined ? [SET_ASIDE] : []),
      ]
      return reasons.length > 0 ? [{ instance: id, reasons }] : []
    })
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return open.map(({ id }) => ({ instance: id, reasons: [UNREADABLE] }))
  }
}

/**
 * Most casefiles are at rest. They are read, and not restored, which takes ten times as long: nothing is due in them, and they stand where
 * one stands still rightly. What cannot be read is not at rest.
 */
export function isAtRest({ definitions }: Engine, { open, setAside }: FileOpen): boolean {
  if (setAside) return false
  try {
    return open.every(({ machine, stored, due }) => {
      const definition = definitions[machine]!
      if (due || stored.includes('\n') || !restsAt(definition, standing(definition, stored).state)) return false
      recordStored(definition, stored)
      return true
    })
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return false
  }
}

const SET_ASIDE: Standstill = {
  kind: 'setAside',
  because: 'What falls due in it could not be carried out, and was set aside',
  cites: undefined,
  unlocks: 'Whoever runs the service looks at its incident, and takes it up again',
}
const UNREADABLE: Standstill = { ...SET_ASIDE, kind: 'unreadable', because: 'It cannot be read' }

const openIn = ({ instances }: FileState) => instances.filter((held) => !held.inError && !endOf(held.stored).includes('"closed"'))
const aroundOf = (file: FileState, { id, parent }: HeldInstance) => {
  const open = openIn(file)
  return { children: open.some((each) => each.parent === id), parent: open.some((each) => each.id === parent) }
}

export type Likeliest = (caseworker: PostId | undefined) => readonly Actor[]
/** Whoever has the casefile, and then the lower grades before the higher: it is mostly the first who may. */
export function likeliestIn(directory: readonly Person[]): Likeliest {
  const rank = ({ holdings }: Person) =>
    Math.min(...holdings.map(({ grade }) => (grade === undefined ? grades.length : grades.indexOf(grade))))
  const ranked = directory.map((person) => ({ person, rank: rank(person) })).sort((a, b) => a.rank - b.rank)
  const byRank = ranked.map(({ person }) => person)
  const known = new Map<PostId | undefined, readonly Actor[]>()
  return (caseworker) => {
    const has = ({ holdings }: Person) => holdings.some(({ post }) => post === caseworker)
    const before = known.get(caseworker) ?? [...byRank.filter(has), ...byRank.filter((person) => !has(person))]
    known.set(caseworker, before)
    return before
  }
}
