import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Actor } from '../../../machines/kernel/authority.ts'
import { addDays, dayInLondon, type Instant } from '../../../machines/kernel/calendar.ts'
import { correct } from '../../../machines/kernel/correct.ts'
import { wantedTimers } from '../../../machines/kernel/deadline.ts'
import type { Line } from '../../../machines/kernel/desk.ts'
import type { Delivery } from '../../../machines/kernel/effect.ts'
import { act, type Changes, type FileState, offered, receive, sweep, whoCould } from '../../../machines/kernel/file.ts'
import { completed, folded, rootsOf } from '../../../machines/kernel/fold.ts'
import { canonical, fromStored } from '../../../machines/kernel/stored.ts'
import { proves } from '../../support/proves.ts'
import { amy, lin, lou, max, ombudsman, stamp } from './support/people.ts'
import { replayed } from './support/replayed.ts'
import { definitions } from './support/request.ts'
import { asked, begunFile } from './support/story.ts'
import { type AnyMove, anyMove, later, requestOf, stampOf } from './support/walk.ts'

const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
const nobody: Actor = { id: 'system', holdings: [] }

const stampAt = (now: Instant) => stamp(nobody, dayInLondon(now), { now })

/** Another file has this one told of something, now or of some days ago. */
const heardBy = (file: FileState, { pick, back }: AnyMove, now: Instant): Changes => {
  const today = dayInLondon(now)
  return receive(
    definitions,
    file,
    { type: 'WAS_TOLD', reference: `RD-${pick}` },
    stamp(nobody, today, { now, happenedOn: addDays(today, -back) }),
  )
}

/** A walk, with what each step foretold and what came of it. */
function walk(
  moves: readonly AnyMove[],
  look: (step: { file: FileState; move: AnyMove; now: Instant; acted: ReturnType<typeof act> }) => void,
) {
  let file: FileState = begunFile
  let lines: readonly Line[] = []
  let now: Instant = '2026-03-20T09:07:00.000Z'
  for (const move of moves) {
    now = later(now, move.minutes)
    if (move.pick % 5 === 0) {
      // the clock comes by now and then
      const changes = sweep(definitions, file, stamp(nobody, dayInLondon(now), { now }))
      ;[file, lines] = [changes.file, [...lines, ...changes.lines]]
    }
    if (move.pick % 7 === 0) {
      const changes = heardBy(file, move, now)
      ;[file, lines] = [changes.file, [...lines, ...changes.lines]]
    }
    const asked = stampOf(move, now)
    const acted = act(definitions, file, requestOf(definitions, file, move, asked), asked)
    look({ file, move, now, acted })
    if (acted.outcome === 'taken') [file, lines] = [acted.file, [...lines, ...acted.lines]]
  }
  return { file, lines }
}

proves(
  'I16',
  'the menu and the decision agree on random walks by random people: what is offered is not refused but for what was filled in',
  () => {
    const seen = { taken: 0, refused: 0, notAccepted: 0 }
    fc.assert(
      fc.property(fc.array(anyMove, { minLength: 30, maxLength: 40 }), (moves) => {
        walk(moves, ({ file, move, now, acted }) => {
          const asked = stampOf(move, now)
          const { instance, event } = requestOf(definitions, file, move, asked)
          const menu = offered(definitions, file, instance, asked)
          const offer = menu.find(({ type }) => type === event.type)
          seen[acted.outcome]++
          if (acted.outcome === 'notAccepted') expect([acted.accepts, offer]).toEqual([menu.map(({ type }) => type), undefined])
          if (acted.outcome === 'taken') expect(offer?.offered).toBe(true)
          if (acted.outcome === 'refused') {
            const foretold = [...offer!.refusals, ...offer!.onSomeAnswers].map(({ rule }) => rule)
            expect(acted.refusals.filter(({ rule, field }) => !field && !foretold.includes(rule))).toEqual([])
          }
          if (offer && !offer.offered) {
            expect(acted.outcome).toBe('refused')
            const rules = definitions[file.instances.find(({ id }) => id === instance)!.machine]!.rules
            const aboutPeople = offer.refusals.some(({ rule }) => rules[rule]?.who)
            const could = whoCould(definitions, file, instance, event.type, [asked.by], asked).people
            expect(could).toEqual(aboutPeople ? [] : [asked.by.id])
          }
        })
      }),
      { numRuns: 150, seed: 26, endOnFailure: true },
    )
    expect(seen.taken).toBeGreaterThan(1_500)
    expect(seen.refused).toBeGreaterThan(500)
    expect(seen.notAccepted).toBeGreaterThan(150)
  },
  120_000,
)

test('a history, through JSON, put again gives the same file byte for byte, with no settings but those its lines have kept', () => {
  fc.assert(
    fc.property(fc.array(anyMove, { minLength: 30, maxLength: 40 }), (moves) => {
      const { file, lines } = walk(moves, () => {})
      const kept = throughJson(lines)
      expect(kept.map(({ seq }) => seq)).toEqual(kept.map((_line, index) => index + 1))
      expect(canonical(replayed(definitions, kept))).toBe(canonical(file))
      const again = folded(definitions, begunFile, rootsOf(kept))
      expect(again.fallen).toEqual([])
      expect(canonical({ ...again.file, revision: file.revision })).toBe(canonical(file))
    }),
    { numRuns: 80, seed: 5, endOnFailure: true },
  )
}, 120_000)

/** A complaint about A, with a letter sent and another about B ready to go. */
const writtenTo = ['A', 'B'].reduce((story, organisation) => {
  if (organisation !== 'A') story.put('complaint', { type: 'ASK', organisation, respondBy: '2026-03-24' }, amy, '2026-03-10')
  const letter = story.file.letters.at(-1)!.id
  story.put(`request ${organisation}`, { type: 'EDIT_LETTER', letter, body: 'text:4:dd' }, amy, '2026-03-11')
  return organisation === 'A' ? story.put('complaint', { type: 'SEND_LETTER', letter }, amy, '2026-03-12') : story
}, asked())
const writtenTold = folded(definitions, begunFile, rootsOf(writtenTo.lines)).deliveries
const timersOf = ({ instances }: FileState) =>
  instances
    .filter(({ inError }) => !inError)
    .flatMap(({ id, machine, stored }) =>
      wantedTimers(definitions[machine]!.deadlines, fromStored(definitions[machine]!, stored)).map(({ name, dueAt }): [string, string] => [
        `${id} ${name}`,
        dueAt,
      ]),
    )

test('a history with corrections in it, through JSON, put again gives the same file byte for byte, and leaves no timer that no state wants', () => {
  const seen = { corrected: 0, refused: 0, inError: 0, written: 0, told: 0, putRight: 0 }
  fc.assert(
    fc.property(
      fc.array(anyMove, { minLength: 25, maxLength: 35 }),
      fc.array(fc.record({ pick: fc.nat(999), by: fc.constantFrom(lin, lou, max, ombudsman) }), { minLength: 6, maxLength: 6 }),
      (moves, corrections) => {
        let { file, lines }: { file: FileState; lines: readonly Line[] } = writtenTo
        let armed = new Map(timersOf(file))
        let now: Instant = '2026-03-20T09:07:00.000Z'
        const made: Delivery[] = [...writtenTold]
        const duties: string[] = []
        const keep = (changes: Changes) => {
          made.push(...changes.deliveries)
          duties.push(...changes.dutiesOpened.map(({ name }) => name))
          ;[file, lines] = [changes.file, [...lines, ...changes.lines]]
          armed = new Map([...armed].filter(([key]) => !changes.drop.some(({ instance, name }) => key === `${instance} ${name}`)))
          for (const { instance, name, dueAt } of changes.arm) armed.set(`${instance} ${name}`, dueAt)
        }
        for (const [index, move] of moves.entries()) {
          now = later(now, move.minutes)
          const asked = stampOf(move, now)
          const acted = act(definitions, file, requestOf(definitions, file, move, asked), asked)
          if (acted.outcome === 'taken') keep(acted)
          if (move.pick % 7 === 0 && acted.outcome !== 'taken') keep(heardBy(file, move, now))
          const { pick, by } = corrections[index % corrections.length]!
          const entries = lines.filter(({ kind, seq }) => (kind === 'person' || kind === 'delivery') && seq > 1)
          if (index % 4 !== 3 || entries.length === 0) continue
          const { seq, instance } = entries[entries.length - 1 - (pick % Math.min(entries.length, 5))]!
          const corrected = correct(
            definitions,
            begunFile,
            file,
            lines,
            { instance, event: { type: 'RECORDED_IN_ERROR', transition: seq, why: 'text:1:aa' } },
            stamp(by, dayInLondon(now), { now }),
          )
          seen[corrected.outcome === 'taken' ? 'corrected' : 'refused']++
          if (corrected.outcome === 'taken') keep(corrected)
        }
        expect(canonical(replayed(definitions, throughJson(lines)))).toBe(canonical(file))
        expect([...armed].sort()).toEqual([...timersOf(file)].sort())
        // What other files were told, once each, is what remains, or somebody was asked to put it right there.
        expect(new Set(made.map(({ id }) => id)).size).toBe(made.length)
        const standing = folded(definitions, begunFile, completed(lines, stampAt(now))).deliveries.map(({ id }) => id)
        const gone = made.filter(({ id }) => !standing.includes(id))
        expect(gone.filter(({ id }) => !duties.includes(`correct.${id}`))).toEqual([])
        expect(standing.filter((id) => !made.some((each) => each.id === id))).toEqual([])
        seen.told += made.length
        seen.putRight += gone.length
        seen.inError += file.instances.filter(({ inError }) => inError).length
        seen.written += file.duties.filter(({ title }) => title.startsWith('Write to')).length
      },
    ),
    { numRuns: 60, seed: 11, endOnFailure: true },
  )
  expect(seen.corrected).toBeGreaterThan(100)
  expect(seen.refused).toBeGreaterThan(50)
  expect(seen.inError).toBeGreaterThan(5)
  expect(seen.written).toBeGreaterThan(3)
  expect(seen.told).toBeGreaterThan(100)
  expect(seen.putRight).toBeGreaterThan(5)
}, 120_000)
