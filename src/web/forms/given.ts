import type { Typed } from '../page.ts'
import type { Field, ListField } from './field.ts'
import { rowsAt, valuesAt } from './typed.ts'

const CONTROLS = /\._(is|search|row)$/

/** The rows of a list in which somebody wrote something: those that reach the event, in this order. */
export const rowsGiven = (list: ListField, typed: Typed, path: string): readonly number[] =>
  rowsAt(typed, path).filter((row) => isGiven(list.row, typed, `${path}.${row}`))

const isGiven = (row: Field, typed: Typed, path: string): boolean =>
  Object.keys(typed).some(
    (name) =>
      (name === path || (row.kind !== 'choice' && name.startsWith(`${path}.`))) &&
      !CONTROLS.test(name) &&
      valuesAt(typed, name).some((value) => value.trim() !== ''),
  )
