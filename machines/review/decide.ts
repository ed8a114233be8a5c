import { z } from 'zod'
import { reviewTeam } from '../casefile/authority.ts'
import { ofTheSubmission } from '../kernel/arrow.ts'
import { addDays } from '../kernel/calendar.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, saying, words } from '../kernel/words.ts'
import type { ToReview } from './messages.ts'
import { type Outcome, outcomes, type Review } from './record.ts'

export const events = {
  ACCEPT_REVIEW: act(
    'ACCEPT_REVIEW',
    { why: words('Why').optional() },
    {
      title: 'Take up the complaint about our decision',
      done: 'took up the complaint about our decision',
      composesLetters: ['reviewReferral'],
    },
  ),
  DECLINE_REVIEW: act(
    'DECLINE_REVIEW',
    { why: words('Why') },
    { title: 'Decline to review our decision', done: 'declined to review our decision', composesLetters: ['reviewReferral'] },
  ),
  CONCLUDE_REVIEW: act(
    'CONCLUDE_REVIEW',
    {
      outcome: saying(z.enum(outcomes), {
        decisionStands: 'The decision stands',
        toBeReconsidered: 'The decision is to be reconsidered',
      }).meta({ label: 'Outcome' }),
      why: words('Why'),
    },
    { title: 'Conclude the review', done: 'concluded the review' },
  ),
}
export type Submission = SubmissionOf<typeof events> | ToReview

const { must } = rulesAbout<Review>()

export const rules = {
  byTheReviewTeam: must('I33', { who: reviewTeam }),
}

export const conditions = {
  toReconsider: ofTheSubmission<Review, { outcome: Outcome }>((_record, { outcome }) => outcome === 'toBeReconsidered'),
}

const { on } = recordingIn<Review, Submission>()

export const recording = {
  hearOfCasefile: on('CASEFILE_CHANGED', (_record, { casefile }) => ({ casefile })),
  recordReferralSent: on('LETTER_WAS_SENT', (_record, { on: referralSentOn }) => ({ referralSentOn })),
  recordAcceptance: on('ACCEPT_REVIEW', (_record, { today, settings }) => ({
    acceptedOn: today,
    concludeBy: addDays(today, settings.reviewConcludeDays),
  })),
  recordDeclining: on('DECLINE_REVIEW', (_record, { today, why }) => ({ outcome: 'declined', endedOn: today, why })),
  recordConclusion: on('CONCLUDE_REVIEW', (_record, { today, outcome, why }) => ({ outcome, endedOn: today, why })),
}
