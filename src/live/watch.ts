import type { PersonId } from '../../machines/kernel/authority.ts'
import type { Definitions } from '../../machines/kernel/definition.ts'
import { Problem } from '../problem.ts'
import { together } from './part-read.ts'
import type { Reading, Watchable } from './readings.ts'
import type { Numbered } from './view.ts'
import { type Viewed, Views } from './views.ts'

/** Whoever watches a flow. */
export interface Watcher {
  readonly person: PersonId
  /** @returns whether it was taken: who is too slow is let go, and nothing is kept for them */
  send(numbered: Numbered): boolean
  /** Said again and again, so that who watches, and whatever lies between, knows that nothing is wrong. */
  beat(): boolean
  /** Whether they may still watch: they have not signed out, nor has their session ended. */
  still(): Promise<boolean>
  /** They are told why, and let go. */
  end(why: 'signed-out' | 'stopping'): void
}

/** Flows as they change, for all who watch them on this node. */
export interface FlowWatch {
  /**
   * Begins with what was missed since a message, or with everything; then tells every change within about a second.
   *
   * @param since the id of the last message that they had
   * @returns that they no longer watch
   * @throws Problem `too-many` where this person watches too much already, `unavailable` where this node is full
   */
  begin(asked: Watchable, watcher: Watcher, since: string): Promise<() => void>
  /**
   * The numbers now, for who asks again and again instead; counted once for all who ask within a second.
   *
   * @param since the id under which they had them last: what is worth saying aloud since then is told with them
   */
  current(asked: Watchable, since?: string): Promise<Numbered>
  /** Looks whether anything changed, and tells it; by itself it does so each second while anybody watches. */
  tick(): Promise<void>
  readonly watchers: number
  /** Lets everybody go. */
  close(): void
}

export interface Watched {
  readonly definitions: Definitions
  /** The same text as long as nothing can have changed. */
  readonly moment: () => Promise<string>
  readonly readings: (asked: Watchable) => readonly Reading[]
  /** Told once, until it works again. */
  readonly onError: (error: unknown) => void
  /** From one look to the next. */
  readonly everyMs?: number
  /** From asking who may still watch to asking again. */
  readonly askEveryMs?: number
  /** In how many places one person may watch. */
  readonly mostOfOne?: number
}

const SECOND_MS = 1_000
/** A browser keeps six connections to one service; more watched at once are a fault, or somebody's script. */
const MOST_OF_ONE_PERSON = 6
/** Of the demonstration's people each is whoever signed in as that post. */
export const MOST_OF_ONE_POST = 60
const MOST_WATCHERS = 2_000
const BEAT_MS = 15_000
const ASKED_AGAIN_MS = 30_000
/** Half of the connections for lists: pages keep the others. */
const COUNTED_AT_ONCE = 3

export function watchingFlows({
  definitions,
  moment,
  readings,
  onError,
  everyMs = SECOND_MS,
  askEveryMs = ASKED_AGAIN_MS,
  mostOfOne = MOST_OF_ONE_PERSON,
}: Watched): FlowWatch {
  const views = new Views(definitions, readings)
  const every = { beat: everySo(BEAT_MS), ask: everySo(askEveryMs) }
  let timer: NodeJS.Timeout | undefined
  let failing = false
  let closed = false

  const all = () => views.all.flatMap(({ watchers }) => [...watchers])

  const look = (viewed: Viewed, ask: () => Promise<string>, isAsked = false): Promise<void> => {
    viewed.looking ??= ask()
      .then((present) => counted(viewed, present, isAsked))
      .finally(() => {
        viewed.looking = undefined
      })
    return viewed.looking
  }

  /** Looks unless that was done within the last second; whoever comes meanwhile waits for the same look. */
  const fresh = async (viewed: Viewed) => {
    if (!viewed.view.isCounted || viewed.parts.some((part) => part.isPutOff) || performance.now() - viewed.lookedAt >= everyMs)
      await look(viewed, moment, true)
  }

  const tick = async () => {
    const watched = views.all.filter(({ watchers }) => watchers.size > 0)
    try {
      const present = watched.length > 0 ? await moment() : ''
      await eachOf(watched, (viewed) => look(viewed, async () => present))
      failing = false
    } catch (error) {
      if (!failing) onError(error)
      failing = true
    }
    // Where nobody knows whether the numbers still hold, nothing says that all is well.
    if (!failing && every.beat()) for (const viewed of views.all) tell(viewed, (watcher) => watcher.beat())
    if (every.ask()) for (const viewed of views.all) letGo(viewed)
    views.forgetOld()
  }

  /** Only while somebody watches, and never two looks at once. */
  const schedule = (wait = everyMs) => {
    if (timer !== undefined || closed || everyMs === Number.POSITIVE_INFINITY) return
    timer = setTimeout(async () => {
      const began = performance.now()
      await tick()
      timer = undefined
      if (all().length > 0) schedule(Math.max(0, began + everyMs - performance.now()))
    }, wait).unref()
  }

  return {
    begin: async (asked, watcher, since) => {
      if (closed) throw new Problem('unavailable')
      expectRoom(all(), watcher.person, mostOfOne)
      const viewed = views.of(asked)
      const leave = () => void viewed.watchers.delete(watcher)
      // From here on they count: of many who come at once, not all find room.
      viewed.watchers.add(watcher)
      try {
        await fresh(viewed)
        if (closed) throw new Problem('unavailable')
      } catch (error) {
        leave()
        throw error
      }
      if (!watcher.send(since === '' ? viewed.view.whole() : viewed.view.since(since))) leave()
      schedule()
      return leave
    },
    current: async (asked, since) => {
      const viewed = views.of(asked)
      await fresh(viewed)
      return viewed.view.whole(since)
    },
    tick,
    get watchers() {
      return all().length
    },
    close: () => {
      closed = true
      clearTimeout(timer)
      for (const watcher of all()) watcher.end('stopping')
      for (const { watchers } of views.all) watchers.clear()
    },
  }
}

/**
 * A few at once, until all are done or one after the other fails.
 *
 * @throws what the first that failed did
 */
async function eachOf(all: readonly Viewed[], what: (viewed: Viewed) => Promise<void>): Promise<void> {
  const waiting = [...all]
  const working = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await what(next)
  }
  const results = await Promise.allSettled(Array.from({ length: COUNTED_AT_ONCE }, working))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

function expectRoom(watchers: readonly Watcher[], person: PersonId, mostOfOne: number): void {
  if (watchers.length >= MOST_WATCHERS) throw new Problem('unavailable')
  if (watchers.filter((watcher) => watcher.person === person).length >= mostOfOne)
    throw new Problem('too-many', `You watch in ${mostOfOne} places already: close one of them`)
}

/** Counts a view anew, part by part, unless nothing can have changed; whoever asks is not put off. */
async function counted(viewed: Viewed, moment: string, isAsked: boolean): Promise<void> {
  for (const part of viewed.parts) await part.bringUpTo(moment, isAsked)
  const told = viewed.view.take(together(viewed.parts), performance.now())
  if (told) tell(viewed, (watcher) => watcher.send(told))
  viewed.lookedAt = performance.now()
}

function tell({ watchers }: Viewed, say: (watcher: Watcher) => boolean): void {
  for (const watcher of watchers) if (!say(watcher)) watchers.delete(watcher)
}

/** Who has signed out since. Nobody is let go because the question could not be answered. */
function letGo({ watchers }: Viewed): void {
  for (const watcher of watchers)
    watcher.still().then(
      (still) => {
        if (!still && watchers.delete(watcher)) watcher.end('signed-out')
      },
      () => {},
    )
}

/** Whether so long has passed since it last had. */
function everySo(ms: number): () => boolean {
  let last = performance.now()
  return () => {
    const now = performance.now()
    if (now - last < ms) return false
    last = now
    return true
  }
}
