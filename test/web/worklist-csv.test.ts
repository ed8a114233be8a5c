import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Caller, openedCasefile, type TestApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { given, type Listing, listing, rowsIn } from './support/worklists.ts'

let at: Listing
let office: TestApp
let caseworker: Caller
let atWork: Visitor
let other: string
beforeAll(async () => {
  at = await listing()
  ;({ office, caseworker, atWork, other } = at)
})
afterAll(() => office.end())

describe('the list as CSV', () => {
  test('has every row of the filter, with the mark of its letters, and nothing that a spreadsheet takes for a formula', async () => {
    const { reference } = await openedCasefile(caseworker, other)
    const { text, headers } = await atWork.get(`/worklists/mine/csv?organisation=${other}`)
    expect(headers['content-type']).toContain('text/csv')
    expect(headers['content-disposition']).toContain('my-work-2012-12-03.csv')
    expect(text.startsWith('\uFEFFCasefile,Organisation,Rating')).toBe(true)
    expect(text).toContain(reference)
    expect(text).toContain(`"'=HYPERLINK(""x"") Trust"`)
    const page = (await atWork.get(`/worklists/mine?organisation=${other}`)).text
    expect(text.trim().split('\n').length - 1).toBe(rowsIn(page))
  })

  test('has dates as dates, and every column of it is explained beside the link', async () => {
    const { instance } = await openedCasefile(caseworker, other)
    await given(at, instance, '2012-12-05')
    const explained = (await atWork.get('/help/columns')).text
    expect((await atWork.get('/worklists/mine')).text).toContain('href="/help/columns"')
    for (const [list, date] of [
      ['mine', 'In this state since'],
      ['all', 'Opened'],
    ] as const) {
      const [head, ...rows] = (await atWork.get(`/worklists/${list}/csv?organisation=${other}`)).text
        .replace('\uFEFF', '')
        .trim()
        .split('\n')
      const titles = head!.split(',')
      expect([list, titles.includes(date), titles.includes('Since')]).toEqual([list, true, false])
      for (const title of titles) expect(explained).toContain(`scope="row">${title}</th>`)
      expect(rows.some((row) => row.includes(',2012-12-05,'))).toBe(true)
      expect(rows.join()).not.toMatch(/days (left|overdue)|today/)
    }
  })

  test('is noted as a reading of every casefile in it', async () => {
    const { id, reference } = await openedCasefile(caseworker, other)
    await atWork.get(`/worklists/all/csv?organisation=${other}`)
    await office.services.readings.written()
    const { rows } = await office.database.pool.query('select view from reading where file_id = $1 and person = $2', [
      id,
      caseworker.person,
    ])
    expect([reference, rows]).toEqual([reference, expect.arrayContaining([{ view: 'export' }])])
  })
})

describe('the API', () => {
  test('narrows and sorts as the pages do, and refuses what a list does not have', async () => {
    const { reference } = await openedCasefile(caseworker, other)
    const { body } = await caseworker.get(`/worklists/mine?organisation=${other}&kind=work&sort=-reference&limit=1`)
    expect(body.items[0]).toMatchObject({ kind: 'work', casefile: { reference }, about: [{ id: other }] })
    expect(body.nextLink).toContain(`organisation=${other}`)
    const rest = (await caseworker.get(body.nextLink.replace('/api/v1', ''))).body
    expect(rest.items[0].casefile.reference < reference).toBe(true)
    expect((await caseworker.get('/worklists/all?band=overdue&sort=due')).body.errors).toMatchObject([
      { parameter: 'band' },
      { parameter: 'sort' },
    ])
    expect((await caseworker.get('/worklists/mine?rating=Z')).status).toBe(400)
    expect((await caseworker.get('/worklists/mine?caseworker=%00&caseworker=x')).status).toBe(400)
  })

  test('counts all lists at once', async () => {
    const { items } = (await caseworker.get('/worklists')).body
    const mine = (await caseworker.get('/worklists/mine?limit=200')).body.items
    expect(items[0]).toEqual({ name: 'mine', title: 'My work', count: mine.length, more: false })
    expect(items).toHaveLength(11)
  })
})
