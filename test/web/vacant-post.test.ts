import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { type Read, read } from './support/read.ts'

const KEY = 'secondCaseworker'
const TITLE = 'Second caseworker'

let office: TestApp
let leading: Visitor
let reference: string
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2013-02-04')
  leading = await office.browse('lineManager')
  const second = await office.signIn(KEY)
  reference = (await openedCasefile(second, await registered(second))).reference
  await office.database.pool.query(`update holding set to_day = '2013-02-05' where post = $1`, [KEY])
  await office.setClock('2013-02-07')
})
afterAll(() => office.end())

const reads = async (path: string): Promise<Read> => read(await leading.get(path))

describe('a post that nobody holds', () => {
  test('is called by its title at the head of its casefile', async () => {
    const { says } = await reads(`/casefiles/${reference}`)
    expect(says).toContain(`${TITLE} (nobody holds the post today)`)
    expect(says).not.toContain(KEY)
  })

  test('is called by its title in the list of casefiles, which can be narrowed to it', async () => {
    const { says, html } = await reads(`/casefiles?caseworker=${KEY}`)
    expect(says).toContain(`Nobody ${TITLE}`)
    expect(says).not.toContain(KEY)
    expect(html).toMatch(new RegExp(`<option value="${KEY}" selected>${TITLE}</option>`))
  })

  test('is called by its title on a list of work, and in what is taken away of it', async () => {
    const { says } = await reads('/worklists/all')
    expect(says).toContain(`${TITLE} (vacant)`)
    expect(says).not.toContain(KEY)
    const { text } = await leading.get('/worklists/all/csv').buffer(true)
    expect(text).toContain(`${TITLE} (vacant)`)
    expect(text).not.toContain(KEY)
  })

  test('is called by its title where casefiles are assigned away from it, and may be assigned to', async () => {
    const of = '/worklists/all'
    const check = await leading.post(`${of}/assign/check`, { of, casefile: [reference], post: 'caseworker' })
    expect(read(check).says).toContain(`${TITLE} (vacant)`)
    expect(read(check).says).not.toContain(KEY)
    expect(read(await leading.post(`${of}/assign`, { of, casefile: [reference] })).says).toContain(`${TITLE} (vacant)`)
  })

  test('is called by its title in the timeline', async () => {
    const { says } = await reads(`/casefiles/${reference}/timeline`)
    expect(says).not.toContain(KEY)
  })
})
