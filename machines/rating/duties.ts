import type { Asks, Stamp } from '../kernel/definition.ts'
import type { EffectParams } from '../kernel/effect.ts'
import type { RatingRecord } from './record.ts'

type Duty = EffectParams['createDuty']
const duty = (of: (record: RatingRecord) => Duty) =>
  ({ type: 'createDuty', params: ({ context }: { context: RatingRecord; event: Stamp }) => of(context) }) as const
const ended = (name: string) => ({ type: 'endDuty', params: { name } }) as const

export const duties = {
  review: duty(({ reviewBy }) => ({
    name: 'reviewRating',
    to: 'complianceOfficer',
    title: 'Look at the organisation’s rating again',
    dueOn: reviewBy!,
    cites: 'C9',
    endsBy: 'act',
  })),
  reviewed: ended('reviewRating'),
  /** It falls where somebody can do it, whoever else of operations then does. */
  answer: duty(({ suggestion }) => ({
    name: 'agreeRating',
    to: 'interimDirectorOfOperations',
    title: `Agree or decline the suggested rating, ${suggestion!.rating}, or have others of operations do so`,
    dueOn: suggestion!.answerBy,
    cites: 'C7',
    endsBy: 'act',
  })),
  answered: ended('agreeRating'),
}

/** What each of them asks for. */
export const asks: Asks = {
  reviewRating: ['RECORD_NO_CHANGE', 'SUGGEST_RATING'],
  agreeRating: ['AGREE_RATING', 'DECLINE_RATING'],
}
