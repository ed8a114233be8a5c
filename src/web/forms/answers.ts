import type { z } from 'zod'
import type { FieldFault, Typed } from '../page.ts'
import { faultsOfIssues } from './faults.ts'
import {
  below,
  type ChoiceField,
  type Field,
  type FlagsField,
  type FormChoices,
  type GroupField,
  idOf,
  type ListField,
  type Reference,
} from './field.ts'
import { fieldsOf } from './fields.ts'
import { dayRead, penceRead, yesNoRead } from './read.ts'
import { rowsAt, soughtAt, valueAt, valuesAt } from './typed.ts'

/** What a form says, as the engine takes it. */
export interface Payload {
  /** With its type; what could not be read stands in it as it was typed. */
  readonly event: { readonly type: string } & Readonly<Record<string, unknown>>
  readonly faults: readonly FieldFault[]
}

/**
 * Reads a typed form by the schema of its event. Blank fields are left out, blank rows closed up; whatever was typed, it answers.
 *
 * @param choices of the casefile: a new action is not named as one that is there
 */
export function payloadOf(schema: z.ZodObject, typed: Typed, choices: FormChoices = {}): Payload {
  const fields = fieldsOf(schema, choices)
  const reading = { typed, taken: namesTaken(typed, choices), faults: [] as FieldFault[] }
  const { value } = readAll(fields, '', reading)
  const event = { type: typeOf(schema), ...value }
  const parsed = schema.safeParse(event)
  // Where a part could not be read, its own fault says it for the whole.
  const isRead = ({ id }: FieldFault) => !reading.faults.some((fault) => fault.id === id || fault.id.startsWith(`${id}-`))
  const others = parsed.success ? [] : faultsOfIssues(fields, parsed.error.issues, typed).filter(isRead)
  return { event, faults: inOrder([...reading.faults, ...others]) }
}

interface Reading {
  readonly typed: Typed
  /** Names that a new thing cannot have. */
  readonly taken: Set<string>
  readonly faults: FieldFault[]
}
/** `given` is whether anybody answered: a box that was left empty says no, but gives nothing. */
interface Read {
  readonly value: unknown
  readonly given: boolean
}

const typeOf = (schema: z.ZodObject) => [...(schema.shape['type'] as z.ZodLiteral<string>).values][0]!

const namesTaken = (typed: Typed, { action = [] }: FormChoices) =>
  new Set([
    ...action.map(({ value }) => value),
    ...Object.keys(typed).flatMap((name) => (/\bid$/.test(name) ? [valueAt(typed, name).trim()] : [])),
  ])

/** One fault for each place. */
const inOrder = (faults: readonly FieldFault[]) => [...new Map(faults.toReversed().map((fault) => [fault.id, fault])).values()].reverse()

function readAll(fields: readonly Field[], path: string, reading: Reading): { value: Record<string, unknown>; given: boolean } {
  const read = fields.map((field) => ({ field, ...readOne(field, below(path, field.key), reading) }))
  const entries = read.flatMap(({ field, value: each }): readonly (readonly [string, unknown])[] =>
    each === undefined ? [] : field.key === '' ? Object.entries(each as object) : [[field.key, each]],
  )
  const value: Record<string, unknown> = Object.fromEntries(entries)
  const given = read.some((each) => each.given)
  for (const { field } of read)
    if (given && field.kind === 'text' && field.names && value[field.key] === undefined) value[field.key] = newName(value['kind'], reading)
  return { value, given }
}

function readOne(field: Field, path: string, reading: Reading): Read {
  switch (field.kind) {
    case 'group':
      return readGroup(field, path, reading)
    case 'list':
      return readList(field, path, reading)
    case 'flags':
      return readFlags(field, path, reading)
    case 'consideration':
      return readConsideration(path, reading)
    case 'choices':
      return several(
        valuesAt(reading.typed, path),
        rowsAt(reading.typed, path).map((row) => valueAt(reading.typed, `${path}.${row}`)),
        field,
      )
    default:
      return readText(field, path, reading)
  }
}

function readText(field: Field, path: string, { typed, faults }: Pick<Reading, 'typed' | 'faults'>): Read {
  const text = valueAt(typed, path).trim()
  if (text === '' && field.kind === 'choice') return readUnchosen(field, path, { typed, faults })
  if (text === '') return { value: undefined, given: false }
  const value = meant(field, text)
  if (value === undefined) faults.push({ id: idOf(path), text: unreadable(field) })
  return { value: value ?? text, given: true }
}

/** Of a long list something may have been typed, and nothing chosen: it is neither lost nor left out. */
function readUnchosen({ of }: ChoiceField, path: string, { typed, faults }: Pick<Reading, 'typed' | 'faults'>): Read {
  const sought = soughtAt(typed, path)
  if (sought) faults.push({ id: idOf(path), text: `“${sought}” is not ${(of && amongSaid[of]) ?? 'in the list'}: choose one` })
  return { value: undefined, given: sought !== '' }
}
const amongSaid: { readonly [R in Reference]?: string } = {
  organisation: 'one of the organisations',
  party: 'one of the organisations',
  post: 'one of the posts',
  gradedPost: 'one of the posts',
  person: 'one of the people',
}

function meant(field: Field, text: string): unknown {
  if (field.kind === 'date') return dayRead(text)
  if (field.kind === 'money') return penceRead(text)
  if (field.kind === 'yesNo') return yesNoRead(text)
  if (field.kind === 'number' || (field.kind === 'choice' && field.numeric)) return /^\d{1,15}$/.test(text) ? Number(text) : undefined
  return text
}

function unreadable({ kind, label, missing }: Field): string {
  if (kind === 'date')
    return label.endsWith('?') ? `${missing} with a real date, like 27/3/2026` : `${label} must be a real date, like 27/3/2026`
  if (kind === 'money') return `${label} must be in pounds and pence, like 250 or 250.50`
  return kind === 'number' ? `${label} must be a whole number` : missing
}

function readGroup({ fields, optional, presence }: GroupField, path: string, reading: Reading): Read {
  const is = valueAt(reading.typed, `${path}._is`)
  if (presence && is === 'none') return { value: null, given: true }
  if (presence && is === 'leave') return { value: undefined, given: false }
  const { value, given } = readAll(fields, path, reading)
  return { value: given || !optional || is === 'give' ? value : undefined, given }
}

function readList(field: ListField, path: string, reading: Reading): Read {
  const is = valueAt(reading.typed, `${path}._is`)
  if (field.presence && is === 'none') return { value: [], given: true }
  if (field.presence && is === 'leave') return { value: undefined, given: false }
  const read = rowsAt(reading.typed, path).map((row) => readOne(field.row, `${path}.${row}`, reading))
  const rows = read.flatMap(({ given, value }) => (given ? [value] : []))
  return several(field.row.kind === 'choice' ? valuesAt(reading.typed, path) : [], rows, field)
}

/** Ticked, or chosen one by one: the form offers one of the two. */
function several(ticked: readonly string[], rows: readonly unknown[], { optional }: Field): Read {
  const values = ticked.length > 0 ? ticked : rows
  const said = values.filter((value) => value !== '' && value !== undefined)
  return { value: said.length > 0 || !optional ? said : undefined, given: said.length > 0 }
}

function readFlags({ flags }: FlagsField, path: string, { typed }: Reading): Read {
  const value = Object.fromEntries(flags.map(({ key }) => [key, yesNoRead(valueAt(typed, below(path, key))) === true]))
  return { value, given: Object.values(value).some(Boolean) }
}

function readConsideration(path: string, { typed, faults }: Reading): Read {
  const [said, why] = [valueAt(typed, `${path}.answer`).trim(), valueAt(typed, `${path}.why`).trim()]
  const answer = yesNoRead(said)
  if (said && answer === undefined) faults.push({ id: idOf(`${path}.answer`), text: 'Select yes or no' })
  const value = { ...(said && { answer: answer ?? said }), ...(why && { why }) }
  return { value: said || why ? value : undefined, given: Boolean(said || why) }
}

/** `payment-2`: the first name of this kind that is free. */
function newName(kind: unknown, { taken }: Reading): string {
  const stem =
    (typeof kind === 'string' ? kind : 'action')
      .replaceAll(/(?=[A-Z])/g, '-')
      .toLowerCase()
      .replaceAll(/[^a-z0-9-]/g, '')
      .replace(/^-+/, '')
      .slice(0, 30) || 'action'
  for (let count = 1; ; count++) {
    const name = `${stem}-${count}`
    if (taken.has(name)) continue
    taken.add(name)
    return name
  }
}
