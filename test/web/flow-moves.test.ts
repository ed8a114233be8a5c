import { describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { pictureArrows } from '../../src/live/picture.ts'
import { folded } from '../../src/reports/flow/flow.ts'
import { signsOf } from '../../src/reports/flow/signs.ts'
import { usualOfLeaves } from '../../src/shown/flow/waiting.ts'
import { chartFor } from '../../src/shown/place.ts'
import { heldUpSaid } from '../../src/web/pages/flow/bottlenecks.ts'
import { arrowsOf } from '../../src/web/pages/flow/dressing.ts'
import { routesOf, timesTaken } from '../../src/web/pages/flow/routes.ts'
import { statesInOrder } from '../../src/web/pages/flow/states.ts'

describe('the flow of a lifecycle', () => {
  test('counts as held up in a state what is late there, each item once, and not what waits in time in one part and is late in another', () => {
    const definition = definitions['compliance']!
    const model = chartFor(definition)
    const beside = 'open.target.extension.none'
    const judged = `open.evidence.judging.byMonitor.late + open.target.date.onTrack + ${beside}`
    const toBegin = `open.evidence.judging.byMonitor.inTime + open.target.date.passed.overdue + ${beside}`
    const count = (open: number, overdue: number) => ({ open, overdue, dueIn7Days: 0 })
    const numbers = folded(model, [
      { place: judged, ...count(9, 7), oldest: [] },
      { place: toBegin, ...count(5, 4), oldest: [] },
    ])
    const pastUsual = [{ place: judged, in: ['open.evidence.judging.byMonitor.late', 'open.target.date.onTrack'], overdue: true, count: 6 }]
    const calling = { pastUsual: 6, escalated: 0, refused: 0, notReminded: 0, silent: 0 }
    const places = ['compliance.open.evidence.judging.byMonitor', 'compliance.open.target.date.onTrack']
    const attention = { states: Object.fromEntries(places.map((each) => [each, calling])), pastUsual }
    const standing = { model, numbers: { ...numbers, asOf: '', today: '' }, usual: {}, attention, days: {} }
    const said = heldUpSaid({ definition, machine: 'compliance', params: {} }, standing, { moves: true }).map(
      ({ title, parts }) => `${title}: ${parts.map(({ count, words }) => `${count ?? ''} ${words}`.trim()).join(', ')}`,
    )
    expect(said).toEqual([
      expect.stringMatching(/monitor.*: 14 open, 11 of them overdue \(4 elsewhere in the item\), 6 past the usual 85%$/),
      expect.stringMatching(/arget date passed.*: 5 open, 4 of them overdue$/),
    ])
  })

  test('names no state in which nobody has anything to do as held up, however many came or how long they stand, unless something is overdue there', () => {
    const definition = definitions['casefile']!
    const model = chartFor(definition)
    const saidOf = (overdue: number) => {
      const numbers = folded(model, [{ place: 'open', open: 314, overdue, dueIn7Days: 0, oldest: [] }])
      const days = { 'casefile.open': [{ day: '2013-02-04', arrived: 9, left: 1 }] }
      const standing = { model, numbers: { ...numbers, asOf: '', today: '' }, usual: {}, attention: { states: {}, pastUsual: [] }, days }
      return heldUpSaid({ definition, machine: 'casefile', params: {} }, standing, { moves: true }).map(({ parts }) =>
        parts.map(({ count, words }) => `${count} ${words}`).join(', '),
      )
    }
    expect(saidOf(0)).toEqual([])
    expect(saidOf(2)).toEqual(['314 open, 2 of them overdue'])
    const rating = definitions['rating']!
    const [usual, rests, waits] = [{ left: 20, half: 1, most: 3, nearlyAll: 5 }, 'rating.rated.notMeasured', 'rating.suggested']
    const told = usualOfLeaves(chartFor(rating), signsOf(rating), { [rests]: usual, [waits]: usual })
    expect(Object.keys(told)).toEqual(['suggested.inTime', 'suggested.late'])
  })

  test('says of a state that grows how many came and went, as numbers that change with the others where the page is told them', () => {
    const definition = definitions['approach']!
    const model = chartFor(definition)
    const state = 'approach.consideringOffer'
    const numbers = folded(model, [{ place: 'consideringOffer.inTime', open: 9, overdue: 9, dueIn7Days: 0, oldest: [] }])
    const days = { [state]: [{ day: '2013-02-04', arrived: 9, left: 1 }] }
    const standing = { model, numbers: { ...numbers, asOf: '', today: '' }, usual: {}, attention: { states: {}, pastUsual: [] }, days }
    const saidWhere = (moves: boolean) =>
      heldUpSaid({ definition, machine: 'approach', params: {} }, standing, { moves })[0]?.parts.slice(2)
    expect(saidWhere(true)).toEqual([
      { key: `${state}:movedIn7`, count: 9, words: 'came in 7 days' },
      { key: `${state}:movedOut7`, count: 1, words: 'went' },
    ])
    expect(saidWhere(false)).toEqual([{ words: '9 came in 7 days' }, { words: '1 went' }])
  })

  test('has an extension that was granted on the arrow that takes the date on, on that of the extension and on that out of escalation', () => {
    const model = chartFor(definitions['compliance']!)
    const ids = (paths: readonly string[]) => paths.map((path) => `compliance.open.${path}`)
    const granted = {
      event: 'EXTEND_TARGET_DATE',
      from: ids(['target.date.passed.overdue', 'target.extension.asked.late', 'escalation.due.toBegin']),
      to: ids(['target.date.onTrack', 'target.extension.none', 'escalation.none']),
      times: 2,
    }
    expect([...timesTaken(model, [granted])].map(([{ from, to }, times]) => [from, ...to, times])).toEqual([
      [...ids(['target.date', 'target.date.onTrack']), 2],
      [...ids(['target.extension.asked', 'target.extension.none']), 2],
      [...ids(['escalation', 'escalation.none']), 2],
    ])
  })

  test('has in its picture and in words the same numbers, and says where one is of several ways told apart by what has to hold alone', () => {
    const definition = definitions['compliance']!
    const model = chartFor(definition)
    const judging = 'compliance.open.evidence.judging.withOmbudsman'
    const moved = [{ event: 'DECIDE_COMPLIANCE', from: [`${judging}.inTime`], to: ['compliance.closed.complied'], times: 3 }]
    const ways = routesOf(model, statesInOrder(definition), moved).flatMap(({ routes }) => routes.filter(({ times }) => times > 0))
    expect(ways.map(({ times, among }) => [times, among])).toEqual([
      [3, 2],
      [3, 2],
    ])
    const drawn = Object.values(arrowsOf({ model, arrows: pictureArrows(model) }, moved)).flatMap(({ times }) => (times ? [times] : []))
    expect(drawn).toEqual([3])
  })
})
