import { addDays } from '../../machines/kernel/calendar.ts'
import type { FileState } from '../../machines/kernel/file.ts'
import type { Look } from '../engine/engine.ts'

/** What the guidance proposes where a person is to choose; they may choose otherwise, and then its rules may ask why. */
const proposed: Readonly<Record<string, (look: Look) => object>> = {
  PROPOSE_INTERVENTION: ({ stamp }) => ({ respondBy: inDays(stamp, 14), contact: 'focalPoint' }), // I18, I17
  ENQUIRE_OF_ORGANISATION: ({ stamp }) => ({ respondBy: inDays(stamp, 14) }),
  APPROACH_ANOTHER: ({ stamp }) => ({ respondBy: inDays(stamp, 14) }),
  ASK_FOR_MORE: ({ stamp }) => ({ respondBy: inDays(stamp, 14) }),
  INFORM_COMPLAINANT: () => ({ channel: 'telephone' }), // I22
  DUTY_DONE: ({ file }) =>
    onlyOne(
      'duty',
      file.duties.filter(({ endsBy }) => endsBy === 'acknowledgement'),
    ),
  EDIT_LETTER: ({ file }) => onlyOne('letter', drafts(file)),
  LETTER_SENT: ({ file }) => onlyOne('letter', drafts(file)),
}

const inDays = ({ today }: Look['stamp'], days: number) => addDays(today, days)
const drafts = ({ letters }: FileState) => letters.filter(({ sentOn }) => sentOn === undefined)
const onlyOne = (name: string, things: readonly { id: string }[]) => (things.length === 1 ? { [name]: things[0]!.id } : {})

export const defaultsOf = (type: string, look: Look): object => (Object.hasOwn(proposed, type) ? proposed[type]!(look) : {})
