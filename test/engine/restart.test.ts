import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startEmbedded } from '../../db/embedded.ts'
import { asAccount, dataOf, placeFor, program } from '../../db/embedded-place.ts'
import { migrate } from '../../db/migrate.ts'
import { delivering } from '../../src/deliveries/deliver.ts'
import { Unavailable } from '../../src/engine/errors.ts'
import { verify } from '../../src/engine/verify.ts'
import { definitions } from './support/counting.ts'
import { clerk, compose, countOf, office, opened, put, recordOf, times, whole } from './support/engine.ts'

const folder = mkdtempSync(join(tmpdir(), 'redress-restart-'))
chmodSync(folder, 0o755) // as root, PostgreSQL runs as a user of its own, who has to enter it
let server: Awaited<ReturnType<typeof startEmbedded>>
let at: Awaited<ReturnType<typeof office>>
let asMade: (ids: readonly string[]) => void = () => {}
beforeAll(async () => {
  server = await startEmbedded({ dataDir: folder, keep: true }) // safe from a crash, as in earnest
  await migrate(server.url)
  at = await office({ url: server.url, onDeliveries: (ids) => asMade(ids) })
})
afterAll(async () => {
  await at.end()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

function control(...words: string[]) {
  const place = placeFor(folder)
  execFileSync(program(place, 'pg_ctl'), [...words, '-D', dataOf(place), '-w', '-l', join(place.folder, 'server.log')], {
    ...asAccount(place),
    stdio: 'ignore',
  })
}
/** As it was started: the same port, the same settings. */
function startAgain() {
  const [, ...words] = readFileSync(join(dataOf(placeFor(folder)), 'postmaster.opts'), 'utf8').match(/"[^"]*"|\S+/g)!
  const options = words.map((word) => word.replaceAll('"', '')).slice(2)
  control('start', '-o', options.join(' '))
}

test('while PostgreSQL is away everybody is told so; when it is back the service goes on by itself', async () => {
  const { instance, transition } = await opened(at.engine)
  control('stop', '-m', 'fast')
  await expect(put(at.engine, instance, { type: 'COUNT' })).rejects.toBeInstanceOf(Unavailable)
  await expect(at.engine.look(clerk, instance)).rejects.toBeInstanceOf(Unavailable)
  startAgain()
  await put(at.engine, instance, { type: 'COUNT' })
  expect(await countOf(at.engine, instance)).toBe(1)
  expect(await whole(at.pool, transition.file)).toBe(2)
}, 60_000)

test('writers who repeat with their keys through a crash of PostgreSQL lose nothing and do nothing twice', async () => {
  const files = await times(6, () => opened(at.engine))
  const acknowledged = new Map<string, number>()
  let crashed = false
  const insist = async (instance: string, key: string): Promise<void> => {
    try {
      const {
        transition: { seq },
      } = await put(at.engine, instance, { type: 'COUNT' }, { key })
      acknowledged.set(`${instance} ${key}`, seq)
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error
      await new Promise(setImmediate)
      return insist(instance, key)
    }
  }
  const writers = files.flatMap(({ instance }) =>
    [0, 1].map(async (writer) => {
      for (let n = 0; n < 15; n++) {
        await insist(instance, `${writer}.${n}`)
        if (n === 5 && !crashed) {
          crashed = true
          control('stop', '-m', 'immediate')
          startAgain()
        }
      }
    }),
  )
  await Promise.all(writers)
  expect(acknowledged.size).toBe(180)
  for (const { instance, transition } of files) {
    expect(await countOf(at.engine, instance)).toBe(30)
    expect(await whole(at.pool, transition.file)).toBe(31)
  }
  expect((await verify(at.pool, definitions)).difference).toBeUndefined()
}, 60_000)

test('what casefiles have others told through a crash of PostgreSQL is heard, once, by the process that wrote it or by the sweep', async () => {
  const deliveries = delivering({ pool: at.pool, definitions, compose })
  asMade = deliveries.soon
  const files = await times(4, () => opened(at.engine))
  const insist = async (from: number, to: number, round: number): Promise<void> => {
    const event = { type: 'TELL', casefile: files[to]!.look.reference! }
    try {
      await put(at.engine, files[from]!.instance, event, { key: `${round} to ${to}` })
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error
      await new Promise(setImmediate)
      return insist(from, to, round)
    }
  }
  for (let round = 0; round < 6; round++) {
    const telling = files.flatMap((_file, from) => files.flatMap((_other, to) => (from === to ? [] : [insist(from, to, round)])))
    if (round === 3) {
      control('stop', '-m', 'immediate')
      startAgain()
    }
    await Promise.all(telling)
  }
  await deliveries.settled()
  await deliveries.all()
  for (const { instance } of files) expect(recordOf((await at.engine.look(clerk, instance)).instance.stored).toldBy).toHaveLength(18)
  expect((await verify(at.pool, definitions)).difference).toBeUndefined()
}, 60_000)
