import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { holderOf } from '../../db/seed-posts.ts'
import { definitions } from '../../machines/index.ts'
import type { Submitted } from '../../src/engine/engine.ts'
import { verify } from '../../src/engine/verify.ts'
import { clerk, dayIn, digestOf, director, manager, office, whole } from './support/engine.ts'

let at: Awaited<ReturnType<typeof office>>
const administrator = holderOf('administrator')
beforeAll(async () => {
  at = await office({ engines: 2, definitions })
})
afterAll(() => at.end())

const puts = async (event: Submitted, person = administrator, engine = at.engine, key: string = randomUUID()) =>
  engine.dispatch({ person, instance: await engine.office(person), event, key, digest: digestOf([person, event]) })
const today = () => dayIn(at.pool, 0)

test('before its first change nobody but an administrator takes the office over', async () => {
  await expect(at.engine.office(clerk)).rejects.toMatchObject({
    code: 'refused',
    refusals: [{ rule: 'byAnAdministrator' }],
    whoCould: { words: 'the administrator', people: [{ id: administrator }] },
  })
})

test('two administrators who begin at the same moment find one office, as it stood', async () => {
  const [one, other] = await Promise.all(at.engines.map((engine) => engine.office(administrator)))
  expect(one).toBe(other)
  const { rows } = await at.pool.query("select id, revision from file where kind = 'office'")
  expect(rows).toEqual([{ id: expect.any(String), revision: 1 }])
  expect(await whole(at.pool, rows[0].id)).toBe(1)
  expect((await verify(at.pool, definitions)).difference).toBeUndefined()
})

test('what an administrator changes stands in the tables at once, and the person acts by it in the next moment', async () => {
  const fromDay = await today()
  await puts({ type: 'ADD_PERSON', name: 'Tom Ashdown', subject: 'tom@office' })
  const [{ id }] = (await at.pool.query("select id from person where subject = 'tom@office'")).rows
  await puts({
    type: 'CREATE_POST',
    key: 'lineManagerNorth',
    title: 'Line manager, north',
    grade: 'lineManager',
    roles: ['outcomesOfficer'],
  })
  await puts({ type: 'APPOINT', person: id, post: 'lineManagerNorth', how: 'actingUp', fromDay })
  expect((await at.engine.directory()).find((each) => each.id === id)).toMatchObject({
    name: 'Tom Ashdown',
    posts: ['Line manager, north'],
    holdings: [{ post: 'lineManagerNorth', grade: 'lineManager', roles: ['outcomesOfficer'], how: 'actingUp' }],
  })
  await puts({ type: 'DELEGATE', byPerson: director, toPerson: id, post: 'director', fromDay, toDay: await dayIn(at.pool, 5) })
  await puts({ type: 'CHANGE_SCHEME', directorate: 'operations', decision: 'decline', grade: 'director', fromDay, why: 'Agreed' })
  await puts({ type: 'CHANGE_SETTING', setting: 'signOffDays', days: 3, fromDay, why: 'Agreed' })
  await puts({ type: 'CHANGE_SETTING', setting: 'signOffDays', days: 4, fromDay, why: 'Agreed again' })
  expect((await at.engine.directory()).find((each) => each.id === id)?.posts).toEqual([
    'Line manager, north',
    'Director of customer services and assessment',
  ])
  expect((await at.pool.query('select name, days from setting where days is not null')).rows).toEqual([{ name: 'signOffDays', days: 4 }])
  expect((await verify(at.pool, definitions)).difference).toBeUndefined()
})

test('a mistake of today is taken back, and verify knows of it', async () => {
  const lastDay = await dayIn(at.pool, -1)
  const { rows } = await at.pool.query("select id from holding where post = 'lineManagerNorth'")
  await puts({ type: 'END_HOLDING', holding: rows[0].id, lastDay, why: 'The wrong person' })
  expect((await at.pool.query("select from holding where post = 'lineManagerNorth'")).rowCount).toBe(0)
  expect((await verify(at.pool, definitions)).difference).toBeUndefined()
})

test('what was decided by posts as they were is decided again: a change of the office overtakes it', async () => {
  const before = (await at.pool.query('select revision from authority')).rows[0].revision
  await puts({ type: 'RENAME_PERSON', person: manager, name: 'Carol Whitfield-Jones' })
  const after = (await at.pool.query('select revision from authority')).rows[0].revision
  expect(Number(after)).toBeGreaterThan(Number(before))
})

test('many changes at once are all taken, one after the other, and none twice', async () => {
  const names = Array.from({ length: 12 }, (_, place) => `Person ${place}`)
  const keys = names.map(() => randomUUID())
  const all = [...names, ...names].map((name, place) =>
    puts({ type: 'ADD_PERSON', name }, administrator, at.engines[place % 2]!, keys[place % names.length]),
  )
  const answers = await Promise.all(all)
  expect(answers.filter(({ repeated }) => repeated)).toHaveLength(names.length)
  expect((await at.pool.query("select name from person where name like 'Person %' order by name")).rows.map(({ name }) => name)).toEqual(
    [...names].sort(),
  )
  expect((await verify(at.pool, definitions)).difference).toBeUndefined()
})

test('a table that somebody changed beside the history is found', async () => {
  await at.pool.query("update post set grade = 'executive' where id = 'caseworker'")
  expect((await verify(at.pool, definitions)).difference).toMatchObject({ what: 'the list row of the office' })
  await at.pool.query("update post set grade = 'caseworker' where id = 'caseworker'")
  expect((await verify(at.pool, definitions)).difference).toBeUndefined()
})
