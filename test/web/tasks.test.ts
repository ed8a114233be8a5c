import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { hiddenIn, saidBy } from './support/reading.ts'

let office: TestApp
let caller: Caller
let caseworker: Visitor
let reference: string
let attempt: string
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  caller = await office.signIn('caseworker')
  caseworker = await office.browse('caseworker')
  reference = (await openedCasefile(caller, await registered(caller))).reference
  attempt = (await caller.post(`/casefiles/${reference}/instances`, { machine: 'intervention' })).body.id
})
afterAll(() => office.end())

const list = async (by = caseworker) => (await by.get(`/casefiles/${reference}/tasks`)).text
/** The items of the list, each in one line. */
const items = (html: string) => [...html.matchAll(/<li class="govuk-task-list__item.*?<\/li>/gs)].map(([item]) => saidBy(item).trim())

test('what a casefile waits for is a list of tasks: what can be begun, and what cannot yet, with what is in the way', async () => {
  const said = items(await list())
  expect(said).toContainEqual(expect.stringMatching(/^Record the assessment To do$/))
  expect(said).toContainEqual(
    expect.stringMatching(/^Decide to attempt an intervention .*\(Casework guidance, paragraph 2\.6\.5\).* Cannot start yet$/),
  )
})

test('what was begun and not sent is told apart from what nobody touched, and leads back to what was typed', async () => {
  const address = `/instances/${attempt}/events/RECORD_ASSESSMENT`
  const { text } = await caseworker.get(address)
  await caseworker.post(address, { ...hiddenIn(text), 'factors.seriousness.why': 'Serious for her', _save: 'yes' })
  const html = await list()
  expect(items(html)).toContainEqual(expect.stringMatching(/^Record the assessment You saved it on 3 December 2012.* Begun$/))
  const link = /href="([^"]*RECORD_ASSESSMENT[^"]*)"/.exec(html)![1]!.replaceAll('&amp;', '&')
  expect((await caseworker.get(link)).text).toContain('Serious for her')
  // A draft is its writer's alone.
  const lineManager = await office.browse('lineManager')
  expect(items(await list(lineManager)).join()).not.toContain('Begun')
})

test('what is for somebody else says for whom', async () => {
  const auditor = await office.browse('auditor')
  expect(items(await list(auditor))).toContainEqual(expect.stringMatching(/^Record the assessment Amina Clarke.* For somebody else$/))
})
