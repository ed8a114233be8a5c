import { z } from 'zod'
import type { ParagraphId } from '../guidance/paragraph.ts'
import type { Stamp } from '../kernel/definition.ts'
import type { LetterComposed, LetterName } from '../kernel/effect.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, fact, words } from '../kernel/words.ts'
import type { Casefile } from './record.ts'

const letter = z.uuid('Choose a letter').meta({ label: 'Letter', refersTo: 'letter' })

/** Letters are drafted by the machine they belong to; the casefile is where a person changes one, and says that it has gone. */
export const lettersEvents = {
  EDIT_LETTER: act(
    'EDIT_LETTER',
    { letter, body: words('The text of the letter', { most: 100_000 }).meta({ lines: 28 }) },
    { title: 'Edit a draft letter', done: 'edited a draft letter', editsLetter: true },
  ),
  LETTER_SENT: fact(
    'LETTER_SENT',
    { letter },
    { title: 'Record that a letter was sent', done: 'recorded that a letter was sent', composesLetters: true },
  ),
}

/** The letter that an event names, as the file holds it. */
export const letterNamed = ({ letter: id, letters }: { letter: string } & Stamp): LetterComposed | undefined =>
  letters?.find((each) => each.id === id)

const { must } = rulesAbout<Casefile>()
type NamesALetter = { letter: string }
const nameOf = (event: NamesALetter & Stamp) => letterNamed(event)?.letter

/** A letter that leaves with an act of its own, and by no other door. */
const leavesWithItsAct = (cites: ParagraphId, letters: readonly LetterName[], because: string) =>
  must<NamesALetter>(cites, {
    field: 'letter',
    because,
    holds: (_record, event) => !letters.some((name) => name === nameOf(event)),
  })
export const ownDoorRules = {
  goesWithoutADecision: leavesWithItsAct(
    'I26',
    ['decision', 'confirmation', 'workRequest'],
    'Letters of a decision are signed off first, and go out when the decision is issued',
  ),
  isNoReminder: leavesWithItsAct('C14', ['reminder'], 'The reminder is sent by the clock, seven days before the target date'),
  isNoStageOneLetter: leavesWithItsAct('C16a', ['stage1'], "A stage 1 letter goes out when the item's monitor issues it"),
  isNoStageTwoLetter: leavesWithItsAct('C22b', ['stage2'], 'A stage 2 letter goes out when a deputy director or above issues it'),
  isNoStageThreeLetter: leavesWithItsAct(
    'C22f',
    ['stage3'],
    'A further letter at stage 3 is agreed by the director first, and goes out when it is issued',
  ),
}

/** What its own paragraph wants it to say is there. */
const saysWhatItMust = (cites: ParagraphId, letters: readonly LetterName[]) =>
  must<NamesALetter>(cites, {
    field: 'letter',
    because: (_record, event) => `The letter lacks what it must say. ${lacking(event).join('; ')}`,
    always: 'The letter lacks what it must say',
    holds: (_record, event) => !letters.some((name) => name === nameOf(event)) || lacking(event).length === 0,
  })
const lacking = (event: NamesALetter & Stamp) => letterNamed(event)?.lacks ?? []
export const completeRules = {
  approachSaysWhatItMust: saysWhatItMust('I18', ['approach']),
  reviewReferralSaysWhatItMust: saysWhatItMust('I33', ['reviewReferral']),
  refusalReferralSaysWhatItMust: saysWhatItMust('C10', ['refusalReferral']),
  extensionSaysWhatItMust: saysWhatItMust('C13', ['extensionGranted', 'extensionDeclined']),
  progressUpdateSaysWhatItMust: saysWhatItMust('C14', ['progressUpdate']),
  endingSaysWhatItMust: saysWhatItMust('C16', ['completion', 'endedOtherwise']),
  publicationNoticeSaysWhatItMust: saysWhatItMust('C18', ['publicationNotice']),
}

export const lettersRules = {
  ...ownDoorRules,
  ...completeRules,
  letterIsADraft: must<NamesALetter>('I27', {
    field: 'letter',
    because: (_record, event) =>
      letterNamed(event) ? 'The letter was sent: what was sent is kept as it was' : 'The casefile has no such letter',
    always: 'The casefile has no such letter, or it was sent: what was sent is kept as it was',
    holds: (_record, event) => letterNamed(event) !== undefined && letterNamed(event)!.sentOn === undefined,
  }),
  letterHasItsText: must<NamesALetter>('I27', {
    field: 'letter',
    because: 'The letter has no text yet',
    holds: (_record, event) => letterNamed(event) === undefined || letterNamed(event)!.body !== undefined,
  }),
}
