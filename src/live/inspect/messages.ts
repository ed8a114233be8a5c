import type { StateValue } from 'xstate'
import type { Definition, Definitions } from '../../../machines/kernel/definition.ts'
import { impersonal } from './impersonal.ts'
import type { Line } from './moves.ts'
import { statusAt, valueAt } from './value.ts'

/** What every tool for XState reads. The record of a lifecycle is about people, so that no message has any of it. */
interface Snapshot {
  readonly status: 'active' | 'done'
  readonly value: StateValue
  readonly context: Record<string, never>
}
interface Said {
  /** The lifecycle. */
  readonly sessionId: string
  /** Of the file in which it stands. */
  readonly rootId: string
  readonly id: string
  /** Milliseconds, as text. */
  readonly createdAt: string
  readonly _version: string
}
export type ActorMessage = Said & {
  readonly type: '@xstate.actor'
  readonly name: string
  readonly definition: string
  readonly parentId: string | undefined
  readonly snapshot: Snapshot
}
export type Message =
  | ActorMessage
  | (Said & { readonly type: '@xstate.event'; readonly event: { readonly type: string }; readonly sourceId: string | undefined })
  | (Said & { readonly type: '@xstate.snapshot'; readonly event: { readonly type: string }; readonly snapshot: Snapshot })

/** Of the format, as the tools know it. */
const FORMAT = '0.7.2'

export interface Told {
  readonly actor: ActorMessage
  readonly event: Message
  readonly snapshot: Message
}

/** What one line of history says: which lifecycle, what was put to it, and where it stands now. */
export function messagesOf(definitions: Definitions, line: Line): Told | undefined {
  const definition = definitions[line.machine]
  if (!definition) return undefined
  const said = (what: string): Said => ({
    sessionId: line.instance,
    rootId: line.file,
    id: `${line.file}.${line.seq}.${what}`,
    createdAt: String(Date.parse(line.recordedAt)),
    _version: FORMAT,
  })
  const snapshot: Snapshot = { status: statusAt(definition, line.state), value: valueAt(definition, line.state), context: {} }
  const event = impersonal(definition, line.event, line.payload)
  return {
    actor: {
      type: '@xstate.actor',
      ...said('actor'),
      name: line.machine,
      definition: writtenOut(definition),
      parentId: line.parent ?? undefined,
      snapshot,
    },
    event: { type: '@xstate.event', ...said('event'), event, sourceId: line.source ?? undefined },
    snapshot: { type: '@xstate.snapshot', ...said('snapshot'), event, snapshot },
  }
}

const written = new WeakMap<Definition, string>()

function writtenOut(definition: Definition): string {
  const known = written.get(definition) ?? JSON.stringify(definition.machine.config)
  written.set(definition, known)
  return known
}
