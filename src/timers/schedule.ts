import { schedule } from 'node-cron'
import type { Pool } from 'pg'
import { forgetDrafts } from '../beside/drafts.ts'
import { takeUp } from '../engine/incident.ts'
import { foldFigures } from '../reports/annual-figures.ts'
import { reckonUsualStays } from '../reports/flow/usual.ts'
import { forgetKeys } from './keys.ts'
import type { Swept } from './sweep.ts'

export interface ScheduleOptions {
  readonly pool: Pool
  readonly sweep: () => Promise<Swept>
  /** Looks for what is stuck, where that is due. */
  readonly look: () => Promise<unknown>
  /** When the sweep comes by, as a cron expression, in UTC. */
  readonly cron: string
  /** Told after each sweep that found something. */
  readonly onSwept?: (swept: Swept) => void
  /** Told when a sweep could not be carried out; the next one comes by all the same. */
  readonly onError?: (error: unknown) => void
}

const ONCE_A_DAY = '17 3 * * *'
/** To ask whether a look is due takes a millisecond. */
const EVERY_MINUTE = '* * * * *'
const tidyUp = async (pool: Pool) => {
  await forgetKeys(pool)
  await forgetDrafts(pool)
  await foldFigures(pool)
}

/**
 * Has the sweep come by at the start, and then again and again. At the start, what was set aside is tried once more: this version of the
 * service may know what the last one did not.
 */
export function startSchedule({ pool, sweep, look, cron, onSwept = () => {}, onError = () => {} }: ScheduleOptions): {
  readonly first: Promise<void>
  close(): Promise<void>
} {
  let underWay: Promise<void> = Promise.resolve()
  /** Nothing waits for what is usual to be reckoned. */
  let reckoning: Promise<void> = Promise.resolve()
  const after = (work: () => Promise<unknown>) => {
    underWay = underWay.then(work).then(() => {}, onError)
    return underWay
  }
  const sweepOnce = async () => {
    const swept = await sweep()
    if (swept.files + swept.setAside > 0) onSwept(swept)
  }
  const first = after(async () => {
    await takeUp(pool)
    await sweepOnce()
  })
  /** Nothing waits for a look, either. */
  let looking = first.then(look).then(() => {}, onError)
  const lookAgain = () => {
    looking = looking.then(look).then(() => {}, onError)
    return looking
  }
  const tasks = [
    schedule(cron, () => after(sweepOnce), { timezone: 'UTC', noOverlap: true }),
    schedule(EVERY_MINUTE, lookAgain, { timezone: 'UTC', noOverlap: true }),
    schedule(ONCE_A_DAY, () => after(() => tidyUp(pool)), { timezone: 'UTC', noOverlap: true }),
    schedule(ONCE_A_DAY, () => (reckoning = reckonUsualStays(pool).catch(onError)), { timezone: 'UTC', noOverlap: true }),
  ]
  return {
    first,
    close: async () => {
      await Promise.all(tasks.map((task) => task.destroy()))
      await Promise.all([underWay, reckoning, looking])
    },
  }
}
