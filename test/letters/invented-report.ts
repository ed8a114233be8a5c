import { begun as begunInvestigation, type Investigation } from '../../machines/investigation/record.ts'
import { begun as begunRecommendation, type Recommendation } from '../../machines/recommendation/record.ts'
import type { RecommendedAction } from '../../machines/recommendation/terms.ts'
import { begun as begunReview, type Review } from '../../machines/review/record.ts'
import { agreedActions, COUNCIL, casefile, ref, TRUST } from './invented-case.ts'

const recommended = (place: number, injustice = 'pain that a prompt appointment would have spared him'): RecommendedAction => {
  const { id: _, ...action } = agreedActions[place]!
  return { ...action, achievable: 'It has done so before', injustice }
}
type Ending = NonNullable<NonNullable<Investigation['recommendations'][number]['item']>['ending']>

/** Upheld; what was recommended to the Trust and to the Agency ended like this. What was dropped from the draft has no item. */
export const ended = (...[apology, payment, plan]: readonly [Ending, Ending, Ending]): Investigation => ({
  ...begunInvestigation,
  key: 'investigation-1',
  casefile: casefile.casefile,
  finding: 'fully',
  draftIssuedOn: '2013-05-02',
  finalIssuedOn: '2013-06-14',
  recommendations: [
    { key: 'recommendation-1', organisation: TRUST, action: recommended(0), standing: 'accepted', item: { ending: apology } },
    { key: 'recommendation-2', organisation: TRUST, action: recommended(1), standing: 'accepted', item: { ending: payment } },
    { key: 'recommendation-3', organisation: COUNCIL, action: recommended(2), standing: 'accepted', item: { ending: plan } },
    {
      key: 'recommendation-4',
      organisation: COUNCIL,
      action: { ...recommended(0), what: 'Dismiss the clerk' },
      standing: 'dropped',
    },
  ],
})

/** Refused by the Trust in the draft, and then again in the final report. */
export const refusedInDraft: Recommendation = {
  ...begunRecommendation,
  key: 'recommendation-2',
  casefile: casefile.casefile,
  organisation: TRUST,
  action: recommended(1, 'the money she spent because of the delay'),
  addedOn: '2013-04-22',
  standing: 'refused',
  draftIssuedOn: '2013-05-02',
  refusals: [{ on: '2013-05-20', report: 'draft', words: ref('We see no reason to pay for a consultation that we did not ask for') }],
}
export const refusedInFinal: Recommendation = {
  ...refusedInDraft,
  finalIssuedOn: '2013-06-14',
  disputes: [{ on: '2013-06-20', what: ref('They ask what "private" means') }],
  refusals: [...refusedInDraft.refusals, { on: '2013-06-25', report: 'final', words: ref('Our answer is the same') }],
  referrals: [{ on: '2013-06-26', view: ref('The money is owed, and I should pursue it'), to: 'ombudsman' }],
}

/** Mrs T complains about the decision that resolved her complaint. */
export const referred: Review = {
  ...begunReview,
  key: 'review-1',
  casefile: casefile.casefile,
  complaint: ref('Nobody asked me whether 2,000 pounds was enough'),
  decision: { key: 'attempt-1', on: '2013-03-29' },
  receivedOn: '2013-04-15',
  referredOn: '2013-04-16',
  acceptBy: '2013-04-30',
}
export const decidedCasefile = {
  ...casefile,
  attempts: [{ key: 'attempt-1', openedOn: '2013-02-01', how: 'resolved', decidedOn: '2013-03-29' }],
} as const
