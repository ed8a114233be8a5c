import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Deliveries, delivering } from '../../src/deliveries/deliver.ts'
import { takeUp } from '../../src/engine/incident.ts'
import { verify } from '../../src/engine/verify.ts'
import { proves } from '../support/proves.ts'
import { definitions } from './support/counting.ts'
import { clerk, compose, dayIn, manager, moveOn, office, opened, put, recordOf, times } from './support/engine.ts'

let at: Awaited<ReturnType<typeof office>>
let one: Deliveries
let other: Deliveries
beforeEach(async () => {
  at = await office({ engines: 2 })
  ;[one, other] = at.pools.map((pool) => delivering({ pool, definitions, compose })) as [Deliveries, Deliveries]
})
afterEach(() => at.end())

/** A casefile with its reference. */
async function casefile(more: object = {}) {
  const { instance, transition, look } = await opened(at.engine, randomUUID(), more)
  return { instance, file: transition.file, reference: look.reference! }
}
type Casefile = Awaited<ReturnType<typeof casefile>>
async function organisation(name = `A body ${randomUUID()}`) {
  const event = { type: 'REGISTER', name, sector: 'health' }
  const { instance, transition } = await at.engine.open({ person: clerk, kind: 'organisation', event, key: randomUUID(), digest: 'd' })
  return { instance, file: transition.file }
}
const toldBy = async ({ instance }: Casefile) => recordOf((await at.engine.look(clerk, instance)).instance.stored).toldBy
const waiting = async () => (await at.pool.query('select from delivery where ended_at is null')).rowCount
const incidents = async () =>
  (await at.pool.query('select kind, what, times, delivery is not null as "ofDelivery" from incident where resolved_at is null')).rows
const proved = async () => expect((await verify(at.pool, definitions)).difference).toBeUndefined()
const lastLine = async (file: string) =>
  (
    await at.pool.query('select kind, event, actor, happened_on, entry from transition where file_id = $1 order by seq desc limit 1', [
      file,
    ])
  ).rows[0]

describe('what one casefile has another told', () => {
  test('is heard there as a line of its own, from whom and of the day it was of, whenever it arrives', async () => {
    const [teller, hearer] = [await casefile(), await casefile()]
    const day = await dayIn(at.pool, 0)
    await put(at.engine, teller.instance, { type: 'TELL', casefile: hearer.reference })
    await moveOn(at.pool, 2)
    expect(await one.all()).toEqual({ heard: 1, notConcerned: 0, setAside: 0 })
    expect(await toldBy(hearer)).toEqual([teller.reference])
    const line = await lastLine(hearer.file)
    expect(line).toMatchObject({ kind: 'delivery', event: 'WAS_TOLD', actor: 'system', happened_on: day })
    expect(JSON.parse(line.entry)).toMatchObject({ payload: { reference: teller.reference }, stamp: { by: { holdings: [] } } })
    await proved()
  })

  test('is meant by its reference or, where that is one casefile’s alone, by its earlier one', async () => {
    const [teller, hearer] = [await casefile(), await casefile()]
    await at.pool.query("update casefile set earlier_reference = 'OLD-1' where file_id = $1", [hearer.file])
    await put(at.engine, teller.instance, { type: 'TELL', casefile: 'OLD-1' })
    await one.all()
    expect(await toldBy(hearer)).toEqual([teller.reference])
  })

  test('takes no words along: an event that would is not taken', async () => {
    const [teller, hearer] = [await casefile(), await casefile()]
    await expect(put(at.engine, teller.instance, { type: 'TELL', casefile: hearer.reference, words: 'Mrs K rang' })).rejects.toThrow(
      'WAS_TOLD would take words of this file to another',
    )
    expect(await waiting()).toBe(0)
  })

  test('reaches a sealed casefile, and shows nobody anything of it', async () => {
    const [teller, hearer] = [await casefile(), await casefile()]
    await put(at.engine, teller.instance, { type: 'TELL', casefile: hearer.reference })
    await put(at.engine, hearer.instance, { type: 'SEAL', posts: ['lineManager'], why: 'Sensitive' }, { person: manager })
    expect(await one.all()).toMatchObject({ heard: 1 })
    await expect(at.engine.look(clerk, hearer.instance)).rejects.toMatchObject({ code: 'not-found' })
    expect(recordOf((await at.engine.look(manager, hearer.instance)).instance.stored).toldBy).toEqual([teller.reference])
  })

  proves(
    'C9',
    'an organisation is told of the first remedy asked of it; a second time it does not concern it, and leaves no line',
    async () => {
      const [teller, body] = [await casefile(), await organisation()]
      const on = await dayIn(at.pool, 0)
      await put(at.engine, teller.instance, { type: 'TELL', about: body.file, happenedOn: on })
      await put(at.engine, teller.instance, { type: 'TELL', about: body.file, happenedOn: on })
      expect(await one.all()).toEqual({ heard: 1, notConcerned: 1, setAside: 0 })
      const { rows } = await at.pool.query("select event, happened_on from transition where file_id = $1 and kind = 'delivery'", [
        body.file,
      ])
      expect(rows).toEqual([{ event: 'REMEDY_ASKED', happened_on: on }])
      expect(await waiting()).toBe(0)
      await proved()
    },
  )
})

describe('it happens once', () => {
  test('the process that wrote it makes it right afterwards; nobody waits for it', async () => {
    const engines = await office({ url: new URL(at.pool.options.connectionString!).href, onDeliveries: (ids) => one.soon(ids) })
    const [teller, hearer] = [await casefile(), await casefile()]
    await put(engines.engine, teller.instance, { type: 'TELL', casefile: hearer.reference })
    await one.settled()
    expect(await toldBy(hearer)).toEqual([teller.reference])
    expect(await one.all()).toEqual({ heard: 0, notConcerned: 0, setAside: 0 })
    await engines.end()
  })

  test('a process that died between the two leaves it waiting, and the sweep makes it up', async () => {
    const [teller, hearer] = [await casefile(), await casefile()]
    const key = randomUUID()
    await put(at.engine, teller.instance, { type: 'TELL', casefile: hearer.reference }, { key })
    expect([await waiting(), await toldBy(hearer)]).toEqual([1, []])
    await put(at.engine, teller.instance, { type: 'TELL', casefile: hearer.reference }, { key }) // the answer was lost: asked again
    expect(await waiting()).toBe(1)
    expect(await other.all()).toMatchObject({ heard: 1 })
    expect(await toldBy(hearer)).toEqual([teller.reference])
    await proved()
  })

  test('two processes at once, and people who act on both casefiles meanwhile, make each once', async () => {
    const files = await times(6, () => casefile())
    const pairs = files.flatMap((teller) => files.filter((hearer) => hearer !== teller).map((hearer) => ({ teller, hearer })))
    await Promise.all(pairs.map(({ teller, hearer }) => put(at.engine, teller.instance, { type: 'TELL', casefile: hearer.reference })))
    const counting = files.map(({ instance }) => put(at.engines[1]!, instance, { type: 'COUNT' }))
    const made = await Promise.all([one.all(), other.all()])
    await Promise.all(counting)
    expect(made.map(({ setAside }) => setAside)).toEqual([0, 0])
    for (const hearer of files)
      expect([...(await toldBy(hearer))].sort()).toEqual(
        files
          .filter((each) => each !== hearer)
          .map(({ reference }) => reference)
          .sort(),
      )
    expect(await waiting()).toBe(0)
    await proved()
  })

  test('made, with its answer lost, it is not made again', async () => {
    const [teller, hearer] = [await casefile(), await casefile()]
    await put(at.engine, teller.instance, { type: 'TELL', casefile: hearer.reference })
    await one.all()
    await at.pool.query('update delivery set ended_at = null, ended_as = null, heard_file = null, heard_seq = null')
    expect(await other.all()).toMatchObject({ heard: 1 })
    expect(await toldBy(hearer)).toEqual([teller.reference])
  })
})

describe('what cannot be delivered', () => {
  test('to a casefile that is not there, or is one of several of that earlier reference, is an incident, and no loop', async () => {
    const [teller, a, b] = [await casefile(), await casefile(), await casefile()]
    await at.pool.query("update casefile set earlier_reference = 'TWICE' where file_id = any ($1)", [[a.file, b.file]])
    await put(at.engine, teller.instance, { type: 'TELL', casefile: 'TWICE' })
    expect(await one.all()).toEqual({ heard: 0, notConcerned: 0, setAside: 1 })
    expect(await one.all()).toEqual({ heard: 0, notConcerned: 0, setAside: 0 })
    expect(await incidents()).toEqual([
      { kind: 'Undeliverable', what: 'Several casefiles have this earlier reference', times: 1, ofDelivery: true },
    ])
    await put(at.engine, teller.instance, { type: 'COUNT' }) // who sent it goes on
    await at.pool.query('update casefile set earlier_reference = null where file_id = $1', [b.file])
    await takeUp(at.pool)
    expect(await one.all()).toMatchObject({ heard: 1 })
    expect([await incidents(), await toldBy(a)]).toEqual([[], [teller.reference]])
  })

  test('to a casefile that cannot be read sets both aside, and the others arrive', async () => {
    const [teller, spoilt, hearer] = [await casefile(), await casefile(), await casefile()]
    await at.pool.query("update snapshot set stored = 'no JSON' where instance_id = $1", [spoilt.instance])
    await put(at.engine, teller.instance, { type: 'TELL', casefile: spoilt.reference })
    await put(at.engine, teller.instance, { type: 'TELL', casefile: hearer.reference })
    expect(await one.all()).toEqual({ heard: 1, notConcerned: 0, setAside: 1 })
    expect(await incidents()).toEqual([
      expect.objectContaining({ kind: 'Unreadable', ofDelivery: true }),
      expect.objectContaining({ kind: 'Unreadable', ofDelivery: false }),
    ])
  })
})

test('what was heard without having been delivered, or not heard as it was, is found', async () => {
  const [teller, hearer] = [await casefile(), await casefile()]
  await put(at.engine, teller.instance, { type: 'TELL', casefile: hearer.reference })
  await one.all()
  await proved()
  const found = async (change: string) => {
    await at.pool.query(change)
    return (await verify(at.pool, definitions)).difference
  }
  expect(await found("update delivery set ended_as = 'notConcerned', heard_file = null, heard_seq = null")).toMatchObject({
    file: hearer.file,
    seq: 2,
    what: 'what another file had this one told',
  })
  expect(await found("update delivery set event = replace(event, 'WAS_TOLD', 'WAS_ASKED')")).toMatchObject({
    file: teller.file,
    what: expect.stringContaining('deliveries'),
  })
})

describe('a correction', () => {
  test('gives a duty to have it put right where it was heard; there its entry is struck out like any other', async () => {
    const [teller, hearer] = [await casefile(), await casefile()]
    await put(at.engine, teller.instance, { type: 'TELL', casefile: hearer.reference })
    await one.all()
    const correction = { type: 'RECORDED_IN_ERROR', transition: 2, why: 'Another casefile was meant' }
    const { look } = await put(at.engine, teller.instance, correction, { person: manager })
    expect(look.file.duties).toMatchObject([
      {
        to: 'caseworker',
        endsBy: 'acknowledgement',
        title: expect.stringContaining(`Have the entry corrected in casefile ${hearer.reference}`),
      },
    ])
    await put(at.engine, hearer.instance, correction, { person: manager })
    expect(await toldBy(hearer)).toEqual([])
    await proved()
  })
})
