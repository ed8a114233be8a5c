import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { takeUp } from '../../src/engine/incident.ts'
import { verify } from '../../src/engine/verify.ts'
import { forgetKeys } from '../../src/timers/keys.ts'
import { startSchedule } from '../../src/timers/schedule.ts'
import { sweeping } from '../../src/timers/sweep.ts'
import { definitions } from '../engine/support/counting.ts'
import { clerk, compose, dayIn, moveOn, office, opened, put, times, whole } from '../engine/support/engine.ts'

let at: Awaited<ReturnType<typeof office>>
beforeEach(async () => {
  at = await office({ engines: 2 })
})
afterEach(() => at.end())

const sweepOf = (pool = at.pool) => sweeping({ pool, definitions, compose })
/** Casefiles that wait until tomorrow. */
const waiting = async (count: number) =>
  times(count, async () => {
    const answer = await opened(at.engine)
    return put(at.engine, answer.instance, { type: 'WAIT', until: await dayIn(at.pool, 1) })
  })
const states = async () =>
  (await at.pool.query("select state, count(*)::int from instance where machine = 'casefile' group by 1 order by 1")).rows
const proved = async () => expect((await verify(at.pool, definitions)).difference).toBeUndefined()

test('nothing is carried out before its day; then each deadline once, dated the day it passed, also when the sweep comes twice or late', async () => {
  const files = await waiting(3)
  const sweep = sweepOf()
  expect(await sweep()).toEqual({ files: 0, lines: 0, overtaken: 0, setAside: 0 })
  const due = await dayIn(at.pool, 2)
  await moveOn(at.pool, 40)
  expect(await sweep()).toEqual({ files: 3, lines: 3, overtaken: 0, setAside: 0 })
  expect(await sweep()).toMatchObject({ files: 0 })
  const { rows } = await at.pool.query("select happened_on, actor, kind from transition where kind = 'clock'")
  expect(rows).toEqual(files.map(() => ({ happened_on: due, actor: 'system', kind: 'clock' })))
  expect((await at.pool.query('select due_on, name from duty')).rows).toHaveLength(3)
  await proved()
})

test('two processes sweeping at once carry out every deadline once, while people act on the same casefiles', async () => {
  const files = await waiting(150)
  await moveOn(at.pool, 3)
  const acting = files.slice(0, 40).map(({ instance }) => put(at.engine, instance, { type: 'COUNT' }))
  const [one, other] = await Promise.all(at.pools.map((pool) => sweepOf(pool)()))
  await Promise.all(acting)
  await sweepOf()()
  expect(one!.files + other!.files).toBeGreaterThan(0)
  expect(await states()).toEqual([{ state: 'open.late', count: 150 }])
  expect((await at.pool.query("select from transition where kind = 'clock'")).rowCount).toBe(150)
  await proved()
})

test('a clock that was set back carries nothing out again, and nothing too early', async () => {
  const [file] = await waiting(1)
  await moveOn(at.pool, 3)
  await sweepOf()()
  await moveOn(at.pool, -3)
  await put(at.engine, file!.instance, { type: 'WAIT', until: await dayIn(at.pool, 1) })
  expect(await sweepOf()()).toMatchObject({ files: 0 })
  expect(await states()).toEqual([{ state: 'open.waiting', count: 1 }])
  await moveOn(at.pool, 3)
  expect(await sweepOf()()).toMatchObject({ files: 1 })
  await proved()
})

test('a casefile that cannot be read is set aside with an incident, and delays nobody', async () => {
  const files = await waiting(5)
  const { instance, transition } = files[2]!
  const {
    rows: [kept],
  } = await at.pool.query('select stored from snapshot where instance_id = $1', [instance])
  await at.pool.query("update snapshot set stored = replace(stored, 'waiting', 'vanished') where instance_id = $1", [instance])
  await moveOn(at.pool, 3)
  const told: string[] = []
  const sweep = sweeping({ pool: at.pool, definitions, compose, onIncident: (file) => told.push(file) })
  expect(await sweep()).toMatchObject({ files: 4, setAside: 1 })
  expect(told).toEqual([transition.file])
  expect(await sweep()).toMatchObject({ files: 0, setAside: 0 })
  const incident = async () =>
    (
      await at.pool.query('select kind, what, times, resolved_at is not null as resolved from incident where file_id = $1', [
        transition.file,
      ])
    ).rows
  expect(await incident()).toEqual([{ kind: 'Unreadable', what: expect.stringContaining('vanished'), times: 1, resolved: false }])
  await at.pool.query('update snapshot set stored = $2 where instance_id = $1', [instance, kept.stored])
  expect(await takeUp(at.pool, transition.file)).toBe(1)
  expect(await sweep()).toMatchObject({ files: 1, setAside: 0 })
  expect((await incident())[0]).toMatchObject({ resolved: true })
  await proved()
})

test('somebody who acts on a casefile that cannot be read gets an error and an incident; the service goes on', async () => {
  const [one, other] = await waiting(2)
  await at.pool.query("update snapshot set stored = 'no JSON' where instance_id = $1", [one!.instance])
  await expect(put(at.engine, one!.instance, { type: 'COUNT' })).rejects.toMatchObject({ name: 'Unreadable' })
  expect((await at.pool.query('select kind from incident')).rows).toEqual([{ kind: 'Unreadable' }])
  expect(await put(at.engine, other!.instance, { type: 'COUNT' })).toMatchObject({ repeated: false })
})

test('a timer that no snapshot asks for fires nothing: its casefile is set aside', async () => {
  const { instance, transition } = await opened(at.engine)
  await at.pool.query("insert into timer (instance_id, name, file_id, due_at) values ($1, 'xstate.after.forged', $2, '2013-01-01')", [
    instance,
    transition.file,
  ])
  expect(await sweepOf()()).toMatchObject({ files: 0, setAside: 1 })
  expect(await whole(at.pool, transition.file)).toBe(1)
})

test('the schedule sweeps at the start, and tries again what was set aside', async () => {
  const [file] = await waiting(1)
  await moveOn(at.pool, 3)
  await at.pool.query('update timer set set_aside = true')
  await at.pool.query("insert into incident (file_id, kind, what, first_at, last_at) values ($1, 'Unreadable', 'then', now(), now())", [
    file!.transition.file,
  ])
  const swept: number[] = []
  const schedule = startSchedule({
    pool: at.pool,
    sweep: sweepOf(),
    look: async () => {},
    cron: '0 0 1 1 *',
    onSwept: ({ files }) => swept.push(files),
  })
  await schedule.first
  await schedule.close()
  expect(swept).toEqual([1])
})

test('the schedule looks for what is stuck once the first sweep is over, without anything waiting for it', async () => {
  const done: string[] = []
  let looked = () => {}
  const looking = new Promise<void>((resolve) => {
    looked = resolve
  })
  const schedule = startSchedule({
    pool: at.pool,
    sweep: () => sweepOf()().finally(() => done.push('swept')),
    look: () => looking.finally(() => done.push('looked')),
    cron: '0 0 1 1 *',
  })
  await schedule.first
  expect(done).toEqual(['swept'])
  looked()
  await schedule.close()
  expect(done).toEqual(['swept', 'looked'])
})

test('a sweep that fails is told, and the schedule can still be closed', async () => {
  const errors: unknown[] = []
  const schedule = startSchedule({
    pool: at.pool,
    sweep: () => Promise.reject(new Error('away')),
    look: async () => {},
    cron: '0 0 1 1 *',
    onError: (error) => errors.push(error),
  })
  await schedule.close()
  expect(errors).toEqual([new Error('away')])
})

test('keys are forgotten after thirty days; what they did stays', async () => {
  const answer = await opened(at.engine, 'an old key')
  await at.pool.query("update request set at = at - interval '31 days'")
  expect(await forgetKeys(at.pool)).toBe(1)
  await expect(opened(at.engine, 'an old key')).rejects.toMatchObject({ code: 'key-reused' })
  expect((await at.engine.look(clerk, answer.instance)).file.revision).toBe(1)
})
