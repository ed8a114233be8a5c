import type { FromInvestigation } from '../investigation/messages.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import type { ReviewEnded } from '../review/messages.ts'
import { attemptsEvents, attemptsRules, type FromAnAttempt, nextKey, withAttempt } from './attempts.ts'
import { dutiesEvents, dutiesRules } from './duties.ts'
import type { CasefileFacts } from './facts.ts'
import { investigationsEvents, investigationsRules, nextInvestigation, withInvestigation } from './investigations.ts'
import { lettersEvents, lettersRules } from './letters.ts'
import { linkedWith, linksEvents, linksRules, type WasLinked } from './links.ts'
import { openEvents, opened, openRules, organisationsOf } from './open.ts'
import { papersEvents, papersRules } from './papers.ts'
import { partiesEvents, partiesRules } from './parties.ts'
import type { Casefile } from './record.ts'
import type { EnquiryReopened } from './reopening.ts'
import { responsibilityEvents, responsibilityRules } from './responsibility.ts'
import { decisionReferred, nextReview, reviewsEvents, reviewsRules, withReview } from './reviews.ts'

export const events = {
  ...openEvents,
  ...responsibilityEvents,
  ...partiesEvents,
  ...papersEvents,
  ...linksEvents,
  ...lettersEvents,
  ...dutiesEvents,
  ...attemptsEvents,
  ...investigationsEvents,
  ...reviewsEvents,
}
export const rules = {
  ...openRules,
  ...responsibilityRules,
  ...partiesRules,
  ...papersRules,
  ...linksRules,
  ...lettersRules,
  ...dutiesRules,
  ...attemptsRules,
  ...investigationsRules,
  ...reviewsRules,
}
export type Submission = SubmissionOf<typeof events> | FromAnAttempt | FromInvestigation | ReviewEnded | EnquiryReopened | WasLinked

const { on } = recordingIn<Casefile, Submission>()

/** What the casefile's machines are told, with a part of it changed. */
const facts = ({ casefile }: Casefile, change: Partial<CasefileFacts>): Pick<Casefile, 'casefile'> => ({
  casefile: { ...casefile, ...change },
})

/** How each event is written into the record. */
export const recording = {
  recordOpening: on('OPEN', (_record, event) => opened(event)),
  recordCaseworker: on('ASSIGN', (record, { post }) => facts(record, { caseworker: post })),
  /** The post that had it stays behind: until the receiving directorate names one, the casefile is on its unassigned list. */
  recordDirectorate: on('TRANSFER_DIRECTORATE', ({ casefile }, { directorate, post }) => {
    const { caseworker: _, ...rest } = casefile
    return { casefile: { ...rest, directorate, ...(post && { caseworker: post }) } }
  }),
  recordStage: on('CHANGE_STAGE', (record, { stage }) => facts(record, { stage })),
  recordFlag: on('SET_FLAG', (record, { flag, set }) => facts(record, { flags: { ...record.casefile.flags, [flag]: set } })),
  recordSeal: on('SEAL', (_record, { posts, why }) => ({ sealed: { posts, why } })),
  recordUnsealing: on('UNSEAL', () => ({ sealed: undefined })),
  recordParties: on('CHANGE_PARTY', ({ casefile, ...record }, event) => {
    const { complainant = record.complainant, aggrieved = record.aggrieved, representative = record.representative } = event
    return {
      complainant,
      aggrieved: aggrieved ?? undefined,
      representative: representative ?? undefined,
      casefile: {
        ...casefile,
        aggrievedDiffers: Boolean(aggrieved),
        represented: Boolean(representative),
        ...(event.complainedAbout && { organisations: organisationsOf(event.complainedAbout, event) }),
      },
    }
  }),
  recordComplaint: on(
    'CHANGE_COMPLAINT',
    (record, { complaint = record.complaint, injustices = record.injustices, remedySought = record.remedySought }) => ({
      complaint,
      injustices,
      remedySought,
    }),
  ),
  recordDeath: on('COMPLAINANT_DIED', (record, { representative, happenedOn }) => ({
    ...(representative && { representative }),
    ...facts(record, { diedOn: happenedOn, represented: record.casefile.represented || representative !== undefined }),
  })),
  recordWithdrawal: on('COMPLAINT_WITHDRAWN', (record, { why, happenedOn }) =>
    facts(record, { withdrawnOn: happenedOn, withdrawnWhy: why }),
  ),
  recordPublication: on('RECORD_PUBLICATION', (record, { what, happenedOn }) =>
    facts(record, what === 'published' ? { publishedOn: happenedOn } : { laidOn: happenedOn }),
  ),
  recordSummary: on('RECORD_PUBLICATION', ({ summariesPublished = [] }, { happenedOn }) => ({
    summariesPublished: [...summariesPublished, happenedOn],
  })),
  recordLink: on('LINK', (record, { reference, why }) => linkedWith(record, { reference, why })),
  recordBeingLinked: on('WAS_LINKED', (record, { reference, reassesses }) =>
    linkedWith(record, { reference, ...(reassesses && { reassessedBy: true }) }),
  ),
  recordAttempt: on('OPEN_INTERVENTION', (record, { today }) => ({
    attempts: [...record.attempts, { key: nextKey(record), openedOn: today }],
  })),
  recordDecision: on('ATTEMPT_DECIDED', (record, { key, how, closureDetail, enquiryAction, today }) =>
    withAttempt(record, key, { how, decidedOn: today, ...(closureDetail && { closureDetail }), ...(enquiryAction && { enquiryAction }) }),
  ),
  recordOutcome: on('ATTEMPT_FINISHED', (record, { key, outcome }) => withAttempt(record, key, { outcome })),
  recordRefusal: on('PROPOSAL_REFUSED', ({ refusals }, { organisation }) => ({ refusals: [...new Set([...refusals, organisation])] })),
  recordEscalation: on('PROPOSAL_ESCALATED', ({ refusals }, { organisation }) => ({
    refusals: refusals.filter((id) => id !== organisation),
  })),
  recordStageBack: on('ENQUIRY_REOPENED', (record) => facts(record, { stage: 'furtherAssessment' })),
  recordReopening: on('ENQUIRY_REOPENED', (record, { today, cites, why, of }) => ({
    attempts: [...record.attempts, { key: nextKey(record), openedOn: today, reopened: { cites, why, of } }],
  })),
  recordInvestigation: on('OPEN_INVESTIGATION', (record, { today }) => ({
    investigations: [...record.investigations, { key: nextInvestigation(record), openedOn: today }],
  })),
  recordReport: on('REPORT_ISSUED', (record, { key, report, on: issuedOn, finding }) =>
    withInvestigation(record, key, {
      ...(report === 'draft' ? { draftOn: issuedOn } : { finalOn: issuedOn }),
      ...(finding && { finding }),
    }),
  ),
  recordInvestigationEnd: on('INVESTIGATION_ENDED', (record, { key, how, finding, today }) =>
    withInvestigation(record, key, { how, endedOn: today, ...(finding && { finding }) }),
  ),
  recordReferral: on('REFER_FOR_REVIEW', (record, event) => {
    const decision = decisionReferred(record, event)?.key
    return { reviews: [...record.reviews, { key: nextReview(record), referredOn: event.today, ...(decision && { decision }) }] }
  }),
  recordReviewEnd: on('REVIEW_ENDED', (record, { key, how, today }) => withReview(record, key, { how, endedOn: today })),
}
