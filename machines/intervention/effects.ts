import { beginning, type ApproachInput } from '../approach/messages.ts'
import { beginningOf } from '../compliance/messages.ts'
import type { WaitName } from '../guidance/settings.ts'
import type { ParagraphId } from '../guidance/paragraph.ts'
import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationId, Stamp } from '../kernel/definition.ts'
import type { Addressee, EffectParams } from '../kernel/effect.ts'
import type { AgreedAction } from '../remedy/action.ts'
import { hasConsent, isPrepared } from './contact.ts'
import { closureCodes } from './decide.ts'
import { decisionLetters, lettersOf } from './sign.ts'
import { agreedIn, approachesOf, type Intervention, isThirdParty, itemKey, type WorkAsked } from './record.ts'

type At<E = unknown> = { context: Intervention; event: E & Stamp }
type Proposing = { whom: readonly OrganisationId[]; channel: 'telephone' | 'writing'; respondBy: CalendarDate }

/** A duty that stands while the state does, due on the last day of its wait; the line manager sees it once it is overdue. */
export const duty = (name: string, to: Addressee, title: string, cites: ParagraphId, dueOn: (record: Intervention) => CalendarDate | undefined = ({ waitUntil }) => waitUntil) =>
  ({
    type: 'createDuty',
    params: ({ context, event }: At): EffectParams['createDuty'] => {
      const due = dueOn(context) ?? event.today
      return { name, to, title, dueOn: due, cites, endsBy: 'act', shownToLineManagerOn: addDays(due, 1), ...(due < event.today && { enteredLate: true as const }) }
    },
  }) as const
export const ended = (name: string) => ({ type: 'endDuty', params: { name } }) as const
export const waiting = (setting: WaitName) => ({ type: 'waitFor', params: { setting } }) as const

const input = (context: Intervention, organisation: OrganisationId, of: Omit<ApproachInput, 'casefile' | 'attempt' | 'organisation' | 'thirdParty' | 'consented' | 'prepared'>) => ({
  machine: 'approach', key: organisation,
  input: { casefile: context.casefile, attempt: context.attempt, organisation, thirdParty: isThirdParty(context, organisation),
    consented: hasConsent(context, organisation), prepared: isPrepared(context), ...of,
  } satisfies ApproachInput,
})
const isNew = ({ approaches }: Intervention, organisation: OrganisationId) => approaches[organisation] === undefined
const askedOf = ({ actions }: Intervention, organisation: OrganisationId) => actions.filter((action) => action.organisation === organisation)

/** One approach for each organisation; these are read before the proposal itself is recorded, while new ones are still unknown. */
export const openApproaches = {
  type: 'open',
  params: ({ context, event }: At<Proposing>) => event.whom.filter((organisation) => isNew(context, organisation)).map((organisation) =>
    input(context, organisation, { approachedOn: event.today, channel: event.channel, respondBy: event.respondBy, actions: askedOf(context, organisation), origin: 'proposal' })),
} as const
export const beginOrAskAgain = {
  type: 'tell',
  params: ({ context, event }: At<Proposing>): EffectParams['tell'][] => event.whom.map((organisation) =>
    isNew(context, organisation)
      ? beginning(organisation)
      : { to: { child: 'approach', key: organisation }, event: { type: 'ASK_AGAIN', actions: askedOf(context, organisation), respondBy: event.respondBy } }),
} as const
export const draftApproachLetters = {
  type: 'draftLetter',
  params: ({ event }: At<Proposing>): EffectParams['draftLetter'][] =>
    event.channel === 'writing' ? event.whom.map((organisation) => ({ letter: 'approach', to: { organisation }, cites: 'I18' })) : [],
} as const

/** A written approach waits for its letter to be sent; a duty says so until it is. */
export const sendApproachLetters = {
  type: 'createDuty',
  params: ({ event }: At<Proposing>): EffectParams['createDuty'][] =>
    event.channel === 'writing'
      ? event.whom.map((organisation) => ({ name: sendingTo(organisation), to: 'caseworker', title: 'Send the letter of approach', dueOn: event.today, cites: 'I18', endsBy: 'act' }))
      : [],
} as const
export const approachLetterSent = {
  type: 'endDuty',
  params: ({ event }: At): EffectParams['endDuty'][] =>
    (event.letters ?? []).flatMap(({ letter, to }) => (letter === 'approach' && 'organisation' in to ? [{ name: sendingTo(to.organisation) }] : [])),
} as const
/** With the attempt ends what was still to be sent for it. */
export const approachLettersNoLongerSent = {
  type: 'endDuty', params: ({ context }: At): EffectParams['endDuty'][] => Object.keys(context.approaches).map((organisation) => ({ name: sendingTo(organisation) })),
} as const
export const discardApproachLetters = { type: 'discardLetters', params: { letters: ['approach'] } } as const
const sendingTo = (organisation: OrganisationId) => `sendApproach ${organisation}`

export const openEnquiry = {
  type: 'open',
  params: ({ context, event }: At<{ organisation: OrganisationId; respondBy: CalendarDate }>) =>
    input(context, event.organisation, { approachedOn: event.today, channel: 'enquiry', respondBy: event.respondBy, actions: [], origin: 'enquiry' }),
} as const
export const openOwnOffer = {
  type: 'open',
  params: ({ context, event }: At<{ organisation: OrganisationId; actions: readonly AgreedAction[] }>) =>
    input(context, event.organisation, {
      approachedOn: event.happenedOn, channel: 'enquiry', respondBy: event.happenedOn, actions: [], origin: 'offer', offer: { on: event.happenedOn, actions: event.actions },
    }),
} as const
export const beginThatOne = { type: 'tell', params: ({ event }: At<{ organisation: OrganisationId }>): EffectParams['tell'] => beginning(event.organisation) } as const

/** Consent that is not for an investigation's purposes opens no door (I11). */
export const tellConsent = {
  type: 'tell',
  params: ({ event }: At<{ organisation: OrganisationId; forTheInvestigation: boolean }>): EffectParams['tell'][] =>
    event.forTheInvestigation ? [{ to: { child: 'approach', key: event.organisation }, event: { type: 'CONSENT_GIVEN' } }] : [],
} as const
export const tellThatOne = (type: 'SEND_BACK') =>
  ({ type: 'tell', params: ({ event }: At<{ organisation: OrganisationId }>) => ({ to: { child: 'approach', key: event.organisation }, event: { type } }) }) as const
/** With the reason why we go on without it. */
export const dropThatOne = {
  type: 'tell', params: ({ event }: At<{ organisation: OrganisationId; why: string }>): EffectParams['tell'] => ({ to: { child: 'approach', key: event.organisation }, event: { type: 'DROPPED', why: event.why } }),
} as const
/** Each approach knows whether the complainant has been told that a remedy may be sought (I14). */
export const tellPrepared = {
  type: 'tell',
  params: ({ event }: At<{ toldRemedyMayBeSought: boolean }>): EffectParams['tell'][] => (event.toldRemedyMayBeSought ? [{ to: { children: 'approach' }, event: { type: 'COMPLAINANT_PREPARED' } }] : []),
} as const
/** What was confirmed goes back to every organisation that confirmed it. */
export const sendAllBack = {
  type: 'tell',
  params: ({ context }: At): EffectParams['tell'][] => approachesOf(context).filter(([, { standing }]) => standing === 'confirmed')
    .map(([organisation]) => ({ to: { child: 'approach', key: organisation }, event: { type: 'SEND_BACK' } })),
} as const
export const discardDecisionLetters = { type: 'discardLetters', params: { letters: decisionLetters } } as const
/** Read after the submission is recorded, where the decision decides who is written to; before one, the intervention is taken to succeed. */
export const draftDecisionLetters = {
  type: 'draftLetter',
  params: ({ context }: At): EffectParams['draftLetter'][] => [...lettersOf(context, context.submission?.decision ?? 'resolved')],
} as const
/** Out go the texts that were signed, not what would be composed today (I26). */
export const sendLetters = {
  type: 'sendLetter',
  params: ({ context, event }: At): EffectParams['sendLetter'][] => (context.signedOff?.letters ?? []).map(({ id, body }) => ({ id, body, on: event.today })),
} as const

export const tellAttemptEnded = {
  type: 'tell',
  params: ({ context }: At): EffectParams['tell'] => ({ to: { children: 'approach' }, event: { type: 'ATTEMPT_ENDED', how: context.submission?.decision ?? 'proposedForInvestigation' } }),
} as const
export const tellDecided = {
  type: 'tell',
  params: ({ context }: At): EffectParams['tell'] => {
    const decision = context.submission!.decision
    return { to: 'parent', event: { type: 'ATTEMPT_DECIDED', key: keyOf(context), how: decision === 'decline' ? 'declined' : decision, ...closureCodes[decision] } }
  },
} as const
export const tellProposedForInvestigation = {
  type: 'tell', params: ({ context }: At): EffectParams['tell'] => ({ to: 'parent', event: { type: 'ATTEMPT_DECIDED', key: keyOf(context), how: 'proposedForInvestigation' } }),
} as const
export const tellFinished = (outcome: 'complied' | 'partlyComplied' | 'notComplied') =>
  ({ type: 'tell', params: ({ context }: At): EffectParams['tell'] => ({ to: 'parent', event: { type: 'ATTEMPT_FINISHED', key: keyOf(context), outcome } }) }) as const
export const tellOfRefusal = {
  type: 'tell', params: ({ event }: At<{ organisation: OrganisationId }>): EffectParams['tell'] => ({ to: 'parent', event: { type: 'PROPOSAL_REFUSED', organisation: event.organisation } }),
} as const
export const tellOfEscalation = {
  type: 'tell', params: ({ event }: At<{ organisation: OrganisationId }>): EffectParams['tell'] => ({ to: 'parent', event: { type: 'PROPOSAL_ESCALATED', organisation: event.organisation } }),
} as const
const keyOf = ({ attempt }: Intervention) => `attempt-${attempt}`

/** An item for each agreed action, with what has been provided already (I30; Shape). */
export const openItems = {
  type: 'open',
  params: ({ context, event }: At): EffectParams['open'][] => agreedIn(context).map(({ organisation, action, confirmedOn }) => {
    const provided = context.provided.filter((each) => each.organisation === organisation && each.action === action.id).at(-1)
    return {
      machine: 'compliance', key: itemKey(organisation, action.id),
      input: {
        casefile: context.casefile, source: 'intervention', action, organisation, targetDate: action.by, agreedOn: confirmedOn, openedOn: event.today, key: itemKey(organisation, action.id),
        ...(provided && { provided: { on: provided.on, evidence: provided.evidence } }),
      },
    }
  }),
} as const
/** Each item begins where what came before it leaves it. */
export const beginItems = {
  type: 'tell', params: ({ context }: At): EffectParams['tell'][] => agreedIn(context).map(({ organisation, action }) => beginningOf(itemKey(organisation, action.id))),
} as const
export const beginWorkItem = {
  type: 'tell', params: ({ event }: At<{ organisation: OrganisationId }>): EffectParams['tell'] => beginningOf(itemKey(event.organisation, 'work')),
} as const

const workItem = (context: Intervention, { organisation, what, understood, respondBy }: WorkAsked, event: Stamp, refusedOn?: CalendarDate): EffectParams['open'] => {
  const key = itemKey(organisation, 'work')
  const action: AgreedAction = { id: 'work', kind: 'decisionReconsidered', what, measure: 'The organisation tells us, and the complainant, how its own procedure ended', by: respondBy, money: [] }
  return {
    machine: 'compliance', key,
    input: { casefile: context.casefile, source: 'premature', key, action, organisation, targetDate: respondBy, agreedOn: event.happenedOn, openedOn: event.today, understood, ...(refusedOn && { refusedOn }) },
  }
}
/** The item of a premature closure: opened when the work is accepted, or recorded as refused (I2, C3, C11). */
export const openWorkItem = (how: 'accepted' | 'refused') =>
  ({
    type: 'open',
    params: ({ context, event }: At<{ organisation: OrganisationId }>) =>
      workItem(context, context.work.find(({ organisation }) => organisation === event.organisation)!, event, how === 'refused' ? event.happenedOn : undefined),
  }) as const

/** I31: silence is no refusal; a reasonable proposal that was refused is recorded as failed when the attempt ends otherwise than resolved. */
export const recordFailedIntervention = {
  type: 'createDuty',
  params: ({ context, event }: At): EffectParams['createDuty'][] =>
    approachesOf(context).some(([, { refusedOn }]) => refusedOn !== undefined)
      ? [{ name: 'recordFailedIntervention', to: 'complianceOfficer', title: 'Record the intervention as failed', dueOn: event.today, cites: 'I31', endsBy: 'acknowledgement' }]
      : [],
} as const

/** Once, at the first item that ends otherwise than complied (I24); read before the ending is recorded. */
export const decideAfterFailure = {
  type: 'createDuty',
  params: ({ context, event }: At<{ ending: string }>): EffectParams['createDuty'][] =>
    event.ending === 'complied' || Object.values(context.items).some(({ ending }) => ending !== undefined && ending !== 'complied')
      ? []
      : [{ name: 'decideAfterFailure', to: 'caseworker', title: 'Record whether the enquiry is reopened', dueOn: addDays(event.today, event.settings.reconsiderDays), cites: 'I24', endsBy: 'act' }],
} as const

/** The smallest grade that may sign, by the Delegation Scheme in force; above a line manager who submitted it, since nobody signs their own (I26). */
export const signOffDuty = {
  type: 'createDuty',
  params: ({ context, event }: At): EffectParams['createDuty'] => {
    const least = event.scheme[context.submission!.decision]
    const ownLine = event.by.holdings.some(({ grade }) => grade === 'lineManager')
    const to: Addressee = (least === 'caseworker' || least === 'lineManager') && !ownLine ? 'lineManager' : least === 'executive' ? 'chiefOperatingOfficer' : 'director'
    return { ...duty('signOff', to, 'Sign the decision off, or return it', 'I26').params({ context, event }) }
  },
} as const
/** A duty of ours within the days we give ourselves to decide quickly; one that is entered late is due from its true day, and says so. */
const within = (due: CalendarDate, today: CalendarDate) => ({ dueOn: due, shownToLineManagerOn: addDays(due, 1), ...(due < today && { enteredLate: true as const }) })
/** Withdrawn before our decision (setting i): due from the day it happened. */
export const closeAsWithdrawn = {
  type: 'createDuty',
  params: ({ event }: At): EffectParams['createDuty'] => ({
    name: 'closeAsWithdrawn', to: 'caseworker', title: 'Submit a decision to decline: the complaint was withdrawn', cites: 'I22', endsBy: 'act',
    ...within(addDays(event.happenedOn, event.settings.reconsiderDays), event.today),
  }),
} as const
/** Without a representative somebody has to find one, or learn that the complaint is withdrawn. */
export const findRepresentative = {
  type: 'createDuty',
  params: ({ context, event }: At<{ represented?: boolean }>): EffectParams['createDuty'][] =>
    event.represented || context.casefile.represented
      ? []
      : [{ name: 'complainantDied', to: 'caseworker', title: 'Find out whether a representative goes on, or the complaint is withdrawn', dueOn: addDays(event.today, event.settings.reconsiderDays), cites: 'I22', endsBy: 'acknowledgement' }],
} as const
/** Another body is to be approached, and none may be left that answers: somebody has to begin (I20, I11). */
export const approachAnother = {
  type: 'createDuty',
  params: ({ event }: At): EffectParams['createDuty'] => ({
    name: 'approachAnother', to: 'caseworker', title: 'Approach the other body, or reconsider', cites: 'I20', endsBy: 'act',
    ...within(addDays(event.today, event.settings.reconsiderDays), event.today),
  }),
} as const
/** The directorate will not go on with one of several: whoever has the casefile chooses (Shape). */
export const chooseWhatFollows = {
  type: 'createDuty',
  params: ({ event }: At): EffectParams['createDuty'] => ({
    name: 'chooseWhatFollows', to: 'caseworker', title: 'Go on without it, close as value added, or reconsider', cites: 'I23', endsBy: 'act',
    ...within(addDays(event.today, event.settings.reconsiderDays), event.today),
  }),
} as const
