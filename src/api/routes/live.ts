import { z } from 'zod'
import { notFound } from '../../problem.ts'
import { hasFlow } from '../../reports/flow/numbers.ts'
import { askedIn, flowAsked } from '../../shown/flow.ts'
import { route } from '../route.ts'

/** What happens now is followed, and no moment that has passed. */
const { at: _, ...filters } = flowAsked

export const liveRoutes = [
  route({
    method: 'get',
    path: '/live',
    name: 'watchFlow',
    title: 'The numbers of a flow as they change',
    tag: 'work',
    about:
      'Server-sent events, for as long as the caller stays. The first `message` has all numbers that are not 0 (`whole`), or what was missed since the one named by `Last-Event-ID`; each one after it only those that changed. A number is named by its state, or `all`, or `elsewhere`, and by what it counts: `compliance.open.escalation.stage1:overdue`; `movedIn7` and `movedOut7` are how many came into the state and left it in seven days, today the last, and there are the same of 1 and of 28. `asOf` says since when they are so, `crossed` what is worth saying aloud. `beat` comes when nothing else does; `ended` where the token is no longer valid. Sealed casefiles are counted where they stand, as long as nothing is asked that only their particulars answer, and never in what is due or moved.',
    query: z.strictObject({
      machine: z
        .string()
        .regex(/^[a-z][A-Za-z]{0,40}$/, 'machine is the name of a lifecycle')
        .meta({ description: 'Whose lifecycles', example: 'compliance' }),
      ...filters,
      lastEventId: z.string().max(60).optional().meta({ description: 'As `Last-Event-ID`, for who cannot set headers' }),
    }),
    status: 200,
    answer: 'text/event-stream',
    stream: true,
    problems: ['not-found', 'too-many'],
    run: ({ engine }, { query: { machine, lastEventId: _last, ...asked } }) => {
      if (!Object.hasOwn(engine.definitions, machine) || !hasFlow(machine)) throw notFound()
      return { watch: askedIn(machine, asked) }
    },
  }),
]
