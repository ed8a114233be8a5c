import { z } from 'zod'
import { ofTheRecord } from '../kernel/arrow.ts'
import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { namedPost } from '../kernel/offices.ts'
import { recordingIn } from '../kernel/recording.ts'
import { type Consideration, rulesAbout } from '../kernel/rule.ts'
import { act, consideration, day, saying, words } from '../kernel/words.ts'
import { actingIn, otherThanWhoProposedTheStep, theDeputyDirector, theDirectorOrStandIn } from './authority.ts'
import { escalated } from './escalate.ts'
import { overtaken, type StepKind, steps } from './escalation-record.ts'
import { type Compliance, extensionAsked, whoseDelay } from './record.ts'
import { newTarget } from './target.ts'

/** The third stage: a deputy director proposes a step and a director agrees it, and each step has its date (C22c, C22f). */
export const stageThreeEvents = {
  PROPOSE_STEP: act(
    'PROPOSE_STEP',
    {
      step: saying(z.enum(steps), {
        furtherLetter: 'A further letter to the organisation',
        newDate: 'A new target date',
        refer: 'Putting it to an executive',
        reopen: 'Reopening the enquiry',
        other: 'Another step',
      }).meta({ label: 'What is proposed' }),
      why: words('Reasons'),
      newDate: day('The new target date')
        .meta({ onlyWhere: { field: 'step', is: ['newDate'] } })
        .optional(),
      whoseDelay: whoseDelay
        .optional()
        .meta({ label: 'Whose the delay is', hint: 'Of a new date', onlyWhere: { field: 'step', is: ['newDate'] } }),
      to: namedPost.optional().meta({ label: 'The executive it is put to', onlyWhere: { field: 'step', is: ['refer'] } }),
      what: words('The step, in words')
        .meta({ onlyWhere: { field: 'step', is: ['other'] } })
        .optional(),
      reviewOn: day('When it is reviewed')
        .meta({ onlyWhere: { field: 'step', is: ['other'] } })
        .optional(),
    },
    { title: 'Propose a step', done: 'proposed a step at stage 3' },
  ),
  AGREE_STEP: act(
    'AGREE_STEP',
    {
      why: words('Reasons').optional(),
      tellComplainant: consideration('Is the complainant told of the new date and its reasons?').optional(),
    },
    { title: 'Agree the step', done: 'agreed the step proposed at stage 3' },
  ),
  SEND_BACK_STEP: act(
    'SEND_BACK_STEP',
    { why: words('Reasons') },
    { title: 'Send the proposal back', done: 'sent back the step proposed at stage 3' },
  ),
}
export type StageThreeEvent = SubmissionOf<typeof stageThreeEvents>

type Proposing = Pick<Extract<StageThreeEvent, { type: 'PROPOSE_STEP' }>, 'step' | 'newDate' | 'whoseDelay' | 'to' | 'what' | 'reviewOn'>
const { must, normally, consider } = rulesAbout<Compliance>()
const needs = (step: StepKind, field: 'newDate' | 'whoseDelay' | 'to' | 'what', because: string) =>
  must<Proposing>('C22f', { field, because, holds: (_record, event) => event.step !== step || event[field] !== undefined })

export const stageThreeRules = {
  proposedByTheDeputyDirector: must('C22c', { who: theDeputyDirector }),
  agreedByTheDirector: must('C22c', { who: theDirectorOrStandIn }),
  notTheirOwnProposal: must('C22c', { who: otherThanWhoProposedTheStep }),
  isNotPremature: must('C22g', {
    because: 'A premature item is reassessed at stage 3: put the reassessment instead',
    unlockedBy: 'PROPOSE_REASSESSMENT',
    holds: ({ source }) => source !== 'premature',
  }),
  isForAPrematureItem: must('C22f', {
    because: 'Only a premature item is reassessed at once; for this one propose a step to the director',
    unlockedBy: 'PROPOSE_STEP',
    holds: ({ source }) => source === 'premature',
  }),
  newDateIsSet: needs('newDate', 'newDate', 'Enter the new target date: stage 3 never waits without a date'),
  delayIsAttributed: needs(
    'newDate',
    'whoseDelay',
    'Say whose the delay is: one that the complainant caused does not count against the organisation',
  ),
  newDateIsAhead: must<Proposing>('C22f', {
    field: 'newDate',
    because: ({ targetDate }, { today }) => `Enter a date after the target date, ${targetDate}, and after today, ${today}`,
    always: 'Enter a date after the target date and after today',
    holds: ({ targetDate }, { step, newDate, today }) => step !== 'newDate' || !newDate || (newDate > today && newDate > targetDate),
  }),
  executiveIsNamed: needs('refer', 'to', 'Say which of the four posts it is put to'),
  stepIsSaid: needs('other', 'what', 'Say what the step is'),
  reviewIsSet: must<Proposing>('C22f', {
    field: 'reviewOn',
    because: 'Enter a review date after today: stage 3 never waits without a date',
    holds: (_record, { step, reviewOn, today }) => step !== 'other' || (reviewOn !== undefined && reviewOn > today),
  }),
  reviewIsSoon: normally<Proposing>('C22f', {
    field: 'reviewOn',
    because: (_record, { today, settings }) => `The review is by ${addDays(today, settings.otherStepDays)}`,
    always: 'The review would be later than the setting allows for a step of another kind',
    holds: (_record, { step, reviewOn, today, settings }) =>
      step !== 'other' || reviewOn === undefined || reviewOn <= addDays(today, settings.otherStepDays),
  }),
  /** Our reading (setting a): only an attempt leaves an enquiry that can be opened again. */
  reopensAnIntervention: must<Proposing>('C22f', {
    field: 'step',
    because: 'Only the enquiry of an intervention can be reopened: this item comes from an investigation',
    holds: ({ source }, { step }) => step !== 'reopen' || source === 'intervention',
  }),
  /** Agreed on a later day than it was proposed, a date must still lie ahead. */
  datesStillAhead: must('C22f', {
    because: ({ escalation: { step } }) =>
      `The date proposed, ${step?.newDate ?? step?.reviewOn}, has come: send the proposal back for another`,
    always: 'The date proposed has come: send the proposal back for another',
    unlockedBy: 'SEND_BACK_STEP',
    holds: ({ escalation: { step } }, { today }) => dateOf(step) === undefined || dateOf(step)! > today,
  }),
  tellingOfTheNewDateConsidered: consider<{ tellComplainant?: Consideration | undefined }>('C13', {
    field: 'tellComplainant',
    because: 'Say whether the complainant is told of the new date, and why',
    when: ({ escalation }) => escalation.step?.step === 'newDate',
  }),
}
const dateOf = (step: Compliance['escalation']['step']): CalendarDate | undefined => step?.newDate ?? step?.reviewOn

const agreed = (kind: StepKind) => ofTheRecord<Compliance>(({ escalation }) => escalation.step?.step === kind)
export const stageThreeConditions = {
  furtherLetterProposed: agreed('furtherLetter'),
  newDateProposed: agreed('newDate'),
  referralProposed: agreed('refer'),
  reopeningProposed: agreed('reopen'),
}

const { on, always } = recordingIn<Compliance, StageThreeEvent>()
export const stageThreeRecordings = {
  recordProposal: on('PROPOSE_STEP', (record, event) => {
    const { step, why, newDate, whoseDelay, to, what, reviewOn, today } = event
    return escalated(record, {
      step: { step, why, newDate, whoseDelay, to, what, reviewOn, proposedOn: today, by: actingIn(event) },
      stepBy: addDays(today, event.settings.conferringDays),
    })
  }),
  recordAgreement: on('AGREE_STEP', (record, { today }) =>
    escalated(record, { stepsAgreed: [...record.escalation.stepsAgreed, { ...record.escalation.step!, agreedOn: today }] }),
  ),
  /** A new date agreed at stage 3 is an extension like any other: the stage reached is kept (C22f, C13, setting n). */
  recordNewDate: on('AGREE_STEP', (record, event) => {
    const step = record.escalation.step!
    const open = extensionAsked(record)
    const granted = { outcome: 'granted' as const, decidedOn: event.today, until: step.newDate! }
    return {
      ...newTarget(record, step.newDate!, event, step.whoseDelay),
      extensions: [
        ...record.extensions.map((each) => (each === open ? { ...each, ...granted } : each)),
        ...(open
          ? []
          : [
              {
                askedOn: step.proposedOn,
                askedBy: 'us' as const,
                by: step.by,
                why: step.why,
                whoseDelay: step.whoseDelay!,
                late: true as const,
                ...granted,
              },
            ]),
      ],
      ...escalated(record, {
        underWay: false,
        replies: overtaken(record.escalation),
        step: undefined,
        committedUntil: undefined,
        dueBecause: undefined,
      }),
    }
  }),
  /** Back to the two of them; what was proposed is past. */
  conferringBegins: always((record, { today, settings }) =>
    escalated(record, { step: undefined, stepBy: addDays(today, settings.conferringDays) }),
  ),
  furtherLetterDue: always((record, { today, settings }) => escalated(record, { stepBy: addDays(today, settings.promptDays) })),
  executiveBegins: always((record, { today, settings }) => escalated(record, { stepBy: addDays(today, settings.executiveDays) })),
}
