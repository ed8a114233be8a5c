import { describe, expect } from '@jest/globals'
import { checklistFrom, composeFrom, lacksOf, missingFrom } from '../../src/letters/compose.ts'
import { proves } from '../support/proves.ts'
import { asKept } from './golden.ts'
import { casefile, sourceOf } from './invented-case.ts'
import { decidedCasefile, referred, refusedInDraft, refusedInFinal } from './invented-report.ts'

describe('the refusal of a recommendation', () => {
  const toDirector = { letter: 'refusalReferral', to: { office: 'director' } } as const
  const toOmbudsman = { letter: 'refusalReferral', to: { office: 'ombudsman' } } as const
  const draft = sourceOf(refusedInDraft, { today: '2013-05-20' })
  const final = sourceOf(refusedInFinal, { today: '2013-06-26' })

  proves('C10', 'goes to the director, with what was recommended and the words of the refusal', () => {
    expect(composeFrom(toDirector, draft)).toBe(asKept('refusal-to-director'))
    expect(missingFrom(toDirector, draft)).toEqual([])
  })
  proves('C10', 'goes from there with the director’s view to who decides', () => {
    expect(composeFrom(toOmbudsman, final)).toBe(asKept('refusal-to-ombudsman'))
    expect(missingFrom(toOmbudsman, final)).toEqual([])
  })
  proves('C10', 'is not passed on without the view', () => {
    expect(lacksOf(toOmbudsman, sourceOf({ ...refusedInFinal, referrals: [] }))).toEqual([
      'The director’s view (Compliance guidance, paragraph 10): the director’s view, when passing it on',
    ])
  })
  proves('C10', 'is not referred before it has been recorded', () => {
    expect(lacksOf(toDirector, sourceOf({ ...refusedInDraft, refusals: [] }))).toEqual([
      'That it was refused, when, and in what words (Compliance guidance, paragraph 10): the refusal',
    ])
  })
  proves('C10', 'leaves to be decided what is still open: the draft can be changed, after the final report only pursuing is left', () => {
    expect(composeFrom(toDirector, draft)).toContain('kept, changed or dropped for the final report')
    expect(composeFrom(toOmbudsman, final)).toContain('whether we pursue compliance')
  })
})

describe('a complaint about our decision', () => {
  const referral = { letter: 'reviewReferral', to: { office: 'reviewTeam' } } as const
  const on16April = { today: '2013-04-16', casefile: decidedCasefile }

  proves('I33', 'goes to the Review Team, with what is said and the decision it is about', () => {
    expect(composeFrom(referral, sourceOf(referred, on16April))).toBe(asKept('review-referral'))
    expect(missingFrom(referral, sourceOf(referred, on16April))).toEqual([])
  })
  proves('I33', 'says so where no decision letter has gone out yet', () => {
    const { decision: _, ...early } = referred
    expect(composeFrom(referral, sourceOf(early))).toContain('No decision letter about Eastvale Hospital NHS Trust has gone out yet.')
    expect(checklistFrom(referral, sourceOf(early))).toContainEqual(
      expect.objectContaining({ says: 'Which decision it is about', standing: 'leftOut' }),
    )
  })
  proves('I33', 'lacks what is said, and who says it, if neither is recorded', () => {
    const { complainant: _, ...nobody } = casefile
    expect(lacksOf(referral, sourceOf({ ...referred, complaint: '' }, { casefile: nobody }))).toEqual([
      'Whose complaint it is (Casework guidance, paragraph 2.6.33): the complainant, on the casefile',
      'What is said about the decision or its remedy (Casework guidance, paragraph 2.6.33): what is said about the decision',
    ])
  })
})
