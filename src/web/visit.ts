import type { Request } from 'express'
import type { z } from 'zod'
import { isKeepable, parseParams } from '../parse.ts'
import { changedCount } from '../reports/changes.ts'
import { readerOf } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import type { Page, Typed, Visit } from './page.ts'

/**
 * @param page where there is one for the address
 * @throws Problem 404 for an address that could not be that of anything
 */
export async function visitOf({ engine, lists, sweeps }: Services, page: Page | undefined, request: Request): Promise<Visit> {
  const person = request.session.person ?? ''
  const [reader, directory, swept] = await Promise.all([readerOf(lists, person), engine.directory(), sweeps.last()])
  const known = directory.find(({ id }) => id === person)
  return {
    person,
    name: known?.name ?? person,
    titles: known?.posts ?? [],
    reader,
    params: page?.params ? parseParams(page.params, request.params) : {},
    query: page?.query ? fitting(page.query, request.query) : {},
    typed: typedIn(request),
    address: request.originalUrl,
    changed: await changedCount(lists, reader),
    list: request.session.list,
    ...(swept.isLate && { sweptLast: swept.at }),
  }
}

/** What fits of a query: an address that was kept may name what is no more, and still shows the rest. */
function fitting<Q extends z.ZodType>(schema: Q, given: object): z.output<Q> {
  let left = Object.fromEntries(Object.entries(given).filter(([, text]) => [text].flat().every(isKeepable)))
  for (;;) {
    const parsed = schema.safeParse(left)
    if (parsed.success) return parsed.data
    const wrong = new Set(
      parsed.error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0])])),
    )
    const rest = Object.fromEntries(Object.entries(left).filter(([name]) => !wrong.has(name)))
    if (Object.keys(rest).length === Object.keys(left).length) throw parsed.error
    left = rest
  }
}

/** What a form sent, without its token. Characters that cannot be kept are left out; a browser sends none. */
export function typedIn(request: Request): Typed {
  const { _csrf, ...fields } = (request.body ?? {}) as Record<string, string | string[]>
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) ? value.map(clean) : clean(value)]))
}

const clean = (text: string) => text.replaceAll('\u0000', '').replaceAll('\r\n', '\n').toWellFormed()
