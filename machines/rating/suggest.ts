import { z } from 'zod'
import { addDays } from '../kernel/calendar.ts'
import { type Rating, ratings, type Stamp, type SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, plain, saying, words } from '../kernel/words.ts'
import { factor } from './factors.ts'
import { bearings, type Information, information, type Looked, type RatingRecord, type ReliedOn, yearAfter } from './record.ts'

/** The reference of a casefile; there has to be one. */
export const casefileReference = (label: string) => plain(label, { most: 100 }).meta({ label, casefile: true })

const reliedOn = z
  .array(
    z.strictObject({
      factor: factor.meta({ label: 'Factor' }),
      bears: saying(z.enum(bearings), { favourable: 'For the organisation', adverse: 'Against the organisation' }).meta({
        label: 'For or against it',
        missing: 'Select whether it speaks for or against it',
      }),
      words: words('What it rests on').optional(),
      casefiles: z
        .array(casefileReference('Reference of the casefile'))
        .max(200)
        .default([])
        .meta({ label: 'Casefiles that show it', item: 'casefile' }),
    }),
  )
  .max(50)
  .default([])
  .meta({ label: 'Factors of the annex relied on', item: 'factor' })
const isThereEnough = saying(z.enum(information), { sufficient: 'Enough is known', insufficient: 'Too little is known' })
  .default('sufficient')
  .meta({
    label: 'Whether enough is known to judge by',
    asks: 'Is enough known to judge by?',
    hint: 'B is also the rating of an organisation of which too little is known',
  })

/** A rating put forward, or looked at and left as it is (C7, C9). */
export const suggestEvents = {
  SUGGEST_RATING: act(
    'SUGGEST_RATING',
    {
      rating: saying(z.enum(ratings), { A: 'A', B: 'B', C: 'C' }).meta({ label: 'Rating' }),
      information: isThereEnough,
      why: words('Why'),
      factors: reliedOn,
    },
    { title: 'Suggest another rating', done: 'suggested another rating' },
  ),
  RECORD_NO_CHANGE: act(
    'RECORD_NO_CHANGE',
    { information: isThereEnough, why: words('Why it stays'), factors: reliedOn },
    { title: 'Record that the rating stays', done: 'looked at the rating again and left it as it is' },
  ),
}
type SuggestEvent = SubmissionOf<typeof suggestEvents>
type Suggesting = { rating: Rating; factors: readonly ReliedOn[] }

const { must, normally } = rulesAbout<RatingRecord>()
const RESTS_ON = { A: 'favourable', B: undefined, C: 'adverse' } as const

export const suggestRules = {
  /** The compliance and outcomes officers; an assessment outcomes officer is another office. */
  suggestedByAnOfficer: must('C7', { who: { roles: ['complianceOfficer', 'outcomesOfficer'] } }),
  anotherRating: must<Suggesting>('C9', {
    field: 'rating',
    because: ({ rating }) => `It is rated ${rating} already: record that the rating stays`,
    always: 'It has that rating already: record that the rating stays',
    unlockedBy: 'RECORD_NO_CHANGE',
    holds: (record, { rating }) => rating !== record.rating,
  }),
  onlyBForWantOfInformation: must<{ rating: Rating; information: Information }>('C8', {
    field: 'information',
    because: (_record, { rating }) => `Too little to judge by is a reason for B, not for ${rating}`,
    always: 'Too little to judge by is a reason for B alone',
    holds: (_record, event) => event.information === 'sufficient' || event.rating === 'B',
  }),
  staysBForWantOfInformation: must<{ information: Information }>('C8', {
    field: 'information',
    because: ({ rating }) => `It is rated ${rating}, which was agreed on what is known: where that is no longer enough, suggest B`,
    always: 'It is rated A or C, which was agreed on what is known: where that is no longer enough, suggest B',
    holds: (record, event) => event.information === 'sufficient' || record.rating === 'B',
  }),
  /** "Factors which may merit": of the eleven one at least, favourable for an A, adverse for a C. */
  restsOnAFactor: normally<Suggesting>('CA', {
    field: 'factors',
    because: (_record, { rating }) =>
      `Name at least one ${RESTS_ON[rating]} factor of the annex that merits ${rating}, or write why it is merited without`,
    always: 'Name at least one factor of the annex that merits the rating, or write why it is merited without',
    holds: (_record, event) => event.rating === 'B' || event.factors.some(({ bears }) => bears === RESTS_ON[event.rating]),
  }),
}

/** The year begins anew (C9). */
export const looked = (record: RatingRecord, entry: Looked): Partial<RatingRecord> => ({
  history: [...record.history, entry],
  lookedOn: entry.on,
  reviewBy: yearAfter(entry.on),
  reviewAsked: undefined,
  suggestion: undefined,
})
export const authorsOf = ({ by, onBehalfOf = [] }: Pick<Stamp, 'by' | 'onBehalfOf'>) => [by.id, ...onBehalfOf]

const { on } = recordingIn<RatingRecord, SuggestEvent>()
export const suggestRecordings = {
  recordSuggestion: on('SUGGEST_RATING', (_record, event) => ({
    suggestion: {
      rating: event.rating,
      information: event.information,
      why: event.why,
      factors: event.factors,
      on: event.today,
      by: event.by.id,
      authors: authorsOf(event),
      answerBy: addDays(event.today, event.settings.agreeingRatingDays),
    },
  })),
  recordNoChange: on('RECORD_NO_CHANGE', (record, event) => ({
    ...looked(record, {
      on: event.today,
      outcome: 'noChange',
      rating: record.rating,
      information: event.information,
      why: event.why,
      factors: event.factors,
      by: event.by.id,
    }),
    information: event.information,
  })),
}
