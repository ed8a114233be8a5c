import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import { startEmbedded } from '../../db/embedded.ts'

let folder: string
let children: ChildProcess[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redress-embedded-'))
  chmodSync(folder, 0o755) // as root, PostgreSQL runs as a user of its own, who has to enter it
})
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Another process that starts a database on these data and then does nothing. */
async function holder(dataDir: string): Promise<{ url: string; pid: number; ended: Promise<unknown>; child: ChildProcess }> {
  const program = `
    const { startEmbedded } = await import(${JSON.stringify(resolve('db/embedded.ts'))})
    const { url } = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, keep: true })
    console.log(url)
    setInterval(() => {}, 60_000)`
  const child = spawn(process.execPath, ['--no-warnings', '--import', './scripts/typescript.js', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children = [...children, child]
  const ended = new Promise((answer) => child.once('exit', answer))
  const url = await new Promise<string>((answer) => child.stdout!.once('data', (line) => answer(String(line).trim())))
  return { url, pid: child.pid!, ended, child }
}

async function ask<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const postmaster = (dataDir: string) => {
  const file = join(dataDir, 'postgres/data/postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
}

describe('the embedded database', () => {
  test('keeps what was written from one start to the next, and is gone in between', async () => {
    const dataDir = join(folder, 'kept')
    const first = await startEmbedded({ dataDir, keep: true })
    await ask(first.url, 'create table note as select 1 as n')
    await first.stop()
    await expect(ask(first.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    const second = await startEmbedded({ dataDir, keep: true })
    expect(await ask(second.url, 'select n from note')).toEqual([{ n: 1 }])
    await second.stop()
  })

  test('refuses a second process on the same data in one sentence, and does the first no harm', async () => {
    const dataDir = join(folder, 'shared')
    const first = await holder(dataDir)
    await expect(startEmbedded({ dataDir, keep: true })).rejects.toMatchObject({
      code: 'embedded-database',
      message: `Process ${first.pid} is already using the data in ${dataDir}: stop it first, or give this one a folder of its own with DATA_DIR.`,
    })
    expect(await ask(first.url, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  test('is taken over at once from a process that was killed, with its data', async () => {
    const dataDir = join(folder, 'shared')
    const { child, ended } = { child: children.at(-1)!, ended: new Promise((answer) => children.at(-1)!.once('exit', answer)) }
    const orphan = postmaster(dataDir)
    child.kill('SIGKILL')
    await ended
    const next = await startEmbedded({ dataDir, keep: true })
    expect(postmaster(dataDir)).not.toBe(orphan)
    expect(await ask(next.url, 'select 1 as n')).toEqual([{ n: 1 }])
    await next.stop()
    expect(postmaster(dataDir)).toBeUndefined()
  })

  test('ends by itself when the process that started it is killed', async () => {
    const dataDir = join(folder, 'killed')
    const killed = await holder(dataDir)
    const client = new Client({ connectionString: killed.url })
    await client.connect()
    const hungUp = new Promise((answer) => client.on('error', answer).once('end', answer))
    killed.child.kill('SIGKILL')
    await hungUp
    await killed.ended
  })
})
