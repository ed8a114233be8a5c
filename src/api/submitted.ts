import { z } from 'zod'
import type { Asked } from './route.ts'

/** Written reasons, by the name of the rule that each answers. */
const reasons = z
  .record(z.string().max(100), z.string().max(20_000))
  .optional()
  .meta({
    description: 'Written reasons, each under the name of the rule that it answers',
    example: { replyWithinFourteenDays: 'The organisation is closed for a fortnight' },
  })

/** An event as it arrives. Its fields are looked at by the machine's own schema, when it is known which machine that is. */
export const submitted = z.looseObject({
  type: z
    .string({ error: ({ input }) => (input === undefined ? 'Say which event: type is missing' : 'type is the name of an event, a text') })
    .min(1, 'Say which event: type is empty')
    .max(100, 'There is no event whose type has more than 100 characters'),
  reasons,
})

/** As `submitted`, where the address already says which event it is. */
export const submittedAs = <T extends string>(type: T) =>
  z.looseObject({ type: z.literal(type, `type is ${type} here, and may be left out`).optional(), reasons })

/** Who puts it, under which key, and having seen what. */
export const askedBy = ({ person, key, digest, seen }: Asked) => ({ person, key, digest, ...(seen !== undefined && { seen }) })

/** The event and, apart from it, the reasons written for it. */
export const partedReasons = <B extends { reasons?: Record<string, string> | undefined }>({ reasons: given, ...event }: B) => ({
  event,
  ...(given && { reasons: given }),
})
