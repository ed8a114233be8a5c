import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { STAYS_FROM_HISTORY } from '../../db/migrations/0011-stays.ts'
import { FILTERS_OF_STAYS } from '../../db/migrations/0016-flow-filters.ts'
import { EACH_HAS_A_MOMENT, MOMENTS_OF_STAYS } from '../../db/migrations/0019-stays-in-states.ts'
import { statesIn } from '../../machines/kernel/place.ts'
import { verify } from '../../src/engine/verify.ts'
import { sweeping } from '../../src/timers/sweep.ts'
import { definitions } from './support/counting.ts'
import { compose, dayIn, manager, moveOn, office, opened, put } from './support/engine.ts'

let at: Awaited<ReturnType<typeof office>>
beforeAll(async () => {
  at = await office()
})
afterAll(() => at.end())

let file: string
let instance: string
beforeEach(async () => {
  const answer = await opened(at.engine)
  file = answer.transition.file
  instance = answer.instance
})

/** Where a lifecycle has stood, in order: the state, what led there, from which line to which, and the day by which something is due. */
async function staysOf(id: string) {
  const { rows } = await at.pool.query(
    `select state, come_from as "from", event, entered_seq as entered, left_seq as left, open, due_on as due from stay where instance_id = $1 order by entered_seq`,
    [id],
  )
  return rows
}
/** The days since which it has stood in each of its states, those around others too. */
async function sincesOf(id: string) {
  const { rows } = await at.pool.query<{ state: string; days: string[] }>(
    `select state, array(select (moment at time zone 'Europe/London')::date::text from unnest(since) with ordinality as s (moment, nth) order by nth) as days
     from stay where instance_id = $1 order by entered_seq`,
    [id],
  )
  return rows.map(({ state, days }) => Object.fromEntries(statesIn(state).map((path, nth) => [path, days[nth]])))
}
const errand = async () => (await put(at.engine, instance, { type: 'RUN_ERRAND' })).opened[0]!.id
const sweep = () => sweeping({ pool: at.pool, definitions, compose })()
const strikeOut = (transition: number) =>
  put(at.engine, instance, { type: 'RECORDED_IN_ERROR', transition, why: 'Another was meant' }, { person: manager })
const isWhole = async () => expect((await verify(at.pool, definitions)).difference).toBeUndefined()

describe('where a lifecycle has stood', () => {
  test('is told from line to line, with what led there', async () => {
    await put(at.engine, instance, { type: 'COUNT' })
    const until = await dayIn(at.pool, 1)
    await put(at.engine, instance, { type: 'WAIT', until })
    await moveOn(at.pool, 2)
    await sweep()
    expect(await staysOf(instance)).toEqual([
      { state: 'open.idle', from: 'unopened', event: 'OPEN', entered: 1, left: 3, open: true, due: null },
      { state: 'open.waiting', from: 'open.idle', event: 'WAIT', entered: 3, left: 4, open: true, due: await dayIn(at.pool, 0) },
      {
        state: 'open.late',
        from: 'open.waiting',
        event: expect.stringContaining('waited'),
        entered: 4,
        left: null,
        open: true,
        due: expect.any(String),
      },
    ])
    await isWhole()
  })

  test('is told also of a state in which it stood for no time, since more was done at once', async () => {
    await put(at.engine, instance, { type: 'WAIT', until: await dayIn(at.pool, 1) })
    await moveOn(at.pool, 2)
    await put(at.engine, instance, { type: 'WAIT', until: await dayIn(at.pool, 1) }) // carries out the wait that has passed
    expect((await staysOf(instance)).map(({ state, left }) => [state, left])).toEqual([
      ['open.idle', 2],
      ['open.waiting', 3],
      ['open.late', 4],
      ['open.waiting', null],
    ])
    await isWhole()
  })

  test('says by which day something was due in it, whatever its state', async () => {
    const { look } = await put(at.engine, instance, { type: 'WRITE' })
    const { id: duty, dueOn } = look.file.duties[0]!
    await put(at.engine, instance, { type: 'DUTY_DONE', duty })
    expect((await staysOf(instance)).map(({ event, entered, due }) => [event, entered, due])).toEqual([
      ['OPEN', 1, null],
      [null, 2, dueOn],
      [null, 3, null],
    ])
    await isWhole()
  })

  test('says of every state since when it has stood there: of one around others from its first entry into any of them', async () => {
    const day = () => dayIn(at.pool, 0)
    const opened = await day()
    await moveOn(at.pool, 3)
    await put(at.engine, instance, { type: 'WAIT', until: await dayIn(at.pool, 2) })
    const waited = await day()
    await moveOn(at.pool, 4)
    await sweep()
    const late = await day()
    expect(await sincesOf(instance)).toEqual([
      { '': opened, open: opened, 'open.idle': opened },
      { '': opened, open: opened, 'open.waiting': waited },
      { '': opened, open: opened, 'open.late': late },
    ])
    await isWhole()
    const asKept = await sincesOf(instance)
    await at.pool.query("update stay set since = array_fill('2000-01-01'::timestamptz, array[cardinality(since)])")
    await at.pool.query(MOMENTS_OF_STAYS)
    expect(await sincesOf(instance)).toEqual(asKept)
    await isWhole()
  })

  test('led back by a correction, stands there since before the mistake', async () => {
    const begun = await dayIn(at.pool, 0)
    await moveOn(at.pool, 5)
    const { transition } = await put(at.engine, instance, { type: 'WAIT', until: await dayIn(at.pool, 9) })
    await moveOn(at.pool, 1)
    await strikeOut(transition.seq)
    expect((await sincesOf(instance)).at(-1)).toEqual({ '': begun, open: begun, 'open.idle': begun })
    await isWhole()
    const asKept = await sincesOf(instance)
    await at.pool.query("update stay set since = array_fill('2000-01-01'::timestamptz, array[cardinality(since)])")
    await at.pool.query(MOMENTS_OF_STAYS)
    expect(await sincesOf(instance)).toEqual(asKept)
  })

  test('does not count once it is closed, and begins nowhere where it is opened', async () => {
    const id = await errand()
    await put(at.engine, id, { type: 'RAN' })
    expect(await staysOf(id)).toMatchObject([
      { state: 'asked', from: '', event: null, open: true, due: expect.any(String) },
      { state: 'closed', from: 'asked', event: 'RAN', left: null, open: false, due: null },
    ])
    await isWhole()
  })

  test('is nowhere once its opening is struck out, from that correction on', async () => {
    const id = await errand()
    const { transition } = await strikeOut(2)
    expect(await staysOf(id)).toMatchObject([
      { state: 'asked', left: transition.seq },
      { state: '', from: 'asked', event: 'RECORDED_IN_ERROR', entered: transition.seq, open: false, due: null, left: null },
    ])
    await isWhole()
  })

  test('is where a correction puts it, without an arrow', async () => {
    await put(at.engine, instance, { type: 'WAIT', until: await dayIn(at.pool, 9) })
    const { transition } = await strikeOut(2)
    expect((await staysOf(instance)).at(-1)).toMatchObject({
      state: 'open.idle',
      from: 'open.waiting',
      event: 'RECORDED_IN_ERROR',
      entered: transition.seq,
    })
    await isWhole()
  })

  test('ends nowhere before it began, though the clock be set back', async () => {
    await moveOn(at.pool, -3)
    await put(at.engine, instance, { type: 'WAIT', until: await dayIn(at.pool, 9) })
    const { rows } = await at.pool.query('select left_at - entered_at as long from stay where instance_id = $1 and left_seq is not null', [
      instance,
    ])
    expect(rows.map(({ long }) => Object.values(long))).toEqual([[]])
    await moveOn(at.pool, 3)
    await isWhole()
  })
})

describe('of stays the database takes none that cannot be', () => {
  test.each([
    [
      'two present ones',
      `insert into stay (instance_id, entered_seq, file_id, machine, state, open, since, come_from, entered_at, opened_at)
        select instance_id, 90, file_id, machine, state, open, since, come_from, entered_at, opened_at from stay where instance_id = $1`,
      'stay_present',
    ],
    ['one that ends before it begins', 'update stay set left_seq = entered_seq, left_at = entered_at where instance_id = $1', 'stay_check'],
    [
      'one that ended on an earlier day',
      "update stay set left_seq = 90, left_at = entered_at - interval '1 day' where instance_id = $1",
      'stay_check1',
    ],
    ['one that ended at no moment', 'update stay set left_seq = 90 where instance_id = $1', 'stay_check2'],
    ['one in three states since two days', "update stay set state = 'one + other + third' where instance_id = $1", 'stay_check3'],
    ['one nowhere that counts', "update stay set state = '', since = '{}' where instance_id = $1", 'stay_check4'],
    [
      'one that is closed and has something due',
      "update stay set open = false, due_on = '2013-02-01' where instance_id = $1",
      'stay_check5',
    ],
    ['one of no lifecycle', 'update stay set instance_id = gen_random_uuid() where instance_id = $1', 'stay_instance_id_fkey'],
  ])('%s', async (_what, statement, constraint) => {
    await expect(at.pool.query(statement, [instance])).rejects.toMatchObject({ constraint })
  })
})

test('of files from before stays were kept, they are read off the history; what comes after is checked as ever', async () => {
  const id = await errand()
  await put(at.engine, instance, { type: 'WRITE' })
  await put(at.engine, instance, { type: 'WAIT', until: await dayIn(at.pool, 9) })
  await errand()
  await strikeOut(2)
  const present = 'select instance_id, state, open, due_on, left_seq from stay where left_seq is null order by instance_id'
  const { rows: before } = await at.pool.query(present)
  await at.pool.query('delete from stay')
  await at.pool.query('alter table stay alter opened_at drop not null')
  await at.pool.query('alter table stay drop constraint stay_check3')
  for (const statement of [STAYS_FROM_HISTORY, FILTERS_OF_STAYS, MOMENTS_OF_STAYS, EACH_HAS_A_MOMENT]) await at.pool.query(statement)
  await at.pool.query('alter table stay alter opened_at set not null')
  expect((await at.pool.query(present)).rows).toEqual(before)
  expect((await staysOf(id)).map(({ state, event }) => [state, event])).toEqual([
    ['asked', null],
    ['', 'RECORDED_IN_ERROR'],
  ])
  await isWhole()
  await put(at.engine, instance, { type: 'WRITE' })
  await put(at.engine, instance, { type: 'WAIT', until: await dayIn(at.pool, 3) })
  await isWhole()
  await at.pool.query("update stay set come_from = 'open.late' where instance_id = $1 and left_seq is null", [instance])
  expect((await verify(at.pool, definitions)).difference).toMatchObject({ file, what: expect.stringContaining('stays') })
})
