import { expect, test } from '@jest/globals'
import { openDataSource } from '../../db/data-source.ts'
import { definitions } from '../../machines/index.ts'
import { addDays, dayInLondon, type Instant } from '../../machines/kernel/calendar.ts'
import type { ChartModel } from '../../machines/kernel/chart.ts'
import { attentionIn } from '../../src/reports/flow/attention.ts'
import { type Move, movesByDay } from '../../src/reports/flow/moves-by-day.ts'
import { lookingAt } from '../../src/shown/flow/standing.ts'
import { type RandomFlow, SEED } from './flow-office.ts'
import { models, withoutSeals } from './flow-read.ts'
import { atRandom } from './run.ts'

/** How often each move was made on each day. */
function summed(moves: readonly Move[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {}
  for (const { times, ...move } of moves) {
    const key = JSON.stringify(Object.entries(move).sort())
    sums[key] = (sums[key] ?? 0) + times
  }
  return Object.fromEntries(Object.entries(sums).filter(([, times]) => times !== 0))
}

/** What was so once stays so: what was silent then, and days that are over. */
export function pastStaysAsItWas(run: RandomFlow): void {
  test('what was silent at a past moment is as many as were counted silent when that moment was the present', async () => {
    const { lists, pool } = run.office.services
    const looking = new Map(
      await Promise.all(models.map(async ({ machine }) => [machine, await lookingAt(run.office.services, definitions[machine]!)] as const)),
    )
    /** Nothing but silence, by what is usual as it was reckoned before: that is of today. */
    const silentIn = async (model: ChartModel, at?: Instant) => {
      const asked = { machine: model.machine, filters: {}, ...(at !== undefined && { at }) }
      const { states } = await attentionIn(lists, model, asked, looking.get(model.machine)!, ['silent'])
      return Object.fromEntries(Object.entries(states).flatMap(([id, { silent }]) => (silent > 0 ? [[id, silent]] : [])))
    }
    const seen: { readonly model: ChartModel; readonly at: Instant; readonly silent: Readonly<Record<string, number>> }[] = []
    const note = () =>
      withoutSeals(run.office.services, async () => {
        for (const model of models) {
          const { asOf } = await run.numbersOf(model, {})
          seen.push({ model, at: asOf, silent: await silentIn(model) })
        }
      })
    for (let round = 0; round < 4; round++) {
      await pool.query('update clock set offset_ms = offset_ms + $1', [6 * 86_400_000])
      await atRandom(run.office, { events: 90, seed: SEED + 1 + round, desks: 3, called: `round-${round}`, each: note })
    }
    const counts = new Map<string, Set<number>>()
    await withoutSeals(run.office.services, async () => {
      for (const { model, at, silent } of seen) {
        expect([model.machine, at, await silentIn(model, at)]).toEqual([model.machine, at, silent])
        counts.set(model.machine, (counts.get(model.machine) ?? new Set()).add(silent[model.machine] ?? 0))
      }
    })
    // They came and went along the way, or nothing would have been shown.
    expect([...counts.values()].filter(({ size }) => size > 2).length).toBeGreaterThan(1)
  }, 300_000)

  test('days that are over are told as if they were counted anew, whatever was asked for before, and when', async () => {
    const { services, database } = run.office
    const now = await services.engine.now()
    const begin = dayInLondon(run.noted[0]!.asOf)
    const asking: readonly (readonly [inDays: number, window: number, at?: number])[] = [
      [20, 28],
      [23, 1],
      [23, 7],
      [35, 7],
      [35, 28],
      [36, 28, 30],
      [31, 28],
      [70, 7],
      [70, 40],
      [71, 28, 33],
      [72, 90],
    ]
    let told = 0
    for (const [inDays, window, at] of asking)
      for (const { machine } of models) {
        await run.office.setClock(addDays(begin, inDays))
        const asked = { machine, filters: {}, ...(at && { at: `${addDays(begin, at)}T12:00:00.000Z` }) }
        const anew = await openDataSource(database.url)
        try {
          const [kept, fresh] = [await movesByDay(services.lists, asked, window), await movesByDay(anew, asked, window)]
          expect([machine, inDays, window, kept.today, summed(kept.moves)]).toEqual([
            machine,
            inDays,
            window,
            fresh.today,
            summed(fresh.moves),
          ])
          told += kept.moves.length
        } finally {
          await anew.destroy()
        }
      }
    expect(told).toBeGreaterThan(100)
    await run.office.setClock(dayInLondon(now))
  }, 120_000)
}
