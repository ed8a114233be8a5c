import type { Pool } from 'pg'
import type { Definitions } from '../../machines/kernel/definition.ts'
import { sweep } from '../../machines/kernel/file.ts'
import { isAway } from '../engine/away.ts'
import { batching, MOST_OF_THE_SWEEP } from '../engine/batch.ts'
import type { Changeset } from '../engine/changeset.ts'
import { commit } from '../engine/commit.ts'
import { changesetOf, stampOf } from '../engine/decide.ts'
import { directoryOf } from '../engine/directory.ts'
import type { Compose } from '../engine/engine.ts'
import { setAside } from '../engine/incident.ts'
import { fixedTexts } from '../engine/letters.ts'
import { type Found, readAll } from '../engine/read.ts'

export interface Swept {
  /** Files in which deadlines were carried out. */
  readonly files: number
  /** Lines of history written for them. */
  readonly lines: number
  /** Files that somebody else changed meanwhile: what is still due in them waits for the next time. */
  readonly overtaken: number
  /** Files that could not be worked out; each has an incident. */
  readonly setAside: number
}

export interface SweepOptions {
  readonly pool: Pool
  readonly definitions: Definitions
  /** For the letters that the clock sends. */
  readonly compose: Compose
  /** Told of each file that had to be set aside. */
  readonly onIncident?: (file: string, error: unknown) => void
}

/** Through the partial index, soonest due first. The present moment is asked once, or the index would be of no use. */
const DUE = `
select file_id as file from (
  select file_id, due_at from timer
  where due_at <= (select present_moment()) and not set_aside and file_id <> all ($1::uuid[])
  order by due_at limit $2
) due group by file_id order by min(due_at) limit $3`
const TIMERS_LOOKED_AT = 1_000
/** Then requests have their turn, and what the database has answered is taken up. */
const FILES_IN_A_TURN = 10

/**
 * Carries out every deadline that has passed. What is due is worked out anew from the snapshots with nothing locked, and written if the
 * files still stand as they were read. So it may come late, come twice, run in several processes, or be killed half way.
 *
 * @throws when the database is away; what was written by then is whole
 */
export function sweeping({ pool, definitions, compose, onIncident = () => {} }: SweepOptions): () => Promise<Swept> {
  const write = batching((changesets) => commit(pool, changesets), MOST_OF_THE_SWEEP)
  const known = { pool, definitions, compose, directory: directoryOf(pool) }

  return async () => {
    const total = { files: 0, lines: 0, overtaken: 0, setAside: 0 }
    const passed: string[] = []
    let leaving: readonly string[] = []
    let reading = nextDue([])
    let writing: Promise<void> = Promise.resolve()
    for (;;) {
      const found = await reading
      // The next files are read while these are worked out and the last are written: a tenth more in the same time.
      const here = found.map(({ held }) => held!.file.id)
      if (here.length > 0) reading = nextDue([...passed, ...leaving, ...here])
      reading.catch(() => {}) // is awaited at the next turn, as is the writing
      const decided = await decide(found)
      await writing
      if (here.length === 0) return total
      leaving = here
      writing = writeAll(decided)
      writing.catch(() => {})
    }

    async function decide(found: readonly Found[]): Promise<readonly Changeset[]> {
      const changesets: Changeset[] = []
      for (const [place, each] of found.entries()) {
        if (place % FILES_IN_A_TURN === 0) await new Promise((turn) => setImmediate(turn))
        try {
          changesets.push(await changesetFor(known, each))
        } catch (error) {
          if (isAway(error)) throw error
          await giveUp(each.held!.file.id, error)
        }
      }
      return changesets
    }

    async function writeAll(changesets: readonly Changeset[]): Promise<void> {
      const outcomes = await Promise.allSettled(changesets.map((changeset) => write(changeset)))
      for (const [index, outcome] of outcomes.entries()) {
        const { file, transitions } = changesets[index]!
        if (outcome.status === 'rejected') {
          if (isAway(outcome.reason)) throw outcome.reason
          await giveUp(file, outcome.reason)
        } else if (outcome.value) {
          total.files++
          total.lines += transitions.length
        } else {
          total.overtaken++
          passed.push(file)
        }
      }
    }

    async function giveUp(file: string, error: unknown): Promise<void> {
      passed.push(file)
      total.setAside++
      await setAside(pool, file, error)
      onIncident(file, error)
    }
  }

  async function nextDue(except: readonly string[]): Promise<readonly Found[]> {
    const { rows } = await pool.query<{ file: string }>({ name: 'due', text: DUE, values: [except, TIMERS_LOOKED_AT, MOST_OF_THE_SWEEP] })
    return rows.length === 0 ? [] : readAll(pool, rows)
  }
}

/** @throws where the file cannot be read, or its timers are not those its snapshots ask for */
async function changesetFor(known: Parameters<typeof fixedTexts>[0], found: Found): Promise<Changeset> {
  const held = found.held!
  const stamp = stampOf(found)
  const changes = sweep(known.definitions, held.file, stamp)
  if (changes.lines.length === 0) throw new Error('A timer has passed that no snapshot of the file asks for')
  const at = { file: held.file, stamp, reference: held.listed?.reference ?? '', authority: found.authority }
  return changesetOf(known.definitions, held, changes, found, await fixedTexts(known, at, changes))
}
