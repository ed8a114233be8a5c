import type { Field } from './field.ts'

/** How many inputs there are to fill in, counting one row of each list. */
export const inputsIn = (fields: readonly Field[]): number =>
  fields.reduce((count, field) => {
    if (field.kind === 'group') return count + inputsIn(field.fields)
    if (field.kind === 'list') return count + inputsIn([field.row])
    return count + (field.kind === 'consideration' ? 2 : 1)
  }, 0)

/** How many characters a box takes, as its page says it. */
export const limitSaid = (most: number): string => most.toLocaleString('en-GB')
