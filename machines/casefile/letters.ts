import { z } from 'zod'
import type { Stamp } from '../kernel/definition.ts'
import type { LetterHeld } from '../kernel/effect.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, fact, words } from '../kernel/words.ts'
import type { Casefile } from './record.ts'

const letter = z.uuid('Choose a letter').meta({ label: 'Letter' })

/** Letters are drafted by the machine they belong to; the casefile is where a person changes one, and says that it has gone. */
export const lettersEvents = {
  EDIT_LETTER: act(
    'EDIT_LETTER',
    { letter, body: words('Text of the letter', { most: 100_000 }) },
    { title: 'Edit a draft letter', done: 'edited a draft letter' },
  ),
  LETTER_SENT: fact(
    'LETTER_SENT',
    { letter },
    { title: 'Record that a letter was sent', done: 'recorded that a letter was sent', composesLetters: true },
  ),
}

/** The letter that an event names, as the file holds it. */
export const letterNamed = ({ letter: id, letters }: { letter: string } & Stamp): LetterHeld | undefined =>
  letters?.find((each) => each.id === id)

const { must } = rulesAbout<Casefile>()
type NamesALetter = { letter: string }

export const lettersRules = {
  letterIsADraft: must<NamesALetter>('I27', {
    field: 'letter',
    because: (_record, event) =>
      letterNamed(event) ? 'The letter was sent: what was sent is kept as it was' : 'The casefile has no such letter',
    holds: (_record, event) => letterNamed(event) !== undefined && letterNamed(event)!.sentOn === undefined,
  }),
  /** What is signed off is what is issued: those letters leave with the decision, and by no other door. */
  goesWithoutADecision: must<NamesALetter>('I26', {
    field: 'letter',
    because: 'Letters of a decision are signed off first, and go out when the decision is issued',
    holds: (_record, event) => !['decision', 'confirmation', 'workRequest'].includes(letterNamed(event)?.letter ?? ''),
  }),
  letterSaysWhatItMust: must<NamesALetter>('I18', {
    field: 'letter',
    because: (_record, event) =>
      `The letter lacks what it must say. ${event.letters?.find(({ id }) => id === event.letter)?.lacks?.join('; ')}`,
    holds: (_record, event) => (event.letters?.find(({ id }) => id === event.letter)?.lacks ?? []).length === 0,
  }),
  letterHasItsText: must<NamesALetter>('I27', {
    field: 'letter',
    because: 'The letter has no text yet',
    holds: (_record, event) => letterNamed(event) === undefined || letterNamed(event)!.body !== undefined,
  }),
}
