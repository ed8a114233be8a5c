import type { CalendarDate } from '../../../../machines/kernel/calendar.ts'
import { sayState } from '../../../../machines/kernel/chart.ts'
import type { MoneyLine } from '../../../../machines/remedy/action.ts'
import { moneyInWords } from '../../../letters/format.ts'
import { ERASED, type Said } from '../../../shown/said.ts'
import { wordsOfValue } from '../../../shown/value-words.ts'
import { date } from '../../words.ts'

/** One cell of what is shown of a record: words, and where they lead. */
export type Cell = string | { readonly text: string; readonly href?: string | undefined; readonly cites?: string }

/** What a record says, in parts that one template shows: of each machine another choice of them. */
export type Section = { readonly title: string; readonly cites?: string } & (
  | { readonly kind: 'facts'; readonly rows: readonly Row[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'said'; readonly said: readonly Said[] }
  | { readonly kind: 'cards'; readonly cards: readonly { readonly title: string; readonly rows: readonly Row[] }[] }
  | { readonly kind: 'ladder'; readonly rungs: readonly Rung[]; readonly rows: readonly Row[] }
)
export interface Row {
  readonly label: string
  readonly value: Cell
}

/** A stage of escalation: what has been written at it, and what came of that. */
export interface Rung {
  readonly title: string
  readonly standing: 'reached' | 'now' | 'ahead'
  readonly said: readonly string[]
}

/** Rows of what is recorded; what is not is left out. */
export const facts = (
  title: string,
  rows: readonly (readonly [label: string, value: Cell | undefined | null])[],
  cites?: string,
): Section[] => {
  const told = rows.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value: value ?? ERASED }]))
  return told.length === 0 ? [] : [{ kind: 'facts', title, rows: told, ...(cites && { cites }) }]
}

/** A table where there is anything to put in it. */
export const table = (
  title: string,
  head: readonly string[],
  rows: readonly (readonly (Cell | undefined | null)[])[],
  cites?: string,
): Section[] =>
  rows.length === 0
    ? []
    : [
        {
          kind: 'table',
          title,
          head,
          rows: rows.map((row) => row.map((cell) => cell ?? (cell === null ? ERASED : ''))),
          ...(cites && { cites }),
        },
      ]

export const said = (title: string, answers: readonly Said[], cites?: string): Section[] =>
  answers.length === 0 ? [] : [{ kind: 'said', title, said: answers, ...(cites && { cites }) }]

export const on = (day: CalendarDate | undefined): string | undefined => (day === undefined ? undefined : date(day))
export const yesNo = (answer: boolean | undefined): string | undefined => (answer === undefined ? undefined : answer ? 'Yes' : 'No')
/** A value of a record, such as `furtherLetter`, as people say it. */
export const say = (value: string | undefined, field?: string): string | undefined =>
  value === undefined ? undefined : (wordsOfValue(value, field) ?? sayState(value))
export const sums = (money: readonly MoneyLine[]): string | undefined => (money.length > 0 ? money.map(moneyInWords).join('; ') : undefined)
