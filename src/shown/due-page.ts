import { z } from 'zod'
import { type CalendarDate, dayBegins, dayInLondon } from '../../machines/kernel/calendar.ts'
import { Unreadable } from '../../machines/kernel/stored.ts'
import type { Office } from '../../machines/office/record.ts'
import { type Found, readAll } from '../engine/read.ts'
import { endedAt } from '../paging.ts'
import { officeNow } from '../reports/administration.ts'
import { type DueFile, type DuePlace, dueFiles } from '../reports/due-files.ts'
import { organisationNames } from '../reports/organisations.ts'
import type { Reader } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import type { ClockScope } from './clock-scope.ts'
import type { Telling } from './happenings.ts'

/** Where a page ended: the moment of its last file's first deadline, and the file. */
export const duePlace = z.tuple([endedAt.instant, z.uuid()])

/** A page of files whose clock runs out by a day, read, with all that telling of them takes. */
export interface DuePage {
  readonly files: readonly (DueFile & { readonly found: Found })[]
  readonly office: Office
  readonly telling: Telling
  readonly next: DuePlace | undefined
  /** Before this day nothing is wanting on the pages up to this one: in files that come later nothing happens sooner. Null: nothing is wanting at all. */
  readonly completeBefore: CalendarDate | null
}

export interface Asking {
  readonly until: CalendarDate
  readonly after?: DuePlace | undefined
  readonly limit: number
}

/** So many whole files are held in memory at once, and no more. */
const AT_ONCE = 64

/** Files are read in the order of their first deadlines, as they stand, with nothing locked. */
export async function duePage(
  services: Services,
  reader: Reader,
  { whose }: ClockScope,
  { until, after, limit }: Asking,
): Promise<DuePage> {
  const { engine, lists, pool } = services
  const rows = await dueFiles(lists, reader, whose, { until: dayBegins(until), after, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const left = rows[limit]
  const [found, office, directory, names] = await Promise.all([
    readInParts(services, reader, page),
    officeNow({ pool }),
    engine.directory(),
    organisationNames(lists, [...new Set(page.flatMap(({ organisations }) => organisations))]),
  ])
  const last = page.at(-1)
  return {
    // A file may have gone on since it was listed: what is told is what was read.
    files: page.flatMap((row, place) => (found[place]?.held ? [{ ...row, found: found[place] }] : [])),
    office,
    telling: { engine, directory, names },
    next: left && last && [last.first, last.file],
    completeBefore: left ? laterOf(dayInLondon(left.first), reader.today) : null,
  }
}

const laterOf = (one: CalendarDate, other: CalendarDate) => (one > other ? one : other)

async function readInParts({ pool }: Pick<Services, 'pool'>, { person }: Reader, rows: readonly DueFile[]): Promise<readonly Found[]> {
  const found: Found[] = []
  for (let from = 0; from < rows.length; from += AT_ONCE)
    found.push(
      ...(await readAll(
        pool,
        rows.slice(from, from + AT_ONCE).map(({ file }) => ({ file, person })),
      )),
    )
  return found
}

const FILES_IN_A_TURN = 10

/** Works each file out, others having their turn between; one that cannot be read is left out, and named. */
export async function eachOf<T>(
  files: DuePage['files'],
  work: (file: DuePage['files'][number]) => T | Promise<T>,
): Promise<{ readonly done: readonly T[]; readonly unreadable: DuePage['files'] }> {
  const done: T[] = []
  const unreadable: DuePage['files'][number][] = []
  for (const [place, file] of files.entries()) {
    if (place % FILES_IN_A_TURN === 0) await new Promise((turn) => setImmediate(turn))
    try {
      done.push(await work(file))
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      unreadable.push(file)
    }
  }
  return { done, unreadable }
}

/** What could not be worked out. */
export const unreadableShown = (files: DuePage['files']): readonly string[] =>
  files.map(({ found }) => found.held!.listed?.reference ?? 'An organisation')
