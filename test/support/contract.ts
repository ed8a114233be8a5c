import { expect } from '@jest/globals'
import type { Response } from 'supertest'
import { apiRoutes } from '../../src/api/all.ts'
import type { Route } from '../../src/api/route.ts'
import { kinds, type ProblemKind } from '../../src/problem.ts'

const patterns = apiRoutes.map((route) => ({
  route,
  pattern: new RegExp(`^/api/v1${route.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '([^/]+?)')}$`),
}))

/** The route that an address and a method belong to; a more particular one stands before a more general one. */
export const routeOf = (method: string, address: string): Route | undefined =>
  patterns.find(({ route, pattern }) => route.method === method.toLowerCase() && pattern.test(address.split('?')[0]!))?.route

/** Every answer is what OpenAPI says of it: no field missing, none more; and every failure a problem that says enough. */
export function keepsItsWord(response: Response): void {
  const { method, path } = (response as unknown as { req: { method: string; path: string } }).req
  expectHeaders(response)
  if (response.status >= 400) {
    expectProblem(response)
    return
  }
  const route = routeOf(method, path)
  if (response.status === 304 || route === undefined || typeof route.answer === 'string') return
  const parsed = route.answer.safeParse(response.body)
  if (!parsed.success) throw new Error(`${method} ${path} is not as OpenAPI says: ${parsed.error.message}`)
  expect(parsed.data).toEqual(response.body)
}

/** The same protection on every answer, also on those that refuse. */
export function expectHeaders({ headers }: Pick<Response, 'headers'>): void {
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
  })
  expect(headers['x-request-id']).toMatch(/^[\w.:-]{8,80}$/)
  expect(headers['x-powered-by']).toBeUndefined()
}

/** How a library says what is wrong with a field: we say what is asked for. */
export const OF_A_LIBRARY = /^(Invalid|Expected|Unrecognized|Too (big|small):)/

export function expectProblem({ status, headers, body, text }: Response): void {
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8')
  const { code } = body as { code: ProblemKind }
  expect(Object.keys(kinds)).toContain(code)
  expect(body).toMatchObject({ type: `/problems/${code}`, title: kinds[code][1], status, instance: expect.stringMatching(/^\//) })
  expect(kinds[code][0]).toBe(status)
  expect(body.detail.length).toBeGreaterThan(0)
  expect(text).not.toMatch(/\n\s+at |node_modules|\.ts:\d|<html|select .* from/i)
  for (const { detail } of (body.errors ?? []) as { detail: string }[]) expect(detail).not.toMatch(OF_A_LIBRARY)
  if (code === 'refused') expectExplained(body.refusals)
  if (code === 'not-accepted') expect(Array.isArray(body.accepts)).toBe(true)
  if (code === 'changed-since')
    expect(body).toMatchObject({
      by: { id: expect.any(String), name: expect.any(String) },
      at: expect.any(String),
      what: expect.any(String),
    })
}

/** No refusal without its rule, its paragraph and its words. */
function expectExplained(refusals: readonly unknown[]): void {
  expect(refusals.length).toBeGreaterThan(0)
  for (const refusal of refusals)
    expect(refusal).toMatchObject({
      rule: expect.stringMatching(/^\w+$/),
      strength: expect.stringMatching(/^(must|normally|consider)$/),
      cites: expect.stringMatching(/^((I|C)[\dA]|office$)/),
      paragraph: expect.stringMatching(/guidance|Our rule for the office/),
      because: expect.stringMatching(/.{10}/),
      reasonWouldHelp: expect.any(Boolean),
    })
}
