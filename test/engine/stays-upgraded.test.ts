import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type AnyStateMachine, createMachine } from 'xstate'
import { statesIn } from '../../machines/kernel/place.ts'
import { definitions } from './support/counting.ts'
import { dayIn, moveOn, office, opened, put } from './support/engine.ts'

type Chart = { [name: string]: Chart }
const casefile = definitions['casefile']!
/** The same casefile in its second version: what waits is called otherwise, and all that is open is put within a state more. */
const upgraded = (() => {
  const { open, unopened } = (casefile.machine.config as unknown as { states: Chart }).states
  const { idle, waiting, late } = open!['states']!
  const work = { initial: 'idle', states: { idle, pending: waiting, late } }
  const on = { ...open!['on'], WAIT: { ...open!['on']!['WAIT'], target: '.work.pending' } }
  const states = { unopened, open: { ...open, initial: 'work', on, states: { work } } }
  const config = { ...casefile.machine.config, states } as never
  return {
    ...casefile,
    version: 2,
    machine: createMachine(config, casefile.machine.implementations as never) as AnyStateMachine,
    upgrades: {
      1: ({ value, context }: { value: unknown; context: unknown }) => {
        const { open: inner } = value as { open?: string }
        return { value: inner === undefined ? value : { open: { work: inner === 'waiting' ? 'pending' : inner } }, context }
      },
    },
  }
})()

let before: Awaited<ReturnType<typeof office>>
let after: Awaited<ReturnType<typeof office>>
beforeAll(async () => {
  before = await office()
  after = await office({ url: before.pool.options.connectionString!, definitions: { ...definitions, casefile: upgraded } })
})
afterAll(async () => {
  await after.end()
  await before.end()
})

async function lastStay(id: string) {
  const { rows } = await before.pool.query<{ state: string; days: string[] }>(
    `select state, array(select (moment at time zone 'Europe/London')::date::text from unnest(since) with ordinality as s (moment, nth) order by nth) as days
     from stay where instance_id = $1 and left_seq is null`,
    [id],
  )
  const [{ state, days }] = rows as [(typeof rows)[0]]
  return Object.fromEntries(statesIn(state).map((path, nth) => [path, days[nth]]))
}

test('brought up to a version that names and nests its states otherwise, a lifecycle stands there since it stood there before', async () => {
  const { instance } = await opened(before.engine)
  const begun = await dayIn(before.pool, 0)
  await moveOn(before.pool, 3)
  await put(before.engine, instance, { type: 'WAIT', until: await dayIn(before.pool, 30) })
  const waited = await dayIn(before.pool, 0)
  await moveOn(before.pool, 5)
  await put(after.engine, instance, { type: 'COUNT' })
  const brought = { '': begun, open: begun, 'open.work': waited, 'open.work.pending': waited }
  expect(await lastStay(instance)).toEqual(brought)
  await moveOn(before.pool, 2)
  await put(after.engine, instance, { type: 'COUNT' })
  expect(await lastStay(instance)).toEqual(brought)
})

test('what leads on at once, as it is brought up, is entered then: only the states around it go on', async () => {
  const { instance } = await opened(before.engine)
  const begun = await dayIn(before.pool, 0)
  await moveOn(before.pool, 4)
  await put(after.engine, instance, { type: 'WAIT', until: await dayIn(before.pool, 30) })
  const now = await dayIn(before.pool, 0)
  expect(await lastStay(instance)).toEqual({ '': begun, open: begun, 'open.work': begun, 'open.work.pending': now })
})
