import { z } from 'zod'
import { byTheCaseworker } from '../casefile/authority.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { Stamp, SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { day, fact, words } from '../kernel/words.ts'
import { type Acceptance, answered, type Recommendation, withItem } from './record.ts'
import { partOf } from './terms.ts'

const accepting = {
  words: words('How it accepted', { hint: 'What it said, who said it, and the reference of its letter' }),
  agreesToAct: z.boolean().meta({ label: 'It has agreed to carry it out' }),
  understood: words('What it understands it is to do').optional(),
  targetDate: day('Target date'),
  discussed: words('What was discussed about the date').optional(),
  providedOn: day('The day it was provided', 'Where it was provided already').optional(),
  evidence: words('What shows that it was provided', { hint: 'What it is, from whom, dated, its reference' }).optional(),
}

/** What the organisation answers, wholly or in part (C10–C12); also before the final report, as soon as it agrees (C2). */
export const answerEvents = {
  ORGANISATION_ACCEPTED: fact('ORGANISATION_ACCEPTED', accepting, {
    title: 'Record that the organisation accepts',
    done: 'recorded that the organisation accepts',
  }),
  ORGANISATION_PARTLY_ACCEPTED: fact(
    'ORGANISATION_PARTLY_ACCEPTED',
    {
      accepted: partOf('The part it accepts'),
      ...accepting,
      rest: partOf('The part it refuses'),
      refusal: words('How it refused the rest'),
    },
    { title: 'Record that the organisation accepts a part', done: 'recorded that the organisation accepts a part' },
  ),
  ORGANISATION_DISPUTED_TERMS: fact(
    'ORGANISATION_DISPUTED_TERMS',
    { what: words('What it queries or disputes') },
    { title: 'Record that the terms are disputed', done: 'recorded that the terms are disputed' },
  ),
}
export type AnswerEvent = SubmissionOf<typeof answerEvents>
type Accepting = {
  readonly targetDate: CalendarDate
  readonly discussed?: string | undefined
  readonly providedOn?: CalendarDate | undefined
  readonly evidence?: string | undefined
}

const { must, normally } = rulesAbout<Recommendation>()

export const answerRules = {
  recordedByTheInvestigator: must('I16', { who: byTheCaseworker }),
  agreedToImplement: must<{ agreesToAct: boolean }>('C11', {
    field: 'agreesToAct',
    because: 'No item is recorded until the organisation has also agreed to carry the recommendation out',
    holds: (_record, { agreesToAct }) => agreesToAct,
  }),
  organisationUnderstands: normally<{ understood?: string | undefined }>('C12', {
    field: 'understood',
    because: 'Record what the organisation understands it is to do, and what we expect of it',
    holds: (_record, { understood }) => Boolean(understood?.trim()),
  }),
  targetDateIsRealistic: normally<Accepting>('C12', {
    field: 'targetDate',
    because: (_record, { targetDate, happenedOn }) =>
      `Accepted on ${happenedOn}, it cannot be done by ${targetDate}: agree a date that is still ahead`,
    always: 'It cannot be done by a day before it was accepted: agree a date that is still ahead',
    holds: (_record, { targetDate, providedOn, happenedOn }) => providedOn !== undefined || targetDate >= happenedOn,
  }),
  dateWasDiscussed: normally<Accepting>('C4', {
    field: 'discussed',
    because: ({ action }, { targetDate }) =>
      `We recommended ${action.by}, and the target date is ${targetDate}: record what was discussed with the organisation`,
    always: 'The target date is not the one that we recommended: record what was discussed with the organisation',
    holds: ({ action }, { targetDate, discussed }) => targetDate === action.by || Boolean(discussed?.trim()),
  }),
  providedByThen: must<Accepting>('C2', {
    field: 'providedOn',
    because: (_record, { providedOn }) => `The day it was provided, ${providedOn}, is in the future`,
    always: 'The day it was provided is in the future',
    holds: (_record, { providedOn, today }) => providedOn === undefined || providedOn <= today,
  }),
  evidenceOfWhatWasProvided: must<Accepting>('C2', {
    field: 'evidence',
    because: 'Record what shows that it was provided: its item opens with that evidence',
    holds: (_record, { providedOn, evidence }) => providedOn === undefined || Boolean(evidence?.trim()),
  }),
}

type Accepted = Extract<AnswerEvent, { type: 'ORGANISATION_ACCEPTED' | 'ORGANISATION_PARTLY_ACCEPTED' }> & {
  readonly happenedOn: CalendarDate
}
const acceptanceIn = ({ happenedOn, words: said, understood, targetDate, discussed, providedOn, evidence }: Accepted): Acceptance => ({
  on: happenedOn,
  words: said,
  targetDate,
  ...(understood && { understood }),
  ...(discussed && { discussed }),
  ...(evidence && { provided: { on: providedOn ?? happenedOn, evidence } }),
})

/** The part accepted is what is recommended from now on; the rest is kept until it has become a recommendation of its own. */
const partIn = (
  record: Recommendation,
  event: Extract<AnswerEvent, { type: 'ORGANISATION_PARTLY_ACCEPTED' }> & Pick<Stamp, 'happenedOn' | 'today'>,
) => ({
  acceptance: acceptanceIn(event),
  action: { ...record.action, ...event.accepted },
  earlierTerms: [...record.earlierTerms, { action: record.action, until: event.today }],
  split: { on: event.happenedOn, rest: event.rest, words: event.refusal },
})

const { on } = recordingIn<Recommendation, AnswerEvent>()
export const answerRecordings = {
  recordAcceptance: on('ORGANISATION_ACCEPTED', (record, event) => ({
    acceptance: acceptanceIn(event),
    ...answered(record, event.happenedOn),
    ...withItem(record),
  })),
  /** Its item is open: what it now commits itself to is judged there. */
  recordComingRound: on('ORGANISATION_ACCEPTED', (_record, event) => ({ acceptance: acceptanceIn(event) })),
  recordComingRoundInPart: on('ORGANISATION_PARTLY_ACCEPTED', partIn),
  recordPart: on('ORGANISATION_PARTLY_ACCEPTED', (record, event) => ({
    ...partIn(record, event),
    ...answered(record, event.happenedOn),
    ...withItem(record),
  })),
  recordDispute: on('ORGANISATION_DISPUTED_TERMS', ({ disputes }, { what, happenedOn }) => ({
    disputes: [...disputes, { on: happenedOn, what }],
  })),
}
