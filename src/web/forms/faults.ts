import type { z } from 'zod'
import type { FieldFault, Typed } from '../page.ts'
import { below, type Field, idOf } from './field.ts'
import { lower } from './fields.ts'
import { rowsGiven } from './given.ts'

/** The id of all the fields together: where a fault belongs to no one of them. */
export const WHOLE = 'fields'

/** What the engine finds wrong beyond the shape, or a rule refuses: a JSON pointer into the event, or the name of a field. */
export interface Found {
  readonly pointer?: string
  readonly field?: string | undefined
  readonly detail: string
}

/**
 * Faults at the inputs where they can be put right.
 *
 * @param typed the form they are about: blank rows were closed up in the event, so its rows are counted in it
 */
export const faultsOf = (fields: readonly Field[], found: readonly Found[], typed: Typed = {}): readonly FieldFault[] =>
  found.map(({ pointer, field, detail }) => {
    const parts = pointer !== undefined ? partsOf(pointer) : field ? [field] : []
    return { id: parts[0] === 'reasons' ? idOf(parts.join('.')) : placeIn(fields, parts, typed).id, text: detail }
  })

const partsOf = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))

/** What a schema says against an event, in the words of the form. */
export const faultsOfIssues = (fields: readonly Field[], issues: readonly z.core.$ZodIssue[], typed: Typed): readonly FieldFault[] =>
  issues.map((issue) => {
    const place = placeIn(fields, issue.path.map(String), typed)
    return { id: place.id, text: worded(issue, place) }
  })

interface Place {
  readonly id: string
  readonly field?: Field
  /** What it is part of, for the summary: "Complainant", "Action 2". */
  readonly within: readonly string[]
}

function worded(issue: z.core.$ZodIssue, { field, within }: Place): string {
  const said = field ? wordsOf(issue, field) : issue.message
  return within.length > 0 ? `${within.join(', ')}: ${lower(said)}` : said
}

function wordsOf(issue: z.core.$ZodIssue, field: Field): string {
  if (field.kind === 'consideration') return issue.path.at(-1) === 'why' ? `Enter why: ${field.label}` : `Select yes or no: ${field.label}`
  if (issue.code === 'too_big' && field.kind === 'money') return `${field.label} must be £1,000,000,000 or less`
  if (issue.code === 'too_big' && (field.kind === 'list' || field.kind === 'choices')) return `${field.label}: at most ${issue.maximum}`
  const isOfOurWording = !/^(Invalid|Too|Unrecognized)\b/.test(issue.message)
  return issue.code !== 'invalid_type' && isOfOurWording ? issue.message : field.missing
}

/** The input that a path through the event is about. */
export function placeIn(
  fields: readonly Field[],
  parts: readonly string[],
  typed: Typed,
  path = '',
  within: readonly string[] = [],
): Place {
  const [key, ...rest] = parts
  const field = fields.find(
    (each) => each.key === key || (each.kind === 'flags' && each.key === '' && each.flags.some((flag) => flag.key === key)),
  )
  if (!field || key === undefined) return { id: path === '' ? WHOLE : firstIn(fields, path), within }
  if (field.kind === 'flags')
    return placeOfFlag(field.key === '' ? path : below(path, key), field, field.key === '' ? key : rest[0], within)
  return placeOf(field, rest, typed, below(path, key), within)
}

function placeOf(field: Field, rest: readonly string[], typed: Typed, path: string, within: readonly string[]): Place {
  if (field.kind === 'group' && rest.length > 0) {
    const place = placeIn(field.fields, rest, typed, path, field.label ? [...within, field.label] : within)
    return place.field ? place : { ...place, field }
  }
  if (field.kind === 'list' && rest.length > 0 && /^\d+$/.test(rest[0]!)) {
    const index = Number(rest[0])
    const row = rowsGiven(field, typed, path)[index] ?? index
    const inside = [...within, `${field.item.charAt(0).toUpperCase()}${field.item.slice(1)} ${index + 1}`]
    return placeOf(field.row, rest.slice(1), typed, `${path}.${row}`, inside)
  }
  if (field.kind === 'consideration') return { id: idOf(`${path}.${rest[0] === 'why' ? 'why' : 'answer'}`), field, within }
  return { id: firstOf(field, path), field, within }
}

const placeOfFlag = (
  path: string,
  field: Extract<Field, { kind: 'flags' }>,
  flag: string | undefined,
  within: readonly string[],
): Place => ({
  id: idOf(below(path, field.flags.find(({ key }) => key === flag)?.key ?? field.flags[0]!.key)),
  field,
  within,
})

const firstIn = (fields: readonly Field[], path: string): string => (fields[0] ? firstOf(fields[0], below(path, fields[0].key)) : WHOLE)

/** The id of the first input of a field. */
export function firstOf(field: Field, path: string): string {
  if ((field.kind === 'group' || field.kind === 'list') && field.presence) return idOf(`${path}._is`)
  if (field.kind === 'group') return firstIn(field.fields, path)
  if (field.kind === 'flags') return idOf(below(path, field.flags[0]!.key))
  if (field.kind === 'consideration') return idOf(`${path}.answer`)
  return idOf(path)
}
