import type { z } from 'zod'
import type { OnlyWhere, Presence, Reference } from './field.ts'

/** What the schemas of events say of themselves beside their shape (machines/kernel/words.ts). */
interface Meta {
  readonly label?: string
  readonly asks?: string
  readonly hint?: string
  readonly missing?: string
  readonly together?: string
  readonly onlyWhere?: OnlyWhere
  readonly lines?: number
  readonly item?: string
  readonly says?: Readonly<Record<string, string>>
  readonly presence?: Presence
  readonly opensBy?: string
  readonly consideration?: boolean
  readonly pence?: boolean
  readonly organisation?: boolean
  readonly post?: boolean | 'graded'
  readonly casefile?: boolean
  readonly refersTo?: Reference
  readonly names?: Reference
}

/** A property of an event without what is around it: that it may be left out, or what it is where it is. */
export interface Unwrapped {
  readonly key: string
  readonly schema: z.ZodType
  readonly type: string
  readonly meta: Meta
  readonly label: string
  readonly optional: boolean
  readonly nullable: boolean
  readonly otherwise: unknown
  readonly reference: Reference | undefined
}

const AROUND = ['optional', 'nullable', 'default', 'prefault', 'readonly', 'nonoptional']

export function unwrapped(key: string, whole: z.ZodType): Unwrapped {
  let schema = whole
  let meta = (schema.meta() ?? {}) as Meta
  const around: string[] = []
  let otherwise: unknown
  while (AROUND.includes(schema.def.type)) {
    const def = schema.def as unknown as { type: string; innerType: z.ZodType; defaultValue?: unknown }
    around.push(def.type)
    if (def.type === 'default' || def.type === 'prefault') otherwise = def.defaultValue
    schema = def.innerType
    meta = { ...schema.meta(), ...meta }
  }
  return {
    key,
    schema,
    type: schema.def.type,
    meta,
    label: meta.asks ?? meta.label ?? '',
    optional: around.includes('optional'),
    nullable: around.includes('nullable'),
    otherwise,
    reference: referenceIn(meta),
  }
}

function referenceIn({ organisation, post, refersTo }: Meta): Reference | undefined {
  if (refersTo) return refersTo
  if (organisation) return 'organisation'
  if (post) return post === 'graded' ? 'gradedPost' : 'post'
  return undefined
}
