import { describe, expect, test } from '@jest/globals'
import type { ParagraphId } from '../../../machines/guidance/paragraph.ts'
import type { LetterName } from '../../../machines/kernel/effect.ts'
import { caseworker, director, lineManager, secondCaseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { attempt, proposed, proposing, signed, submitDecline, submitted } from '../intervention/support.ts'

/** The letter of this name, as the file holds it. */
const letter = (file: ReturnType<typeof proposed>, name: string) => file.letters.find((each) => each.letter === name)!
const edit = (file: ReturnType<typeof proposed>, name: string) => ({ type: 'EDIT_LETTER', letter: letter(file, name).id, body: 'Dear Sir' })
const sent = (file: ReturnType<typeof proposed>, name: string) => ({ type: 'LETTER_SENT', letter: letter(file, name).id })

describe('a letter', () => {
  test('a draft is edited by the casefile’s caseworker, and keeps the text', () => {
    const file = proposed()
    expect(file.rulesAgainst(secondCaseworker, 'casefile', edit(file, 'approach'))).toEqual(['byTheCaseworker'])
    file.does(caseworker, 'casefile', edit(file, 'approach'))
    expect(letter(file, 'approach').body).toBe('Dear Sir')
  })

  test('a text that is what it would be composed as is none of its own: the draft is composed again', () => {
    const file = proposed()
    file.does(caseworker, 'casefile', edit(file, 'approach'))
    const letters = [{ ...letter(file, 'approach'), asComposed: true as const }]
    file.does(caseworker, 'casefile', edit(file, 'approach'), { letters })
    expect(letter(file, 'approach')).not.toHaveProperty('body')
    file.does(caseworker, 'casefile', sent(file, 'approach'))
    expect(letter(file, 'approach').body).toBe('composed approach')
  })

  proves('I27', 'what was sent is kept as it was sent, with the day: it is neither edited nor sent again', () => {
    const file = proposed().on('2013-03-04')
    file.does(caseworker, 'casefile', { ...sent(file, 'approach'), happenedOn: '2013-03-02' })
    expect(letter(file, 'approach')).toMatchObject({ body: 'composed approach', sentOn: '2013-03-02' })
    expect(file.refused(caseworker, 'casefile', edit(file, 'approach'))).toMatchObject([
      { rule: 'letterIsADraft', cites: 'I27', field: 'letter' },
    ])
    expect(file.rulesAgainst(caseworker, 'casefile', sent(file, 'approach'))).toEqual(['letterIsADraft'])
  })

  test('an edited letter goes out as edited', () => {
    const file = proposed()
    file.does(caseworker, 'casefile', edit(file, 'approach'))
    file.does(caseworker, 'casefile', sent(file, 'approach'))
    expect(letter(file, 'approach')).toMatchObject({ body: 'Dear Sir', sentOn: '2013-03-01' })
  })

  test('a letter that the casefile does not have is none', () => {
    const file = proposed()
    expect(
      file.refused(caseworker, 'casefile', { ...edit(file, 'approach'), letter: '99999999-9999-4999-8999-999999999999' }),
    ).toMatchObject([{ rule: 'letterIsADraft', because: 'The casefile has no such letter' }])
  })

  proves('I27', 'a letter without a text is not sent', () => {
    const file = proposed()
    const bare = { letters: [letter(file, 'approach')] }
    expect(file.refused(caseworker, 'casefile', sent(file, 'approach'), bare)).toMatchObject([{ rule: 'letterHasItsText', cites: 'I27' }])
  })

  proves('I26', 'letters of a decision go out when the decision is issued, and by no other door', () => {
    const declined = proposing()
    declined.does(caseworker, attempt, submitDecline)
    expect(declined.refused(lineManager, 'casefile', sent(declined, 'decision'))).toMatchObject([
      { rule: 'goesWithoutADecision', cites: 'I26', strength: 'must' },
    ])
    const agreed = submitted()
    expect(agreed.rulesAgainst(lineManager, 'casefile', sent(agreed, 'confirmation'))).toEqual(['goesWithoutADecision'])
  })

  proves('I26', 'a letter changed after sign-off needs a new one: its attempt hears of the change', () => {
    const file = signed()
    expect(file.stands(attempt)).toBe('attempt.issuing.inTime')
    file.does(caseworker, 'casefile', edit(file, 'decision'))
    expect(file.stands(attempt)).toBe('attempt.readyForSignOff.inTime')
  })
})

/** The draft at hand, as if it were another letter: `lacks` is what its paragraphs want and the record has not. */
const as = (file: ReturnType<typeof proposed>, name: LetterName, lacks: readonly string[] = []) => ({
  letters: [{ ...letter(file, 'approach'), letter: name, body: 'Dear Sir', ...(lacks.length > 0 && { lacks }) }],
})

describe('a letter that leaves with an act of its own', () => {
  const doors: readonly (readonly [LetterName, ParagraphId, string])[] = [
    ['decision', 'I26', 'goesWithoutADecision'],
    ['confirmation', 'I26', 'goesWithoutADecision'],
    ['workRequest', 'I26', 'goesWithoutADecision'],
    ['reminder', 'C14', 'isNoReminder'],
    ['stage1', 'C16a', 'isNoStageOneLetter'],
    ['stage2', 'C22b', 'isNoStageTwoLetter'],
    ['stage3', 'C22f', 'isNoStageThreeLetter'],
  ]
  for (const [name, cites, rule] of doors)
    proves(cites, `the ${name} letter is not recorded as sent in any other way`, () => {
      const file = proposed()
      expect(file.refused(director, 'casefile', sent(file, 'approach'), as(file, name))).toMatchObject([
        { rule, cites, strength: 'must', field: 'letter' },
      ])
    })
})

describe('a letter that is recorded as sent', () => {
  const families: readonly (readonly [LetterName, ParagraphId, string])[] = [
    ['approach', 'I18', 'approachSaysWhatItMust'],
    ['reviewReferral', 'I33', 'reviewReferralSaysWhatItMust'],
    ['refusalReferral', 'C10', 'refusalReferralSaysWhatItMust'],
    ['extensionGranted', 'C13', 'extensionSaysWhatItMust'],
    ['extensionDeclined', 'C13', 'extensionSaysWhatItMust'],
    ['progressUpdate', 'C14', 'progressUpdateSaysWhatItMust'],
    ['completion', 'C16', 'endingSaysWhatItMust'],
    ['endedOtherwise', 'C16', 'endingSaysWhatItMust'],
    ['publicationNotice', 'C18', 'publicationNoticeSaysWhatItMust'],
  ]
  for (const [name, cites, rule] of families)
    proves(cites, `the ${name} letter goes when it says all that its paragraph wants, and not before`, () => {
      const file = proposed()
      expect(file.refused(caseworker, 'casefile', sent(file, 'approach'), as(file, name, ['To whom (here): the name']))).toMatchObject([
        { rule, cites, strength: 'must', because: 'The letter lacks what it must say. To whom (here): the name' },
      ])
      expect(file.rulesAgainst(caseworker, 'casefile', sent(file, 'approach'), as(file, name))).toEqual([])
    })
})
