import type { CalendarDate } from '../kernel/calendar.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, day, plain, words } from '../kernel/words.ts'
import type { ReviewEnded } from '../review/messages.ts'
import type { DecisionTaken } from '../review/record.ts'
import { byAnyStaff } from './authority.ts'
import { type Casefile, decisionsOf, type ReviewHeld } from './record.ts'

export const reviewsEvents = {
  REFER_FOR_REVIEW: act(
    'REFER_FOR_REVIEW',
    {
      complaint: words('What is complained of: the decision or its remedy'),
      decision: plain('The attempt or investigation whose decision it is', { most: 100, hint: 'Empty: the last decision' })
        .meta({ refersTo: 'decision' })
        .optional(),
      receivedOn: day('The day the complaint reached us', 'Empty: today').optional(),
      correspondence: words('The recorded correspondence it rests on', { most: 500 }).optional(),
    },
    { title: 'Refer a complaint about our decision', done: 'referred a complaint about our decision to the Review Team' },
  ),
}

export const reviewMessages = ['REVIEW_ENDED'] as const satisfies readonly ReviewEnded['type'][]

interface Refers {
  readonly decision?: string | undefined
  readonly receivedOn?: CalendarDate | undefined
}
/** The decision that a referral is about: the one it names, or the last. */
export function decisionReferred(record: Casefile, { decision }: Refers): DecisionTaken | undefined {
  const decisions = decisionsOf(record)
  return decision === undefined ? decisions.at(-1) : decisions.find(({ key }) => key === decision)
}

const { must, normally } = rulesAbout<Casefile>()

export const reviewsRules = {
  referredByAnyStaff: must('I33', { who: byAnyStaff }),
  aLetterHasFollowed: normally('I33', {
    because:
      'No decision letter has gone out. What a complainant says against what we mean to do is an objection (paragraph 2.6.22): ' +
      'record it in the attempt, where it is weighed',
    holds: (record) => decisionsOf(record).length > 0,
  }),
  decisionIsOurs: must<Refers>('I33', {
    field: 'decision',
    because: (_record, { decision }) => `No decision of '${decision}' has gone out`,
    always: 'No such decision has gone out',
    holds: (record, event) => event.decision === undefined || decisionReferred(record, event) !== undefined,
  }),
  reachedUsByToday: must<Refers>('I33', {
    field: 'receivedOn',
    because: (_record, { receivedOn }) => `The day the complaint reached us, ${receivedOn}, is in the future`,
    always: 'The day the complaint reached us is in the future',
    holds: (_record, { receivedOn, today }) => receivedOn === undefined || receivedOn <= today,
  }),
  followsTheLetter: normally<Refers>('I33', {
    field: 'receivedOn',
    because: (record, event) =>
      `It reached us on ${event.receivedOn}, before the decision letter of ${decisionReferred(record, event)?.on}: then it is an ` +
      'objection (paragraph 2.6.22)',
    always: 'It reached us before the decision letter: then it is an objection (paragraph 2.6.22)',
    holds: (record, event) => {
      const decision = decisionReferred(record, event)
      return !decision || (event.receivedOn ?? event.today) >= decision.on
    },
  }),
}

/** The key of the review that would be opened next: what its messages carry. */
export const nextReview = ({ reviews }: Casefile): string => `review-${reviews.length + 1}`

/** The reviews with one of them changed. */
export const withReview = ({ reviews }: Casefile, key: string, change: Partial<ReviewHeld>): Pick<Casefile, 'reviews'> => ({
  reviews: reviews.map((held) => (held.key === key ? { ...held, ...change } : held)),
})
