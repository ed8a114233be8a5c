import { trust } from '../../support/file.ts'
import { BEGINS_ON, type World } from '../world.ts'

const opening = {
  receivedOn: '2026-02-02',
  directorate: 'customerServices',
  stage: 'preliminary',
  complainedAbout: [trust],
  complainant: { name: 'Mr J' },
  complaint: 'His operation was cancelled four times',
}

/** A draft and a duty that one of its machines has given. */
const letter = {
  id: '00000000-0000-4000-8000-00000000000a',
  instance: 'attempt',
  letter: 'approach',
  to: { party: 'complainant' },
  cites: 'I18',
} as const
const duty = {
  id: '00000000-0000-4000-8000-00000000000b',
  instance: 'attempt',
  name: 'findRepresentative',
  to: 'caseworker',
  title: 'Find out who represents the complainant',
  dueOn: BEGINS_ON,
  cites: 'I22',
  endsBy: 'acknowledgement',
} as const

/** It opens its own file, and hears of its attempts, investigations and reviews. */
export const casefile: World = {
  begins: [{ name: 'new', papers: { letters: [letter], duties: [duty] } }],
  perPlace: 20,
  only: ['OPEN'],
  samples: {
    EDIT_LETTER: () => [{ letter: letter.id, body: 'As edited' }],
    LETTER_SENT: () => [{ letter: letter.id }],
    DUTY_DONE: () => [{ duty: duty.id }],
    OPEN: () => [
      opening,
      { ...opening, stage: 'investigation', aggrieved: { name: 'His sister' } },
      { ...opening, flags: { clinicalMatters: true, highRisk: true, complex: true } },
    ],
  },
  messages: () => [
    { type: 'ATTEMPT_DECIDED', key: 'attempt-1', how: 'declined' },
    { type: 'ATTEMPT_DECIDED', key: 'attempt-1', how: 'resolved' },
    { type: 'ATTEMPT_FINISHED', key: 'attempt-1', outcome: 'complied' },
    { type: 'PROPOSAL_REFUSED', organisation: trust },
    { type: 'PROPOSAL_ESCALATED', organisation: trust },
    { type: 'INVESTIGATION_ENDED', key: 'investigation-1', how: 'complete', finding: 'fullyUpheld' },
    { type: 'REPORT_ISSUED', key: 'investigation-1', report: 'draft', on: BEGINS_ON },
    { type: 'REPORT_ISSUED', key: 'investigation-1', report: 'final', on: BEGINS_ON, finding: 'fullyUpheld' },
    { type: 'REVIEW_ENDED', key: 'review-1', how: 'decisionStands' },
    { type: 'REVIEW_ENDED', key: 'review-1', how: 'toBeReconsidered' },
    { type: 'ENQUIRY_REOPENED', why: 'The remedy failed', how: 'reopen', cites: 'I24', of: 'attempt-1' },
    { type: 'ENQUIRY_REOPENED', why: 'The remedy failed', how: 'newCasefile', cites: 'C22g', of: 'attempt-1' },
    { type: 'WAS_LINKED', reference: 'R-1', reassesses: true },
  ],
}
