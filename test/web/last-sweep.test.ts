import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { type TestApp, testApp } from '../support/app.ts'

let office: TestApp
beforeAll(async () => {
  office = await testApp()
  await office.database.pool.query("update last_sweep set at = clock_timestamp() - interval '27 hours'")
})
afterAll(() => office.end())

const STANDS_STILL = 'Nothing has been carried out by the clock since'

describe('where the sweep has stayed away for more than a day', () => {
  test('every page says so to everybody until it comes by again, wherever the demonstration’s clock stands', async () => {
    await office.setClock('2013-03-04')
    const posts = ['caseworker', 'auditor', 'administrator']
    const said = async () =>
      Promise.all(posts.map(async (post) => (await (await office.browse(post)).get('/help')).text.includes(STANDS_STILL)))
    const info = async () => (await request(office.app).get('/info')).body
    expect([await said(), (await info()).sweepIsLate]).toEqual([[true, true, true], true])
    await office.services.sweep()
    expect([await said(), (await info()).sweepIsLate]).toEqual([[false, false, false], false])
    expect(Math.abs(Date.parse((await info()).sweptAt) - Date.now())).toBeLessThan(3_600_000)
  })
})
