import { setTimeout as pause } from 'node:timers/promises'
import type { ClientBase } from 'pg'
import { readAll } from '../engine/read.ts'
import { FIRST_FILE, type FileOpen, filesOpen } from '../reports/open-lifecycles.ts'
import type { Services } from '../services.ts'
import { isAtRest, type Likeliest, likeliestIn, standingStill } from './stuck-found.ts'
import { beginLook, breakLookOff, endLook, keepSlice, lookNoMore, looksOf, type Slice, toLookAlone } from './stuck-kept.ts'

const LAST_FILE = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
/** Files are put before people one or a few at a time: then requests have their turn. */
const FILES_IN_A_TURN = 4

/** What a look is made with. */
export type Looking = Pick<Services, 'engine' | 'pool' | 'draining'>

/**
 * Looks at all that is open, if a look is due and no other node is at it, and keeps what stands still. A few files at a time are looked at and
 * what is found is written, in place of what was kept of them; between them it rests. Where the service stops, the look is broken off, and
 * the next begins with the first.
 *
 * @param rest between two slices, of which the last took so many milliseconds
 * @returns whether all was looked at
 * @throws when the database is away
 */
export async function lookForStuck(
  { engine, pool, draining }: Looking,
  rest: (worked: number) => Promise<void> = givingWay,
): Promise<boolean> {
  if (!(await looksOf(pool)).due) return false
  const client = await pool.connect()
  let broken = true
  try {
    // Another node may have ended one while this asked.
    const whole = (await toLookAlone(client)) && (await looksOf(client)).due && (await lookAtAll({ engine, pool, draining }, client, rest))
    await lookNoMore(client)
    broken = false
    return whole
  } finally {
    // With its connection the lock is gone, too.
    client.release(broken)
  }
}

async function lookAtAll(
  { engine, pool, draining }: Looking,
  client: ClientBase,
  rest: (worked: number) => Promise<void>,
): Promise<boolean> {
  await beginLook(client)
  const likeliest = likeliestIn(await engine.directory())
  let after = FIRST_FILE
  while (!draining()) {
    const began = performance.now()
    const files = await filesOpen(pool, after)
    const last = files.at(-1)?.file
    const stuck = await stuckIn({ engine, pool }, files, likeliest)
    await keepSlice(client, { after, upTo: last ?? LAST_FILE, looked: files.flatMap(({ open }) => open).length, stuck })
    if (last === undefined) {
      await endLook(client)
      return true
    }
    after = last
    await rest(performance.now() - began)
  }
  await breakLookOff(client)
  return false
}

async function stuckIn(
  { engine, pool }: Omit<Looking, 'draining'>,
  files: readonly FileOpen[],
  likeliest: Likeliest,
): Promise<Slice['stuck']> {
  const atWork: FileOpen[] = []
  for (const file of files) if (!isAtRest(engine, file)) atWork.push(file)
  if (atWork.length === 0) return []
  const read = await readAll(
    pool,
    atWork.map(({ file, organisations }) => ({ file, organisations })),
  )
  const stuck: Slice['stuck'][number][] = []
  for (const [place, file] of atWork.entries()) {
    if (place % FILES_IN_A_TURN === 0) await new Promise((turn) => setImmediate(turn))
    const found = read[place]!
    for (const each of standingStill(engine, file, found, likeliest))
      stuck.push({ ...each, file: file.file, revision: found.held!.file.revision })
  }
  return stuck
}

const SHORTEST_MS = 5
const LONGER_MS = 50
/** So often in a row, and then it goes on all the same. */
const MOST_RESTS = 20
const MUCH_TO_DO = 0.5

/** Rests for as long as it worked, and longer while this process has much else to do. */
async function givingWay(worked: number): Promise<void> {
  let milliseconds = Math.max(SHORTEST_MS, worked)
  for (let times = 0; times < MOST_RESTS; times++) {
    const before = performance.eventLoopUtilization()
    await pause(milliseconds)
    if (performance.eventLoopUtilization(before).utilization < MUCH_TO_DO) return
    milliseconds = LONGER_MS
  }
}
