import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import { batching, MOST_OF_PEOPLE } from '../../src/engine/batch.ts'
import type { Changeset } from '../../src/engine/changeset.ts'
import { commit } from '../../src/engine/commit.ts'
import { changesetOf, decided, stampOf } from '../../src/engine/decide.ts'
import { Unavailable } from '../../src/engine/errors.ts'
import { readAll } from '../../src/engine/read.ts'
import { verify } from '../../src/engine/verify.ts'
import { definitions } from './support/counting.ts'
import { clerk, countOf, director, manager, office, opened, put, times, whole } from './support/engine.ts'

let at: Awaited<ReturnType<typeof office>>
beforeAll(async () => {
  at = await office({ engines: 2 })
})
afterAll(() => at.end())

const open = async (count: number) => times(count, () => opened(at.engine))

/** One more count, decided and not yet written. */
async function counting(file: string, instance: string, key: string = randomUUID()): Promise<Changeset> {
  const [found] = await readAll(at.pool, [{ file, person: clerk }])
  const acted = decided(definitions, found!.held!, instance, { type: 'COUNT', remarks: [] }, stampOf(found!, clerk))
  if (acted.outcome !== 'taken') throw new Error(acted.outcome)
  return { ...changesetOf(definitions, found!.held!, acted, found!), request: { key, digest: 'd', answer: '{}' } }
}
const badDuty = {
  id: randomUUID(),
  instance: '',
  name: 'never',
  to: 'caseworker',
  title: '',
  dueOn: '2013-03-01',
  cites: 'I20',
  endsBy: 'act',
} as const

describe('many at once', () => {
  test('16 writers on one casefile lose no update and leave no gap', async () => {
    const [{ instance, transition }] = (await open(1)) as [Awaited<ReturnType<typeof opened>>]
    const answers = await times(16, () => times(4, () => put(at.engine, instance, { type: 'COUNT' })))
    expect(await countOf(at.engine, instance)).toBe(64)
    expect(await whole(at.pool, transition.file)).toBe(65)
    expect(new Set(answers.flat().map(({ transition: { seq } }) => seq)).size).toBe(64)
  })

  test('two processes of 16 writers each on 20 casefiles: no lost update, no gap, no deadlock', async () => {
    const files = await open(20)
    const deadlocks = async () =>
      (await at.pool.query('select deadlocks from pg_stat_database where datname = current_database()')).rows[0].deadlocks
    const before = await deadlocks()
    await Promise.all(
      at.engines.flatMap((engine, process) =>
        Array.from({ length: 16 }, async (_, writer) => {
          for (let n = 0; n < 12; n++)
            await put(engine, files[(writer * 7 + process * 3 + n * 5) % 20]!.instance, {
              type: 'COUNT',
              said: `${process} ${writer} ${n}`,
            })
        }),
      ),
    )
    const counts = await Promise.all(files.map(({ instance }) => countOf(at.engine, instance)))
    expect(counts.reduce((sum, count) => sum + count)).toBe(2 * 16 * 12)
    for (const { transition } of files) await whole(at.pool, transition.file)
    expect(await deadlocks()).toBe(before)
    expect((await verify(at.pool, definitions)).difference).toBeUndefined()
  })

  test('one key sent 16 times at once, by two processes, acts once and answers all with the first answer', async () => {
    const [{ instance, transition }] = (await open(1)) as [Awaited<ReturnType<typeof opened>>]
    const answers = await times(16, (n) => put(at.engines[n % 2]!, instance, { type: 'COUNT' }, { key: 'the same click' }))
    expect(new Set(answers.map(({ transition: { seq } }) => seq))).toEqual(new Set([2]))
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1)
    expect(await whole(at.pool, transition.file)).toBe(2)
  })

  test('one casefile opened 16 times at once with one key, by two processes, is opened once', async () => {
    const answers = await times(16, (n) => opened(at.engines[n % 2]!, 'the same form'))
    expect(new Set(answers.map(({ transition: { file } }) => file)).size).toBe(1)
    expect(new Set(answers.map(({ look: { reference } }) => reference)).size).toBe(1)
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1)
  })
})

describe('one statement', () => {
  test('a changeset that lost the race leaves no trace; the others of its batch are kept', async () => {
    const [a, b, c] = await open(3)
    const late = await counting(b!.transition.file, b!.instance, 'too late')
    await put(at.engine, b!.instance, { type: 'COUNT' })
    const sets = [
      await counting(a!.transition.file, a!.instance),
      { ...late, dutiesOpened: [{ ...badDuty, instance: b!.instance, title: 'Never' }] },
      await counting(c!.transition.file, c!.instance),
    ]
    expect([...(await commit(at.pool, sets)).keys()].sort()).toEqual([a!.transition.file, c!.transition.file].sort())
    expect((await at.pool.query("select from request where key = 'too late'")).rowCount).toBe(0)
    expect((await at.pool.query("select from duty where title = 'Never'")).rowCount).toBe(0)
    for (const { transition } of [a!, b!, c!]) expect(await whole(at.pool, transition.file)).toBe(2)
  })

  test('a repeat decided on the right revision is dropped by its key alone', async () => {
    const [
      {
        instance,
        transition: { file },
      },
    ] = (await open(1)) as [Awaited<ReturnType<typeof opened>>]
    await commit(at.pool, [await counting(file, instance, 'k')])
    expect((await commit(at.pool, [await counting(file, instance, 'k')])).size).toBe(0)
    expect(await whole(at.pool, file)).toBe(2)
  })

  test('nothing is kept that was decided before somebody’s authority changed', async () => {
    const [
      {
        instance,
        transition: { file },
      },
    ] = (await open(1)) as [Awaited<ReturnType<typeof opened>>]
    const set = await counting(file, instance)
    await at.pool.query("update holding set to_day = '2030-01-01' where person = $1", [director])
    expect((await commit(at.pool, [set])).size).toBe(0)
    expect((await commit(at.pool, [await counting(file, instance)])).size).toBe(1)
  })

  test('history refuses to be changed, also by its owner and by a mistake in our own SQL', async () => {
    await expect(at.pool.query("update transition set event = 'FORGED'")).rejects.toMatchObject({ code: 'RD001' })
    await expect(at.pool.query('delete from transition')).rejects.toMatchObject({ code: 'RD001' })
    await expect(at.pool.query('truncate transition cascade')).rejects.toMatchObject({ code: 'RD001' })
  })
})

/** A batcher that tells how many changesets went out in each statement. */
function counted(most: number) {
  const sizes: number[] = []
  const write = batching((sets) => {
    sizes.push(sets.length)
    return commit(at.pool, sets)
  }, most)
  return { sizes, write }
}

describe('the batcher', () => {
  test('one bad changeset fails alone: the batch is sent again one by one', async () => {
    const files = await open(5)
    const { sizes, write } = counted(MOST_OF_PEOPLE)
    const sets = await Promise.all(files.map(({ transition, instance }) => counting(transition.file, instance)))
    const bad = { ...sets[2]!, dutiesOpened: [{ ...badDuty, instance: files[2]!.instance }] }
    const outcomes = await Promise.allSettled(sets.map((set) => write(set === sets[2] ? bad : set)))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect(sizes).toEqual([5, 1, 1, 1, 1, 1])
    expect(await Promise.all(files.map(({ transition }) => whole(at.pool, transition.file)))).toEqual([2, 2, 1, 2, 2])
  })

  test('no statement carries more than it may', async () => {
    const files = await open(7)
    const { sizes, write } = counted(3)
    await Promise.all(
      files.map(async ({ transition, instance }) => counting(transition.file, instance)).map(async (set) => write(await set)),
    )
    expect(Math.max(...sizes)).toBeLessThanOrEqual(3)
  })
})

/** A pool whose connection breaks after the database has carried a commit out, or before. */
const breaking = (pool: Pool, breaks: { left: number; when: 'after' | 'before' }): Pool =>
  Object.assign(Object.create(pool), {
    query: async (asked: { name?: string }, ...rest: never[]) => {
      const isCommit = asked.name === 'commit' && breaks.left > 0
      if (isCommit && breaks.when === 'before' && breaks.left-- > 0) throw new Error('Connection terminated unexpectedly')
      const answer = await (pool.query as (...given: unknown[]) => unknown)(asked, ...rest)
      if (isCommit && breaks.left-- > 0) throw new Error('Connection terminated unexpectedly')
      return answer
    },
  })

describe('a connection that breaks while something is written', () => {
  test.each(['after', 'before'] as const)('%s the database had written it: every caller gets its one answer', async (when) => {
    const { createEngine } = await import('../../src/engine/create.ts')
    const files = await open(3)
    const engine = createEngine({ pool: breaking(at.pool, { left: 1, when }), definitions, compose: () => '' })
    const answers = await Promise.all(files.map(({ instance }) => put(engine, instance, { type: 'COUNT' })))
    expect(answers.map(({ repeated, transition: { seq } }) => [repeated, seq])).toEqual(files.map(() => [when === 'after', 2]))
    for (const { transition } of files) expect(await whole(at.pool, transition.file)).toBe(2)
  })

  test('again and again: the caller is told that nobody knows, and the same key tells it later', async () => {
    const { createEngine } = await import('../../src/engine/create.ts')
    const [{ instance, transition }] = (await open(1)) as [Awaited<ReturnType<typeof opened>>]
    const breaks = { left: 100, when: 'before' as const }
    const engine = createEngine({ pool: breaking(at.pool, breaks), definitions, compose: () => '' })
    await expect(put(engine, instance, { type: 'COUNT' }, { key: 'k' })).rejects.toBeInstanceOf(Unavailable)
    breaks.left = 0
    expect(await put(engine, instance, { type: 'COUNT' }, { key: 'k' })).toMatchObject({ repeated: false })
    expect(await whole(at.pool, transition.file)).toBe(2)
  })

  test('while others are always faster: it gives up after twenty times and says so', async () => {
    const { createEngine } = await import('../../src/engine/create.ts')
    const [{ instance, transition }] = (await open(1)) as [Awaited<ReturnType<typeof opened>>]
    let commits = 0
    const losing: Pool = Object.assign(Object.create(at.pool), {
      query: async (asked: { name?: string; values: unknown[] }) => {
        if (asked.name !== 'commit') return at.pool.query(asked as never)
        commits++
        return { rows: [] }
      },
    })
    const engine = createEngine({ pool: losing, definitions, compose: () => '' })
    await expect(put(engine, instance, { type: 'COUNT' }, { person: manager })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('Others changed the file'),
    })
    expect(commits).toBe(20)
    expect(await whole(at.pool, transition.file)).toBe(1)
  })
})
