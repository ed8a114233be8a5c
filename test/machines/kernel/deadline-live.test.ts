import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { dayInLondon } from '../../../machines/kernel/calendar.ts'
import { wantedTimers } from '../../../machines/kernel/deadline.ts'
import { act, type FileState, sweep, unopened } from '../../../machines/kernel/file.ts'
import { canonical, fromStored } from '../../../machines/kernel/stored.ts'
import { liveWaits } from './support/live.ts'
import { amy, stamp } from './support/people.ts'
import { waits } from './support/waits.ts'
import { later } from './support/walk.ts'

const definitions = { waits }
const DAY = 24 * 60
const anyMove = fc.record({
  event: fc.constantFrom(
    'NEXT_P',
    'NEXT_Q',
    'AGAIN_P',
    'AGAIN_Q',
    'REST',
    'BEGIN',
    'OUT',
    'nothing',
    'nothing',
    'nothing',
    'nothing',
    'nothing',
    'nothing',
  ),
  minutes: fc.constantFrom(0, 7, 11 * 60, 11 * 60, DAY, DAY, DAY, 2 * DAY, 2 * DAY, 9 * DAY),
})

test('where dates never move after entry, deadlines are what a live actor with a clock makes of the same chart, over 20,000 steps', () => {
  const seen = { steps: 0, byTheClock: 0, sameInstant: 0, places: new Set<string>() }
  fc.assert(
    fc.property(
      fc.constantFrom('2026-03-01T08:00:00.000Z', '2026-10-01T08:00:00.000Z'),
      fc.array(anyMove, { minLength: 40, maxLength: 60 }),
      (start, moves) => {
        const live = liveWaits(start)
        let file: FileState = unopened(waits, 'file', 'one')
        let now: string = start
        for (const { event, minutes } of [{ event: 'BEGIN', minutes: 0 }, ...moves]) {
          now = later(now, minutes)
          live.clock.moveTo(now)
          const asked = stamp(amy, dayInLondon(now), { now })
          const came =
            event === 'nothing'
              ? sweep(definitions, file, asked)
              : act(definitions, file, { instance: 'one', event: { type: event } }, asked)
          if (event !== 'nothing') live.send(event)
          const changes = 'file' in came ? came : sweep(definitions, file, asked)
          file = changes.file
          const held = fromStored(waits, file.instances[0]!.stored)
          const ours = { value: held.value, context: held.context, due: wantedTimers(waits.deadlines, held).map(({ dueAt }) => dueAt) }
          const theirs = { ...live.stands, due: live.clock.pending }
          if (canonical(ours) !== canonical(theirs)) expect(ours).toEqual(theirs)
          const clock = changes.lines.filter(({ kind }) => kind === 'clock')
          seen.steps++
          seen.byTheClock += clock.length
          seen.sameInstant += clock.filter(({ stamp: { today } }, at) => clock[at + 1]?.stamp.today === today).length
          for (const { to } of changes.lines) seen.places.add(to)
        }
        live.stop()
      },
    ),
    { numRuns: 410, seed: 7, endOnFailure: true },
  )
  expect(seen.steps).toBeGreaterThan(20_000)
  expect(seen.byTheClock).toBeGreaterThan(10_000)
  expect(seen.sameInstant).toBeGreaterThan(1_000)
  expect(seen.places.size).toBe(1 + 4 * 4)
}, 120_000)
