import { z } from 'zod'
import { type Actor, grades, type PostId } from '../../machines/kernel/authority.ts'
import { Desk } from '../../machines/kernel/desk.ts'
import type { FileState, HeldInstance } from '../../machines/kernel/file.ts'
import { noting } from '../../machines/kernel/reads.ts'
import { endOf, recordStored, Unreadable } from '../../machines/kernel/stored.ts'
import { stampOf } from '../engine/decide.ts'
import type { Engine, Person } from '../engine/engine.ts'
import { type Found, readAll } from '../engine/read.ts'
import { standing } from '../engine/standing.ts'
import { type FileOpen, filesOpen, isFile, openCounted } from '../reports/open-lifecycles.ts'
import type { Reader } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import { casefileIn } from '../timers/forecast.ts'
import { concernedIn } from './instance.ts'
import * as part from './schemas.ts'
import { restsAt, type Standstill, standstillsOf } from './standstill.ts'
import { type StuckFound, stuck, stuckSaid } from './stuck-said.ts'

export const neverStuck = z
  .object({
    asOf: part.instant,
    total: z.int().meta({ description: 'Lifecycles that are open now' }),
    before: z.int().meta({ description: 'Of these, looked at on the pages before' }),
    looked: z.int().meta({ description: 'Looked at on this page and those before' }),
    complete: z.boolean().meta({ description: 'All have been looked at, on this page and those before' }),
    foundBefore: z.int().meta({ description: 'Stuck, on the pages before' }),
    items: z.array(stuck),
    nextLink: z
      .string()
      .nullable()
      .meta({ description: 'Where to go on; null where all have been looked at, and for who holds no post, for whom nothing is' }),
  })
  .meta({ id: 'NeverStuck' })
export type NeverStuck = Omit<z.input<typeof neverStuck>, 'nextLink'> & { readonly next: StuckPlace | undefined }

/** Where a page ended: the last file, how many lifecycles had been looked at by then, and how many were found stuck. */
export type StuckPlace = readonly [file: string, looked: number, found: number]
export const stuckPlace = z.tuple([z.uuid(), z.int().min(0), z.int().min(0)])

/** So many whole files are held in memory at once, and no more. */
const AT_ONCE = 64
const MOST_ITEMS = 50

/**
 * Open lifecycles that nobody who holds a post today can move, and those that wait without a date: every one is put before the people who
 * are there, the likeliest first. As many files are looked at as the time allows; what is left is for the next page. For who holds no post
 * nothing is looked at; from a place that is none of this list one begins anew.
 */
export async function stuckShown(
  services: Services,
  reader: Reader,
  { after: asked, milliseconds }: { readonly after?: StuckPlace | undefined; readonly milliseconds: number },
): Promise<NeverStuck> {
  const { engine, lists, pool } = services
  const ends = performance.now() + milliseconds
  const [total, asOf, directory] = await Promise.all([openCounted(lists), engine.now(), engine.directory()])
  if (reader.posts.length === 0) return { ...NOTHING_LOOKED_AT, asOf, total }
  const after = asked && (await isOfThisList(lists, asked, total)) ? asked : undefined
  const [, before = 0, foundBefore = 0] = after ?? []
  const likeliest = likeliestIn(directory)
  const found: StuckFound[] = []
  let looked = before
  let last = after?.[0]
  let complete = false
  do {
    const files = await filesOpen(lists, reader, { after: last, limit: AT_ONCE })
    const read =
      files.length > 0
        ? await readAll(
            pool,
            files.map(({ file, organisations }) => ({ file, organisations })),
          )
        : []
    for (const [place, file] of files.entries()) {
      found.push(...standingStill(engine, file, read[place]!, likeliest))
      looked += file.lifecycles
    }
    last = files.at(-1)?.file ?? last
    complete = files.length < AT_ONCE
    await new Promise((turn) => setImmediate(turn))
  } while (!complete && found.length < MOST_ITEMS && performance.now() < ends)
  return {
    asOf,
    total,
    before,
    looked,
    complete,
    foundBefore,
    items: await stuckSaid(services, found),
    next: complete || last === undefined ? undefined : [last, looked, foundBefore + found.length],
  }
}

const NOTHING_LOOKED_AT = { before: 0, looked: 0, complete: false, foundBefore: 0, items: [], next: undefined }

/** An address can be made up: what it says of the pages before must be possible. */
const isOfThisList = async (lists: Services['lists'], [file, looked, found]: StuckPlace, total: number): Promise<boolean> =>
  found <= looked && looked <= total && (await isFile(lists, file))

function standingStill({ definitions }: Engine, file: FileOpen, found: Found, likeliest: Likeliest): readonly StuckFound[] {
  const state = found.held?.file
  if (state === undefined) return []
  const open = state.instances.filter((held) => !held.inError && !isClosed(held))
  try {
    if (!file.setAside && open.every((held) => restsIn(definitions, held, found))) return []
    const stamp = stampOf(found)
    const desk = new Desk(definitions, state)
    desk.catchUp(noting(stamp))
    const now = desk.changes().file
    const casefile = casefileIn(definitions, now)
    const people = likeliest(casefile?.casefile.caseworker)
    return open.flatMap((held) => {
      const definition = desk.definitionOf(held.id)
      const snapshot = desk.snapshotOf(held.id)
      const about = concernedIn(snapshot.context)
      const facts = about && found.organisations[about]
      const asked = desk.aware({ ...stamp, ...(facts && { organisations: { [about]: facts } }) }, held.id)
      const lifecycle = {
        definition,
        snapshot,
        casefile,
        duties: now.duties.filter(({ instance }) => instance === held.id),
        around: aroundOf(now, held),
      }
      const reasons = [
        ...standstillsOf(lifecycle, people, (by) => ({ ...asked, by })),
        ...(file.setAside && held.nextDue !== undefined ? [SET_ASIDE] : []),
      ]
      return reasons.length > 0 ? [{ file, found, held, reasons }] : []
    })
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return open.map((held) => ({ file, found, held, reasons: [UNREADABLE] }))
  }
}

/**
 * Most casefiles are at rest. They are read, and not restored, which takes ten times as long: nothing is due in them, and they stand where
 * one stands still rightly.
 *
 * @throws {Unreadable}
 */
function restsIn(definitions: Engine['definitions'], { machine, stored, nextDue }: HeldInstance, { now }: Found): boolean {
  const definition = definitions[machine]!
  if ((nextDue !== undefined && nextDue <= now) || !restsAt(definition, standing(definition, stored).state)) return false
  recordStored(definition, stored)
  return true
}

const SET_ASIDE: Standstill = {
  kind: 'setAside',
  because: 'What falls due in it could not be carried out, and was set aside',
  cites: undefined,
  unlocks: 'Whoever runs the service looks at its incident, and takes it up again',
}
const UNREADABLE: Standstill = { ...SET_ASIDE, kind: 'unreadable', because: 'It cannot be read' }

const isClosed = ({ stored }: HeldInstance): boolean => endOf(stored).includes('"closed"')
const aroundOf = ({ instances }: FileState, { id, parent }: HeldInstance) => {
  const open = instances.filter((each) => !each.inError && !isClosed(each))
  return { children: open.some((each) => each.parent === id), parent: open.some((each) => each.id === parent) }
}

type Likeliest = (caseworker: PostId | undefined) => readonly Actor[]
/** Whoever has the casefile, and then the lower grades before the higher: it is mostly the first who may. */
function likeliestIn(directory: readonly Person[]): Likeliest {
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
