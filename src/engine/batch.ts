import { isAway } from './away.ts'
import type { Changeset } from './changeset.ts'

type Commit<W> = (changesets: readonly Changeset[]) => Promise<ReadonlyMap<string, W>>
interface Waiting<W> {
  readonly changeset: Changeset
  readonly settle: (written: W | undefined) => void
  readonly fail: (error: unknown) => void
}

/** Larger batches hold their files longer: 500 locked them 129 ms, 100 39 ms. */
export const MOST_OF_PEOPLE = 32
export const MOST_OF_THE_SWEEP = 100

/**
 * A `commit` for one changeset at a time: what arrives while a statement is under way leaves together in the next.
 *
 * A second changeset for a file waits its turn, and where it was decided on the same revision it is told at once that it lost. A batch that
 * fails is sent again one by one, so that one bad changeset fails alone. Where the connection broke nobody knows what was written: all
 * are told so, and each reads again by its key.
 */
export function batching<W>(commit: Commit<W>, most: number): (changeset: Changeset) => Promise<W | undefined> {
  let waiting: Waiting<W>[] = []
  let underWay = false

  return (changeset) =>
    new Promise((settle, fail) => {
      waiting.push({ changeset, settle, fail })
      if (!underWay) void run()
    })

  async function run() {
    underWay = true
    await new Promise((turn) => setImmediate(turn)) // let everyone whose request is here already come along
    while (waiting.length > 0) {
      const batch = next()
      await send(batch)
      tellTheOvertaken(batch)
    }
    underWay = false
  }

  function next(): Waiting<W>[] {
    const files = new Set<string>()
    const leaving: Waiting<W>[] = []
    const staying: Waiting<W>[] = []
    for (const each of waiting) {
      const fits = leaving.length < most && !files.has(each.changeset.file)
      if (fits) files.add(each.changeset.file)
      ;(fits ? leaving : staying).push(each)
    }
    waiting = staying
    return leaving
  }

  /** Whoever decided on the same revision has lost, whether the first was written or had itself lost. */
  function tellTheOvertaken(batch: readonly Waiting<W>[]) {
    const passed = new Set(batch.map(decidedOn))
    const overtaken = waiting.filter((each) => passed.has(decidedOn(each)))
    waiting = waiting.filter((each) => !passed.has(decidedOn(each)))
    for (const { settle } of overtaken) settle(undefined)
  }

  async function send(batch: readonly Waiting<W>[]): Promise<void> {
    try {
      const written = await commit(batch.map(({ changeset }) => changeset))
      for (const { changeset, settle } of batch) settle(written.get(changeset.file))
    } catch (error) {
      if (batch.length === 1 || isAway(error)) for (const { fail } of batch) fail(error)
      else for (const each of batch) await send([each])
    }
  }
}

const decidedOn = ({ changeset }: { readonly changeset: Changeset }) => `${changeset.file} at ${changeset.read}`
