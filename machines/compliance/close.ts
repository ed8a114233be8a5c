import { z } from 'zod'
import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationId, SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { type Consideration, rulesAbout } from '../kernel/rule.ts'
import { act, consideration, day, fact, organisationId, plain, saying, words } from '../kernel/words.ts'
import { moneyLine, remedyKind } from '../remedy/action.ts'
import { actingIn, aDirectorOrDeputy, otherThanWhoPutTheReassessment, theFourPosts, theMonitor, whoeverHears } from './authority.ts'
import { escalated } from './escalate.ts'
import { unjudged } from './escalation-record.ts'
import type { ItemEnded } from './messages.ts'
import type { Compliance, Ending } from './record.ts'

/** The ends that escalation can have: closed by an executive (C23), or reassessed (C22g); there is no other (C15). */
export const closeEvents = {
  CLOSE_EXCEPTIONALLY: act(
    'CLOSE_EXCEPTIONALLY',
    {
      why: words('Reasons'),
      regulator: consideration('Is it taken to a regulator or professional body?').optional(),
      publish: consideration('Is a summary published that names individuals?').optional(),
      umbrella: consideration('Is an umbrella organisation asked to apologise and pay?').optional(),
    },
    { title: 'Close what could not be secured', done: 'closed exceptionally what could not be secured' },
  ),
  RETURN_TO_PURSUE: act(
    'RETURN_TO_PURSUE',
    { why: words('Reasons') },
    { title: 'Return it to be pursued', done: 'returned the item to be pursued' },
  ),
  UMBRELLA_AGREED: fact(
    'UMBRELLA_AGREED',
    {
      organisation: organisationId('The umbrella organisation'),
      what: plain('What it will do'),
      kind: remedyKind.optional().meta({ label: 'Kind of remedy', hint: 'Left out: the same as before' }),
      measure: plain('How we shall know'),
      money: z.array(moneyLine).max(10).optional().meta({ label: 'Money', item: 'amount' }),
      until: day('By when').meta({ asks: 'The date by which it is to be done' }),
      understood: words('How we know that it understands what is expected').optional(),
    },
    { title: 'Record that an umbrella organisation agrees', done: 'recorded that an umbrella organisation agreed' },
  ),
  PROPOSE_REASSESSMENT: act(
    'PROPOSE_REASSESSMENT',
    {
      suitable: consideration('Is the case suitable for investigation?').optional(),
      how: saying(z.enum(['reopen', 'newCasefile']), { reopen: 'The enquiry is reopened', newCasefile: 'A new casefile is made' })
        .optional()
        .meta({ label: 'Where it is suitable: is the enquiry reopened, or a new casefile made?' }),
    },
    { title: 'Put the reassessment', done: 'put the reassessment of the enquiry' },
  ),
  REASSESS_ENQUIRY: act(
    'REASSESS_ENQUIRY',
    { why: words('Reasons') },
    { title: 'Agree the reassessment', done: 'agreed the reassessment; the item ended as not complied with' },
  ),
  SEND_BACK_REASSESSMENT: act(
    'SEND_BACK_REASSESSMENT',
    { why: words('Reasons') },
    { title: 'Send the reassessment back', done: 'sent back the reassessment' },
  ),
}
export type CloseEvent = SubmissionOf<typeof closeEvents>

type Considering = { [K in 'regulator' | 'publish' | 'umbrella' | 'suitable']?: Consideration | undefined }
type Reassessing = { suitable?: Consideration | undefined; how?: 'reopen' | 'newCasefile' | undefined }
const { must, normally, consider } = rulesAbout<Compliance>()
const isJudged = ({ withUs, escalation }: Compliance) => withUs === undefined && !unjudged(escalation)

export const closeRules = {
  closedByOneOfFour: must('C23', { who: theFourPosts }),
  returnedByOneOfFour: must('C23', { who: theFourPosts }),
  pursuedThroughStageThree: must('C15', {
    because: 'An item is closed so only after the escalation procedure has reached stage 3',
    holds: ({ escalation }) => escalation.stageReached === 3,
  }),
  /** Pursued until every reasonable attempt was made: what came last is judged first. */
  nothingLeftToJudge: normally('C23', {
    because: 'Evidence, a reply or a commitment waits to be judged: judge it first, or say why it is closed all the same',
    unlockedBy: 'JUDGE_EVIDENCE',
    holds: isJudged,
  }),
  nothingLeftToJudgeThere: normally('C22g', {
    because: 'Evidence, a reply or a commitment waits to be judged: judge it first, or say why it ends all the same',
    unlockedBy: 'JUDGE_EVIDENCE',
    holds: isJudged,
  }),
  regulatorConsidered: consider<Considering>('C23', {
    field: 'regulator',
    because: 'Say whether it is taken to a regulator or professional body, and why',
  }),
  publishingConsidered: consider<Considering>('C23', {
    field: 'publish',
    because: 'Say whether a summary that names individuals is published, and why',
  }),
  umbrellaConsidered: consider<Considering>('C23', {
    field: 'umbrella',
    because: 'Say whether an umbrella organisation is asked to apologise and pay, and why',
  }),
  umbrellaIsRecordedBy: must('C11', { who: whoeverHears }),
  umbrellaWasAsked: must('C23', {
    because: 'Whoever closed this item decided that no umbrella organisation is asked',
    holds: ({ escalation }) => escalation.considered?.umbrella === true,
  }),
  umbrellaIsAnother: must<{ organisation: OrganisationId }>('C23', {
    field: 'organisation',
    because: 'An umbrella organisation is another than the one that did not comply, and has one item in its place',
    // Whoever took the place of the one that did not comply is no other: what was open passed to it (setting q).
    holds: ({ organisation, umbrellas }, event) => {
      const inForce = (id: OrganisationId) => event.organisations?.[id]?.inForce ?? id
      const taken = [organisation, ...Object.values(umbrellas).map((umbrella) => umbrella.organisation)]
      return taken.every((id) => inForce(id) !== inForce(event.organisation))
    },
  }),
  umbrellaDateIsRealistic: normally<{ until: CalendarDate }>('C12', {
    field: 'until',
    because: (_record, { until, happenedOn }) => `Agreed on ${happenedOn}, it cannot be done by ${until}: a target date is realistic`,
    always: 'It cannot be done by a day before it was agreed: a target date is realistic',
    holds: (_record, { until, happenedOn }) => until >= happenedOn,
  }),
  umbrellaUnderstands: normally<{ understood?: string | undefined }>('C12', {
    field: 'understood',
    because: 'Record what the organisation understands it is to do, and what we expect of it',
    holds: (_record, { understood }) => Boolean(understood?.trim()),
  }),
  suitabilityConsidered: consider<Considering>('C22g', {
    field: 'suitable',
    because: 'Say whether the case is suitable for investigation, and why',
  }),
  reassessedSomewhere: must<Reassessing>('C22g', {
    field: 'how',
    because: 'A suitable case is reassessed: say whether the enquiry is reopened or a new casefile made',
    holds: (_record, { suitable, how }) => suitable?.answer !== true || how !== undefined,
  }),
  /** Our reading (setting a): where its enquiry is not reopened, an intervention's item is closed by the four posts alone. */
  reopensOrGoesBack: must<Reassessing>('C22g', {
    field: 'suitable',
    because:
      'The item of an intervention ends so only where its enquiry is reopened; else send it back, to be pursued or closed by one of the four posts',
    holds: ({ source }, { suitable, how }) => source !== 'intervention' || (suitable?.answer === true && how === 'reopen'),
  }),
  reassessmentIsPut: must('C22g', {
    because: 'No reassessment has been put yet',
    unlockedBy: 'PROPOSE_REASSESSMENT',
    holds: ({ escalation }) => escalation.reassessment !== undefined,
  }),
  reassessmentIsPutBy: must('C22g', { who: { some: [theMonitor, aDirectorOrDeputy] } }),
  agreedByADirectorOrDeputy: must('C22g', { who: aDirectorOrDeputy }),
  notTheirOwnReassessment: must('C22g', { who: otherThanWhoPutTheReassessment }),
}

const { on, always } = recordingIn<Compliance, CloseEvent | ItemEnded>()
const ended = (ending: Ending) => always((_record, { today }) => ({ ending, endedOn: today }))
export const closeRecordings = {
  endComplied: ended('complied'),
  endNotAccepted: ended('notAccepted'),
  endNotComplied: ended('notComplied'),
  endNotSecured: ended('notSecured'),
  recordWhy: always((_record, event) => ({ endedWhy: (event as unknown as { why: string }).why })),
  recordNotAccepted: always(({ notAccepted }) => ({ endedWhy: notAccepted!.why })),
  recordConsidered: on('CLOSE_EXCEPTIONALLY', (record, { regulator, publish, umbrella }) =>
    escalated(record, {
      considered: { regulator: regulator!.answer, publish: publish!.answer, umbrella: umbrella!.answer },
    }),
  ),
  recordReturn: on('RETURN_TO_PURSUE', (record, { today, why }) =>
    escalated(record, { returned: [...record.escalation.returned, { on: today, why }] }),
  ),
  recordReassessmentPut: on('PROPOSE_REASSESSMENT', (record, event) =>
    escalated(record, {
      reassessment: { suitable: event.suitable!, how: event.how, by: actingIn(event), proposedOn: event.today },
      stepBy: addDays(event.today, event.settings.reassessingDays),
    }),
  ),
  reassessingBegins: always((record, { today, settings }) =>
    escalated(record, { reassessment: undefined, stepBy: addDays(today, settings.reassessingDays) }),
  ),
  recordUmbrella: on('UMBRELLA_AGREED', (record, { organisation }) => ({
    umbrellas: { ...record.umbrellas, [umbrellaKey(record)]: { organisation } },
  })),
  recordUmbrellaEnding: on('ITEM_ENDED', ({ umbrellas }, { action, ending }) => ({
    umbrellas: { ...umbrellas, [action]: { ...umbrellas[action]!, ending } },
  })),
}
/** The key of the next item that takes this one's place. */
export const umbrellaKey = ({ key, umbrellas }: Compliance): string => `${key}-umbrella-${Object.keys(umbrellas).length + 1}`
