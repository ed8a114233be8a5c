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
/** The lines of a history that stand, each put once more, and those that were recorded at once with one of them, itself first. */
export interface Retold {
  readonly puts: readonly Put[]
  /** What a line followed from, or the line itself. */
  readonly rootOf: (put: Put) => Put
  readonly withRoot: (root: Put) => readonly Put[]
}

/** Of the lifecycles that stand where these lines lead; what is not known to have come about so is left out. */
export function retold(definitions: Definitions, file: Pick<FileState, 'instances'>, lines: readonly Line[]): Retold {
  const struck = new Set(lines.filter(({ kind }) => kind === 'correction').map(({ payload }) => payload['transition'] as number))
  const standing = lines.filter(({ kind, seq, cause }) => kind !== 'correction' && !struck.has(cause ?? seq))
  const at = new Map<InstanceId, AnyMachineSnapshot>()
  const roots = new Map(standing.map((line) => [line.seq, line]))
  const all = standing.map((line): Put => {
    const definition = definitions[line.machine]!
    const before = line.kind === 'opened' ? undefined : (at.get(line.instance) ?? begun(definition, undefined).snapshot)
    const put = {
      line,
      definition,
      ...(before && { before }),
      ...putOnce(definition, line, before, eventOf(line, roots.get(line.cause ?? -1))),
    }
    at.set(line.instance, put.after)
    return put
  })
  const bySeq = new Map(all.map((put) => [put.line.seq, put]))
  const told = new Set(file.instances.filter((held) => standsAt(definitions, held, at.get(held.id))).map(({ id }) => id))
  const rootSeq = ({ line }: Put) => line.cause ?? line.seq
  return {
    puts: all.filter(({ line }) => told.has(line.instance)),
    rootOf: (put) => bySeq.get(rootSeq(put)) ?? put,
    withRoot: (root) => all.filter((put) => rootSeq(put) === root.line.seq),
  }
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
export function putWith({ line, definition, before }: Put, root: Put, record: unknown): AnyMachineSnapshot | undefined {
  if (before === undefined) return undefined
  const snapshot = { ...before, context: record } as AnyMachineSnapshot
  return attempted(() => putOnce(definition, line, snapshot, eventOf(line, line.cause === undefined ? undefined : root.line)).after)
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

/** What was never put to a lifecycle may be nothing that it can bear. */
function attempted<T>(put: () => T): T | undefined {
  try {
    return put()
  } catch {
    return undefined
  }
}
