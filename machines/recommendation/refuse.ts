import { z } from 'zod'
import { ofTheSubmission } from '../kernel/arrow.ts'
import type { Who } from '../kernel/authority.ts'
import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, fact, saying, words } from '../kernel/words.ts'
import { answered, executives, type Outcome, outcomes, type Recommendation, reportOn, withItem } from './record.ts'
import { recommendedAction } from './terms.ts'

/** A refusal goes at once through the director to the Chief Operating Officer or the Ombudsman, who alone decide what comes of it (C10). */
export const refuseEvents = {
  ORGANISATION_REFUSED: fact(
    'ORGANISATION_REFUSED',
    { words: words('How it refused') },
    { title: 'Record that the organisation refuses', done: 'recorded that the organisation refuses' },
  ),
  PASS_ON: act(
    'PASS_ON',
    {
      view: words('The director’s view'),
      to: saying(z.enum(executives), { chiefOperatingOfficer: 'The Chief Operating Officer', ombudsman: 'The Ombudsman' }).meta({
        label: 'To whom',
        asks: 'Whom does it go to?',
      }),
    },
    { title: 'Pass the refusal on', done: 'passed the refusal on', composesLetters: ['refusalReferral'] },
  ),
  DECIDE: act(
    'DECIDE',
    {
      outcome: saying(z.enum(outcomes), {
        kept: 'The recommendation is kept',
        changed: 'The recommendation is changed',
        dropped: 'The recommendation is dropped',
        pursued: 'Compliance is pursued all the same',
        notPursued: 'Compliance is not pursued',
      }).meta({ label: 'What is decided' }),
      why: words('Why'),
      furtherAction: words('Further action, if any').optional(),
      change: recommendedAction.optional().meta({ label: 'What is recommended instead', onlyWhere: { field: 'outcome', is: ['changed'] } }),
    },
    { title: 'Decide what comes of the refusal', done: 'decided what comes of the refusal', composesLetters: ['refusalReferral'] },
  ),
}
export type RefuseEvent = SubmissionOf<typeof refuseEvents>
type Deciding = { readonly outcome: Outcome; readonly change?: object | undefined }

const theDirector: Who<Recommendation> = { offices: ['director'], of: ({ casefile }) => casefile.directorate }
/** While nobody holds the post an executive stands in (setting m): a refusal waits for no appointment. */
const theDirectorOrStandIn: Who<Recommendation> = {
  asItStands: (_record, { directorVacant }) => (directorVacant ? { some: [theDirector, { atLeast: 'executive' }] } : theDirector),
  always: 'the director of the directorate concerned, or, while nobody holds that post, an executive',
}
const choices = {
  draft: ['kept', 'changed', 'dropped'],
  final: ['pursued', 'notPursued'],
} as const satisfies Record<string, readonly Outcome[]>
/** Whether it may still be kept out of the final report: whatever report was refused, after the final one only pursuing is left to decide. */
const choicesNow = ({ finalIssuedOn }: Recommendation): readonly Outcome[] => choices[finalIssuedOn ? 'final' : 'draft']

const { must } = rulesAbout<Recommendation>()

export const refuseRules = {
  refusalFollowsTheReport: must<{ happenedOn: CalendarDate }>('C10', {
    field: 'happenedOn',
    because: ({ draftIssuedOn, finalIssuedOn }) =>
      `It was recommended in the report of ${draftIssuedOn ?? finalIssuedOn}: it cannot have been refused before`,
    always: 'It cannot have been refused before the report that recommended it',
    holds: ({ draftIssuedOn, finalIssuedOn }, { happenedOn }) => happenedOn >= (draftIssuedOn ?? finalIssuedOn ?? happenedOn),
  }),
  passedOnByTheDirector: must('C10', { who: theDirectorOrStandIn }),
  letterSaysWhatItMust: must('C10', {
    because: (_record, { letters }) =>
      `The referral lacks what it must say. ${(letters ?? []).flatMap(({ lacks = [] }) => lacks).join('; ')}`,
    always: 'The referral lacks what it must say',
    holds: (_record, { letters }) => (letters ?? []).every(({ lacks = [] }) => lacks.length === 0),
  }),
  decidedAtTheTop: must('C10', { who: { posts: executives } }),
  decisionFitsTheReport: must<Deciding>('C10', {
    field: 'outcome',
    because: ({ finalIssuedOn }) =>
      finalIssuedOn
        ? 'The final report is issued: decide whether compliance is pursued or not'
        : 'Before the final report: decide whether the recommendation is kept, changed or dropped',
    always:
      'Before the final report it is decided whether the recommendation is kept, changed or dropped; after it, whether compliance is pursued or not',
    holds: (record, { outcome }) => choicesNow(record).includes(outcome),
  }),
  changeIsStated: must<Deciding>('C10', {
    field: 'change',
    because: 'Say what the final report is to recommend instead',
    holds: (_record, { change }) => change !== undefined,
  }),
}

const decided = (outcome: Outcome) => ofTheSubmission<Recommendation, { outcome: Outcome }>((_record, event) => event.outcome === outcome)
export const refuseConditions = {
  isKept: decided('kept'),
  isChanged: decided('changed'),
  isDropped: decided('dropped'),
  isPursued: decided('pursued'),
}

const { on, always } = recordingIn<Recommendation, RefuseEvent>()
export const refuseRecordings = {
  recordRefusal: on('ORGANISATION_REFUSED', (record, { words: said, happenedOn }) => ({
    refusals: [...record.refusals, { on: happenedOn, report: reportOn(record, happenedOn), words: said }],
    ...answered(record, happenedOn),
  })),
  recordReferral: on('PASS_ON', ({ referrals }, { view, to, today }) => ({ referrals: [...referrals, { on: today, view, to }] })),
  recordDecision: on('DECIDE', (record, { outcome, why, furtherAction, today }) => ({
    decisions: [
      ...record.decisions,
      { on: today, report: record.finalIssuedOn ? 'final' : 'draft', outcome, why, ...(furtherAction && { furtherAction }) },
    ],
  })),
  recordChange: on('DECIDE', (record, { change, today }) => ({
    action: change!,
    earlierTerms: [...record.earlierTerms, { action: record.action, until: today }],
  })),
  recordItem: always((record) => withItem(record)),
  waitForTheDirector: always((_record, { happenedOn, settings }) => ({ waitUntil: addDays(happenedOn, settings.promptDays) })),
  waitForTheExecutive: always((_record, { today, settings }) => ({ waitUntil: addDays(today, settings.executiveDays) })),
}
