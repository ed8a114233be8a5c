import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import { type Changeset, sealOf } from '../../src/engine/changeset.ts'
import { commit } from '../../src/engine/commit.ts'
import { createEngine } from '../../src/engine/create.ts'
import { changesetOf, decided, stampOf } from '../../src/engine/decide.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { sealedLines } from '../../src/engine/history.ts'
import { readAll } from '../../src/engine/read.ts'
import { verify } from '../../src/engine/verify.ts'
import { definitions } from './support/counting.ts'
import { clerk, compose, countOf, manager, office, opened, put } from './support/engine.ts'

/**
 * A protection that nothing would miss protects nothing. Each is taken away from the statement that writes, and the same check that passes
 * with it must then find the harm.
 */
let at: Awaited<ReturnType<typeof office>>
beforeAll(async () => {
  at = await office()
})
afterAll(() => at.end())

/** The pool, with one part of the writing statement left out. */
function without(pool: Pool, part: string, instead: string): Pool {
  return new Proxy(pool, {
    get(target, name) {
      const held = Reflect.get(target, name, target) as unknown
      if (name !== 'query') return typeof held === 'function' ? held.bind(target) : held
      return (asked: { name?: string; text?: string }, ...more: unknown[]) => {
        if (asked?.name !== 'commit') return target.query(asked as never, ...(more as never[]))
        if (!asked.text!.includes(part)) throw new Error('The statement has no such part any more: plant the sabotage anew')
        return target.query({ ...asked, name: `commit without ${part}`.slice(0, 60), text: asked.text!.replace(part, instead) } as never)
      }
    },
  })
}

/** One more count, decided and not yet written. */
async function decidedOn(file: string, instance: string): Promise<Changeset> {
  const [found] = await readAll(at.pool, [{ file, person: clerk }])
  const acted = decided(definitions, found!.held!, instance, { type: 'COUNT', remarks: [] }, stampOf(found!, clerk))
  if (acted.outcome !== 'taken') throw new Error(acted.outcome)
  return { ...changesetOf(definitions, found!.held!, acted, found!), request: { key: randomUUID(), digest: 'd', answer: '{}' } }
}

/** What is wrong after two have counted from the same number: nothing where one of them was told to count again. */
async function lostOn(pool: Pool): Promise<readonly string[]> {
  const { instance, transition } = await opened(at.engine)
  const both = [await decidedOn(transition.file, instance), await decidedOn(transition.file, instance)]
  let written = 0
  for (const changeset of both) written += (await commit(pool, [changeset])).size
  const counted = await countOf(at.engine, instance)
  return counted === written ? [] : [`${written} were answered as counted, and ${counted} is`]
}

/** What is wrong after the same request was sent again. */
async function twiceBy(engine: Engine): Promise<readonly string[]> {
  const { instance } = await opened(at.engine)
  const key = randomUUID()
  for (let again = 0; again < 2; again++) await put(engine, instance, { type: 'COUNT' }, { key })
  const counted = await countOf(at.engine, instance)
  return counted === 1 ? [] : [`one request counted ${counted} times`]
}

const REVISION_CHECK = 'and l.revision = i.read'
const KEEPING_OF_KEYS = `insert into request (file_id, key, digest, answer)
  select file_id, key, digest, answer from standing where key is not null
  on conflict (file_id, key) do nothing
  returning file_id`

describe('with the revision check', () => {
  test('nobody’s change is lost', async () => {
    expect(await lostOn(at.pool)).toEqual([])
  })
  test('and without it the same check finds what was lost', async () => {
    const own = await office()
    const before = at
    at = own
    try {
      // That history neither forks nor has a place written twice protects too; here it is the comparison alone that is asked about.
      await own.pool.query('alter table transition drop constraint transition_pkey cascade')
      await own.pool.query('alter table transition drop constraint transition_file_id_previous_key')
      expect(await lostOn(without(own.pool, REVISION_CHECK, ''))).toEqual(['2 were answered as counted, and 1 is'])
    } finally {
      at = before
      await own.end()
    }
  })
})

describe('with the idempotency key', () => {
  test('a request sent twice acts once', async () => {
    expect(await twiceBy(at.engine)).toEqual([])
  })
  test('and where keys are not kept the same check finds that it acted twice', async () => {
    const pool = without(at.pool, KEEPING_OF_KEYS, 'select file_id from standing where key is not null')
    expect(await twiceBy(createEngine({ pool, definitions, compose }))).toEqual(['one request counted 2 times'])
  })
})

describe('with the hash chain', () => {
  /** Somebody gets past the triggers and has another do what was done: what is folded is the same. */
  async function tampered(): Promise<string> {
    const { instance, transition } = await opened(at.engine)
    await put(at.engine, instance, { type: 'COUNT' }, { person: manager })
    await put(at.engine, instance, { type: 'COUNT' })
    await at.pool.query('alter table transition disable trigger all')
    const forged = 'update transition set actor = $2, entry = replace(entry, $3, $2) where file_id = $1 and seq = 2'
    const { rowCount } = await at.pool.query(forged, [transition.file, 'holder-of-nobody', manager])
    expect(rowCount).toBe(1)
    return transition.file
  }

  /** As if there were none: every line is given the seal that fits it. */
  async function sealedAnew(file: string): Promise<void> {
    let previous: string | undefined
    for (const line of await sealedLines(at.pool, file)) {
      const follows = { ...line, previous: previous ?? line.previous }
      previous = sealOf(follows)
      const values = [file, line.seq, follows.previous, previous]
      await at.pool.query('update transition set previous = $3, hash = $4 where file_id = $1 and seq = $2', values)
    }
    await at.pool.query('update file set head = $2 where id = $1', [file, previous])
  }

  test('a line that was changed is found; and without it the same change is not', async () => {
    const file = await tampered()
    const found = (await verify(at.pool, definitions)).difference
    expect(found).toMatchObject({ file, seq: 2, what: expect.stringContaining('was changed after it was sealed') })
    await sealedAnew(file)
    expect((await verify(at.pool, definitions)).difference).toBeUndefined()
  })
})
