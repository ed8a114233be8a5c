import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { dayInLondon, type Instant } from '../../../machines/kernel/calendar.ts'
import type { Line } from '../../../machines/kernel/desk.ts'
import { act, type FileState, sweep } from '../../../machines/kernel/file.ts'
import { canonical } from '../../../machines/kernel/stored.ts'
import { amy, lin, stamp } from './support/people.ts'
import { definitions } from './support/request.ts'
import { agreement, asked, type Story } from './support/story.ts'
import { type AnyMove, anyMove, later, requestOf, stampOf } from './support/walk.ts'

const DAY = 24 * 60
/** How often the clock comes by, in minutes; or never, so that only people's acts carry out what has passed. */
type Round = number | 'only when a person acts'
interface Walked {
  file: FileState
  lines: readonly Line[]
  now: Instant
}

const asking = { type: 'ASK', organisation: 'B', respondBy: '2026-03-20' }
/** Where walks begin: two organisations with one response date, or two with items that share their dates. */
const beginnings: readonly Story[] = [
  asked(),
  asked().put('complaint', asking, amy, '2026-03-10'),
  ['A', 'B'].reduce(
    (story, organisation) =>
      story
        .put(`request ${organisation}`, agreement('2026-04-01', '2026-04-01'), amy, '2026-03-12')
        .put(`request ${organisation}`, { type: 'SUBMIT' }, amy, '2026-03-12')
        .put(`request ${organisation}`, { type: 'SIGN_OFF' }, lin, '2026-03-13'),
    asked().put('complaint', asking, amy, '2026-03-10'),
  ),
]
/** Before the clocks go forward, and before they go back, with all deadlines already in the past. */
const anyWalk = (move: fc.Arbitrary<AnyMove>, length: fc.ArrayConstraints) =>
  fc.record({
    story: fc.constantFrom(...beginnings),
    start: fc.constantFrom('2026-03-20T09:07:00.000Z', '2026-03-20T09:07:00.000Z', '2026-10-15T22:59:30.000Z'),
    moves: fc.array(move, length),
  })
type Walk = ReturnType<typeof anyWalk> extends fc.Arbitrary<infer W> ? W : never

const nobody = { id: 'system', holdings: [] }
function swept({ file, lines }: Walked, now: Instant): Walked {
  const changes = sweep(definitions, file, stamp(nobody, dayInLondon(now), { now }))
  return { file: changes.file, lines: changes.lines.length > 0 ? [...lines, ...changes.lines] : lines, now }
}

/** Everything a walk leaves behind, whoever noticed its deadlines and when: after a last sweep. */
function walked({ story: { file, lines }, start, moves }: Walk, round: Round): Walked {
  let held: Walked = { file, lines, now: start }
  for (const move of moves) {
    const now = later(held.now, move.minutes)
    if (round !== 'only when a person acts') for (let at = later(held.now, round); at < now; at = later(at, round)) held = swept(held, at)
    const by = stampOf(move, now)
    const acted = act(definitions, held.file, requestOf(definitions, sweep(definitions, held.file, by).file, move, by), by)
    held = acted.outcome === 'taken' ? { file: acted.file, lines: [...held.lines, ...acted.lines], now } : { ...held, now }
  }
  return swept(held, later(held.now, 70 * DAY))
}

/** A line without when it was written, and without which settings the act read that it was written in. */
const dated = ({ stamp: { now: _, settings: __, scheme: ___, ...rest }, ...line }: Line) => ({ ...line, stamp: rest })
/** Text is compared, for speed; where it differs, the difference is shown. */
const same = (one: unknown, other: unknown) => canonical(one) === canonical(other) || expect(one).toEqual(other)

function expectSame(walk: Walk, rounds: readonly Round[]): Walked {
  const [first, ...others] = rounds.map((round) => walked(walk, round)) as [Walked, ...Walked[]]
  for (const other of others) {
    same(other.file, first.file)
    same(other.lines.map(dated), first.lines.map(dated))
  }
  return first
}

test('sweeping every day, every 40 days or only when a person acts ends in the same states, timers, duties and dates, over 20,000 steps', () => {
  const seen = { steps: 0, byTheClock: 0, sameInstant: 0, places: new Set<string>() }
  const rounds = [DAY, 40 * DAY, 'only when a person acts'] as const
  fc.assert(
    fc.property(anyWalk(anyMove, { minLength: 30, maxLength: 40 }), (walk) => {
      const { lines } = expectSame(walk, rounds)
      const clock = lines.filter(({ kind }) => kind === 'clock')
      seen.steps += walk.moves.length * rounds.length
      seen.byTheClock += clock.length
      seen.sameInstant += clock.filter(
        ({ stamp: { today }, instance }, at) => clock[at + 1]?.stamp.today === today && clock[at + 1]?.instance !== instance,
      ).length
      for (const { machine, to } of lines) for (const place of to.split(' + ')) seen.places.add(`${machine} ${place}`)
    }),
    { numRuns: 200, seed: 20, endOnFailure: true },
  )
  // The walks prove something only where they go.
  expect(seen.steps).toBeGreaterThan(20_000)
  expect(seen.byTheClock).toBeGreaterThan(2_000)
  expect(seen.sameInstant).toBeGreaterThan(200)
  expect(seen.places.size).toBe(23)
}, 120_000)

test('sweeping every minute ends in the same as well, across both changes of the clock', () => {
  const brief = anyMove.map((move) => ({ ...move, minutes: Math.min(move.minutes, 2 * DAY) }))
  fc.assert(
    fc.property(anyWalk(brief, { minLength: 12, maxLength: 15 }), (walk) => {
      expectSame(walk, [1, 'only when a person acts'])
    }),
    { numRuns: 6, seed: 6, endOnFailure: true },
  )
}, 60_000)
