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

/** A story acts, and yields how many days pass before it goes on; at its end it says which casefile it was about. */
export type Story = (scene: Scene) => AsyncGenerator<number, string>

/** Tell stories side by side on one calendar: the clock moves to the next day on which one of them goes on. Gives each story's casefile. */
export async function tell(office: Office, organisations: Organisations, stories: readonly Story[]): Promise<readonly string[]> {
  let today = await office.today()
  const scene: Scene = { office, organisations, day: (days) => addDays(today, days) }
  const references: string[] = stories.map(() => '')
  const waiting = stories.map((story, place) => ({ place, on: today, telling: story(scene) }))
  while (waiting.length > 0) {
    waiting.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.place - b.place))
    const next = waiting[0]!
    if (next.on > today) {
      await office.waits((Date.parse(next.on) - Date.parse(today)) / 86_400_000)
      today = next.on
    }
    const told = await next.telling.next()
    if (told.done) {
      references[next.place] = told.value
      waiting.shift()
    } else next.on = addDays(today, told.value)
  }
  return references
}
