import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { verify } from '../../src/engine/verify.ts'
import { sweeping } from '../../src/timers/sweep.ts'
import { definitions } from './support/counting.ts'
import { compose, dayIn, manager, moveOn, office, opened, put } from './support/engine.ts'

let at: Awaited<ReturnType<typeof office>>
beforeAll(async () => {
  at = await office()
})
afterAll(() => at.end())

/** A casefile in which something of everything has happened. */
async function eventful() {
  const {
    instance,
    transition: { file },
  } = await opened(at.engine)
  await put(at.engine, instance, { type: 'ADD', many: 7 }, { reasons: { fewAtOnce: 'All on one day' } })
  const {
    opened: [errand],
  } = await put(at.engine, instance, { type: 'RUN_ERRAND' })
  await put(at.engine, instance, { type: 'COUNT', said: 'One', remarks: [{ by: 'Somebody' }] }, { person: manager })
  await put(at.engine, instance, { type: 'RUN_ERRAND' })
  const { look } = await put(at.engine, instance, { type: 'WRITE' })
  await put(at.engine, instance, { type: 'WAIT', until: await dayIn(at.pool, 1) })
  await moveOn(at.pool, 2)
  await put(at.engine, instance, { type: 'SUBMIT' }) // carries out the wait that has passed
  await put(at.engine, instance, { type: 'LETTER_SENT', letter: look.file.letters[0]!.id, happenedOn: await dayIn(at.pool, 0) })
  await put(at.engine, instance, { type: 'DUTY_DONE', duty: look.file.duties[0]!.id })
  await put(at.engine, instance, { type: 'WRITE' })
  await moveOn(at.pool, 4)
  await sweeping({ pool: at.pool, definitions, compose })() // both errands are late
  await put(at.engine, errand!.id, { type: 'RAN' })
  await put(
    at.engine,
    instance,
    { type: 'RECORDED_IN_ERROR', transition: 5, why: 'Nobody said so' },
    { person: 'holder-of-operationsManager' },
  )
  await put(at.engine, instance, { type: 'COUNT' })
  return { instance, file }
}

describe('what is kept is what history gives', () => {
  test('every line, snapshot, timer, duty, letter and list row comes out again, byte for byte', async () => {
    await eventful()
    await eventful()
    const verified = await verify(at.pool, definitions)
    expect(verified.difference).toBeUndefined()
    expect(verified).toMatchObject({ files: 2, instances: 6, letters: 6 })
  })

  test.each<[string, (of: { file: string; instance: string }) => [string, unknown[]], string]>([
    [
      'a snapshot',
      ({ instance }) => ['update snapshot set stored = replace(stored, \'"count":\', \'"count":1\') where instance_id = $1', [instance]],
      'instances',
    ],
    ['a state shown in lists', ({ instance }) => ["update instance set state = 'open.idle' where id = $1", [instance]], 'instances'],
    [
      'since when it stood there',
      ({ instance }) => ["update stay set entered_at = entered_at - interval '1 day' where instance_id = $1", [instance]],
      'stays',
    ],
    ['a stay that was removed', ({ instance }) => ['delete from stay where instance_id = $1 and entered_seq > 1', [instance]], 'stays'],
    ['a timer that was removed', ({ file }) => ['delete from timer where file_id = $1', [file]], 'timers'],
    ['a duty said to be done', ({ file }) => ['update duty set ended_seq = 20 where file_id = $1 and ended_seq is null', [file]], 'duties'],
    [
      'the day a letter went',
      ({ file }) => ["update letter set sent_on = '2013-01-01' where file_id = $1 and sent_on is not null", [file]],
      'letters',
    ],
    [
      'whose a casefile is',
      ({ file }) => ["update casefile set caseworker = 'director' where file_id = $1", [file]],
      'the list row of the casefile',
    ],
    [
      'what lists say that there is to do',
      ({ file }) => ["update work set due_on = '2099-01-01' where file_id = $1", [file]],
      'what there is to do',
    ],
    ['something to do that was removed from lists', ({ file }) => ['delete from work where file_id = $1', [file]], 'what there is to do'],
    [
      'what somebody wrote',
      ({ file }) => ["update text set words = 'Never said' where file_id = $1", [file]],
      'was changed after it was written',
    ],
    [
      'a line of history',
      ({ file }) => ["update transition set actor = 'somebody else' where file_id = $1 and seq = 3", [file]],
      'was changed after it was sealed',
    ],
    [
      'the newest line',
      ({ file }) => ['delete from transition where file_id = $1 and seq = (select revision from file where id = $1)', [file]],
      'the newest lines are missing',
    ],
  ])('%s that was tampered with is found, and the file is named', async (_what, sabotage, named) => {
    const own = await office()
    const before = at
    at = own
    try {
      const { file, instance } = await eventful()
      await put(at.engine, instance, { type: 'RUN_ERRAND' })
      expect((await verify(own.pool, definitions)).difference).toBeUndefined()
      await own.pool.query('alter table transition disable trigger all')
      const { rowCount } = await own.pool.query(...sabotage({ file, instance }))
      expect(rowCount).toBeGreaterThan(0)
      const { difference } = await verify(own.pool, definitions)
      expect(difference).toMatchObject({ file, what: expect.stringContaining(named) })
    } finally {
      at = before
      await own.end()
    }
  })

  test('a history changed by who can also seal it anew is found too: its events no longer give what is kept', async () => {
    const { sealOf } = await import('../../src/engine/changeset.ts')
    const { sealedLines } = await import('../../src/engine/history.ts')
    const { file } = await eventful()
    await at.pool.query('alter table transition disable trigger all')
    let previous: string | undefined
    for (const line of await sealedLines(at.pool, file)) {
      const forged = { ...line, entry: line.entry.replace('"many":7', '"many":8'), previous: previous ?? line.previous }
      previous = sealOf(forged)
      await at.pool.query('update transition set entry = $3, previous = $4, hash = $5 where file_id = $1 and seq = $2', [
        file,
        line.seq,
        forged.entry,
        forged.previous,
        previous,
      ])
    }
    await at.pool.query('update file set head = $2 where id = $1', [file, previous])
    await at.pool.query('alter table transition enable always trigger append_only')
    const { difference } = await verify(at.pool, definitions)
    expect(difference).toMatchObject({ file, seq: 2, what: 'snapshotDigest of ADD' })
  })
})
