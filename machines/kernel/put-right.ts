import { inPlainWords } from './authority.ts'
import type { CalendarDate } from './calendar.ts'
import type { InstanceId, LetterHeld, OpenDuty, Party } from './effect.ts'
import type { FileState, HeldInstance } from './file.ts'
import { derivedId } from './identity.ts'

/** Where in history the correction stands, and the day it is recorded. */
interface Place {
  readonly seq: number
  readonly instance: InstanceId
  readonly today: CalendarDate
}

/**
 * The file as it should have been, with what cannot be undone (RULES, introduction): what was opened by mistake stays, marked and out of
 * reach; what was sent stays as it was sent, with a duty to write to whoever received it; and whoever noted what is not so is told.
 *
 * @param held the file as it is; @param stood what its entries gave before this correction; @param should what they give after it. What
 * is in `held` and not in `stood` was left by earlier corrections, and stays. @param untrue the notices that were acknowledged without
 * cause
 */
export function putRight(held: FileState, stood: FileState, should: FileState, untrue: readonly OpenDuty[], place: Place): FileState {
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
      ...untrue.map((notice, index) => dutyToTell(held.id, notice, `${place.seq}.${sent.length + index}`, place)),
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

const dutyToWrite = (file: string, { id, letter, to, sentOn }: LetterHeld, cause: string, { instance, today }: Place): OpenDuty => ({
  id: derivedId(file, cause),
  instance,
  name: `correct.${id}`,
  to: 'caseworker',
  dueOn: today,
  cites: 'I28',
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

const addressee = (to: Party) => ('organisation' in to ? 'the organisation' : 'the complainant')
