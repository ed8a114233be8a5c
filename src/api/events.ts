import { z } from 'zod'
import 'zod-openapi'
import { definitions } from '../../machines/index.ts'
import { RECORDED_IN_ERROR } from '../../machines/kernel/correct.ts'

/** Each event of each machine as a schema with a name, for OpenAPI: the same that the engine reads it by. */

const reasons = z
  .record(z.string(), z.string())
  .optional()
  .meta({ description: 'Written reasons, each under the name of the rule that it answers' })
const opening = new Set(['OPEN', 'REGISTER'])

interface Named {
  readonly type: string
  readonly name: string
  readonly schema: z.ZodType
}

const pascal = (words: string) => words.toLowerCase().replaceAll(/(?:^|_)(.)/g, (_all, letter: string) => letter.toUpperCase())

const titled = (schema: z.ZodObject, id: string) => {
  const { title, done } = schema.meta() as { title: string; done: string }
  return schema.extend({ reasons }).meta({ id, title, description: `In the history: ${done}.`, unusedIO: 'input' })
}

const refTo = (name: string) => `#/components/schemas/${name}`

/** A schema that OpenAPI writes just so. */
const standingFor = (id: string, written: object) =>
  z.looseObject({ type: z.string() }).meta({
    id,
    unusedIO: 'input',
    override: ({ jsonSchema }: { jsonSchema: object }) => {
      for (const name of Object.keys(jsonSchema)) delete jsonSchema[name as keyof typeof jsonSchema]
      Object.assign(jsonSchema, written)
    },
  })

/** The same type in two machines is two schemas; which of them is meant, the instance says. */
const ofMachines = Object.values(definitions).flatMap(({ name: machine, events }) =>
  Object.entries(events)
    .filter(([type]) => !opening.has(type))
    .map(([type, schema]) => ({ type, machine, schema })),
)
const types = [...new Set(ofMachines.map(({ type }) => type))]

export const namedEvents: readonly Named[] = [
  ...types.flatMap((type): Named[] => {
    const of = ofMachines.filter((each) => each.type === type)
    const name = pascal(type)
    if (of.length === 1) return [{ type, name, schema: titled(of[0]!.schema, name) }]
    const each = of.map(({ machine, schema }) => ({
      type: '',
      name: `${name}Of${pascal(machine)}`,
      schema: titled(schema, `${name}Of${pascal(machine)}`),
    }))
    return [...each, { type, name, schema: standingFor(name, { anyOf: each.map((one) => ({ $ref: refTo(one.name) })) }) }]
  }),
  { type: 'RECORDED_IN_ERROR', name: 'RecordedInError', schema: titled(RECORDED_IN_ERROR, 'RecordedInError') },
]

const choices = namedEvents.filter(({ type }) => type !== '')

/** One of all events, told apart by its type. */
export const eventBody = standingFor('Event', {
  description: 'Which events an instance takes now, its actions say',
  oneOf: choices.map(({ name }) => ({ $ref: refTo(name) })),
  discriminator: { propertyName: 'type', mapping: Object.fromEntries(choices.map(({ type, name }) => [type, refTo(name)])) },
})

const openingBody = (machine: string, type: string) => {
  const schema = definitions[machine]!.events[type]!
  return schema
    .extend({ type: z.literal(type).optional(), reasons })
    .meta({ id: `${pascal(type)}${pascal(machine)}`, title: (schema.meta() as { title: string }).title })
}

/** What a request may open, with the event that opens it, and whose event that is. */
export const openedWith = {
  intervention: { type: 'OPEN_INTERVENTION', by: 'casefile' },
  investigation: { type: 'OPEN_INVESTIGATION', by: 'casefile' },
  recommendation: { type: 'ADD_RECOMMENDATION', by: 'investigation' },
  review: { type: 'REFER_FOR_REVIEW', by: 'casefile' },
} as const

const bodiesOfInstances = Object.entries(openedWith).map(([machine, { type, by }]) => {
  const schema = definitions[by]!.events[type]!
  return {
    machine,
    schema: schema
      .extend({ machine: z.literal(machine), type: z.literal(type).optional(), reasons })
      .meta({ id: `Open${pascal(machine)}Here`, title: (schema.meta() as { title: string }).title, unusedIO: 'input' }),
  }
})

export const openingBodies = {
  casefile: openingBody('casefile', 'OPEN'),
  organisation: openingBody('organisation', 'REGISTER'),
  instance: z
    .discriminatedUnion('machine', [bodiesOfInstances[0]!.schema, ...bodiesOfInstances.slice(1).map(({ schema }) => schema)])
    .meta({ id: 'OpenInstance' }),
}
