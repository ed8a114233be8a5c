import { z } from 'zod'
import { Problem } from '../../problem.ts'
import { route } from '../route.ts'

const said = z.object({
  type: z.enum(['@xstate.actor', '@xstate.event', '@xstate.snapshot']),
  sessionId: z.uuid().meta({ description: 'The lifecycle' }),
  rootId: z.uuid().meta({ description: 'The file in which it stands' }),
  id: z.string(),
  createdAt: z.string().meta({ description: 'Milliseconds since 1970, as text' }),
  _version: z.string(),
  name: z.string().optional().meta({ description: 'Of `@xstate.actor`: its machine' }),
  definition: z.string().optional().meta({ description: 'Of `@xstate.actor`: the machine, as JSON' }),
  parentId: z.uuid().optional(),
  event: z
    .looseObject({ type: z.string() })
    .optional()
    .meta({ description: 'Choices, figures and days alone: nothing that anybody wrote' }),
  sourceId: z.uuid().optional().meta({ description: 'Of `@xstate.event`: the lifecycle that sent the message' }),
  snapshot: z
    .object({ status: z.enum(['active', 'done']), value: z.unknown(), context: z.object({}) })
    .optional()
    .meta({ description: 'Where it stands; its record is about people, and empty here' }),
})

export const inspectRoutes = [
  route({
    method: 'get',
    path: '/inspect',
    name: 'inspect',
    title: 'Every event that is put to any lifecycle, as it happens',
    tag: 'running',
    about:
      'A WebSocket, for an auditor or an administrator. Each message is one of those that inspectors of XState read: a lifecycle when it is first told of, then each event and where it stands afterwards, in the order in which they were written, on whichever node. Nothing in them is about a person. Who comes later is told of the last 50 lifecycles again. Sealed casefiles are told to who may read everything alone. Signed in by the Authorization header, for which programs that are given an address alone send its password: `ws://token:…@host/api/v1/inspect`; or, from a page of this service, by its session. Asked without a WebSocket it answers 426.',
    status: 101,
    answer: said.meta({ id: 'Inspected' }),
    problems: ['not-allowed', 'upgrade-needed'],
    run: () => {
      throw new Problem('upgrade-needed', undefined, { headers: { Upgrade: 'websocket', Connection: 'Upgrade' } })
    },
  }),
]
