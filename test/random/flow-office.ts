import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Instant } from '../../machines/kernel/calendar.ts'
import type { ChartModel } from '../../machines/kernel/chart.ts'
import type { FlowPage, FlowRow } from '../../src/reports/flow/list.ts'
import type { FlowAsked, FlowFilters, FlowNumbers } from '../../src/reports/flow/numbers.ts'
import { type Reader, readerOf } from '../../src/reports/standing.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { walked as allOf, models, numbersOf as numbersIn, withoutSeals } from './flow-read.ts'
import { atRandom } from './run.ts'

const EVENTS = Number(process.env['RANDOM_EVENTS'] ?? 900)
export const SEED = Number(process.env['RANDOM_SEED'] ?? 20_261_122)
/** Enough for each list to have some. */
const SEALED = 10

/** An office after anything that can happen, as its flows are read. */
export interface RandomFlow {
  readonly office: TestApp
  /** Who may not see what is sealed, and who may. */
  readonly readers: readonly [Reader, Reader]
  /** What the flows were while it happened. */
  readonly noted: readonly FlowNumbers[]
  numbersOf(model: ChartModel, filters: FlowFilters, at?: Instant): Promise<FlowNumbers>
  /** All of a list, so many rows at a time. */
  walked(
    model: ChartModel,
    asked: FlowAsked,
    page: Omit<FlowPage, 'limit' | 'after'>,
    limit: number,
    reader?: Reader,
  ): Promise<readonly FlowRow[]>
  /** Of the rows that are not of sealed casefiles the first, which are in their order. */
  oldestOf(rows: readonly FlowRow[]): Instant | null
  /** Now, and some of the past. */
  moments(): readonly (Instant | undefined)[]
}

/** It is there from the first test of a file to its last: the start takes longer than all of them. */
export function randomFlow(): RandomFlow {
  let office: TestApp
  let readers: readonly [Reader, Reader]
  let sealed: ReadonlySet<string | null>
  const noted: FlowNumbers[] = []
  const numbersOf: RandomFlow['numbersOf'] = (model, filters, at) => numbersIn(office.services, model, filters, at)
  beforeAll(async () => {
    office = await testApp()
    await office.setClock('2026-03-02')
    const note = () =>
      withoutSeals(office.services, async () => {
        for (const model of models) noted.push(await numbersOf(model, {}))
      })
    await atRandom(office, { events: EVENTS, seed: SEED, desks: 12, sealed: SEALED, each: note })
    const { rows } = await office.services.pool.query<{ id: string }>('select file_id as id from casefile where sealed')
    sealed = new Set(rows.map(({ id }) => id))
    expect(sealed.size).toBeGreaterThanOrEqual(SEALED)
    const reading = (post: string) => readerOf(office.services.lists, `holder-of-${post}`)
    readers = [await reading('caseworker'), await reading('auditor')]
  }, 1_200_000)
  afterAll(() => office?.end())
  return {
    get office() {
      return office
    },
    get readers() {
      return readers
    },
    noted,
    numbersOf,
    walked: (model, asked, page, limit, reader = readers[0]) => allOf(office.services, model, asked, page, limit, reader),
    oldestOf: (rows) => rows.find(({ file }) => file !== null && !sealed.has(file))?.since ?? null,
    moments: () => [
      undefined,
      ...[...new Set(noted.map(({ asOf }) => asOf))].filter((_, nth, all) => nth % Math.ceil(all.length / 3) === 1),
    ],
  }
}
