import { inPlainWords } from './authority.ts'
import type { CalendarDate } from './calendar.ts'
import type { Delivery, Destination, InstanceId, LetterHeld, OpenDuty, Party } from './effect.ts'
import type { FileState, HeldInstance } from './file.ts'
import { derivedId } from './identity.ts'

/** Where in history the correction stands, and the day it is recorded. */
interface Place {
  readonly seq: number
  readonly instance: InstanceId
  readonly today: CalendarDate
}

interface Untrue {
  readonly notices: readonly OpenDuty[]
  readonly deliveries: readonly Delivery[]
}

/**
 * The file as it should have been, with what cannot be undone (RULES, introduction): what was opened by mistake stays, marked and out of
 * reach; what was sent stays as it was sent, with a duty to write to whoever received it; whoever noted what is not so is told; and what
 * another file was told stays in that file, with a duty to put it right there.
 *
 * @param held the file as it is; @param stood what its entries gave before this correction; @param should what they give after it. What
 * is in `held` and not in `stood` was left by earlier corrections, and stays. @param untrue the notices that were acknowledged, and the
 * deliveries that were made, without cause
 */
export function putRight(held: FileState, stood: FileState, should: FileState, untrue: Untrue, place: Place): FileState {
  const missing = <T extends { readonly id: string }>(from: readonly T[], among: readonly T[]) =>
    from.filter(({ id }) => !among.some((each) => each.id === id))
  const sent = stood.letters.filter((letter) => letter.sentOn && !should.letters.some(({ id, sentOn }) => id === letter.id && sentOn))
  return {
    ...should,
    instances: [...should.instances, ...missing(held.instances, should.instances).map(outOfReach)],
    duties: [
      ...should.duties,
      ...missing(held.duties, stood.duties),
      ...sent.map((letter, index) => dutyToWrite(held.id, letter, `${place.seq}.${index}`, place)),
      ...untrue.notices.map((notice, index) => dutyToTell(held.id, notice, `${place.seq}.${sent.length + index}`, place)),
      ...untrue.deliveries.map((made) => dutyToPutRight(held.id, made, `${place.seq} ${made.id}`, place)),
    ],
    letters: [
      ...should.letters,
      ...missing(held.letters, stood.letters),
      ...sent.map((letter) => asItWent(held.id, letter, should.letters, place)),
    ],
  }
}

const outOfReach = ({ nextDue: _, ...held }: HeldInstance): HeldInstance => ({ ...held, inError: true })

/** A letter that is a draft again may still have to go: the draft keeps its id, and what went out gets one of its own. */
const asItWent = (file: string, letter: LetterHeld, drafts: readonly LetterHeld[], { seq }: Place): LetterHeld =>
  drafts.some(({ id }) => id === letter.id) ? { ...letter, id: derivedId(file, `${letter.id} as sent before ${seq}`) } : letter

const dutyToWrite = (file: string, { id, letter, to, sentOn, cites }: LetterHeld, cause: string, { instance, today }: Place): OpenDuty => ({
  id: derivedId(file, cause),
  instance,
  name: `correct.${id}`,
  to: 'caseworker',
  dueOn: today,
  cites,
  endsBy: 'acknowledgement',
  title: `Write to ${addressee(to)}: the ${inPlainWords(letter)} letter of ${sentOn} was sent by mistake`,
})

const dutyToTell = (file: string, { id, title, to, cites }: OpenDuty, cause: string, { instance, today }: Place): OpenDuty => ({
  id: derivedId(file, cause),
  instance,
  name: `correct.${id}`,
  to,
  dueOn: today,
  cites,
  endsBy: 'acknowledgement',
  title: `This was asked by mistake, and noted: ${title}`,
})

/** The Compliance Officer keeps the files of organisations (setting ad); another casefile is asked for by the caseworker of this one. */
const dutyToPutRight = (file: string, { id, to, happenedOn }: Delivery, cause: string, { instance, today }: Place): OpenDuty => ({
  id: derivedId(file, cause),
  instance,
  name: `correct.${id}`,
  to: 'casefile' in to ? 'caseworker' : 'complianceOfficer',
  dueOn: today,
  cites: 'I16',
  endsBy: 'acknowledgement',
  title: `Have the entry corrected in ${fileNamed(to)}: what it was told of ${happenedOn} was a mistake`,
})

const addressee = (to: Party) => {
  if ('organisation' in to) return 'the organisation'
  return 'office' in to ? `the ${inPlainWords(to.office)}` : 'the complainant'
}
const fileNamed = (to: Destination) => ('casefile' in to ? `casefile ${to.casefile}` : 'the file of the organisation')
