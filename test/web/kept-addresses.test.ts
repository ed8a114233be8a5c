import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { read } from './support/read.ts'

let office: TestApp
let visitor: Visitor
let reference: string
let organisation: string
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2013-02-04')
  const caseworker = await office.signIn('caseworker')
  organisation = await registered(caseworker)
  reference = (await openedCasefile(caseworker, organisation)).reference
  visitor = await office.browse('caseworker')
})
afterAll(() => office.end())

const cursor = (...keys: readonly unknown[]) => Buffer.from(JSON.stringify(keys)).toString('base64url')
const ID = '00000000-0000-4000-8000-000000000000'

describe('an address that was kept', () => {
  test('leads to the beginning of the list, as it was narrowed, where its place is none of that list', async () => {
    for (const path of [
      '/casefiles?closed=false',
      '/organisations?sector=health',
      '/search?q=letters',
      '/register/I18',
      `/casefiles/${reference}/timeline?kind=steps`,
      `/organisations/${organisation}/items`,
    ]) {
      const { status, headers } = await visitor.get(`${path}${path.includes('?') ? '&' : '?'}after=abc`)
      expect([path, status, headers['location']]).toEqual([path, 303, path])
    }
  })

  test('keeps what the list was narrowed by on the way back to the beginning', async () => {
    const back = async (path: string, text: string) => read(await visitor.get(path)).links.find((each) => each.text.endsWith(text))?.href
    const ofCasefiles = cursor('2099-01-01T00:00:00.000Z', ID)
    expect(await back(`/casefiles?closed=false&after=${ofCasefiles}`, 'Back to the beginning')).toBe('/casefiles?closed=false')
    const ofOrganisations = cursor('', ID)
    expect(await back(`/organisations?rating=B&after=${ofOrganisations}`, 'From the beginning')).toBe('/organisations?rating=B')
    const ofRegister = cursor('2099-01-01T00:00:00.000Z', ID, 1, 'responseWithinFourteenDays')
    expect((await visitor.get(`/register/I18?rule=responseWithinFourteenDays&after=${ofRegister}`)).status).toBe(200)
  })

  test('shows casefiles from the beginning where its place is one of another list of work, or of another order', async () => {
    for (const key of ['', '~', 'RD-000123', '2013-02-04']) {
      const elsewhere = cursor('2013-02-04', 'B', '9999-12-31', ID, key)
      const { status, says } = read(await visitor.get(`/worklists/all?after=${elsewhere}`))
      expect([key, status]).toEqual([key, 200])
      expect(says).toContain(reference)
      expect((await visitor.get(`/worklists/closed?after=${elsewhere}`)).status).toBe(200)
    }
    const newestFirst = cursor('2013-02-04', 'B', '9999-12-31', ID, '2013-02-04T09:00:00.000Z')
    expect(read(await visitor.get(`/worklists/all?sort=reference&after=${newestFirst}`)).says).toContain(reference)
  })
})

test('a list of work says that days are calendar days', async () => {
  expect(read(await visitor.get('/worklists/mine')).says).toContain('Days are calendar days')
})
