/** What a field of an event refers to: the schema says so by `refersTo`, and who knows the casefile gives the choices. */
export type Reference =
  | 'organisation'
  | 'party'
  | 'post'
  | 'gradedPost'
  | 'letter'
  | 'duty'
  | 'action'
  | 'decision'
  | 'entry'
  | 'person'
  | 'holding'
  | 'delegation'

/** One of several answers; its value is what is submitted, its text what people read. */
export interface Choice {
  readonly value: string
  readonly text: string
  readonly hint?: string
}

/** What the casefile and the office give to choose from, as far as the schema asks for it (choices.ts). */
export type FormChoices = { readonly [R in Reference]?: readonly Choice[] } & {
  /** There are more than these: a choice of this kind is also searched for. */
  readonly searched?: readonly Reference[]
}

/** It matters only where another field of its group has one of these values. */
export interface OnlyWhere {
  readonly field: string
  readonly is: readonly string[]
}

interface Named {
  /** The name of the property; of the row of a list it is empty. */
  readonly key: string
  /** A question or a statement, as it stands above the input. */
  readonly label: string
  readonly hint?: string
  /** It may be left empty. */
  readonly optional: boolean
  /** But for some other answers it may not. */
  readonly unless?: boolean
  /** The words where it is left empty, but may not be. */
  readonly missing: string
  readonly onlyWhere?: OnlyWhere
}

export interface TextField extends Named {
  readonly kind: 'text'
  readonly most: number
  /** Rows of the box; 1 is a single line. */
  readonly lines: number
  /** The name of something new, such as an action: it names itself where it is left empty. */
  readonly names?: Reference
}
export interface DateField extends Named {
  readonly kind: 'date'
}
export interface MoneyField extends Named {
  readonly kind: 'money'
}
export interface NumberField extends Named {
  readonly kind: 'number'
}
export interface YesNoField extends Named {
  readonly kind: 'yesNo'
}
/** One of several: an enum, or something of the casefile. */
export interface ChoiceField extends Named {
  readonly kind: 'choice'
  readonly options: readonly Choice[]
  readonly of?: Reference
  readonly searched?: true
  /** A number is submitted, not its text. */
  readonly numeric?: true
  readonly otherwise?: string
}
/** Any of several. */
export interface ChoicesField extends Named {
  readonly kind: 'choices'
  readonly options: readonly Choice[]
  readonly of?: Reference
}
/** Statements that are so or not, each a field of its own in the event: below `key`, or beside each other where it is empty. */
export interface FlagsField extends Named {
  readonly kind: 'flags'
  readonly flags: readonly { readonly key: string; readonly label: string; readonly hint?: string }[]
}
/** The answer to a "consider whether", and why. */
export interface ConsiderationField extends Named {
  readonly kind: 'consideration'
  readonly most: number
}
export interface GroupField extends Named {
  readonly kind: 'group'
  readonly fields: readonly Field[]
  /** What leaving it out, and what saying that there is none, mean: both can be said of it. */
  readonly presence?: Presence
  /** Much that is seldom needed: it opens by these words. */
  readonly opensBy?: string
}
export interface ListField extends Named {
  readonly kind: 'list'
  readonly row: Field
  /** What one row is called: "action". */
  readonly item: string
  readonly least: number
  readonly most: number
  readonly presence?: Presence
}
/** A part that is left as it is, taken away, or given anew. */
export interface Presence {
  readonly leave: string
  readonly none: string
  readonly give: string
}

/** A field of a form, made from the schema of an event; where it stands is worked out when the form is shown or read. */
export type Field =
  | TextField
  | DateField
  | MoneyField
  | NumberField
  | YesNoField
  | ChoiceField
  | ChoicesField
  | FlagsField
  | ConsiderationField
  | GroupField
  | ListField

/** `action.money.0.amount`: the name of the input, and with hyphens its id. */
export const below = (path: string, key: string | number): string => (path && key !== '' ? `${path}.${key}` : path || String(key))
export const idOf = (path: string): string => path.replaceAll('.', '-')
