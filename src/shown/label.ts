import type { z } from 'zod'

/** Where in a payload the reference to this text stands; undefined where it does not. */
export function placeOfText(value: unknown, text: string, at: readonly (string | number)[] = []): readonly (string | number)[] | undefined {
  if (typeof value === 'string') return value.startsWith(`text:${text}:`) ? at : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, inner] of Object.entries(value)) {
    const found = placeOfText(inner, text, [...at, Array.isArray(value) ? Number(name) : name])
    if (found) return found
  }
  return undefined
}

interface Inside {
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly element?: z.ZodType
  readonly innerType?: z.ZodType
  readonly valueType?: z.ZodType
  readonly options?: readonly z.ZodType[]
}

/**
 * What the field at this place of an event is called, by the names around it as far as they say more: “Complainant: name”. Undefined
 * where nothing on the way has a label. One of a list is called as the list is.
 */
export function labelAt(schema: z.ZodType, path: readonly (string | number)[]): string | undefined {
  const labels: string[] = []
  let here: readonly z.ZodType[] = [schema]
  for (const step of path) {
    here = here.flatMap((each) => stepped(each, step))
    const label = typeof step === 'number' ? undefined : here.map(labelOf).find((each) => each !== undefined)
    if (label !== undefined) labels.push(label)
  }
  if (labels.length === 0) return undefined
  const [first, last] = [labels[0]!, labels.at(-1)!]
  const words = labels.length === 1 ? first : `${first}: ${last.charAt(0).toLowerCase()}${last.slice(1)}`
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A label may stand on what is optional or on what is inside it. */
function labelOf(schema: z.ZodType): string | undefined {
  const { label } = (schema.meta() ?? {}) as { label?: string }
  const { innerType } = schema.def as unknown as Inside
  return label ?? (innerType && labelOf(innerType))
}

/** What a schema has at this name; each of several kinds that has it. */
function stepped(schema: z.ZodType, step: string | number): readonly z.ZodType[] {
  const { shape, element, innerType, valueType, options } = schema.def as unknown as Inside
  if (innerType) return stepped(innerType, step)
  if (options) return options.flatMap((each) => stepped(each, step))
  const at = shape ? shape[step] : typeof step === 'number' ? element : valueType
  return at ? [at] : []
}
