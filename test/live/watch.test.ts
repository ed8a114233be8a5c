import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { countsOf } from '../../src/live/counts.ts'
import { crossingsOf, everyCrossing } from '../../src/live/crossings.ts'
import { withFlow } from '../../src/live/readings.ts'
import type { Problem } from '../../src/problem.ts'
import type { FlowAsked } from '../../src/reports/flow/numbers.ts'
import { waitingStates } from '../../src/shown/flow/waiting.ts'
import { chartFor } from '../../src/shown/place.ts'
import { approaches, some, somebody, watching } from './support/flow.ts'

const AWAITING = 'approach.awaitingResponse'
const LATE = `${AWAITING}.late`
const all: FlowAsked = { machine: 'approach', filters: {} }
const one = approaches({ awaitingResponse: some(1) })
const two = approaches({ awaitingResponse: some(2) }, '2013-02-04T14:31:00.000Z')

const problemOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'none',
    (error: unknown) => (error as Problem).code,
  )

test('whoever begins to watch is told all that is not 0, and after that what changed alone', async () => {
  const { watch, stands } = watching(one)
  const manager = somebody()
  await watch.begin(all, manager.watcher, '')
  expect(manager.told[0]!.told).toEqual({ asOf: one.asOf, changed: { 'all:open': 1, [`${AWAITING}:open`]: 1 }, whole: true })
  stands(two)
  await watch.tick()
  await watch.tick()
  expect(manager.told).toHaveLength(2)
  expect(manager.told[1]!.told).toEqual({ asOf: two.asOf, changed: { 'all:open': 2, [`${AWAITING}:open`]: 2 } })
  stands(approaches({ offered: some(2) }))
  await watch.tick()
  expect(manager.changes()[2]).toEqual({ [`${AWAITING}:open`]: 0, 'approach.offered:open': 2 })
})

test('all who watch the same are counted for once, in whatever order their filters came; and not at all while nothing was written', async () => {
  const { watch, stands, asked } = watching(one)
  const people = ['a', 'b', 'c', 'd'].map((person) => somebody(person))
  const filters = [
    { rating: ['A', 'B'] },
    { rating: ['B', 'A'] },
    { rating: ['A', 'B'], organisation: [] },
    { rating: ['B', 'A', 'B'] },
  ] as const
  await Promise.all(people.map(({ watcher }, place) => watch.begin({ machine: 'approach', filters: filters[place]! }, watcher, '')))
  expect(asked).toEqual({ moments: 1, counts: 1 })
  await watch.tick()
  expect(asked).toEqual({ moments: 2, counts: 1 })
  stands(two)
  await watch.tick()
  expect(asked).toEqual({ moments: 3, counts: 2 })
  expect(people.map(({ told }) => told.length)).toEqual([2, 2, 2, 2])
})

test('of many views three are counted at once, and each is told; where one cannot be counted, the others are all the same', async () => {
  const ratings = ['A', 'B', 'C'] as const
  const views = ratings.flatMap((rating) => [{ rating: [rating] }, { rating: [rating], source: ['intervention'] }])
  let [counting, most, unread] = [0, 0, '']
  const { watch, stands, errors } = watching(one, {
    readings: (watched) => [
      {
        read: async () => {
          most = Math.max(most, ++counting)
          await new Promise((turn) => setImmediate(turn))
          counting--
          if (JSON.stringify((watched as FlowAsked).filters) === unread) throw new Error('It cannot be counted')
          const stands = isLater ? two : one
          return { asOf: stands.asOf, counts: countsOf(stands) }
        },
        sparing: false,
      },
    ],
  })
  let isLater = false
  const people = views.map((_, place) => somebody(`${place}`))
  for (const [place, { watcher }] of people.entries()) await watch.begin({ machine: 'approach', filters: views[place]! }, watcher, '')
  expect(most).toBe(1)
  isLater = true
  stands(two)
  unread = JSON.stringify(views[1])
  await watch.tick()
  expect(most).toBe(3)
  expect(people.map(({ told }) => told.length)).toEqual([2, 1, 2, 2, 2, 2])
  expect(errors).toHaveLength(1)
})

test('what takes long to count is put off for twenty times as long, and told then; whoever begins is given it at once', async () => {
  let counts = 0
  const stands = () => Promise.resolve({ asOf: one.asOf, counts: countsOf(one) })
  const moved = async () => {
    await pause(15)
    return { asOf: two.asOf, counts: { 'all:movedIn7': ++counts } }
  }
  const { watch, stands: changes } = watching(one, {
    readings: () => [
      { read: stands, sparing: false },
      { read: moved, sparing: true },
    ],
  })
  const manager = somebody()
  await watch.begin(all, manager.watcher, '')
  expect(manager.changes()[0]).toEqual({ 'all:open': 1, [`${AWAITING}:open`]: 1, 'all:movedIn7': 1 })
  changes(two)
  await watch.tick()
  expect([counts, manager.told.length]).toEqual([1, 1])
  const colleague = somebody('a colleague')
  await watch.begin(all, colleague.watcher, '')
  expect([counts, manager.changes()[1], colleague.changes()[0]!['all:movedIn7']]).toEqual([2, { 'all:movedIn7': 2 }, 2])
  changes(two)
  const began = performance.now()
  // Nothing is written meanwhile: it is not forgotten that it is behind.
  for (; counts < 3; await pause(5)) await watch.tick()
  expect(performance.now() - began).toBeGreaterThan(200)
  expect(manager.changes()[2]).toEqual({ 'all:movedIn7': 3 })
})

test('while nobody watches nothing is asked', async () => {
  const { watch, asked } = watching(one)
  const leave = await watch.begin(all, somebody().watcher, '')
  leave()
  await watch.tick()
  expect(asked).toEqual({ moments: 1, counts: 1 })
  expect(watch.watchers).toBe(0)
})

test('who comes back with the last message they had is told what they missed, in one message', async () => {
  const { watch, stands } = watching(one)
  const stays = somebody('stays')
  const goes = somebody('goes')
  await watch.begin(all, stays.watcher, '')
  const leave = await watch.begin(all, goes.watcher, '')
  leave()
  stands(two)
  await watch.tick()
  stands(approaches({ awaitingResponse: some(2), offered: some(1) }))
  await watch.tick()
  await watch.begin(all, goes.watcher, goes.told[0]!.id)
  expect(goes.told[1]!.told).toEqual({
    asOf: one.asOf,
    changed: { 'all:open': 3, [`${AWAITING}:open`]: 2, 'approach.offered:open': 1 },
  })
  expect(goes.told[1]!.id).toBe(stays.told.at(-1)!.id)
})

test('who was away for too long, or watched another node, is told everything', async () => {
  const { watch, stands } = watching(one)
  const stays = somebody('stays')
  await watch.begin(all, stays.watcher, '')
  const first = stays.told[0]!.id
  for (let turn = 0; turn < 301; turn++) {
    stands(approaches({ awaitingResponse: some(turn + 2) }))
    await watch.tick()
  }
  for (const id of [first, 'another1.3', 'nonsense', `${first.split('.')[0]}.9999`, `${first.split('.')[0]}.-1`]) {
    const back = somebody(id)
    await watch.begin(all, back.watcher, id)
    expect([id, back.told[0]!.told.whole]).toEqual([id, true])
  }
})

test('the numbers are also given to who asks again and again, under the id of the last message', async () => {
  const { watch, stands } = watching(one)
  const manager = somebody()
  await watch.begin(all, manager.watcher, '')
  stands(two)
  await watch.tick()
  const { id, told } = await watch.current(all)
  expect(id).toBe(manager.told.at(-1)!.id)
  expect(told).toEqual({ asOf: two.asOf, changed: { 'all:open': 2, [`${AWAITING}:open`]: 2 }, whole: true })
})

test('who is too slow is let go, and nothing is kept for them', async () => {
  const { watch, stands } = watching(one)
  let takes = true
  const slow = somebody('slow', { takes: () => takes })
  const quick = somebody('quick')
  await watch.begin(all, slow.watcher, '')
  await watch.begin(all, quick.watcher, '')
  takes = false
  stands(two)
  await watch.tick()
  expect(watch.watchers).toBe(1)
  expect(quick.told).toHaveLength(2)
})

test('a database that is away is told once, and what changed meanwhile when it is back', async () => {
  const { watch, stands, errors } = watching(one)
  const manager = somebody()
  await watch.begin(all, manager.watcher, '')
  stands(undefined)
  await watch.tick()
  await watch.tick()
  expect(errors).toHaveLength(1)
  stands(two)
  await watch.tick()
  expect(manager.told).toHaveLength(2)
  stands(undefined)
  await watch.tick()
  expect(errors).toHaveLength(2)
})

test('nobody watches in more than six places, and where the database is away nobody takes a place', async () => {
  const { watch, stands } = watching(one)
  for (let turn = 0; turn < 6; turn++) await watch.begin(all, somebody().watcher, '')
  expect(await problemOf(watch.begin(all, somebody().watcher, ''))).toBe('too-many')
  expect(await problemOf(watch.begin(all, somebody('another').watcher, ''))).toBe('none')
  stands(undefined)
  await expect(watch.begin({ machine: 'approach', filters: { rating: ['A'] } }, somebody('a third').watcher, '')).rejects.toThrow('away')
  expect(watch.watchers).toBe(7)
  expect(await problemOf(watch.begin({ machine: 'nothing', filters: {} }, somebody('a fourth').watcher, ''))).toBe('not-found')
})

test('who has signed out is let go; nobody is because the question could not be answered', async () => {
  const { watch } = watching(one, { askEveryMs: 0 })
  const [stays, left, unknown] = [true, false, undefined].map((still, place) =>
    somebody(String(place), { still: async () => still ?? Promise.reject(new Error('The database is away')) }),
  ) as [ReturnType<typeof somebody>, ReturnType<typeof somebody>, ReturnType<typeof somebody>]
  for (const { watcher } of [stays, left, unknown]) await watch.begin(all, watcher, '')
  await watch.tick()
  expect([stays.ends, left.ends, unknown.ends]).toEqual([[], ['signed-out'], []])
  expect(watch.watchers).toBe(2)
})

test('when the service stops everybody is let go, and nobody is let in', async () => {
  const { watch } = watching(one)
  const manager = somebody()
  await watch.begin(all, manager.watcher, '')
  watch.close()
  expect(manager.ends).toEqual(['stopping'])
  expect(watch.watchers).toBe(0)
  expect(await problemOf(watch.begin(all, somebody().watcher, ''))).toBe('unavailable')
})

test('that something has become overdue in a state is said: the first, and when it passes a step; what it was before is not', async () => {
  const standing = (overdue: number) => approaches({ awaitingResponse: some(3, overdue), 'awaitingResponse.late': some(3, overdue) })
  const { watch, stands } = watching(standing(0))
  const manager = somebody()
  await watch.begin(all, manager.watcher, '')
  const said = async (overdue: number) => {
    stands(standing(overdue))
    await watch.tick()
    return manager.told.at(-1)!.told
  }
  expect(await said(1)).toMatchObject({ changed: { [`${LATE}:overdue`]: 1 }, crossed: ['Overdue in Awaiting response: now 1'] })
  expect((await said(2)).crossed).toBeUndefined()
  // It passes five, within the same minute.
  expect((await said(6)).crossed).toBeUndefined()
})

test('who comes back, and who asks again and again, is told what has become overdue since they had the numbers, and only that', async () => {
  const standing = (overdue: number) => approaches({ awaitingResponse: some(9, overdue), 'awaitingResponse.late': some(9, overdue) })
  const { watch, stands } = watching(standing(0))
  const stays = somebody('stays')
  await watch.begin(all, stays.watcher, '')
  const ids = [stays.told[0]!.id]
  for (const overdue of [1, 7, 6]) {
    stands(standing(overdue))
    await watch.tick()
    ids.push(stays.told.at(-1)!.id)
  }
  // Since the last but one it has become fewer.
  const said = [['Overdue in Awaiting response: now 6'], ['Overdue in Awaiting response: now 6'], undefined, undefined]
  for (const [place, id] of ids.entries()) {
    const back = somebody(id)
    await watch.begin(all, back.watcher, id)
    expect([place, back.told[0]!.told.whole, back.told[0]!.told.crossed]).toEqual([place, undefined, said[place]])
    const asked = await watch.current(all, id)
    expect([place, asked.told.whole, asked.told.crossed]).toEqual([place, true, said[place]])
  }
  for (const id of [undefined, '', 'another1.0']) expect((await watch.current(all, id)).told.crossed).toBeUndefined()
})

test('of every lifecycle it is said by its name that something has become overdue, and of many how many more', () => {
  const crossings = everyCrossing(withFlow(definitions))
  crossings.note({}, { 'compliance:overdue': 1, 'compliance.open:overdue': 1 })
  expect(crossings.take(1_000)).toEqual(['Overdue in Compliance item: now 1'])
  crossings.note({}, Object.fromEntries(Object.keys(definitions).map((machine) => [`${machine}:overdue`, 1])))
  const said = crossings.take(61_000)
  expect([said.length, said[3]]).toEqual([4, `More overdue in ${withFlow(definitions).length - 3} other lifecycles`])
})

test('it is said of the states in which a page says that work is held up', () => {
  for (const definition of Object.values(definitions)) {
    const model = chartFor(definition)
    const crossings = crossingsOf(definition)
    crossings.note({}, Object.fromEntries(model.states.map(({ id }) => [`${id}:overdue`, 1])))
    const said = crossings.take(1_000)
    const others = Number(/^More overdue in (\d+) other/.exec(said[3] ?? '')?.[1] ?? 0)
    expect([model.machine, Math.min(said.length, 3) + others]).toEqual([model.machine, waitingStates(model).size])
  }
})

test('it is said at most once a minute: what crossed meanwhile is said then, and of many states three by name', () => {
  const crossings = crossingsOf(definitions['compliance']!)
  const overdue = (count: number, ...states: readonly string[]) =>
    Object.fromEntries(states.map((state) => [`compliance.open.${state}:overdue`, count]))
  crossings.note({}, overdue(1, 'escalation.stage1.noReply'))
  expect(crossings.take(1_000)).toHaveLength(1)
  const many = ['noReply', 'awaitingReply', 'letterDue', 'replyToJudge'].map((state) => `escalation.stage1.${state}`)
  crossings.note(overdue(1, 'escalation.stage1.noReply'), overdue(12, ...many))
  expect(crossings.take(60_999)).toEqual([])
  crossings.note(overdue(12, ...many), overdue(13, ...many))
  const said = crossings.take(61_000)
  expect(said.slice(0, 3).filter((sentence) => /^Overdue in Stage 1: .*: now 13$/.test(sentence))).toHaveLength(3)
  expect(said[3]).toBe('More overdue in 1 other state')
  expect(crossings.take(200_000)).toEqual([])
})
