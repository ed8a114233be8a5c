import type { z } from 'zod'
import { addDays, type CalendarDate } from '../../machines/kernel/calendar.ts'
import type { FileState } from '../../machines/kernel/file.ts'
import { office, otherTrust, trust } from '../support/file.ts'

/** Where a payload is to be put: the day, and what the file holds that it could name. */
export interface At {
  readonly today: CalendarDate
  readonly file: FileState
  readonly record: Readonly<Record<string, unknown>>
}
export type Payload = Readonly<Record<string, unknown>>

/** Words that a person might write; machines see only that there are some. */
const WORDS = 'As the papers show'
const posts = ['secondCaseworker', 'caseworker']
const organisations = [trust, office, otherTrust]

interface Described {
  readonly type: string
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly element?: z.ZodType
  readonly innerType?: z.ZodType
  readonly options?: readonly z.ZodType[]
  readonly values?: readonly unknown[]
  readonly entries?: Readonly<Record<string, string>>
  readonly left?: z.ZodType
  readonly in?: z.ZodType
}

/**
 * Payloads of a schema: a plain one, and for each field each other answer it could have, one at a time. Every value of an enum, both
 * answers of a yes or no, what may be left out both ways, and dates behind, at and ahead of the day.
 */
export function samplesOf(schema: z.ZodObject, at: At): readonly Payload[] {
  return variantsOf(schema, 'payload', at).filter((each): each is Payload => schema.safeParse(each).success)
}

/** The first is the plain one. */
function variantsOf(schema: z.ZodType, name: string, at: At): readonly unknown[] {
  const meta = (schema.meta() ?? {}) as { organisation?: boolean; post?: boolean; pence?: boolean; consideration?: boolean }
  if (meta.organisation) return organisations
  if (meta.post) return posts
  const def = schema.def as unknown as Described
  switch (def.type) {
    case 'object':
      return objects(def.shape!, at)
    case 'array':
      return [variantsOf(def.element!, name, at).slice(0, 1), []]
    case 'optional':
    case 'default':
    case 'nullable':
      return [undefined, ...variantsOf(def.innerType!, name, at)]
    case 'record':
      return [{}]
    case 'union':
      return def.options!.flatMap((each) => variantsOf(each, name, at))
    case 'literal':
      return def.values!
    case 'enum':
      return Object.values(def.entries!)
    case 'boolean':
      return [true, false]
    case 'number':
      return [meta.pence ? 25_000 : 1]
    case 'string':
      return texts(schema, name, at)
    default: {
      const inner = def.innerType ?? def.in ?? def.left
      return inner ? variantsOf(inner, name, at) : [undefined]
    }
  }
}

function objects(shape: Readonly<Record<string, z.ZodType>>, at: At): readonly Payload[] {
  const fields = Object.entries(shape).map(([name, field]) => [name, variantsOf(field, name, at)] as const)
  const plain = Object.fromEntries(fields.flatMap(([name, [first]]) => (first === undefined ? [] : [[name, first]])))
  return [plain, ...fields.flatMap(([name, [, ...others]]) => others.map((other) => ({ ...plain, [name]: other })))]
}

const DAYS = [7, 0, -1, 40]
function texts(schema: z.ZodType, name: string, { today, file }: At): readonly string[] {
  const takes = (text: string) => schema.safeParse(text).success
  if (takes(today) && !takes('x')) return DAYS.map((days) => addDays(today, days))
  if (name === 'letter') return ids(file.letters)
  if (name === 'duty') return ids(file.duties)
  if (takes('00000000-0000-4000-8000-000000000000') && !takes('x')) return organisations.slice(0, 1)
  return [takes(WORDS) ? WORDS : 'apology']
}
/** The newest of each kind would do as well; the first two are enough to tell apart. */
const ids = (held: readonly { readonly id: string }[]) => held.slice(0, 2).map(({ id }) => id)
