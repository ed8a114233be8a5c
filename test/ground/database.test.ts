import { afterAll, expect, test } from '@jest/globals'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
afterAll(() => database.end())

test('two test files never see each other: each has a database of its own', async () => {
  const other = await testDatabase()
  await other.pool.query('create table only_there (id int)')
  const { rows } = await database.pool.query("select to_regclass('only_there') as found")
  expect(rows).toEqual([{ found: null }])
  await other.end()
})

test('a client that was never released fails the file that took it', async () => {
  const leaking = await testDatabase()
  const client = await leaking.pool.connect()
  client.on('error', () => {})
  await expect(leaking.end()).rejects.toThrow('1 client(s) were taken from the pool and never released')
})
