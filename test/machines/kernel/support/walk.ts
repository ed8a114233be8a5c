import fc from 'fast-check'
import type { Actor } from '../../../../machines/kernel/authority.ts'
import { addDays, dayInLondon, type Instant } from '../../../../machines/kernel/calendar.ts'
import type { Definitions, Stamp } from '../../../../machines/kernel/definition.ts'
import { type FileState, offered, type Request } from '../../../../machines/kernel/file.ts'
import { amy, ben, benForLin, cas, lin, lou, max, officer, ombudsman, stamp } from './people.ts'

const MINUTE = 60_000
const DAY = 24 * 60
/** Weighted so that a walk gets somewhere: mostly people who may. */
const people: readonly Actor[] = [amy, amy, ben, lin, lin, lou, max, cas, officer, ombudsman, benForLin]

/** What somebody does next, in numbers: which event it becomes depends on the file (`requestOf`). */
export const anyMove = fc.record({
  minutes: fc.constantFrom(0, 1, 45, 13 * 60, DAY, DAY, 3 * DAY, 8 * DAY, 8 * DAY, 17 * DAY, 61 * DAY),
  pick: fc.nat(100_000),
  blindly: fc.nat(7),
  by: fc.nat(people.length - 1),
  organisation: fc.constantFrom('A', 'B', 'C'),
  caseworker: fc.constantFrom("Amy's post", "Ben's post"),
  ahead: fc.constantFrom(-1, 1, 6, 6, 14, 30),
  back: fc.constantFrom(0, 0, 0, 2, 20),
  agrees: fc.boolean(),
  goOn: fc.boolean(),
  considered: fc.nat(3),
  withReasons: fc.boolean(),
  actions: fc.uniqueArray(fc.record({ id: fc.constantFrom('x', 'y', 'z'), ahead: fc.constantFrom(3, 9, 9, 60) }), {
    maxLength: 3,
    selector: ({ id }) => id,
  }),
})
export type AnyMove = typeof anyMove extends fc.Arbitrary<infer M> ? M : never

const reasons = { responseWithinFourteenDays: 'text:9:cc', oneOpportunity: 'text:9:cc', actedOnWithinFourWeeks: 'text:9:cc' }

/** The moment `minutes` after another. */
export const later = (now: Instant, minutes: number): Instant => new Date(Date.parse(now) + minutes * MINUTE).toISOString()

export const stampOf = ({ by, withReasons }: AnyMove, now: Instant): Stamp =>
  stamp(people[by]!, dayInLondon(now), { now, reasons: withReasons ? reasons : {} })

/** An event that the menu of some instance names, or, one time in eight, any that some catalogue has. */
export function requestOf(definitions: Definitions, file: FileState, move: AnyMove, asked: Stamp): Request {
  const instance = file.instances[file.instances.length - 1 - (move.pick % Math.min(file.instances.length, 6))]!
  const menu = move.blindly === 0 ? [] : offered(definitions, file, instance.id, asked)
  const open = menu.filter(({ offered: isOffered }) => isOffered || move.blindly < 3)
  const types = open.length > 0 ? open.map(({ type }) => type) : Object.keys(definitions[instance.machine]!.events)
  const type = types[Math.floor(move.pick / 7) % types.length]!
  return { instance: instance.id, event: { type, ...payloadOf(type, file, instance.id, move, asked) } }
}

function payloadOf(
  type: string,
  { letters, duties }: FileState,
  instance: string,
  move: AnyMove,
  { today }: Stamp,
): Record<string, unknown> {
  const { organisation, caseworker, ahead, back, agrees, goOn, considered, actions } = move
  const respondBy = addDays(today, ahead)
  const happenedOn = back > 0 ? { happenedOn: addDays(today, -back) } : {}
  switch (type) {
    case 'OPEN_COMPLAINT':
      return { receivedOn: addDays(today, -10), caseworker }
    case 'ASK':
      return { organisation, respondBy }
    case 'RECORD_CALL':
      return { said: 'text:1:aa', ...happenedOn }
    case 'REASSIGN':
      return { caseworker }
    case 'SEND_LETTER':
      return { letter: letters[move.pick % Math.max(letters.length, 1)]?.id ?? 'none' }
    case 'MARK_DONE':
      return { duty: duties[move.pick % Math.max(duties.length, 1)]?.id ?? 'none' }
    case 'CLOSE_COMPLAINT':
      return { why: 'text:1:aa', how: 'resolved' }
    case 'EDIT_LETTER':
      return { letter: letters.find((letter) => letter.instance === instance)?.id ?? 'none', body: 'text:4:dd' }
    case 'AGREE_LATER_RESPONSE':
    case 'ASK_AGAIN':
      return { respondBy }
    case 'DECIDE':
      return { goOn, respondBy }
    case 'ORGANISATION_ANSWERED':
      return {
        agrees,
        ...happenedOn,
        actions: actions.map(({ id, ahead: days }) => ({ id, by: addDays(today, days) })),
        ...(considered > 0 && { prospect: { answer: goOn, why: 'text:2:bb' } }),
      }
    case 'EXTEND':
      return { targetDate: addDays(today, ahead) }
    case 'REMEDY_PROVIDED':
      return happenedOn
    case 'RETURN':
      return { why: 'text:1:aa' }
    default:
      return {}
  }
}
