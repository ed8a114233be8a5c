import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { definitions } from '../../machines/index.ts'
import { apiRoutes } from '../../src/api/all.ts'
import { examples } from '../../src/api/examples.ts'
import { API, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'

interface Operation {
  operationId: string
  tags: string[]
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: { content: Record<string, { schema: object; example?: unknown }> }
  responses: Record<string, { $ref?: string; content?: Record<string, unknown> }>
}
interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: {
    schemas: Record<
      string,
      { oneOf?: { $ref: string }[]; discriminator?: { mapping: Record<string, string> }; properties?: Record<string, { const?: string }> }
    >
    responses: Record<string, unknown>
  }
}

let office: TestApp
let document: Document
beforeAll(async () => {
  office = await testApp()
  document = (await request(office.app).get(`${API}/openapi.json`)).body
})
afterAll(() => office.end())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )

describe('the OpenAPI document', () => {
  test('is of version 3.1 and has every route that is served, and no other', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(
      operations()
        .map(({ path, method }) => `${method} ${path}`)
        .sort(),
    ).toEqual(apiRoutes.map(({ path, method }) => `${method} ${path}`).sort())
    const names = operations().map(({ operation }) => operation.operationId)
    expect(new Set(names).size).toBe(names.length)
  })

  test('names every event of every machine, told apart by its type', () => {
    const { oneOf, discriminator } = document.components.schemas['Event']!
    const types = Object.values(definitions)
      .flatMap(({ events }) => Object.keys(events))
      .filter((type) => type !== 'OPEN' && type !== 'REGISTER')
    expect(Object.keys(discriminator!.mapping).sort()).toEqual([...new Set([...types, 'RECORDED_IN_ERROR'])].sort())
    expect(new Set(Object.values(discriminator!.mapping))).toEqual(new Set(oneOf!.map(({ $ref }) => $ref)))
    expect(document.components.schemas['ProposeIntervention']!.properties!['type']).toMatchObject({ const: 'PROPOSE_INTERVENTION' })
  })

  test('refers to nothing that is not in it', () => {
    const refs = new Set(
      [...JSON.stringify(document).matchAll(/"#\/components\/(\w+)\/([\w.-]+)"/g)].map(([, kind, name]) => `${kind}/${name}`),
    )
    const there = Object.entries(document.components).flatMap(([kind, parts]) => Object.keys(parts).map((name) => `${kind}/${name}`))
    expect([...refs].filter((ref) => !there.includes(ref))).toEqual([])
    expect(there.filter((each) => !refs.has(each) && !each.startsWith('securitySchemes'))).toEqual([])
  })

  test('says how each request can fail', () => {
    for (const { path, operation } of operations()) {
      const failures = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400)
      expect([path, failures.map(([status]) => status)]).toEqual([path, expect.arrayContaining(['500', '503'])])
      for (const [, { $ref, content }] of failures)
        expect([path, $ref?.startsWith('#/components/responses/') || Object.keys(content ?? {})]).toEqual([
          path,
          $ref ? true : ['application/problem+json'],
        ])
    }
  })

  test('asks for a key wherever something is changed', () => {
    for (const { path, method, operation } of operations()) {
      const changes = method === 'post' && !/checks|demonstration/.test(path)
      const keyed = operation.parameters?.some(({ name, required }) => name === 'Idempotency-Key' && required) ?? false
      expect([path, keyed]).toEqual([path, changes])
    }
  })

  test('has examples that work as they stand', async () => {
    const caller = await office.signIn('caseworker')
    const organisation = (await caller.post('/organisations', examples.registerOrganisation)).body
    expect(organisation).toMatchObject({ name: examples.registerOrganisation.name, firstContact: { role: 'focalPoint' } })
    const casefile = await caller.post('/casefiles', { ...examples.openCasefile, complainedAbout: [organisation.id] })
    expect(casefile.status).toBe(201)
    expect((await caller.post(`/instances/${casefile.body.instance}/events`, examples.event)).status).toBe(201)
  })
})

test('what an action asks for is the schema that its event is read by', async () => {
  const caller = await office.signIn('caseworker')
  const { instance } = await openedCasefile(caller, await registered(caller))
  const { body } = await caller.get(`/instances/${instance}/actions`)
  for (const { type, schema } of body.actions) {
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false, properties: { type: { const: type } } })
    const { body: problem } = await caller.post(`/instances/${instance}/checks`, { type, somethingElse: 1 })
    const missing = (schema.required as string[]).filter((name) => name !== 'type').map((name) => `/${name}`)
    expect([type, problem.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      type,
      expect.arrayContaining([...missing, '/somethingElse']),
    ])
  }
})
