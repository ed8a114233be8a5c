import type { SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, words } from '../kernel/words.ts'
import type { Looked, RatingRecord } from './record.ts'
import { looked } from './suggest.ts'

/** Somebody else's answer to a suggested rating (C7). */
export const agreeEvents = {
  AGREE_RATING: act(
    'AGREE_RATING',
    { why: words('Why').optional() },
    { title: 'Agree the suggested rating', done: 'agreed the suggested rating' },
  ),
  DECLINE_RATING: act(
    'DECLINE_RATING',
    { why: words('Why not') },
    { title: 'Decline the suggested rating', done: 'declined the suggested rating' },
  ),
}

const { must } = rulesAbout<RatingRecord>()

export const agreeRules = {
  /**
   * Our reading of "other relevant Operations staff": whoever does casework, in operations or in customer services and assessment, which
   * the text counts among its operations (its operations managers are there); not the two officers, nor those of business development.
   */
  agreedByOperationsStaff: must('C7', { who: { atLeast: 'caseworker', within: ['operations', 'customerServices'] } }),
  notTheirOwnSuggestion: must('C7', {
    who: { otherThan: 'the person who suggested it', are: ({ suggestion }) => suggestion?.authors ?? [] },
  }),
}

/** What becomes of the suggestion. */
export function answered(
  { suggestion }: RatingRecord,
  answer: Pick<Looked, 'on' | 'outcome' | 'answeredBy'> & { readonly answer?: string | undefined },
): Looked {
  const { rating, information, why, factors, by, on: suggestedOn } = suggestion!
  const { answer: said, ...rest } = answer
  return { rating, information, why, factors, by, suggestedOn, ...rest, ...(said && { answer: said }) }
}

const { on } = recordingIn<RatingRecord, SubmissionOf<typeof agreeEvents>>()
export const agreeRecordings = {
  recordAgreement: on('AGREE_RATING', (record, { today, by, why }) => ({
    ...looked(record, answered(record, { on: today, outcome: 'agreed', answeredBy: by.id, answer: why })),
    rating: record.suggestion!.rating,
    information: record.suggestion!.information,
    agreedOn: today,
  })),
  /** Two people have looked, and it stays: the year counts from here as well (our reading of "looked at again"). */
  recordDeclining: on('DECLINE_RATING', (record, { today, by, why }) =>
    looked(record, answered(record, { on: today, outcome: 'declined', answeredBy: by.id, answer: why })),
  ),
}
