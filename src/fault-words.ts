import type { z } from 'zod'

type Issue = z.core.$ZodRawIssue
type Of<C extends Issue['code']> = Extract<Issue, { readonly code: C }>

/**
 * What a schema says of a fault where the field itself has no words for it: what is missing, or what is asked for. To be given with whatever
 * parses what was sent, so that the library's own wording reaches nobody.
 */
export const inPlainWords = {
  error: (issue: Issue): string => (issue.input === undefined ? `It is missing: ${lowered(asked(issue))}` : asked(issue)),
}

const lowered = (sentence: string) => `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`

function asked(issue: Issue): string {
  if (issue.code === 'invalid_type') return `Give ${nouns[issue.expected] ?? 'what is asked for here'}`
  if (issue.code === 'invalid_value') return oneOf(issue.values)
  if (issue.code === 'invalid_format') return formats[issue.format] ?? 'It is not of the form that is asked for here'
  if (issue.code === 'too_small') return tooSmall(issue)
  if (issue.code === 'too_big') return tooBig(issue)
  if (issue.code === 'not_multiple_of') return `Give a multiple of ${issue.divisor}`
  if (issue.code === 'unrecognized_keys') return 'There is no such field here'
  if (issue.code === 'invalid_key') return 'A name in it is not of the form that is asked for'
  if (issue.code === 'invalid_union')
    return Array.isArray(issue['options']) ? oneOf(issue['options']) : 'It has none of the forms that can be given here'
  return 'It does not fit what is asked for here'
}

const nouns: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object with its fields',
  record: 'an object with its fields',
  null: 'null',
}

const formats: Readonly<Record<string, string>> = {
  uuid: 'Give an id, like 5b9c5c1e-8b1f-4c7a-9a55-0d6a3f1e2c4d',
  date: 'Give a day, like 2013-05-08',
  datetime: 'Give a moment, like 2013-05-08T09:30:00Z',
}

const oneOf = (values: readonly unknown[]): string =>
  values.length === 1 ? `Give ${values[0]}` : `Give one of ${values.slice(0, -1).join(', ')} or ${values.at(-1)}`

function tooSmall({ origin, minimum, inclusive }: Of<'too_small'>): string {
  if (origin === 'string') return minimum === 1 ? 'It is empty: give a text' : `Give at least ${minimum} characters`
  if (isCounted(origin)) return `Give at least ${minimum === 1 ? 'one' : minimum}`
  return inclusive === false ? `Give more than ${minimum}` : `Give ${minimum} or more`
}

function tooBig({ origin, maximum, inclusive }: Of<'too_big'>): string {
  if (origin === 'string') return `Give ${maximum} characters at most`
  if (isCounted(origin)) return `Give ${maximum} at most`
  return inclusive === false ? `Give less than ${maximum}` : `Give ${maximum} or less`
}

const isCounted = (origin: string) => origin === 'array' || origin === 'set' || origin === 'map'
