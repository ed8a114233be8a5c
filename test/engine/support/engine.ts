import { createHash, randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { openPool } from '../../../db/pool.ts'
import { holderOf, seedPosts } from '../../../db/seed-posts.ts'
import { addDays } from '../../../machines/kernel/calendar.ts'
import type { Definitions } from '../../../machines/kernel/definition.ts'
import { GENESIS, sealOf } from '../../../src/engine/changeset.ts'
import { createEngine } from '../../../src/engine/create.ts'
import type { Answer, Compose, Engine, Submitted } from '../../../src/engine/engine.ts'
import { sealedLines } from '../../../src/engine/history.ts'
import { testDatabase } from '../../support/database.ts'
import { type Counting, definitions as counting } from './counting.ts'

export const clerk = holderOf('caseworker')
export const manager = holderOf('lineManager')
export const director = holderOf('director')

export const compose: Compose = (letter, { reference, words, casefile }) =>
  `${letter.letter} about ${reference}: ${words((casefile as Counting).complaint!)}`

/** An office with a database of its own, and as many engines as asked for: each with a pool of its own, as a process has. */
export async function office({
  engines = 1,
  definitions = counting,
  compose: composed = compose,
  url,
  onDeliveries = () => {},
}: {
  engines?: number
  definitions?: Definitions
  compose?: Compose
  url?: string
  onDeliveries?: (ids: readonly string[]) => void
} = {}) {
  const database = url ? undefined : await testDatabase()
  const errors: unknown[] = []
  const pools = Array.from({ length: engines }, () => openPool(url ?? database!.url))
  const made = pools.map((pool) =>
    createEngine({
      pool,
      definitions,
      onError: (error) => errors.push(error),
      compose: composed,
      onDeliveries,
    }),
  )
  await seedPosts(pools[0]!)
  return {
    engine: made[0]!,
    engines: made,
    pool: pools[0]!,
    pools,
    errors,
    end: async () => {
      await Promise.all(pools.map((pool) => pool.end()))
      await database?.end()
    },
  }
}

export const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')

/** A new casefile that counts. */
export const opened = (engine: Engine, key: string = randomUUID(), more: object = {}, person = clerk): Promise<Answer> => {
  const event: Submitted = { type: 'OPEN', complaint: 'It was lost', ...more }
  return engine.open({ person, kind: 'casefile', event, key, digest: digestOf([person, event]) })
}

export const put = (
  engine: Engine,
  instance: string,
  event: Submitted,
  { person = clerk, key = randomUUID(), ...more }: Partial<Parameters<Engine['dispatch']>[0]> = {},
) => engine.dispatch({ person, instance, event, key, digest: digestOf([person, instance, event]), ...more })

export const countOf = async (engine: Engine, instance: string): Promise<number> =>
  recordOf((await engine.look(clerk, instance)).instance.stored).count
export const recordOf = (stored: string): Counting => JSON.parse(stored).snapshot.context

export const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)))

/** Walks a file's history: every seq once, every line sealed with the one before, the head where the file says. Answers how many lines. */
export async function whole(pool: Pool, file: string): Promise<number> {
  const lines = await sealedLines(pool, file)
  let previous = GENESIS
  lines.forEach((line, index) => {
    if (line.seq !== index + 1 || line.previous !== previous || sealOf(line) !== line.hash)
      throw new Error(`The chain of ${file} breaks at ${line.seq}`)
    previous = line.hash
  })
  const { rows } = await pool.query('select revision, head from file where id = $1', [file])
  if (rows[0].revision !== lines.length || rows[0].head !== previous) throw new Error(`The head of ${file} is not its last line`)
  return lines.length
}

/** The present moment of this database is moved on, for everyone who reads it. */
export async function moveOn(pool: Pool, days: number): Promise<void> {
  await pool.query('update clock set offset_ms = offset_ms + $1', [days * 86_400_000])
}

/** The day it will be so many days from the present one of the database. */
export async function dayIn(pool: Pool, days: number): Promise<string> {
  const { rows } = await pool.query<{ today: string }>("select (present_moment() at time zone 'Europe/London')::date as today")
  return addDays(rows[0]!.today, days)
}
