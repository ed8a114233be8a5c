import { addDays } from '../../machines/kernel/calendar.ts'
import type { Office } from './office.ts'
import type { Organisations } from './organisations.ts'

/** Where a story is told: the office, the organisations registered there, and the day it is. */
export interface Scene {
  readonly office: Office
  readonly organisations: Organisations
  /** Days from now, as a date: negative ones lie behind. */
  day(days: number): string
}

/** How many days pass before a story goes on; `alone`: in its turn among those that do. */
export type Pause = number | { readonly days: number; readonly alone: true }
/** Casefiles are numbered as they are opened: stories open theirs one after another, so that the numbers are the same each time. */
export const alone = (days: number): Pause => ({ days, alone: true })

/** A story acts, and yields how many days pass before it goes on; at its end it says which casefile it was about. It begins alone. */
export type Story = (scene: Scene) => AsyncGenerator<Pause, string>

interface Telling {
  readonly place: number
  readonly telling: AsyncGenerator<Pause, string>
  on: string
  alone: boolean
}

/** So many stories act at the same time: what arrives together is written together. */
const AT_ONCE = 16

/** Tell stories side by side on one calendar: the clock moves day by day to the next on which one of them goes on. Gives each story's casefile. */
export async function tell(office: Office, organisations: Organisations, stories: readonly Story[]): Promise<readonly string[]> {
  let today = await office.today()
  const scene: Scene = { office, organisations, day: (days) => addDays(today, days) }
  const references: string[] = stories.map(() => '')
  const waiting = new Set<Telling>(stories.map((story, place) => ({ place, telling: story(scene), on: today, alone: true })))
  const goesOn = async (each: Telling) => {
    const told = await each.telling.next()
    if (told.done) {
      references[each.place] = told.value
      waiting.delete(each)
    } else {
      const { days, alone: byItself } = typeof told.value === 'number' ? { days: told.value, alone: false } : told.value
      each.on = addDays(today, days)
      each.alone = byItself
    }
  }
  while (waiting.size > 0) {
    const due = [...waiting].filter(({ on }) => on <= today)
    const inTurn = due.filter((each) => each.alone)
    const atOnce = due.filter((each) => !each.alone)
    await Promise.all([together(inTurn, 1, goesOn), together(atOnce, AT_ONCE, goesOn)])
    if (due.length === 0) {
      await office.waits(1)
      today = addDays(today, 1)
    }
  }
  return references
}

async function together(due: readonly Telling[], most: number, goesOn: (each: Telling) => Promise<void>): Promise<void> {
  const left = [...due]
  const one = async () => {
    for (let next = left.shift(); next; next = left.shift()) await goesOn(next)
  }
  await Promise.all(Array.from({ length: Math.min(most, due.length) }, one))
}
