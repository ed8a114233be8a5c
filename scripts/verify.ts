/** `npm run verify` proves that what is kept is what history gives; it ends with 1 and the first difference, if there is one. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EmbeddedDatabaseError, startEmbedded } from '../db/embedded.ts'
import { dataOf, passwordOf, placeFor } from '../db/embedded-place.ts'
import { openPool } from '../db/pool.ts'
import { definitions } from '../machines/index.ts'
import { config } from '../src/config.ts'
import { type Difference, type Verified, verify } from '../src/engine/verify.ts'

const { databaseUrl, dataDir } = config()

/** The embedded database is started for the while, unless the service is running on it. */
async function database(): Promise<{ url: string; stop: () => Promise<void> }> {
  if (databaseUrl) return { url: databaseUrl, stop: async () => {} }
  try {
    return await startEmbedded({ dataDir, keep: true })
  } catch (error) {
    const url = error instanceof EmbeddedDatabaseError ? urlOfRunning() : undefined
    if (!url) throw error
    return { url, stop: async () => {} }
  }
}

function urlOfRunning(): string | undefined {
  const place = placeFor(dataDir)
  const file = join(dataOf(place), 'postmaster.pid')
  return existsSync(file)
    ? `postgres://postgres:${passwordOf(place)}@127.0.0.1:${readFileSync(file, 'utf8').split('\n')[3]}/redress`
    : undefined
}

const said = ({ files, lines, instances, timers, duties, letters, texts, deliveries }: Verified) =>
  `${files} files, ${lines} lines of history, ${instances} instances, ${timers} timers, ${duties} duties, ${letters} letters, ${texts} texts, ${deliveries} deliveries`

const explained = ({ file, seq, what, expected, found }: Difference) =>
  [
    `Not what history gives, in file ${file}${seq === undefined ? '' : `, line ${seq}`}: ${what}`,
    `  expected  ${expected}`,
    `  found     ${found}`,
  ].join('\n')

const { url, stop } = await database()
const pool = openPool(url)
try {
  const verified = await verify(pool, definitions)
  process.stdout.write(`${verified.difference ? 'Verified before the difference' : 'Verified'}: ${said(verified)}\n`)
  if (verified.difference) {
    process.stderr.write(`${explained(verified.difference)}\n`)
    process.exitCode = 1
  }
} finally {
  await pool.end()
  await stop()
}
