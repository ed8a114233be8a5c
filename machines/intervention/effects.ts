import { type ApproachInput, beginning } from '../approach/messages.ts'
import type { EnquiryReopened } from '../casefile/reopening.ts'
import { beginningOf } from '../compliance/messages.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationId, Stamp } from '../kernel/definition.ts'
import type { EffectParams } from '../kernel/effect.ts'
import type { Consideration } from '../kernel/rule.ts'
import type { WordsRef } from '../kernel/words.ts'
import type { AgreedAction } from '../remedy/action.ts'
import type { At, Proposing } from './at.ts'
import { hasConsent, isPrepared } from './contact.ts'
import { closureCodes } from './decide.ts'
import { agreedIn, approachesOf, type Intervention, isThirdParty, itemKey, type WorkAsked } from './record.ts'

/** What an attempt opens, and what it tells: its approaches, its items and its casefile. */

const input = (
  context: Intervention,
  organisation: OrganisationId,
  of: Omit<ApproachInput, 'casefile' | 'attempt' | 'organisation' | 'thirdParty' | 'consented' | 'prepared'>,
) => ({
  machine: 'approach',
  key: organisation,
  input: {
    casefile: context.casefile,
    attempt: context.attempt,
    organisation,
    thirdParty: isThirdParty(context, organisation),
    consented: hasConsent(context, organisation),
    prepared: isPrepared(context),
    ...of,
  } satisfies ApproachInput,
})
const isNew = ({ approaches }: Intervention, organisation: OrganisationId) => approaches[organisation] === undefined
const askedOf = ({ actions }: Intervention, organisation: OrganisationId) =>
  actions.filter((action) => action.organisation === organisation)

/** One approach for each organisation; these are read before the proposal itself is recorded, while new ones are still unknown. */
export const openApproaches = {
  type: 'open',
  params: ({ context, event }: At<Proposing>) =>
    event.whom
      .filter((organisation) => isNew(context, organisation))
      .map((organisation) =>
        input(context, organisation, {
          approachedOn: event.today,
          channel: event.channel,
          respondBy: event.respondBy,
          actions: askedOf(context, organisation),
          origin: 'proposal',
        }),
      ),
} as const
export const beginOrAskAgain = {
  type: 'tell',
  params: ({ context, event }: At<Proposing>): EffectParams['tell'][] =>
    event.whom.map((organisation) =>
      isNew(context, organisation)
        ? beginning(organisation)
        : {
            to: { child: 'approach', key: organisation },
            event: { type: 'ASK_AGAIN', actions: askedOf(context, organisation), respondBy: event.respondBy },
          },
    ),
} as const
const wasAsked = ({ approaches }: Intervention, organisation: OrganisationId) => (approaches[organisation]?.proposals ?? 0) > 0
/** From the first remedy asked of it an organisation is measured, also one that we only enquired of before; its own file keeps the day (C9). */
const asked = (organisation: OrganisationId, on: CalendarDate): EffectParams['deliver'] => ({
  to: { organisation },
  event: { type: 'REMEDY_ASKED', on },
})
export const deliverAsked = {
  type: 'deliver',
  params: ({ context, event }: At<Proposing>) =>
    event.whom.filter((organisation) => !wasAsked(context, organisation)).map((organisation) => asked(organisation, event.today)),
} as const
export const deliverWorkAsked = {
  type: 'deliver',
  params: ({ context, event }: At) => context.work.map(({ organisation }) => asked(organisation, event.today)),
} as const
export const openEnquiry = {
  type: 'open',
  params: ({ context, event }: At<{ organisation: OrganisationId; respondBy: CalendarDate }>) =>
    input(context, event.organisation, {
      approachedOn: event.today,
      channel: 'enquiry',
      respondBy: event.respondBy,
      actions: [],
      origin: 'enquiry',
    }),
} as const
export const openOwnOffer = {
  type: 'open',
  params: ({ context, event }: At<{ organisation: OrganisationId; actions: readonly AgreedAction[] }>) =>
    input(context, event.organisation, {
      approachedOn: event.happenedOn,
      channel: 'enquiry',
      respondBy: event.happenedOn,
      actions: [],
      origin: 'offer',
      offer: { on: event.happenedOn, actions: event.actions },
    }),
} as const
export const beginThatOne = {
  type: 'tell',
  params: ({ event }: At<{ organisation: OrganisationId }>): EffectParams['tell'] => beginning(event.organisation),
} as const

/** Consent that is not for an investigation's purposes opens no door (I11). */
export const tellConsent = {
  type: 'tell',
  params: ({ event }: At<{ organisation: OrganisationId; forTheInvestigation: boolean }>): EffectParams['tell'][] =>
    event.forTheInvestigation ? [{ to: { child: 'approach', key: event.organisation }, event: { type: 'CONSENT_GIVEN' } }] : [],
} as const
export const tellThatOne = (type: 'SEND_BACK') =>
  ({
    type: 'tell',
    params: ({ event }: At<{ organisation: OrganisationId }>) => ({ to: { child: 'approach', key: event.organisation }, event: { type } }),
  }) as const
/** With the reason why we go on without it. */
export const dropThatOne = {
  type: 'tell',
  params: ({ event }: At<{ organisation: OrganisationId; why: string }>): EffectParams['tell'] => ({
    to: { child: 'approach', key: event.organisation },
    event: { type: 'DROPPED', why: event.why },
  }),
} as const
/** Each approach knows whether the complainant has been told that a remedy may be sought (I14). */
export const tellPrepared = {
  type: 'tell',
  params: ({ event }: At<{ toldRemedyMayBeSought: boolean }>): EffectParams['tell'][] =>
    event.toldRemedyMayBeSought ? [{ to: { children: 'approach' }, event: { type: 'COMPLAINANT_PREPARED' } }] : [],
} as const
/** What was confirmed goes back to every organisation that confirmed it. */
export const sendAllBack = {
  type: 'tell',
  params: ({ context }: At): EffectParams['tell'][] =>
    approachesOf(context)
      .filter(([, { standing }]) => standing === 'confirmed')
      .map(([organisation]) => ({ to: { child: 'approach', key: organisation }, event: { type: 'SEND_BACK' } })),
} as const
export const tellAttemptEnded = {
  type: 'tell',
  params: ({ context }: At): EffectParams['tell'] => ({
    to: { children: 'approach' },
    event: { type: 'ATTEMPT_ENDED', how: context.submission?.decision ?? 'proposedForInvestigation' },
  }),
} as const
export const tellDecided = {
  type: 'tell',
  params: ({ context }: At): EffectParams['tell'] => {
    const decision = context.submission!.decision
    return {
      to: 'parent',
      event: {
        type: 'ATTEMPT_DECIDED',
        key: keyOf(context),
        how: decision === 'decline' ? 'declined' : decision,
        ...closureCodes[decision],
      },
    }
  },
} as const
export const tellProposedForInvestigation = {
  type: 'tell',
  params: ({ context }: At): EffectParams['tell'] => ({
    to: 'parent',
    event: { type: 'ATTEMPT_DECIDED', key: keyOf(context), how: 'proposedForInvestigation' },
  }),
} as const
export const tellFinished = (outcome: 'complied' | 'partlyComplied' | 'notComplied') =>
  ({
    type: 'tell',
    params: ({ context }: At): EffectParams['tell'] => ({
      to: 'parent',
      event: { type: 'ATTEMPT_FINISHED', key: keyOf(context), outcome },
    }),
  }) as const
/** Agreed and then not done: reopened, it is a new attempt; this one stays as it was decided (I24). */
export const tellReopened = {
  type: 'tell',
  params: ({ context, event }: At<{ reopen?: Consideration | undefined }>): EffectParams['tell'][] =>
    event.reopen?.answer
      ? [
          {
            to: { all: 'casefile' },
            event: {
              type: 'ENQUIRY_REOPENED',
              why: event.reopen.why,
              how: 'reopen',
              cites: 'I24',
              of: keyOf(context),
            } satisfies EnquiryReopened,
          },
        ]
      : [],
} as const
export const tellOfRefusal = {
  type: 'tell',
  params: ({ event }: At<{ organisation: OrganisationId }>): EffectParams['tell'] => ({
    to: 'parent',
    event: { type: 'PROPOSAL_REFUSED', organisation: event.organisation },
  }),
} as const
export const tellOfEscalation = {
  type: 'tell',
  params: ({ event }: At<{ organisation: OrganisationId }>): EffectParams['tell'] => ({
    to: 'parent',
    event: { type: 'PROPOSAL_ESCALATED', organisation: event.organisation },
  }),
} as const
const keyOf = ({ attempt }: Intervention) => `attempt-${attempt}`

/** An item for each agreed action, with what has been provided already (I30; Shape). */
export const openItems = {
  type: 'open',
  params: ({ context, event }: At): EffectParams['open'][] =>
    agreedIn(context).map(({ organisation, action, confirmedOn }) => {
      const provided = context.provided.filter((each) => each.organisation === organisation && each.action === action.id).at(-1)
      return {
        machine: 'compliance',
        key: itemKey(organisation, action.id),
        input: {
          casefile: context.casefile,
          source: 'intervention',
          action,
          organisation,
          targetDate: action.by,
          agreedOn: confirmedOn,
          openedOn: event.today,
          key: itemKey(organisation, action.id),
          ...(provided && { provided: { on: provided.on, evidence: provided.evidence } }),
        },
      }
    }),
} as const
/** Each item begins where what came before it leaves it. */
export const beginItems = {
  type: 'tell',
  params: ({ context }: At): EffectParams['tell'][] =>
    agreedIn(context).map(({ organisation, action }) => beginningOf(itemKey(organisation, action.id))),
} as const
export const beginWorkItem = {
  type: 'tell',
  params: ({ event }: At<{ organisation: OrganisationId }>): EffectParams['tell'] => beginningOf(itemKey(event.organisation, 'work')),
} as const

const workItem = (
  context: Intervention,
  { organisation, what, understood, respondBy }: WorkAsked,
  event: Stamp,
  more: { readonly targetDate?: CalendarDate | undefined; readonly discussed?: WordsRef | undefined; readonly refusedOn?: CalendarDate },
): EffectParams['open'] => {
  const key = itemKey(organisation, 'work')
  const targetDate = more.targetDate ?? respondBy
  const action: AgreedAction = {
    id: 'work',
    kind: 'decisionReconsidered',
    what,
    measure: 'The organisation tells us, and the complainant, how its own procedure ended',
    by: targetDate,
    money: [],
  }
  return {
    machine: 'compliance',
    key,
    input: {
      casefile: context.casefile,
      source: 'premature',
      key,
      action,
      organisation,
      targetDate,
      agreedOn: event.happenedOn,
      openedOn: event.today,
      understood,
      ...(more.discussed && { discussed: more.discussed }),
      ...(more.refusedOn && { refusedOn: more.refusedOn }),
    },
  }
}
/** The item of a premature closure: opened when the work is accepted, or recorded as refused (I2, C3, C11). */
export const openWorkItem = (how: 'accepted' | 'refused') =>
  ({
    type: 'open',
    params: ({
      context,
      event,
    }: At<{ organisation: OrganisationId; targetDate?: CalendarDate | undefined; discussed?: WordsRef | undefined }>) =>
      workItem(
        context,
        context.work.find(({ organisation }) => organisation === event.organisation)!,
        event,
        how === 'refused' ? { refusedOn: event.happenedOn } : { targetDate: event.targetDate, discussed: event.discussed },
      ),
  }) as const
