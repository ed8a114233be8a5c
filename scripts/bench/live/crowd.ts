import { type ChildProcess, fork } from 'node:child_process'
import { extname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import { keptSecret } from '../../../src/identity/secret.ts'
import { demonstrationTokens } from '../../../src/identity/tokens.ts'
import type { Served } from '../served.ts'

export interface Crowd {
  readonly watchers: number
  /** Milliseconds from asking for a change to hearing of it, for each watcher and each change; for who never heard, as long as was waited. */
  readonly took: readonly number[]
  /** Of each change, those who had not heard within fifteen seconds. */
  readonly missed: number
  /** Megabytes of the service without anybody, and with all of them. */
  readonly memory: { readonly before: number; readonly with: number }
}

export interface Size {
  readonly watchers: number
  readonly changes: number
}

const EACH = 5
const BETWEEN_MS = 1_370
const PATIENCE_MS = 15_000

/**
 * Has many watch, and changes something again and again: when does each of them hear of it?
 *
 * @param folder of the service, with the secret that signs its tokens
 */
export async function crowdAt(client: Client, service: Served, folder: string, size: Size): Promise<Crowd> {
  const tokens = await tokensOf(client, folder, Math.ceil(size.watchers / EACH))
  const before = await memoryOf(service)
  const child = fork(join(import.meta.dirname, `../watchers${extname(import.meta.filename)}`), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  try {
    const watchers = tokens.length * EACH
    let [open] = (await asked<readonly number[]>(child, { address: service.address, tokens, each: EACH })) as [number]
    const took: number[] = []
    let missed = 0
    for (let turn = 0; turn < size.changes; turn++) {
      // Not always at the same time of the second in which is looked.
      await pause(BETWEEN_MS)
      const at = performance.timeOrigin + performance.now()
      await openCasefile(client, service, turn)
      const heard = await asked<readonly number[]>(child, { open: ++open, patience: PATIENCE_MS })
      took.push(...timesOf(heard, at, watchers))
      missed += watchers - heard.length
    }
    return { watchers, took, missed, memory: { before, with: await memoryOf(service) } }
  } finally {
    if (child.connected) child.disconnect()
  }
}

/** How long each of the watchers took to hear of it; who never did counts as long as was waited, and makes the figures worse. */
export const timesOf = (heard: readonly number[], at: number, watchers: number): readonly number[] => [
  ...heard.map((each) => each - at),
  ...Array.from({ length: watchers - heard.length }, () => PATIENCE_MS),
]

const asked = <T>(child: ChildProcess, word: object): Promise<T> =>
  new Promise((answered, failed) => {
    const gone = () => failed(new Error('The watchers went away'))
    child.once('exit', gone).once('message', (said) => {
      child.off('exit', gone)
      answered(said as T)
    })
    child.send(word)
  })

/** Of so many people, each of whom may watch in several places; signed as the service signs them. */
async function tokensOf(client: Client, folder: string, people: number): Promise<readonly string[]> {
  const { rows } = await client.query<{ person: string }>(
    'select distinct person from holding where to_day is null order by person limit $1',
    [people],
  )
  const tokens = demonstrationTokens(keptSecret(folder))
  return Promise.all(rows.map(({ person }) => tokens.tokenFor(person)))
}

async function openCasefile(client: Client, { address, token }: Served, turn: number): Promise<void> {
  const { rows } = await client.query<{ id: string; today: string }>(
    `select file_id as id, (present_moment() at time zone 'Europe/London')::date::text as today from organisation order by name limit 1`,
  )
  const [{ id, today }] = rows as [(typeof rows)[0]]
  const answer = await fetch(`${address}/api/v1/casefiles`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'idempotency-key': `watched-${turn}-${performance.now()}`,
    },
    body: JSON.stringify({ receivedOn: today, complainant: { name: 'Mr J' }, complainedAbout: [id], complaint: 'His records were lost.' }),
  })
  if (answer.status !== 201) throw new Error(`A casefile could not be opened: ${answer.status} ${await answer.text()}`)
}

async function memoryOf({ address }: Served): Promise<number> {
  const figures = await (await fetch(`${address}/metrics`)).text()
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(figures)![1]) / 1_048_576
}
