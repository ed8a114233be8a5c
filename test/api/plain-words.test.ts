import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import type { z } from 'zod'
import { definitions } from '../../machines/index.ts'
import { apiRoutes } from '../../src/api/all.ts'
import { Invalid } from '../../src/engine/errors.ts'
import { submissionOf } from '../../src/engine/submission.ts'
import { API, type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { OF_A_LIBRARY } from '../support/contract.ts'

let office: TestApp
let caseworker: Caller
let casefile: Awaited<ReturnType<typeof openedCasefile>>
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  caseworker = await office.signIn('caseworker')
  casefile = await openedCasefile(caseworker, await registered(caseworker))
})
afterAll(() => office.end())

const strange = [undefined, null, 7, -1.5, '', 'x', 'x'.repeat(100_001), true, [], ['x', 7], {}, { x: 1 }, [{}]]
const fieldsOf = (schema: z.ZodType): readonly string[] => Object.keys((schema.def as { shape?: object }).shape ?? {})

/** What is said of every fault that a machine's schema finds in such an event. */
function saidOf(machine: string, event: { readonly type: string }): readonly string[] {
  try {
    submissionOf(definitions[machine]!, casefile.id, event)
    return []
  } catch (error) {
    if (error instanceof Invalid) return error.errors.map(({ detail }) => detail)
    throw error
  }
}

describe('what is wrong with what was sent is said in plain words', () => {
  test('of every field of every event, whatever stands in it', () => {
    const said = new Set<string>()
    for (const [machine, { events }] of Object.entries(definitions))
      for (const [type, schema] of Object.entries(events))
        for (const field of fieldsOf(schema).filter((each) => each !== 'type'))
          for (const value of strange) for (const detail of saidOf(machine, { type, [field]: value })) said.add(detail)
    expect(said.size).toBeGreaterThan(50)
    expect([...said].filter((detail) => OF_A_LIBRARY.test(detail))).toEqual([])
  })

  test('of every parameter and every body of every route', async () => {
    const said: [route: string, detail: string][] = []
    for (const { method, path, name, query, body } of apiRoutes) {
      const address = path
        .replace('{ref}', casefile.reference)
        .replace('{id}', casefile.instance)
        .replace('{machine}', 'compliance')
        .replace('{name}', path.startsWith('/worklists') ? 'all' : 'compliance')
      const ask = async (asked: string, sent?: object) => {
        const asking = request(office.app)[method](`${API}${address}${asked}`).set('Authorization', `Bearer ${caseworker.token}`)
        const { status, body: answer } = await (sent ? asking.set('Idempotency-Key', randomUUID()).send(sent) : asking)
        expect([name, asked, status < 500]).toEqual([name, asked, true])
        for (const { detail } of answer.errors ?? []) said.push([name, detail])
      }
      if (query && method === 'get' && name !== 'watchFlow')
        for (const field of fieldsOf(query)) for (const value of ['', '%20', '-1', 'x'.repeat(400)]) await ask(`?${field}=${value}`)
      if (query && name === 'search') await ask('')
      if (body) for (const value of strange) await ask('', Object.fromEntries(fieldsOf(body).map((field) => [field, value])))
    }
    expect(said.length).toBeGreaterThan(50)
    expect(said.filter(([, detail]) => OF_A_LIBRARY.test(detail))).toEqual([])
  }, 120_000)

  test('what is missing is said to be missing, and what is asked for', async () => {
    const sealing = await caseworker.post(`/instances/${casefile.instance}/events`, { type: 'SEAL', why: 'A colleague is party to it' })
    expect(sealing.body.errors).toEqual([{ pointer: '/posts', detail: 'It is missing: give a list' }])
    expect((await caseworker.get('/search')).body.errors).toEqual([{ parameter: 'q', detail: 'It is missing: give a text' }])
    expect((await caseworker.get('/flow/compliance/list?organisation=x')).body.errors).toEqual([
      { parameter: 'organisation', detail: 'Give an id, like 5b9c5c1e-8b1f-4c7a-9a55-0d6a3f1e2c4d' },
    ])
    expect((await caseworker.get('/worklists/mine?rating=Z')).body.errors).toEqual([
      { parameter: 'rating', detail: 'Give one of A, B or C' },
    ])
  })
})
