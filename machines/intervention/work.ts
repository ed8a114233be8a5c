import { z } from 'zod'
import { ofTheSubmission } from '../kernel/arrow.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationId, SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, day, fact, partyId, plain, words } from '../kernel/words.ts'
import type { Intervention } from './record.ts'

/** A request to an organisation to finish its own procedure (I2): what, understood by it (C12), and by when. */
export const workAsked = z.strictObject({
  organisation: partyId('Whom we ask'),
  what: plain('What it is asked to do'),
  understood: words('How we know that it understands what is asked'),
  respondBy: day('By when').meta({ asks: 'The date by which it is to be done' }),
})

export const workEvents = {
  FURTHER_WORK_ACCEPTED: fact(
    'FURTHER_WORK_ACCEPTED',
    {
      organisation: partyId('The organisation'),
      targetDate: day('The target date', 'By when the work is to be done; left out, the date that we asked for').optional(),
      discussed: words('What was discussed about the date').optional(),
    },
    { title: 'Record that the work was accepted', done: 'recorded that the work asked for was accepted' },
  ),
  FURTHER_WORK_REFUSED: fact(
    'FURTHER_WORK_REFUSED',
    { organisation: partyId('The organisation'), words: words('What it said') },
    { title: 'Record that the work was refused', done: 'recorded that the work asked for was refused' },
  ),
  CHANGE_RESPONSE_DATE: act(
    'CHANGE_RESPONSE_DATE',
    { organisation: partyId('The organisation'), respondBy: day('The new date'), why: words('Why') },
    { title: 'Change the date for its answer', done: 'changed the date for an answer' },
  ),
  CLOSE_WITHOUT_ITEM: act(
    'CLOSE_WITHOUT_ITEM',
    { why: words('Why no answer is waited for') },
    { title: 'Close without an answer', done: 'closed without an answer about the work asked for' },
  ),
}
export type WorkEvent = SubmissionOf<typeof workEvents>

type Accepted = { organisation: OrganisationId; targetDate?: CalendarDate | undefined; discussed?: string | undefined }
/** What was asked of the organisation that the event names. */
export const askedOf = ({ work }: Intervention, event: { organisation: OrganisationId }): Intervention['work'][number] | undefined =>
  work.find(({ organisation }) => organisation === event.organisation)
/** The date agreed with the acceptance, else the one we asked for. */
const targetOf = (record: Intervention, event: Accepted): CalendarDate => event.targetDate ?? askedOf(record, event)?.respondBy ?? ''

const { must, normally } = rulesAbout<Intervention>()
export const workRules = {
  workIsUnanswered: must<{ organisation: OrganisationId }>('I2', {
    field: 'organisation',
    because: 'No work that waits for an answer was asked of this organisation',
    holds: ({ work }, event) => work.some(({ organisation, answered }) => organisation === event.organisation && !answered),
  }),
  answersOurRequest: must<{ organisation: OrganisationId }>('I2', {
    field: 'happenedOn' as never,
    because: ({ decidedOn }) => `The work was asked for on ${decidedOn}: an answer to it cannot be older`,
    always: 'An answer cannot be older than the work that was asked for',
    holds: ({ decidedOn }, { happenedOn }) => decidedOn === undefined || happenedOn >= decidedOn,
  }),
  workDateIsRealistic: normally<Accepted>('C12', {
    field: 'targetDate',
    because: (record, event) =>
      `Accepted on ${event.happenedOn}, it cannot be done by ${targetOf(record, event)}: agree a target date that is still ahead`,
    always: 'The work cannot be done by a day before it was accepted: agree a target date that is still ahead',
    holds: (record, event) => {
      const asked = askedOf(record, event)
      return asked === undefined || asked.answered !== undefined || targetOf(record, event) >= event.happenedOn
    },
  }),
  workDateWasDiscussed: normally<Accepted>('C4', {
    field: 'discussed',
    because: (record, event) =>
      `We asked for it by ${askedOf(record, event)?.respondBy}, and the target date is ${event.targetDate}: record what was discussed with the organisation`,
    always: 'The target date is not the day we asked for it by: record what was discussed with the organisation',
    holds: (record, { targetDate, discussed, organisation }) =>
      targetDate === undefined || targetDate === askedOf(record, { organisation })?.respondBy || Boolean(discussed?.trim()),
  }),
  newDateIsAhead: must<{ respondBy: CalendarDate }>('I2', {
    field: 'respondBy',
    because: 'Enter a date after today',
    holds: (_record, { respondBy, today }) => respondBy > today,
  }),
}
export const itemRules = {
  answerIsOverdue: must('I2', {
    because: (record, { today }) => `An answer is awaited until ${nextAnswerDue(record) ?? today}: it may still come`,
    always: 'An answer is still awaited: it may still come',
    holds: (record, { today }) => (nextAnswerDue(record) ?? today) < today,
  }),
  workHasItsItem: normally('C3', {
    because: ({ work }) =>
      `Work that was asked for has an item once the organisation answers; ${work.filter(({ answered }) => !answered).length} did not`,
    always: 'Work that was asked for has an item once the organisation answers; some was not answered',
    holds: ({ work }) => work.every(({ answered }) => answered),
  }),
}
export const workConditions = {
  lastToAnswer: ofTheSubmission<Intervention, { organisation: OrganisationId }>(({ work }, event) =>
    work.every(({ organisation, answered }) => answered || organisation === event.organisation),
  ),
}

const answer =
  (accepted: boolean) =>
  ({ work }: Intervention, { organisation, happenedOn }: { organisation: OrganisationId; happenedOn: CalendarDate }) => ({
    work: work.map((each) => (each.organisation === organisation ? { ...each, answered: { accepted, on: happenedOn } } : each)),
  })
const { on } = recordingIn<Intervention, WorkEvent>()
export const workRecordings = {
  recordWorkAccepted: on('FURTHER_WORK_ACCEPTED', answer(true)),
  recordWorkRefused: on('FURTHER_WORK_REFUSED', answer(false)),
  recordNewDate: on('CHANGE_RESPONSE_DATE', ({ work }, { organisation, respondBy }) => ({
    work: work.map((each) => (each.organisation === organisation ? { ...each, respondBy } : each)),
  })),
}
/** The first date by which an answer to work we asked for is still awaited. */
export const nextAnswerDue = ({ work }: Intervention): CalendarDate | undefined =>
  work
    .filter(({ answered }) => !answered)
    .map(({ respondBy }) => respondBy)
    .sort()[0]
