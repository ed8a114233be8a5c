import type { AnyMachineSnapshot } from 'xstate'
import type { Definition, Definitions } from '../../machines/kernel/definition.ts'
import { begun } from '../../machines/kernel/desk.ts'
import { type Effect, effectsAmong, type InstanceId } from '../../machines/kernel/effect.ts'
import type { FileState } from '../../machines/kernel/file.ts'
import type { Line, RecordedStamp } from '../../machines/kernel/line.ts'
import { parted } from '../../machines/kernel/line.ts'
import type { Stamped } from '../../machines/kernel/step.ts'
import { canonical, snapshotOf } from '../../machines/kernel/stored.ts'
import { eventOf } from '../../machines/kernel/taken.ts'
import { transitionOf } from '../../machines/kernel/transition.ts'

/** A line of history put once more: where its lifecycle stood before and after, and what it asked for. */
export interface Put {
  readonly line: Line
  readonly definition: Definition
  /** Missing where the line began the lifecycle. */
  readonly before?: AnyMachineSnapshot
  readonly after: AnyMachineSnapshot
  readonly effects: readonly Effect[]
}
/** A history without what was struck out. Each lifecycle is put once more when it is asked about: a page asks about few of them. */
export interface Retold {
  /** Of a lifecycle that stands where its lines lead; what is not known to have come about so has none. */
  readonly putsOf: (instance: InstanceId) => readonly Put[]
  /** Of every lifecycle, wherever it stands. */
  readonly all: () => readonly Put[]
  /** What a line followed from, or the line itself. */
  readonly rootOf: (put: Put) => Line
  /** What was recorded at once with a line, itself first; nothing, where some of it cannot be put once more. */
  readonly withRoot: (root: Line) => readonly Put[]
}

export function retold(definitions: Definitions, file: Pick<FileState, 'instances'>, lines: readonly Line[]): Retold {
  const struck = new Set(lines.filter(({ kind }) => kind === 'correction').map(({ payload }) => payload['transition'] as number))
  const standing = lines.filter(({ kind, seq, cause }) => kind !== 'correction' && !struck.has(cause ?? seq))
  const bySeq = new Map(standing.map((line) => [line.seq, line]))
  const rootOf = (line: Line) => bySeq.get(line.cause ?? line.seq) ?? line
  const known = new Map<InstanceId, readonly Put[]>()
  const putsIn = (instance: InstanceId) => {
    const own = standing.filter((line) => line.instance === instance)
    const puts = known.get(instance) ?? attempted(() => putAll(definitions, own, rootOf)) ?? []
    known.set(instance, puts)
    return puts
  }
  return {
    putsOf: (instance) => {
      const held = file.instances.find(({ id }) => id === instance)
      return held && standsAt(definitions, held, putsIn(instance).at(-1)?.after) ? putsIn(instance) : []
    },
    all: () => [...new Set(standing.map(({ instance }) => instance))].flatMap(putsIn),
    rootOf: ({ line }) => rootOf(line),
    withRoot: (root) => {
      const together = standing.filter((line) => rootOf(line) === root)
      const puts = together.flatMap((line) => putsIn(line.instance).find((put) => put.line === line) ?? [])
      return puts.length === together.length ? puts : []
    },
  }
}

/** The lines of one lifecycle, from its beginning. */
function putAll(definitions: Definitions, lines: readonly Line[], rootOf: (line: Line) => Line): readonly Put[] {
  let at: AnyMachineSnapshot | undefined
  return lines.map((line) => {
    const definition = definitions[line.machine]!
    const before = line.kind === 'opened' ? undefined : (at ?? begun(definition, undefined).snapshot)
    const event = eventOf(line, line.cause === undefined ? undefined : rootOf(line))
    const put = { line, definition, ...(before && { before }), ...putOnce(definition, line, before, event) }
    at = put.after
    return put
  })
}

const putOnce = (definition: Definition, { kind, payload }: Line, before: AnyMachineSnapshot | undefined, event: Stamped) => {
  if (kind === 'opened' || before === undefined) {
    const { snapshot, actions } = begun(definition, payload)
    return { after: snapshot, effects: effectsAmong(actions) }
  }
  const [after, actions] = transitionOf(definition.machine, before, event)
  return { after, effects: effectsAmong(actions) }
}

function standsAt(definitions: Definitions, held: FileState['instances'][number], after: AnyMachineSnapshot | undefined): boolean {
  if (held.inError || after === undefined) return false
  const { value, context } = snapshotOf(definitions[held.machine]!, held)
  return canonical([value, context]) === canonical([after.value, after.context])
}

/** One line put with another record before it; where that cannot be, nothing. */
export function putWith({ line, definition, before }: Put, root: Line, record: unknown): AnyMachineSnapshot | undefined {
  if (before === undefined) return undefined
  const snapshot = { ...before, context: record } as AnyMachineSnapshot
  return attempted(() => putOnce(definition, line, snapshot, eventOf(line, line.cause === undefined ? undefined : root)).after)
}

/**
 * What was recorded at once, put with other settings: what one line says to the next is then other too.
 *
 * @returns nothing where something else would have come of it
 */
export function putUnder(lines: readonly Put[], settings: RecordedStamp['settings']): ReadonlyMap<Put, Put> | undefined {
  return attempted(() => {
    const at = new Map<InstanceId, AnyMachineSnapshot>()
    const said = new Map<string, Line['payload']>()
    const again = new Map<Put, Put>()
    const root = withSettings(lines[0]!.line, settings)
    for (const put of lines) {
      const { definition, before, line } = put
      const heard = { ...line, payload: said.get(keyOf(line.event, line.payload)) ?? line.payload }
      const snapshot = at.get(line.instance) ?? before
      const event = line.cause === undefined ? eventOf(withSettings(heard, settings)) : eventOf(heard, root)
      const { after, effects } = putOnce(definition, heard, before && snapshot, event)
      if (effects.length !== put.effects.length) return undefined
      for (const [nth, effect] of put.effects.entries()) noteSaid(said, effect, effects[nth]!)
      at.set(line.instance, after)
      again.set(put, { ...put, line: heard, after, effects })
    }
    return again
  })
}

const withSettings = (line: Line, settings: RecordedStamp['settings']): Line => ({ ...line, stamp: { ...line.stamp, settings } })
const keyOf = (type: string, payload: unknown) => `${type} ${canonical(payload)}`

function noteSaid(said: Map<string, Line['payload']>, was: Effect, is: Effect): void {
  const [then, now] = [messageOf(was), messageOf(is)]
  if (then && now) said.set(keyOf(then.type, then.payload), now.payload)
}
function messageOf(effect: Effect) {
  if (effect.kind !== 'tell' && effect.kind !== 'open') return undefined
  const event = effect.kind === 'tell' ? effect.event : { ...effect.input, type: 'OPENED' }
  return { type: event.type, payload: parted(event as unknown as Stamped).payload }
}

/** What was never put to a lifecycle, or not after what remains of its history, may be nothing that it can bear. */
function attempted<T>(put: () => T): T | undefined {
  try {
    return put()
  } catch {
    return undefined
  }
}
