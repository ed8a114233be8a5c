import { expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { dayInLondon, daysBetween, type Instant } from '../../machines/kernel/calendar.ts'
import { attentionIn } from '../../src/reports/flow/attention.ts'
import { attentionKinds } from '../../src/reports/flow/numbers.ts'
import { leavesOutSealed } from '../../src/reports/flow/signed.ts'
import { lookingAt } from '../../src/shown/flow/standing.ts'
import { chartFor } from '../../src/shown/place.ts'
import { momentWritten, writtenOf } from '../../src/web/pages/flow/moment.ts'
import { addressOf } from '../../src/web/pages/flow/params.ts'
import { counted, shortDate } from '../../src/web/words.ts'
import type { RandomFlow } from './flow-office.ts'
import { csvAt, daysOnPage, filtersThere, models, oldestOnPage } from './flow-read.ts'

const NONE = { open: 0, overdue: 0, dueIn7Days: 0 }

/** Table, lists, CSV, pages and the API say the same; and so does what calls for attention. The clock is three weeks further afterwards. */
export function sameIsSaidEverywhere(run: RandomFlow): void {
  test('what a page has in its table as CSV is what the flow counts, now and at a past moment, with filters and without', async () => {
    const visitor = await run.office.browse('auditor')
    const [, , someRatings] = await filtersThere(run.office.services)
    for (const { machine } of models)
      for (const [filters, moment] of [[{}], [someRatings], [{}, writtenOf(run.moments()[1]!)]] as const) {
        const model = chartFor(definitions[machine]!)
        const asked = { rows: ['all'], at: moment ? [moment] : [], rating: filters!.rating ?? [] }
        const lines = await csvAt(visitor, addressOf(machine, asked, { tail: '/table.csv' }))
        const { all, states, elsewhere } = await run.numbersOf(model, filters!, moment && momentWritten(moment))
        const counted = { ...Object.fromEntries(model.states.map(({ id }) => [id, NONE])), ...states, [machine]: all, elsewhere }
        const said = Object.entries(counted).map(([id, { open, overdue, dueIn7Days }]) => [id, [open, overdue, dueIn7Days].map(String)])
        const told = lines.map(({ Id, Open, Overdue, 'Due in 7 days': soon }) => [Id, [Open, Overdue, soon]])
        expect([machine, Object.fromEntries(told)]).toEqual([machine, Object.fromEntries(said)])
      }
  }, 120_000)

  test('every list as CSV has as many lines as its number, each of what stands there', async () => {
    const visitor = await run.office.browse('auditor')
    for (const model of models) {
      const { machine } = model
      const { states, all } = await run.numbersOf(model, {})
      for (const [state, { open, overdue }] of Object.entries({ ...states, [machine]: all }))
        for (const [band, count] of [['', open] as const, ...(overdue > 0 ? [['overdue', overdue] as const] : [])]) {
          const lines = await csvAt(visitor, `/flow/${machine}/list.csv?${new URLSearchParams({ state, band })}`)
          expect([state, band, lines.length]).toEqual([state, band, count])
          const rows = await run.walked(model, { machine, filters: {} }, { state, ...(band && { band }) }, 200, run.readers[1]!)
          expect(lines.map(({ Casefile, Due }) => [Casefile, Due])).toEqual(
            rows.map(({ reference, dueOn }) => [reference ?? '', dueOn ?? '']),
          )
        }
    }
  }, 120_000)

  test('the oldest of each state is the same in the table, in its CSV and in the API, now and at a past moment', async () => {
    const [visitor, caller] = [await run.office.browse('auditor'), await run.office.signIn('auditor')]
    let told = 0
    for (const { machine } of models)
      for (const moment of [undefined, writtenOf(run.moments()[2]!)]) {
        const address = (tail = '') => addressOf(machine, { rows: ['all'], at: moment ? [moment] : [] }, { tail })
        const { body } = await caller.get(`/flow/${machine}${moment ? `?at=${momentWritten(moment)}` : ''}`)
        const days = (since: Instant | null) => (since === null ? undefined : daysBetween({ from: dayInLondon(since), to: body.today }))
        const states = [{ ...body.all, state: machine }, ...body.states, { ...body.elsewhere, state: 'elsewhere' }]
        const expected = new Map<string, number | undefined>(
          states.toReversed().map(({ state, oldestSince }) => [state, days(oldestSince)]),
        )
        const lines = await csvAt(visitor, address('/table.csv'))
        const { text } = await visitor.get(address())
        const page = oldestOnPage(text)
        expect(lines.map(({ Id }) => Id)).toEqual(Object.keys(page))
        for (const { Id, 'Oldest, days': oldest } of lines) {
          const age = expected.get(Id!)
          expect([machine, moment, Id, oldest, page[Id!]]).toEqual([
            machine,
            moment,
            Id,
            String(age ?? ''),
            age === undefined ? '–' : counted(age, 'day'),
          ])
          if (age) told++
        }
      }
    expect(told).toBeGreaterThan(20)
  }, 120_000)

  test('a list says the same days on its page, as CSV and in the API: of what is sealed none', async () => {
    const [visitor, caller] = [await run.office.browse('caseworker'), await run.office.signIn('caseworker')]
    const met = { shown: 0, sealed: 0, due: 0 }
    for (const { machine } of models)
      for (const moment of [undefined, writtenOf(run.moments()[2]!)]) {
        const model = models.find((each) => each.machine === machine)!
        const { states } = await run.numbersOf(model, {}, moment && momentWritten(moment))
        for (const state of Object.keys(states)) {
          const at = moment ? { at: moment } : {}
          const lines = await csvAt(visitor, `/flow/${machine}/list.csv?${new URLSearchParams({ state, ...at })}`)
          const { body } = await caller.get(
            `/flow/${machine}/list?${new URLSearchParams({ state, limit: '200', ...(moment && { at: momentWritten(moment)! }) })}`,
          )
          const { text } = await visitor.get(`/flow/${machine}/list?${new URLSearchParams({ state, ...at })}`)
          const csv = lines.map(({ Since, Due }) => [Since!, Due!] as const)
          expect([state, moment, csv.length > 0]).toEqual([state, moment, true])
          const items = body.items as readonly { since: Instant | null; dueOn: string | null; sealed: boolean }[]
          expect([state, moment, items.map(({ since, dueOn }) => [since ? dayInLondon(since) : '', dueOn ?? ''])]).toEqual([
            state,
            moment,
            csv.slice(0, 200),
          ])
          const words = csv.map((days) => days.map((day) => day && shortDate(day)))
          expect([state, moment, daysOnPage(text)]).toEqual([state, moment, words.slice(0, 50)])
          expect(items.filter(({ sealed, since, dueOn }) => sealed && (since ?? dueOn))).toEqual([])
          met.sealed += items.filter(({ sealed }) => sealed).length
          met.shown += items.filter(({ since }) => since).length
          met.due += items.filter(({ dueOn }) => dueOn).length
        }
      }
    expect(Object.values(met).every((count) => count > 10)).toBe(true)
  }, 120_000)

  test('whatever calls for attention is as many as the list behind it, after three weeks in which nobody did anything, nor the clock', async () => {
    await run.office.services.pool.query('update clock set offset_ms = offset_ms + $1', [21 * 86_400_000])
    const met = new Set<string>()
    for (const model of models) {
      const { machine } = model
      const looking = await lookingAt(run.office.services, definitions[machine]!)
      for (const filters of await filtersThere(run.office.services))
        for (const at of Object.keys(filters).length === 0 ? run.moments() : [undefined]) {
          const asked = { machine, filters, ...(at !== undefined && { at }) }
          const { states } = await attentionIn(run.office.services.lists, model, asked, looking)
          for (const kind of attentionKinds) {
            const attention = { ...looking, kind }
            expect([machine, kind, (await run.walked(model, asked, { attention }, 7)).length]).toEqual([
              machine,
              kind,
              states[machine]?.[kind] ?? 0,
            ])
            for (const [state, calling] of Object.entries(states)) {
              if (calling[kind] === 0) continue
              met.add(kind)
              const rows = await run.walked(model, asked, { state, attention }, 200)
              expect([state, kind, filters, at, rows.length]).toEqual([state, kind, filters, at, calling[kind]])
              if (leavesOutSealed(kind)) expect(rows.filter(({ hidden }) => hidden)).toEqual([])
            }
          }
        }
    }
    expect([...met].sort()).toEqual([...attentionKinds].sort())
  }, 300_000)
}
