import type { Pool } from 'pg'
import type { Definitions } from '../../machines/kernel/definition.ts'
import type { Changes } from '../../machines/kernel/file.ts'
import { receive } from '../../machines/kernel/file.ts'
import { Unreadable } from '../../machines/kernel/stored.ts'
import { isAway } from '../engine/away.ts'
import { batching, MOST_OF_THE_SWEEP } from '../engine/batch.ts'
import type { Changeset } from '../engine/changeset.ts'
import { commit } from '../engine/commit.ts'
import { changesetOf, firstInstanceOf, keptOf, stampOf } from '../engine/decide.ts'
import { directoryOf } from '../engine/directory.ts'
import type { Compose } from '../engine/engine.ts'
import { setAside, setDeliveryAside } from '../engine/incident.ts'
import { fixedTexts } from '../engine/letters.ts'
import { type Found, type Held, readAll } from '../engine/read.ts'
import { concernsNobody, oldestWaiting, stillWaiting, type Waiting } from './waiting.ts'

export interface Delivered {
  /** Heard by the file that they are for. */
  readonly heard: number
  /** Of no concern there any more. */
  readonly notConcerned: number
  /** Could not be made; each has an incident. */
  readonly setAside: number
}

export interface DeliveringOptions {
  readonly pool: Pool
  readonly definitions: Definitions
  readonly compose: Compose
  /** Told of each that had to be set aside. */
  readonly onIncident?: (delivery: string, error: unknown) => void
  /** Told of what hindered deliveries that nobody waits for; the sweep makes them up. */
  readonly onError?: (error: unknown) => void
}

export interface Deliveries {
  /** Makes these as soon as may be; nobody waits for it. */
  soon(ids: readonly string[]): void
  /** Makes all that wait: those that a process did not come to, too. */
  all(): Promise<Delivered>
  /** When what was to be made soon has been. */
  settled(): Promise<void>
}

/** Why it cannot be made; nothing in it was written by users. */
class Undeliverable extends Error {
  override readonly name = 'Undeliverable'
}

const MOST_TRIES = 20
const AT_ONCE = 100

/**
 * Has files hear what others had them told. Each delivery is read, decided and written as an event of its own: its id is the key, so that
 * it happens once, however many processes try and whatever became of the answer; and its row ends in the statement that writes it.
 *
 * A file that is sealed hears it all the same: nobody is shown anything by it, and who may name a sealed casefile was asked at the event.
 */
export function delivering({ pool, definitions, compose, onIncident = () => {}, onError = () => {} }: DeliveringOptions): Deliveries {
  const write = batching((changesets) => commit(pool, changesets), MOST_OF_THE_SWEEP)
  const known = { pool, definitions, compose, directory: directoryOf(pool) }
  let underWay: Promise<void> = Promise.resolve()

  return {
    soon: (ids) => {
      underWay = underWay.then(async () => void (await makeEach(await stillWaiting(pool, ids)))).catch(onError)
    },
    all: async () => {
      const total = { heard: 0, notConcerned: 0, setAside: 0 }
      const tried: string[] = []
      for (;;) {
        const waiting = await oldestWaiting(pool, tried, AT_ONCE)
        if (waiting.length === 0) return total
        const made = await makeEach(waiting)
        for (const outcome of ['heard', 'notConcerned', 'setAside'] as const) total[outcome] += made[outcome]
        tried.push(...waiting.map(({ id }) => id))
      }
    },
    settled: () => underWay,
  }

  async function makeEach(waiting: readonly Waiting[]): Promise<Delivered> {
    const made = { heard: 0, notConcerned: 0, setAside: 0 }
    for (const delivery of waiting) {
      try {
        made[await make(delivery)]++
      } catch (error) {
        if (isAway(error)) throw error
        await giveUp(delivery, error)
        made.setAside++
      }
    }
    return made
  }

  async function make(delivery: Waiting): Promise<'heard' | 'notConcerned'> {
    const { id, event, happenedOn, to } = delivery
    const file = theOne(to)
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      const [found] = await readAll(pool, [{ file, key: keyOf(id) }])
      const held = found!.held
      if (!held) throw new Undeliverable('There is no such file')
      if (held.before) return 'heard'
      const stamp = { ...stampOf(found!), happenedOn }
      const changes = receive(definitions, held.file, event, stamp)
      if (!changes.lines.some(({ kind }) => kind === 'delivery')) {
        await concernsNobody(pool, id)
        return 'notConcerned'
      }
      if (await write(await changesetFor(found!, held, changes, id))) return 'heard'
    }
    throw new Undeliverable(`The file was changed by others ${MOST_TRIES} times before it could hear of it`)
  }

  async function changesetFor(found: Found, held: Held, changes: Changes, id: string): Promise<Changeset> {
    const at = { file: held.file, stamp: stampOf(found), reference: held.listed?.reference ?? '', authority: found.authority }
    const answer = JSON.stringify(keptOf(changes, firstInstanceOf(held.file.id)))
    const texts = await fixedTexts(known, at, changes)
    return { ...changesetOf(definitions, held, changes, found, texts), request: { key: keyOf(id), digest: id, answer }, heard: id }
  }

  async function giveUp({ id, from, to }: Waiting, error: unknown): Promise<void> {
    await setDeliveryAside(pool, { id, from }, error)
    if (error instanceof Unreadable && to[0] !== undefined) await setAside(pool, to[0], error)
    onIncident(id, error)
  }
}

const keyOf = (id: string) => `delivery ${id}`

/** @throws {Undeliverable} there is none, or nobody can say which of several is meant */
function theOne(files: readonly string[]): string {
  if (files.length === 1) return files[0]!
  throw new Undeliverable(files.length === 0 ? 'There is no such file' : 'Several casefiles have this earlier reference')
}
