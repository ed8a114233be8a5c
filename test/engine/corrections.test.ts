import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { holderOf } from '../../db/seed-posts.ts'
import { itemKey } from '../../machines/intervention/record.ts'
import type { Engine, Submitted } from '../../src/engine/engine.ts'
import {
  agreedApology,
  apology,
  compare,
  confirm,
  decide,
  definitions,
  inform,
  propose,
  spoken,
  submit,
  suitable,
} from '../machines/intervention/support.ts'
import { complaint } from '../support/file.ts'
import { proves } from '../support/proves.ts'
import { clerk, manager, office, opened, put, whole } from './support/engine.ts'

let counting: Awaited<ReturnType<typeof office>>
let real: Awaited<ReturnType<typeof office>>
beforeAll(async () => {
  ;[counting, real] = await Promise.all([office(), office({ definitions, compose: () => 'Dear Sir or Madam' })])
  await real.pool.query("update clock set offset_ms = extract(epoch from timestamptz '2013-03-01 12:00Z' - clock_timestamp()) * 1000")
})
afterAll(() => Promise.all([counting.end(), real.end()]))

const keysOf = async ({ pool }: typeof real, file: string) =>
  (await pool.query('select key, in_error from instance where file_id = $1 and parent is not null order by place', [file])).rows
const struckOut = { type: 'RECORDED_IN_ERROR', why: 'Another casefile was meant' }

test('what is opened again after a correction struck it out takes the name that it had', async () => {
  const { engine } = counting
  const { instance, transition } = await opened(engine)
  const first = await put(engine, instance, { type: 'RUN_ERRAND' })
  await put(engine, instance, { ...struckOut, transition: first.transition.seq }, { person: manager })
  await put(engine, instance, { type: 'RUN_ERRAND' })
  expect(await keysOf(counting, transition.file)).toEqual([
    { key: 'errand-1', in_error: true },
    { key: 'errand-1', in_error: false },
  ])
  await whole(counting.pool, transition.file)
})

test('what a correction gives another name has it also in the database, so that the name it had is free', async () => {
  const { engine } = counting
  const { instance, transition } = await opened(engine)
  const first = await put(engine, instance, { type: 'RUN_ERRAND' })
  await put(engine, instance, { type: 'RUN_ERRAND' })
  await put(engine, instance, { ...struckOut, transition: first.transition.seq }, { person: manager })
  await put(engine, instance, { type: 'RUN_ERRAND' })
  expect((await keysOf(counting, transition.file)).filter((each) => !each.in_error).map(({ key }) => key)).toEqual(['errand-1', 'errand-2'])
})

/** A casefile whose decision waits to be issued. */
async function signed(engine: Engine) {
  const open = (kind: 'casefile' | 'organisation', event: Submitted) =>
    engine.open({ person: clerk, kind, event, key: randomUUID(), digest: 'd' })
  const { transition } = await open('organisation', { type: 'REGISTER', name: 'The Trust', sector: 'health' })
  const organisation = transition.file
  const casefile = await open('casefile', { ...complaint(), complainedAbout: [organisation] })
  const attempt = (await put(engine, casefile.instance, { type: 'OPEN_INTERVENTION' })).opened[0]!.id
  const does = (event: Submitted, person = clerk, instance = attempt) => put(engine, instance, event, { person })
  for (const event of [spoken, suitable, decide, { type: 'ADD_ACTION', action: { ...apology, organisation } }]) await does(event)
  const proposed = await does({ ...propose, whom: [organisation] })
  await does({ ...confirm, actions: [agreedApology] }, clerk, proposed.opened[0]!.id)
  for (const event of [inform, compare, submit]) await does(event)
  await does({ type: 'SIGN_OFF' }, manager)
  return { file: casefile.transition.file, organisation, does }
}

proves('I30', 'a decision that was issued by mistake is issued again, and its items are opened anew', async () => {
  const { file, organisation, does } = await signed(real.engine)
  const issued = await does({ type: 'ISSUE_DECISION' })
  await does({ ...struckOut, transition: issued.transition.seq }, holderOf('operationsManager'))
  const again = await does({ type: 'ISSUE_DECISION' })
  expect(again.state).toMatch(/^monitoring/)
  const key = itemKey(organisation, 'apology')
  expect((await keysOf(real, file)).filter((each) => each.key === key).map(({ in_error }) => in_error)).toEqual([true, false])
  await whole(real.pool, file)
})
