import type { FieldFault, Typed } from '../page.ts'
import { firstOf } from './faults.ts'
import { below, type Choice, type Field, idOf, type Presence } from './field.ts'
import type { ReasonAsked } from './reasons.ts'
import { NEWEST } from './rows.ts'
import type { Form, Placed, ShownChoice, ShownField, ShownFolded, ShownPresence } from './shown.ts'
import { limitSaid } from './size.ts'
import { isTyped, rowsAt, SEARCH, soughtAt, TYPED, valueAt, valuesAt } from './typed.ts'

export type { Form } from './shown.ts'

export interface Filling {
  /** As it was sent, or as it is proposed (`typedOf`). */
  readonly typed: Typed
  readonly faults?: readonly FieldFault[]
  /** For the rules that a written reason answers (`reasonsAsked`). */
  readonly reasons?: readonly ReasonAsked[]
}

/** The form as its template shows it: everything that was typed in its place, with what is wrong there. */
export function formOf(fields: readonly Field[], filling: Filling): Form {
  const shown = fields.map((field) => shownOf(field, below('', field.key), filling))
  const placed = new Set(shown.flatMap(({ reasons }) => reasons.map(({ rule }) => rule)))
  return { fields: shown, reasons: (filling.reasons ?? []).filter(({ rule }) => !placed.has(rule)) }
}

function shownOf(field: Field, path: string, filling: Filling): ShownField {
  const { typed } = filling
  const placed = placedOf(field, path, filling)
  switch (field.kind) {
    case 'text':
      return {
        ...placed,
        kind: 'text',
        value: valueAt(typed, path),
        most: field.most,
        limit: limitSaid(field.most),
        lines: field.lines,
      }
    case 'yesNo':
      return { ...placed, kind: 'yesNo', options: yesNo(field, path, typed) }
    case 'choice':
      return { ...placed, ...choiceOf(field, path, typed) }
    case 'choices':
      return { ...placed, kind: 'choices', options: chosen(field.options, path, ticked(typed, path)) }
    case 'flags':
      return { ...placed, kind: 'flags', flags: field.flags.map((flag) => flagOf(flag, below(path, flag.key), typed)) }
    case 'consideration':
      return { ...placed, kind: 'consideration', ...partsOf(field, path, filling) }
    case 'group':
      return {
        ...placed,
        kind: 'group',
        fields: field.fields.map((each) => shownOf(each, below(path, each.key), filling)),
        ...presenceOf(field, path, typed),
        ...foldedOf(field, path, filling),
      }
    case 'list':
      return { ...placed, ...rowsOf(field, path, filling), ...presenceOf(field, path, typed) }
    default:
      return { ...placed, kind: field.kind, value: valueAt(typed, path) }
  }
}

function placedOf(field: Field, path: string, { faults = [], reasons = [] }: Filling): Placed {
  const id = firstOf(field, path)
  const fault = faults.find((each) => each.id === id || each.id === idOf(path))?.text
  const about = (name: string | undefined) =>
    name === path || (field.kind === 'flags' && field.key === '' && field.flags.some(({ key }) => below(path, key) === name))
  return {
    name: path,
    id,
    label: field.label,
    ...(field.hint && { hint: field.hint }),
    optional: field.optional,
    ...(field.unless && { unless: true }),
    ...(fault && { fault }),
    ...(field.onlyWhere && { onlyWhere: { name: besides(path, field.onlyWhere.field), is: field.onlyWhere.is.join(' ') } }),
    reasons: reasons.filter((reason) => about(reason.field)),
  }
}

/** The name of another field of the same group. */
const besides = (path: string, key: string) => [...path.split('.').slice(0, -1), key].join('.')

function yesNo({ optional }: Field, path: string, typed: Typed) {
  const value = valueAt(typed, path)
  const options = [{ value: 'yes', text: 'Yes' }, { value: 'no', text: 'No' }, ...(optional ? [NOT_ANSWERED] : [])]
  return chosen(options, path, isTyped(typed, path) ? [value === 'true' ? 'yes' : value === 'false' ? 'no' : value] : [])
}

/** A radio button that was chosen is taken back by no other means. */
const NOT_ANSWERED: Choice = { value: '', text: 'Not answered' }

/** The first has the id of the field, so that the error summary leads to it. */
const chosen = (options: readonly Choice[], path: string, values: readonly string[]): readonly ShownChoice[] =>
  options.map((option, index) => ({
    ...option,
    id: index === 0 ? idOf(path) : idOf(`${path}.${index}`),
    chosen: values.includes(option.value),
  }))

const MOST_RADIOS = 8

function choiceOf(field: Extract<Field, { kind: 'choice' }>, path: string, typed: Typed) {
  const values = isTyped(typed, path) ? [valueAt(typed, path)] : field.otherwise === undefined ? [] : [field.otherwise]
  const searching = field.searched && {
    search: { name: `${path}.${SEARCH}`, id: idOf(`${path}.${SEARCH}`), value: valueAt(typed, `${path}.${SEARCH}`), of: field.of ?? '' },
  }
  if (searching || field.options.length === 0 || field.options.length > MOST_RADIOS)
    return {
      kind: 'choice' as const,
      as: 'select' as const,
      options: chosen(field.options, path, values),
      typed: { name: `${path}.${TYPED}`, value: soughtAt(typed, path) },
      ...searching,
    }
  const options = field.optional ? [...field.options, NOT_ANSWERED] : field.options
  return { kind: 'choice' as const, as: 'radios' as const, options: chosen(options, path, values) }
}

const ticked = (typed: Typed, path: string) => [
  ...valuesAt(typed, path),
  ...rowsAt(typed, path).map((row) => valueAt(typed, `${path}.${row}`)),
]

function flagOf({ key: _, label, hint }: { key: string; label: string; hint?: string }, path: string, typed: Typed) {
  return { name: path, id: idOf(path), text: label, ...(hint && { hint }), chosen: ['yes', 'true'].includes(valueAt(typed, path)) }
}

function partsOf(field: Extract<Field, { kind: 'consideration' }>, path: string, filling: Filling) {
  const inner = { optional: field.optional, ...(field.unless && { unless: true }), missing: '' }
  return {
    answer: shownOf({ ...inner, kind: 'yesNo', key: 'answer', label: field.label }, `${path}.answer`, filling),
    why: shownOf({ ...inner, kind: 'text', key: 'why', label: 'Why?', most: field.most, lines: 3 }, `${path}.why`, filling),
  }
}

function presenceOf({ presence }: { presence?: Presence }, path: string, typed: Typed): { presence?: ShownPresence } {
  if (!presence) return {}
  const name = `${path}._is`
  const said = valueAt(typed, name) || (isGivenBelow(typed, path) ? 'give' : 'leave')
  const options = (['leave', 'none', 'give'] as const).map((value) => ({ value, text: presence[value] }))
  return { presence: { name, id: idOf(name), options: chosen(options, name, [said]) } }
}
/** What was typed, and what is wrong, is never out of sight. */
function foldedOf({ opensBy }: Extract<Field, { kind: 'group' }>, path: string, { typed, faults = [] }: Filling): { folded?: ShownFolded } {
  if (opensBy === undefined) return {}
  const open = isGivenBelow(typed, path) || faults.some(({ id }) => id.startsWith(`${idOf(path)}-`))
  return { folded: { by: opensBy, open } }
}
const isGivenBelow = (typed: Typed, path: string) =>
  Object.keys(typed).some((name) => name.startsWith(`${path}.`) && valueAt(typed, name).trim() !== '')

/** One row is open from the start where there has to be one, or where it is small. */
function rowsOf(field: Extract<Field, { kind: 'list' }>, path: string, filling: Filling) {
  const { row, least, most, item } = field
  const typedRows = rowsAt(filling.typed, path)
  const isSmall = row.kind !== 'group' || row.fields.length <= 4
  const first = least > 0 || (isSmall && !isTyped(filling.typed, path)) ? [0] : []
  const rows = typedRows.length > 0 ? typedRows : first
  return {
    kind: 'list' as const,
    item,
    rows: rows.map((at, index) => ({
      name: `${path}.${at}`,
      legend: `${item.charAt(0).toUpperCase()}${item.slice(1)} ${index + 1}`,
      field: shownOf(named(row, item, index), `${path}.${at}`, filling),
      newest: valueAt(filling.typed, NEWEST) === `${path}.${at}`,
      removable: rows.length > Math.max(least, row.kind === 'group' && least === 0 ? 0 : 1),
    })),
    mayAdd: rows.length < most,
  }
}

/** A row that is one input is named by its place in the list. */
const named = (row: Field, item: string, index: number): Field =>
  row.kind === 'group' ? row : { ...row, label: `${item.charAt(0).toUpperCase()}${item.slice(1)} ${index + 1}`, optional: false }
