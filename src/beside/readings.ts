import type { Pool } from 'pg'
import type { PersonId } from '../../machines/kernel/authority.ts'
import type { Engine, FileLook } from '../engine/engine.ts'

/** In what way something about people was read. A hit of a search counts: it shows a name and a line of what was written. */
export const waysOfReading = ['casefile', 'lifecycle', 'letter', 'history', 'search', 'export'] as const
export type WayOfReading = (typeof waysOfReading)[number]

/** Keeps who read what. An answer never waits for it. */
export interface Readings {
  /** @param revision of the file that was looked at, where all of it is then known to the person up to there */
  note(person: PersonId, view: WayOfReading, files: readonly string[], revision?: number): void
  /** Writes what was noted so far, and waits for it: at the end, and where somebody asks who read. */
  written(): Promise<void>
}

const SOON_MS = 1_000
const MOST_AT_ONCE = 1_000

interface Noted {
  readonly person: PersonId
  readonly file: string
  readonly view: WayOfReading
  /** By this process's own steady clock: the row says when it was read, and not when it was written. */
  readonly at: number
  /** How far the person has looked; 0 where that is not said. */
  readonly revision: number
}

/** Together, at most once a second: a hundred people who read cost one statement. The present moment is the database's. */
const KEEP = `
with noted as (
  select file, person, view, present_moment() - ago * interval '1 millisecond' as at, revision
  from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::int[]) as each (file, person, view, ago, revision)
), looked as (
  insert into looked_at (person, file_id, revision)
  select person, file, max(revision) from noted where revision > 0 group by person, file order by person, file
  on conflict (person, file_id) do update set revision = greatest(looked_at.revision, excluded.revision)
)
insert into reading (file_id, hour, person, view, first_at)
select file, date_trunc('hour', at, 'UTC'), person, view, at from noted
on conflict do nothing`

/**
 * What the database did not take is kept and written with what comes next. A process that is killed loses a second of it; one that is
 * stopped, nothing.
 */
export function notingReadings(pool: Pool, onError: (error: unknown) => void): Readings {
  let noted = new Map<string, Noted>()
  let soon: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const writeAll = async () => {
    clearTimeout(soon)
    soon = undefined
    const batch = noted
    noted = new Map()
    try {
      const rows = [...batch.values()]
      for (let from = 0; from < rows.length; from += MOST_AT_ONCE) await keep(pool, rows.slice(from, from + MOST_AT_ONCE))
    } catch (error) {
      onError(error)
      noted = new Map([...batch, ...noted])
    }
  }
  const written = () => (writing = writing.then(writeAll))

  return {
    note: (person, view, files, revision = 0) => {
      for (const file of files) {
        const key = `${file} ${view} ${person}`
        const before = noted.get(key)
        if (!before || before.revision < revision) noted.set(key, { person, file, view, at: before?.at ?? performance.now(), revision })
      }
      if (noted.size > 0) soon ??= setTimeout(() => void written(), SOON_MS).unref()
    },
    written,
  }
}

async function keep(pool: Pool, rows: readonly Noted[]): Promise<void> {
  const now = performance.now()
  const column = <T>(of: (row: Noted) => T) => rows.map(of)
  await pool.query({
    name: 'readings',
    text: KEEP,
    values: [
      column(({ file }) => file),
      column(({ person }) => person),
      column(({ view }) => view),
      column(({ at }) => Math.round(now - at)),
      column(({ revision }) => revision),
    ],
  })
}

/** The same engine, with every look at a casefile or a letter noted: no page and no route can forget to. */
export function withReadingsNoted(engine: Engine, { note }: Readings): Engine {
  const noted = <L extends FileLook>(look: L, person: PersonId, view: WayOfReading): L => {
    if (look.kind === 'casefile') note(person, view, [look.file.id], look.file.revision)
    return look
  }
  return {
    ...engine,
    look: async (person, instance, how) => {
      const look = await engine.look(person, instance)
      return how?.shown === false ? look : noted(look, person, 'lifecycle')
    },
    lookAt: async (person, file) => noted(await engine.lookAt(person, file), person, 'casefile'),
    letter: async (person, letter) => {
      const seen = await engine.letter(person, letter)
      noted(seen.look, person, 'letter')
      return seen
    },
  }
}
