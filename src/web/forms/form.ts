import type { Choice } from './field.ts'

/** A form as its template shows it: what was typed or proposed in its place, with what is wrong there. */
export interface Form {
  readonly fields: readonly ShownField[]
  /** Reasons for rules that are about no one field. */
  readonly reasons: readonly ShownReason[]
}

interface Placed {
  /** The name of the input: a dotted path. */
  readonly name: string
  /** The id of the first input: what the error summary links to. */
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly optional: boolean
  readonly fault?: string
  /** Boxes for the rules that this field does not meet. */
  readonly reasons: readonly ShownReason[]
}

/** A box for the reason why a rule that is normally kept is not: one text, or a usual one and more. */
export interface ShownReason {
  readonly rule: string
  readonly name: string
  readonly id: string
  /** The citation, and what the paragraph wants. */
  readonly paragraph: string
  readonly because: string
  /** Usual reasons to choose from; the value of the last leaves all to the text. */
  readonly usual: readonly ShownChoice[]
  readonly value: string
  readonly most: number
  readonly fault?: string
}

export interface ShownChoice extends Choice {
  readonly id: string
  readonly chosen: boolean
}

export type ShownField = Placed &
  (
    | { readonly kind: 'text'; readonly value: string; readonly most: number; readonly lines: number }
    | { readonly kind: 'date' | 'money' | 'number'; readonly value: string }
    | { readonly kind: 'yesNo'; readonly options: readonly ShownChoice[] }
    | {
        readonly kind: 'choice'
        readonly as: 'radios' | 'select'
        readonly options: readonly ShownChoice[]
        /** What was typed to find it by, where it is searched for. */
        readonly search?: { readonly name: string; readonly id: string; readonly value: string; readonly of: string }
      }
    | { readonly kind: 'choices'; readonly options: readonly ShownChoice[] }
    | {
        readonly kind: 'flags'
        readonly flags: readonly (Pick<ShownChoice, 'id' | 'text' | 'hint' | 'chosen'> & { readonly name: string })[]
      }
    | { readonly kind: 'consideration'; readonly answer: ShownField; readonly why: ShownField }
    | { readonly kind: 'group'; readonly fields: readonly ShownField[]; readonly presence?: ShownPresence }
    | {
        readonly kind: 'list'
        readonly rows: readonly { readonly name: string; readonly field: ShownField; readonly removable: boolean }[]
        readonly mayAdd: boolean
        readonly what: string
        readonly presence?: ShownPresence
      }
  )

export interface ShownPresence {
  readonly name: string
  readonly id: string
  readonly options: readonly ShownChoice[]
}
