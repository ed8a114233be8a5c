import type { z } from 'zod'
import { inPlainWords } from './fault-words.ts'
import { type FieldError, invalid, notFound } from './problem.ts'

type Issue = z.core.$ZodIssue

/** @throws Problem 400 with every fault and its place */
export function parseBody<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, inPlainWords)
  if (parsed.success) return parsed.data
  throw invalid(parsed.error.issues.flatMap(faultsOf))
}

/** @throws Problem 400 that names the parameters */
export function parseQuery<T>(schema: z.ZodType<T>, value: object): T {
  const unkeepable = Object.entries(value).filter(([, text]) => !isKeepable(text))
  if (unkeepable.length > 0)
    throw invalid(unkeepable.map(([name]) => ({ parameter: name, detail: 'It holds a character that cannot be kept' })))
  const parsed = schema.safeParse(value, inPlainWords)
  if (parsed.success) return parsed.data
  throw invalid(
    parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((name) => ({ parameter: name, detail: `There is no parameter ${quoted(name)} here` }))
        : [{ parameter: String(issue.path[0] ?? ''), detail: issue.message }],
    ),
  )
}

/** An address that could not be that of anything is not found, like one that happens not to be. */
export function parseParams<T>(schema: z.ZodType<T>, value: object): T {
  if (!Object.values(value).every(isKeepable)) throw notFound()
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw notFound()
}

/** PostgreSQL keeps neither U+0000 nor half a surrogate pair, and so can have nothing that equals them. */
export const isKeepable = (text: unknown) => typeof text !== 'string' || (!text.includes('\u0000') && text.isWellFormed())

function faultsOf(issue: Issue): readonly FieldError[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((name) => ({ pointer: pointerTo([...issue.path, name]), detail: `There is no field ${quoted(name)} here` }))
  return [{ pointer: pointerTo(issue.path), detail: issue.message }]
}

/** RFC 6901. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const LONGEST_NAME = 60
const quoted = (name: string) => `“${name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name}”`
