import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

const FIRST_START_MS = 120_000
/** Five seconds are promised; here the sources are compiled as they are read, on a machine busy with other tests. */
const SECOND_START_MS = 20_000

interface Started {
  readonly address: string
  readonly said: () => string
  readonly ms: number
  stop(signal: NodeJS.Signals): Promise<number | null>
}

let folder: string
const QUARTER_OF_AN_HOUR_MS = 900_000

let inTheWay: Server
let children: ChildProcess[] = []

/** A few casefiles; all of them are for a test of their own. */
const DEMONSTRATION_CASEFILES = '12'
const settings = (more: NodeJS.ProcessEnv) => ({
  PATH: process.env['PATH'],
  HOME: folder,
  DATA_DIR: join(folder, 'data'),
  DEMONSTRATION_CASEFILES,
  ...more,
})

function run(more: NodeJS.ProcessEnv) {
  const words = ['--no-warnings', '--import', resolve('scripts/typescript.js'), resolve('src/start.ts')]
  const child = spawn(process.execPath, words, { cwd: folder, env: settings(more), stdio: ['ignore', 'pipe', 'pipe'] })
  children = [...children, child]
  let said = ''
  const hear = (listener: () => void) => (text: Buffer) => {
    said += text
    listener()
  }
  const ended = new Promise<number | null>((answer) => child.once('exit', answer))
  return { child, ended, hear, said: () => said }
}

/** Starts it, and waits for the box. */
async function started(port: number, more: NodeJS.ProcessEnv = {}): Promise<Started> {
  const begun = performance.now()
  const { child, ended, hear, said } = run({ PORT: String(port), ...more })
  await new Promise<void>((shown, failed) => {
    const listener = hear(() => said().includes('┘') && shown())
    child.stdout!.on('data', listener)
    child.stderr!.on('data', listener)
    child.once('exit', () => failed(new Error(said())))
  })
  const address = /Address +(\S+)/.exec(said())![1]!
  const stop = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  return { address, said, ms: performance.now() - begun, stop }
}

/** Starts it where it cannot start, and answers what it said. */
async function refused(more: NodeJS.ProcessEnv): Promise<{ said: string; code: number | null }> {
  const { child, ended, hear, said } = run(more)
  child.stdout!.on(
    'data',
    hear(() => {}),
  )
  child.stderr!.on(
    'data',
    hear(() => {}),
  )
  const code = await ended
  return { said: said(), code }
}

/** Below the range the system hands out by itself, so that the ports after it are likely free as well. */
async function listeningSomewhere(): Promise<Server> {
  for (;;) {
    const server = createServer()
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    const got = await new Promise<boolean>((answer) => {
      server.once('error', () => answer(false)).listen(port, '127.0.0.1', () => answer(true))
    })
    if (got) return server
  }
}

const taken = () => (inTheWay.address() as { port: number }).port
const count = async (address: string) => {
  const answer = await fetch(`${address}/api/v1/demonstration/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ post: 'director' }),
  })
  const { token } = (await answer.json()) as { token: string }
  const list = await fetch(`${address}/api/v1/casefiles?limit=200`, { headers: { authorization: `Bearer ${token}` } })
  return ((await list.json()) as { items: unknown[] }).items.length
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'redress-start-'))
  chmodSync(folder, 0o755) // as root, PostgreSQL runs as a user of its own, who has to enter it
  inTheWay = await listeningSomewhere()
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await new Promise((closed) => inTheWay.close(closed))
  rmSync(folder, { recursive: true, force: true })
})

describe('npm start', () => {
  let stories: number

  test(
    'from nothing: takes the next port where its own is taken, says so, and has casefiles to show',
    async () => {
      const first = await started(taken())
      const port = Number(new URL(first.address).port)
      expect(port).toBeGreaterThan(taken())
      expect(first.said()).toContain(`Port ${taken()} is taken, so this is ${port}; PORT chooses another.`)
      stories = await count(first.address)
      expect(stories).toBe(11 + Number(DEMONSTRATION_CASEFILES))
      // Told through more than a year, with its changes to summer time and back, the clock is at the present hour again.
      const { now } = (await (await fetch(`${first.address}/info`)).json()) as { now: string }
      expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(QUARTER_OF_AN_HOUR_MS)
      expect(await first.stop('SIGTERM')).toBe(0)
      expect(existsSync(join(folder, 'data/postgres/data/postmaster.pid'))).toBe(false)
    },
    FIRST_START_MS,
  )

  test(
    'again: in seconds, with what was there, and Ctrl-C twice at once is still an orderly stop',
    async () => {
      const second = await started(taken() + 1)
      expect(second.ms).toBeLessThan(SECOND_START_MS)
      expect(await count(second.address)).toBe(stories)
      void second.stop('SIGINT')
      expect(await second.stop('SIGINT')).toBe(0)
      expect(existsSync(join(folder, 'data/postgres/data/postmaster.pid'))).toBe(false)
    },
    FIRST_START_MS,
  )

  test(
    'stopped while it was being filled: the next start begins afresh and is complete',
    async () => {
      const DATA_DIR = join(folder, 'interrupted')
      const { child, ended } = run({ PORT: String(taken() + 1), DATA_DIR })
      while (!existsSync(join(DATA_DIR, 'filling'))) {
        expect(child.exitCode).toBeNull()
        await pause(20)
      }
      child.kill('SIGKILL')
      await ended
      const next = await started(taken() + 1, { DATA_DIR })
      expect(await count(next.address)).toBe(stories)
      expect(await next.stop('SIGTERM')).toBe(0)
    },
    FIRST_START_MS,
  )

  test('with a faulty environment: says all that is wrong with it, and starts nothing', async () => {
    const { said, code } = await refused({ NODE_ENV: 'production', PORT: 'http', DATA_DIR: join(folder, 'other') })
    expect(code).toBe(1)
    for (const name of ['PORT', 'DATABASE_URL', 'OIDC_ISSUER', 'OIDC_AUDIENCE']) expect(said).toContain(`  ${name} is `)
    expect(said).not.toMatch(/\n\s+at /)
    expect(existsSync(join(folder, 'other'))).toBe(false)
  })

  test('with a database that is not there: one sentence, no trace of the program', async () => {
    const { said, code } = await refused({ PORT: String(taken() + 1), DATABASE_URL: 'postgres://nobody@127.0.0.1:1/redress' })
    expect(code).toBe(1)
    expect(said).toBe('The database of DATABASE_URL cannot be used (connect ECONNREFUSED 127.0.0.1:1): start it, or mend the address.\n')
  })
})
