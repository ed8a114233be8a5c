import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'

let office: TestApp
let caseworker: Caller
let organisation: string
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  caseworker = await office.signIn('caseworker')
  organisation = await registered(caseworker)
  await openedCasefile(caseworker, organisation)
})
afterAll(() => office.end())

const nobody = randomUUID()
const strange = [
  ['state', 'intervention.open', 'There is no such state: intervention.open'],
  ['state', 'nothing.attempt', 'There is no such state: nothing.attempt'],
  ['machine', 'foo', 'There is no lifecycle called foo'],
  ['caseworker', 'foo', 'There is no post called foo'],
  ['team', 'foo', 'There is no post called foo'],
  ['organisation', nobody, `There is no organisation of the id ${nobody}`],
] as const

test('a list narrowed by what there is not is no list with nothing to do: what is wrong is said, with its parameter', async () => {
  for (const list of ['overdue', 'all'])
    for (const [parameter, value, detail] of strange) {
      const { status, body } = await caseworker.get(`/worklists/${list}?${parameter}=${value}`)
      expect([list, parameter, status, body.code, body.errors]).toEqual([list, parameter, 400, 'invalid', [{ parameter, detail }]])
    }
})

test('all of what there is not is said at once, and what there is beside it is no fault', async () => {
  const { body } = await caseworker.get(
    `/worklists/all?team=foo&team=lineManager&machine=foo&machine=casefile&organisation=${organisation}`,
  )
  expect(body.errors).toEqual([
    { parameter: 'machine', detail: 'There is no lifecycle called foo' },
    { parameter: 'team', detail: 'There is no post called foo' },
  ])
})

test('a list narrowed by what there is, is narrowed by it', async () => {
  const narrowed = async (query: string) => (await caseworker.get(`/worklists/all?${query}`)).body.items?.length
  for (const query of [`organisation=${organisation.toUpperCase()}`, 'machine=casefile', 'state=casefile.open', 'caseworker=caseworker'])
    expect([query, await narrowed(query)]).toEqual([query, 1])
  expect(await narrowed('caseworker=nobody')).toBe(0)
})
