import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { asAccount, dataOf, EmbeddedDatabaseError, ownerFileOf, type Place, passwordOf, program, stopNow } from './embedded-place.ts'

const STARTING_MS = 60_000

/**
 * Makes this process the one that owns the data. A server left behind by a process that is gone is stopped.
 *
 * @throws EmbeddedDatabaseError when another live process owns it.
 */
export async function claim(place: Place, dataDir: string): Promise<void> {
  const serving = await isServing(place)
  const owner = ownerOf(place)
  // An owner without a server is either just starting, or a number that an unrelated process now bears.
  if (owner !== process.pid && lives(owner) && (serving || isRecent(ownerFileOf(place))))
    throw new EmbeddedDatabaseError(
      `Process ${owner} is already using the data in ${dataDir}: stop it first, or give this one a folder of its own with DATA_DIR.`,
    )
  if (serving) stopNow(place)
  writeFileSync(ownerFileOf(place), String(process.pid))
}

export const owns = (place: Place) => ownerOf(place) === process.pid

export const release = (place: Place) => rmSync(ownerFileOf(place), { force: true })

/** Asked before each step: whoever started in the meantime has written its own number there. */
const GUARDIAN = `
  while read -r _; do :; done
  owned() { [ "$(cat "$2")" = "$3" ]; }
  stop() { owned "$@" && "$0" stop -D "$1" -m fast -w; }
  stop "$@"; sleep 2; stop "$@"
  owned "$@" || exit
  rm -f "$2"
  [ -z "$4" ] || rm -rf "$4"`

/**
 * Waits, in a session of its own, for the end of the pipe we hold: the system closes it even when this process is killed outright,
 * and without it a server would outlive a crash. It asks twice, since the server may just be starting. Windows has no such shell;
 * there the next start stops what was left behind.
 */
export function guard(place: Place, { keep }: { keep: boolean }): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined
  const words = [program(place, 'pg_ctl'), dataOf(place), ownerFileOf(place), String(process.pid), keep ? '' : place.folder]
  const child = spawn('/bin/sh', ['-c', GUARDIAN, ...words], {
    ...asAccount(place),
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.on('error', () => {})
  child.unref()
  ;(child.stdin as unknown as { unref(): void }).unref()
  return child
}

const ownerOf = (place: Place) => (existsSync(ownerFileOf(place)) ? Number(readFileSync(ownerFileOf(place), 'utf8')) : 0)

const isRecent = (file: string) => Date.now() - statSync(file).mtimeMs < STARTING_MS

function lives(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Asked over the wire: the process number in postmaster.pid may belong to somebody else since the machine was restarted. */
async function isServing(place: Place): Promise<boolean> {
  const file = join(dataOf(place), 'postmaster.pid')
  if (!existsSync(file)) return false
  const port = Number(readFileSync(file, 'utf8').split('\n')[3])
  const client = new Client({ host: '127.0.0.1', port, user: 'postgres', password: passwordOf(place), database: 'postgres' })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query('show data_directory')
    return rows[0].data_directory === dataOf(place)
  } catch (error) {
    // Starting up or shutting down: it is there, and will listen to pg_ctl.
    return (error as { code?: string }).code === '57P03'
  } finally {
    await client.end().catch(() => {})
  }
}
