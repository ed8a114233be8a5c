import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { saidBy } from './support/reading.ts'

let office: TestApp
let lineManager: Caller
let caseworker: Visitor
let one: Awaited<ReturnType<typeof openedCasefile>>
let other: Awaited<ReturnType<typeof openedCasefile>>
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  const caller = await office.signIn('caseworker')
  lineManager = await office.signIn('lineManager')
  caseworker = await office.browse('caseworker')
  const organisation = await registered(caller)
  one = await openedCasefile(caller, organisation)
  other = await openedCasefile(caller, organisation)
})
afterAll(() => office.end())

const notes = (instance: string, note: string) => lineManager.post(`/instances/${instance}/events`, { type: 'ADD_NOTE', note })
const looks = async (by: Visitor, path: string) => {
  const { text } = await by.get(path)
  await office.services.readings.written()
  return text
}
const changes = async (by = caseworker) => saidBy(await looks(by, '/changes'))
const inTheHead = async (by = caseworker) =>
  /What changed<span[^>]*> on your casefiles<\/span> \((.*?)\)/.exec(await looks(by, '/help'))?.[1]

test('what one did oneself is news to nobody but others', async () => {
  expect(await changes()).toContain('Nothing is new to you')
  expect(await inTheHead()).toBeUndefined()
})

test('what others did on a casefile of one’s own is counted in the head of every page and told on one', async () => {
  await notes(one.instance, 'Please call her before noon')
  expect(await inTheHead()).toBe('1')
  const said = await changes()
  expect(said).toMatch(new RegExp(`${one.reference}.*Carol Whitfield added a note 3 December 2012`))
  expect(said).not.toContain(other.reference)
  // Of what was written nothing is told before the casefile is looked at.
  expect(said).not.toContain('before noon')
  expect(await inTheHead(await office.browse('secondCaseworker'))).toBeUndefined()
})

test('once the casefile is looked at it is news no more, and what comes after is', async () => {
  await looks(caseworker, `/casefiles/${one.reference}`)
  expect(await changes()).toContain('Nothing is new to you')
  await notes(one.instance, 'And again')
  expect(await inTheHead()).toBe('1')
})

test('all of it can be taken as seen; what has come since the page was shown is not', async () => {
  const { text } = await caseworker.get('/changes')
  const seen = [...text.matchAll(/name="seen" value="([^"]+)"/g)].map(([, value]) => value!)
  await notes(other.instance, 'This one, too')
  await notes(one.instance, 'Once more')
  expect((await caseworker.post('/changes', { seen })).status).toBe(303)
  expect(await inTheHead()).toBe('2')
  expect(await changes()).toMatch(new RegExp(`${other.reference}.*New to you|${one.reference}`))
})

test('a casefile that was on the page twice, at whatever it stood, is taken as seen once and no further than it stands', async () => {
  await notes(one.instance, 'Nothing is missed')
  const seen = [`${one.reference}:999999999`, `${one.reference}:3`, `${other.reference}:999999999`]
  expect((await caseworker.post('/changes', { seen })).status).toBe(303)
  expect(await changes()).toContain('Nothing is new to you')
  await notes(one.instance, 'What comes after is news')
  expect(await inTheHead()).toBe('1')
})

test('that somebody read there what others did in a casefile is said where it is said who read it', async () => {
  expect(await changes()).toContain(one.reference)
  const { body } = await lineManager.get(`/casefiles/${one.reference}/reads`)
  const { person } = await office.signIn('caseworker')
  expect(body.items).toContainEqual(expect.objectContaining({ view: 'history', person: expect.objectContaining({ id: person }) }))
})

test('what the clock records is news, too; of a casefile that is sealed to others nothing is told', async () => {
  await lineManager.post(`/instances/${one.instance}/events`, { type: 'SEAL', posts: ['lineManager'], why: 'A colleague is party to it' })
  expect(await changes()).not.toContain(one.reference)
})
