import { MOST_DAYS_TO_RESPOND } from '../approach/respond.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import { addDays, daysBetween } from '../kernel/calendar.ts'
import type { OrganisationId } from '../kernel/definition.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { type Intervention, isThirdParty } from './record.ts'

/** A proposal names several organisations, an enquiry one, a premature closure those it asks for work. */
type Contacting = {
  readonly whom?: readonly OrganisationId[] | undefined
  readonly organisation?: OrganisationId | undefined
  readonly work?: readonly { readonly organisation: OrganisationId }[] | undefined
}
const contacted = ({ whom, organisation, work }: Contacting): readonly OrganisationId[] =>
  whom ?? work?.map((each) => each.organisation) ?? (organisation ? [organisation] : [])

export const hasConsent = ({ consents }: Intervention, organisation: OrganisationId): boolean =>
  consents.some((consent) => consent.organisation === organisation && consent.forTheInvestigation)
export const isPrepared = ({ contacts }: Intervention): boolean => contacts.some(({ toldRemedyMayBeSought }) => toldRemedyMayBeSought)

const refusedHere = ({ approaches }: Intervention, organisation: OrganisationId) => {
  const held = approaches[organisation]
  return held?.refusedOn !== undefined && held.proposals > 0 && !held.escalated
}
const refusedBefore = ({ approaches, earlierRefusals }: Intervention, organisation: OrganisationId) =>
  earlierRefusals.includes(organisation) && !approaches[organisation]?.escalated
type Asking = { readonly whom: readonly OrganisationId[] }

const { must, normally } = rulesAbout<Intervention>()

/** Whom we may contact, when, and how often: before an enquiry, a proposal, or a request for work. */
export const contactRules = {
  complaintStands: must('I22', {
    because: 'The complaint was withdrawn: submit a decision to decline, with that reason',
    unlockedBy: 'SUBMIT_DECLINE',
    holds: ({ casefile, submission }) => casefile.withdrawnOn === undefined || submission?.reason === 'withdrawn',
  }),
  complainantPrepared: normally('I14', {
    because: 'First tell the complainant that a remedy may be sought without a full investigation, and record what was said',
    unlockedBy: 'RECORD_COMPLAINANT_CONTACT',
    holds: isPrepared,
  }),
  clearFromPapersOrSpokenTo: normally('I14', {
    because: 'Speak to the complainant first, or record that injustice and remedy sought are clear enough from the papers',
    unlockedBy: 'RECORD_COMPLAINANT_CONTACT',
    holds: ({ assessment, contacts }) =>
      assessment?.clearFromPapers === true || contacts.some(({ channel }) => channel === 'telephone' || channel === 'inPerson'),
  }),
  consentOfTheComplainant: must<Contacting>('I11', {
    field: 'whom',
    because:
      'An organisation that is not complained about is contacted only with the complainant’s consent on record, for the purposes of an investigation',
    unlockedBy: 'RECORD_THIRD_PARTY_CONSENT',
    holds: (record, event) =>
      contacted(event).every((organisation) => !isThirdParty(record, organisation) || hasConsent(record, organisation)),
  }),
  oneOpportunity: normally<Asking>('I20', {
    field: 'whom',
    because: 'An organisation has refused a proposal of this attempt: escalate before it is asked again',
    unlockedBy: 'ESCALATE',
    holds: (record, { whom }) => !whom.some((organisation) => refusedHere(record, organisation)),
  }),
  oneOpportunityInTheCasefile: normally<Asking>('I20', {
    field: 'whom',
    because: 'An organisation refused a proposal in an earlier attempt, and was not escalated: write why it is asked again',
    holds: (record, { whom }) => !whom.some((organisation) => refusedBefore(record, organisation)),
  }),
  notAlreadyAnswering: must<Contacting>('I16', {
    field: 'whom',
    because: 'An organisation has confirmed what it will do already',
    holds: ({ approaches }, event) => contacted(event).every((organisation) => approaches[organisation]?.standing !== 'confirmed'),
  }),
  answerNotAwaited: must<Asking>('I18', {
    field: 'whom',
    because: 'An organisation still has to answer what it was asked: change its response date instead, or escalate',
    unlockedBy: 'CHANGE_RESPONSE_DATE',
    holds: ({ approaches }, { whom }) =>
      !whom.some((organisation) => approaches[organisation]?.stands === 'awaiting' && approaches[organisation]!.proposals > 0),
  }),
  outcomeNotAwaited: must<Asking>('I20', {
    field: 'whom',
    because: 'The matter is with the line manager or the directorate: the outcome is recorded first',
    unlockedBy: 'DECIDE_OUTCOME',
    holds: ({ approaches }, { whom }) =>
      !whom.some((organisation) => ['withLineManager', 'withDirectorate'].includes(approaches[organisation]?.stands ?? '')),
  }),
  firstWordWithIt: must<{ organisation: OrganisationId }>('I16', {
    field: 'organisation',
    because: 'This organisation has been approached in this attempt already: its approach is where its answers are recorded',
    holds: ({ approaches }, { organisation }) => approaches[organisation] === undefined,
  }),
  responseDateAhead: must<{ respondBy: CalendarDate }>('I18', {
    field: 'respondBy',
    because: 'Enter a response date after today',
    holds: (_record, event) => event.respondBy > event.today,
  }),
  responseWithinFourteenDays: normally<{ respondBy: CalendarDate }>('I18', {
    field: 'respondBy',
    because: (_record, event) =>
      `The response date is ${daysBetween({ from: event.today, to: event.respondBy })} days ahead; normally at most ${MOST_DAYS_TO_RESPOND}`,
    always: `The response date is more than ${MOST_DAYS_TO_RESPOND} days ahead`,
    holds: (_record, event) => event.respondBy <= addDays(event.today, MOST_DAYS_TO_RESPOND),
  }),
}
