import type { Pool } from 'pg'
import type { Definitions } from '../../../machines/kernel/definition.ts'
import { type ActorMessage, type Message, messagesOf, type Told } from './messages.ts'
import { type Line, linesSince, type Place, placeNow, sealedAmong } from './moves.ts'

/** Whoever looks on. */
export interface Inspector {
  /** Whether they are told of casefiles that are sealed. */
  readonly seesSealed: boolean
  /** @returns whether it was taken: who is too slow is let go */
  send(message: Message): boolean
}

/** Every event that is put to any lifecycle on any node, as messages of XState's inspector. */
export interface Inspection {
  /** First the lifecycles that were last told of, then everything that happens. @returns that they no longer look on */
  begin(inspector: Inspector): Promise<() => void>
  /** Reads what was written since the last time; by itself it does so each second while anybody looks on. */
  tick(): Promise<void>
  close(): void
}

export interface Inspected {
  readonly pool: Pool
  readonly definitions: Definitions
  /** Told once, until it works again. */
  readonly onError: (error: unknown) => void
  readonly everyMs?: number
}

const SECOND_MS = 1_000
/** So many lifecycles are told of again to who comes later. */
const MOST_REMEMBERED = 50

export function inspecting({ pool, definitions, onError, everyMs = SECOND_MS }: Inspected): Inspection {
  const inspectors = new Map<Inspector, Set<string>>()
  const remembered = new Map<string, ActorMessage>()
  let place: Promise<Place> | undefined
  let reading: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let failing = false

  const tell = (line: Line, told: Told) => {
    for (const [inspector, known] of inspectors) {
      if (line.sealed && !inspector.seesSealed) continue
      const messages = known.has(line.instance) ? [told.event, told.snapshot] : [told.actor, told.event, told.snapshot]
      known.add(line.instance)
      if (!messages.every((message) => inspector.send(message))) inspectors.delete(inspector)
    }
    remembered.delete(line.instance)
    remembered.set(line.instance, told.actor)
    if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value!)
  }

  const read = async () => {
    if (inspectors.size === 0 || !place) return
    try {
      const since = await linesSince(pool, await place)
      place = Promise.resolve(since.place)
      for (const line of since.lines) {
        const told = messagesOf(definitions, line)
        if (told) tell(line, told)
      }
      failing = false
    } catch (error) {
      if (!failing) onError(error)
      failing = true
    }
  }
  const tick = () => (reading = reading.then(read))

  const schedule = () => {
    if (everyMs === Number.POSITIVE_INFINITY) return
    timer ??= setTimeout(async () => {
      await tick()
      timer = undefined
      if (inspectors.size > 0) schedule()
      else forget()
    }, everyMs).unref()
  }
  /** While nobody looks on nothing is read, and nothing is remembered of what was. */
  const forget = () => {
    place = undefined
    remembered.clear()
  }

  return {
    begin: async (inspector) => {
      if (inspectors.size === 0) forget()
      place ??= placeNow(pool)
      await place.catch((error: unknown) => {
        place = undefined
        throw error
      })
      const actors = [...remembered.values()]
      // A casefile may have been sealed since, by a line of another of its lifecycles, or one that was not read yet.
      const sealed = inspector.seesSealed ? undefined : await sealedAmong(pool, [...new Set(actors.map(({ rootId }) => rootId))])
      const known = new Set<string>()
      for (const actor of actors) {
        if (sealed?.has(actor.rootId)) continue
        known.add(actor.sessionId)
        inspector.send(actor)
      }
      inspectors.set(inspector, known)
      schedule()
      return () => void inspectors.delete(inspector)
    },
    tick,
    close: () => {
      clearTimeout(timer)
      inspectors.clear()
    },
  }
}
