import { z } from 'zod'
import { byTheCaseworker } from '../casefile/authority.ts'
import { ofTheRecord } from '../kernel/arrow.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, partyId, plain, saying, words } from '../kernel/words.ts'
import { recommendedAction } from '../recommendation/terms.ts'
import { findings, type Investigation, nextKey } from './record.ts'

const reference = plain('Reference of the report', { most: 200 }).optional()

/** What is recommended, found and issued (C1). Who issues a report the guidance does not say: the caseworker or above (setting ac). */
export const reportEvents = {
  ADD_RECOMMENDATION: act(
    'ADD_RECOMMENDATION',
    {
      organisation: partyId('The organisation that is to act'),
      action: recommendedAction.meta({ label: 'What is recommended' }),
    },
    { title: 'Add a recommendation', done: 'added a recommendation' },
  ),
  ISSUE_DRAFT_REPORT: act('ISSUE_DRAFT_REPORT', { reference }, { title: 'Issue the draft report', done: 'issued the draft report' }),
  MAKE_FINDING: act(
    'MAKE_FINDING',
    {
      finding: saying(z.enum(findings), { fully: 'Fully upheld', partly: 'Partly upheld', notUpheld: 'Not upheld' }).meta({
        label: 'Finding',
      }),
      why: words('Why'),
    },
    { title: 'Make the finding', done: 'made the finding' },
  ),
  ISSUE_FINAL_REPORT: act('ISSUE_FINAL_REPORT', { reference }, { title: 'Issue the final report', done: 'issued the final report' }),
  DISCONTINUE: act(
    'DISCONTINUE',
    { why: words('Why it is discontinued') },
    { title: 'Discontinue the investigation', done: 'discontinued the investigation' },
  ),
}
export type ReportEvent = SubmissionOf<typeof reportEvents>

const { must, normally } = rulesAbout<Investigation>()

export const reportRules = {
  byTheInvestigator: must('I16', { who: byTheCaseworker }),
  /** What was agreed or provided before the report has its item also where that is found afterwards; anything else belongs in the report. */
  agreedBeforeTheReport: normally('C2', {
    because: ({ finalIssuedOn }: Investigation) =>
      `The final report was issued on ${finalIssuedOn}: say that this was agreed or provided before, and how it was found`,
    always: 'The final report was issued: say that this was agreed or provided before, and how it was found',
    holds: ({ finalIssuedOn }) => finalIssuedOn === undefined,
  }),
  findingIsMade: must('C1', {
    because: 'Record first whether the complaint is fully upheld, partly upheld or not upheld',
    unlockedBy: 'MAKE_FINDING',
    holds: ({ finding }) => finding !== undefined,
  }),
  noRefusalUndecided: must('C10', {
    because: ({ recommendations }: Investigation) =>
      `A refusal is still to be decided by the Chief Operating Officer or the Ombudsman, whether it is kept, changed or dropped: ${recommendations
        .filter(({ standing }) => standing === 'refused')
        .map(({ action }) => action.what)
        .join('; ')}`,
    always: 'A refusal is still to be decided by the Chief Operating Officer or the Ombudsman, whether it is kept, changed or dropped',
    holds: ({ recommendations }) => !recommendations.some(({ standing }) => standing === 'refused'),
  }),
}

export const reportConditions = {
  isNotUpheld: ofTheRecord<Investigation>(({ finding }) => finding === 'notUpheld'),
}

const { on } = recordingIn<Investigation, ReportEvent>()
const ended = (how: Investigation['endedHow'] & string, today: string) => ({ endedOn: today, endedHow: how })
export const reportRecordings = {
  recordRecommendation: on('ADD_RECOMMENDATION', (record, { organisation, action }) => ({
    recommendations: [...record.recommendations, { key: nextKey(record), organisation, action, standing: 'inDraft' as const }],
  })),
  recordDraft: on('ISSUE_DRAFT_REPORT', (_record, { reference: named, today }) => ({
    draftIssuedOn: today,
    ...(named && { draftReference: named }),
  })),
  recordFinding: on('MAKE_FINDING', (_record, { finding, why, today }) => ({ finding, findingWhy: why, findingMadeOn: today })),
  recordFinal: on('ISSUE_FINAL_REPORT', (_record, { reference: named, today }) => ({
    finalIssuedOn: today,
    ...(named && { finalReference: named }),
  })),
  recordNotUpheld: on('ISSUE_FINAL_REPORT', (_record, { today }) => ended('notUpheld', today)),
  recordDiscontinuing: on('DISCONTINUE', (_record, { why, today }) => ({ ...ended('discontinued', today), endedWhy: why })),
}
