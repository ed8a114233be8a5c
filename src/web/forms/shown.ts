import type { Choice } from './field.ts'

/** A form as its template shows it. */
export interface Form {
  readonly fields: readonly ShownField[]
  /** Reasons for rules that are about no one field. */
  readonly reasons: readonly ShownReason[]
}

export interface Placed {
  /** The name of the input: a dotted path. */
  readonly name: string
  /** The id of the first input: what the error summary links to. */
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly optional: boolean
  readonly unless?: boolean
  readonly fault?: string
  /** Shown only where the input of this name has one of these values; without JavaScript, always. */
  readonly onlyWhere?: { readonly name: string; readonly is: string }
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
  /** What the rule says of no one case: the box is told by it from others of its paragraph. */
  readonly words: string
  readonly because: string
  /** How the rule would still be kept. */
  readonly unlock?: { readonly title: string; readonly href: string }
  /** Usual reasons to choose from, or to write another. */
  readonly usual: readonly ShownChoice[]
  /** How much is wanted. */
  readonly guidance: string
  readonly value: string
  readonly most: number
  readonly limit: string
  readonly fault?: string
}

export interface ShownChoice extends Choice {
  readonly id: string
  readonly chosen: boolean
}

/** Asked for what the casefile does not hold: typed in, looked up, and then among the options. */
export interface Search {
  readonly name: string
  readonly id: string
  readonly value: string
  readonly of: string
}

export type ShownField = Placed &
  (
    | { readonly kind: 'text'; readonly value: string; readonly most: number; readonly limit: string; readonly lines: number }
    | { readonly kind: 'date' | 'money' | 'number'; readonly value: string }
    | { readonly kind: 'yesNo' | 'choices'; readonly options: readonly ShownChoice[] }
    | {
        readonly kind: 'choice'
        readonly as: 'radios' | 'select'
        readonly options: readonly ShownChoice[]
        readonly search?: Search
        /** In the box that completes a long list, while nothing of it is chosen. */
        readonly typed?: { readonly name: string; readonly value: string }
      }
    | { readonly kind: 'flags'; readonly flags: readonly ShownFlag[] }
    | { readonly kind: 'consideration'; readonly answer: ShownField; readonly why: ShownField }
    | {
        readonly kind: 'group'
        readonly fields: readonly ShownField[]
        readonly presence?: ShownPresence
        readonly folded?: ShownFolded
      }
    | {
        readonly kind: 'list'
        readonly item: string
        readonly rows: readonly ShownRow[]
        readonly mayAdd: boolean
        readonly presence?: ShownPresence
      }
  )

export interface ShownFlag {
  readonly name: string
  readonly id: string
  readonly text: string
  readonly hint?: string
  readonly chosen: boolean
}
export interface ShownRow {
  readonly name: string
  readonly legend: string
  readonly field: ShownField
  readonly removable: boolean
  /** It was just added: the page opens at it. */
  readonly newest: boolean
}
/** A part that opens by these words; open already, where there is something in it to be seen. */
export interface ShownFolded {
  readonly by: string
  readonly open: boolean
}
/** Whether a part is left as it is, taken away, or given anew. */
export interface ShownPresence {
  readonly name: string
  readonly id: string
  readonly options: readonly ShownChoice[]
}
