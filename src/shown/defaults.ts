import { type Approach, awaited, onTheTable, providedAsAgreed } from '../../machines/approach/record.ts'
import { MOST_DAYS_TO_RESPOND } from '../../machines/approach/respond.ts'
import { type Compliance, escalatesAfter, extensionAsked } from '../../machines/compliance/record.ts'
import { MOST_DAYS_TO_REPLY } from '../../machines/compliance/stages.ts'
import { explanationsOwed } from '../../machines/intervention/explain.ts'
import { agreedIn, type Intervention } from '../../machines/intervention/record.ts'
import type { Investigation } from '../../machines/investigation/record.ts'
import { addDays } from '../../machines/kernel/calendar.ts'
import type { Stamp } from '../../machines/kernel/definition.ts'
import type { FileState } from '../../machines/kernel/file.ts'
import type { Recommendation } from '../../machines/recommendation/record.ts'
import type { Engine, Look } from '../engine/engine.ts'
import { standing } from './instance.ts'

/** What a form begins with: what the guidance proposes, and what the record has already. A person may write otherwise. */
export interface Proposing<R> {
  readonly record: R
  readonly stamp: Pick<Stamp, 'today' | 'settings'>
  readonly file: Pick<FileState, 'duties' | 'letters'>
  /** What whoever asks has chosen already: the action that is to be changed. */
  readonly named: Readonly<Record<string, unknown>>
}
type Proposals<R> = Readonly<Record<string, (proposing: Proposing<R>) => object>>

const inDays = ({ stamp: { today } }: Proposing<unknown>, days: number) => addDays(today, days)
/** Of several, a person chooses. */
const theOnly = (name: string, values: readonly unknown[]) => (values.length === 1 ? { [name]: values[0] } : {})
const each = <T>(values: readonly T[]): readonly T[] => [...new Set(values)]

const ofAFile: Proposals<unknown> = {
  DUTY_DONE: ({ file: { duties } }) =>
    theOnly(
      'duty',
      duties.filter(({ endsBy }) => endsBy === 'acknowledgement').map(({ id }) => id),
    ),
  EDIT_LETTER: ({ file }) => theOnly('letter', draftsIn(file)),
  LETTER_SENT: ({ file }) => theOnly('letter', draftsIn(file)),
}
const draftsIn = ({ letters }: Proposing<unknown>['file']) => letters.filter(({ sentOn }) => sentOn === undefined).map(({ id }) => id)

const ofAnAttempt: Proposals<Intervention> = {
  CHANGE_ACTION: ({ record: { actions }, named }) =>
    theOnly('action', named['action'] === undefined ? actions : actions.filter(({ id }) => id === named['action'])),
  REMOVE_ACTION: ({ record: { actions } }) =>
    theOnly(
      'action',
      actions.map(({ id }) => id),
    ),
  /** I18, I17; those that have been asked are not asked again in passing (I20). */
  PROPOSE_INTERVENTION: (proposing) => {
    const { actions, approaches } = proposing.record
    const whom = each(actions.map(({ organisation }) => organisation)).filter((id) => !approaches[id]?.proposals)
    return { ...(whom.length > 0 && { whom }), contact: 'focalPoint', respondBy: inDays(proposing, MOST_DAYS_TO_RESPOND) }
  },
  ENQUIRE_OF_ORGANISATION: (proposing) => ({
    ...theOnly('organisation', partiesTo(proposing.record)),
    respondBy: inDays(proposing, MOST_DAYS_TO_RESPOND), // I18
  }),
  ORGANISATION_OFFERED: ({ record }) =>
    theOnly(
      'organisation',
      partiesTo(record).filter((id) => !record.approaches[id]),
    ),
  /** I22: by telephone, and whoever speaks for a complainant who has died. */
  INFORM_COMPLAINANT: ({ record: { casefile } }) => ({ channel: 'telephone', ...(casefile.diedOn && { told: 'representative' }) }),
  EXPLANATION_SEEN: ({ record }) => {
    const [owed, ...others] = explanationsOwed(record)
    return owed && others.length === 0 ? { organisation: owed.organisation, action: owed.action.id } : {}
  },
  GO_BACK: ({ record }) => theOnly('organisation', each(agreedIn(record).map(({ organisation }) => organisation))),
  FURTHER_WORK_ACCEPTED: ({ record }) => {
    const [asked, ...others] = workAwaited(record)
    return asked && others.length === 0 ? { organisation: asked.organisation, targetDate: asked.respondBy } : {}
  },
  FURTHER_WORK_REFUSED: ({ record }) => theOnly('organisation', whoIsAwaited(record)),
  CHANGE_RESPONSE_DATE: ({ record }) => theOnly('organisation', whoIsAwaited(record)),
}
const partiesTo = ({ casefile }: Intervention) => casefile.organisations.map(({ id }) => id)
const workAwaited = ({ work }: Intervention) => work.filter(({ answered }) => answered === undefined)
const whoIsAwaited = (record: Intervention) => each(workAwaited(record).map(({ organisation }) => organisation))

/** What an organisation answers is written beside what it was asked: what stands asked, else what it offers itself. */
const ofAnApproach: Proposals<Approach> = {
  ORGANISATION_AGREED: ({ record }) => actionsOf(awaited(record)),
  ORGANISATION_OFFERED: ({ record }) => actionsOf(askedOrOffered(record)),
  WRITTEN_CONFIRMATION_RECEIVED: ({ record }) => actionsOf(askedOrOffered(record)),
  OFFER_CHANGED: ({ record }) => actionsOf(onTheTable(record)?.actions ?? []),
  ASK_FOR_MORE: (proposing) => ({
    ...actionsOf(askedOrOffered(proposing.record)),
    respondBy: inDays(proposing, MOST_DAYS_TO_RESPOND), // I18
  }),
  CHANGE_RESPONSE_DATE: ({ record: { respondBy }, stamp: { today } }) => (respondBy > today ? { respondBy } : {}),
  REMEDY_PROVIDED: ({ record }) =>
    theOnly(
      'action',
      record.agreed.flatMap(({ id }) => (providedAsAgreed(record).includes(id) ? [] : [id])),
    ),
}
const actionsOf = (actions: Approach['asked']) => (actions.length > 0 ? { actions } : {})
const askedOrOffered = (record: Approach) => (awaited(record).length > 0 ? awaited(record) : (onTheTable(record)?.actions ?? []))

const letterWithAReply = (proposing: Proposing<Compliance>) => ({ replyBy: inDays(proposing, MOST_DAYS_TO_REPLY) }) // C22d
const ofAnItem: Proposals<Compliance> = {
  EXTEND_TARGET_DATE: ({ record }) => untilOf(extensionAsked(record)),
  START_ESCALATION: ({ record, stamp: { today } }) => (today > escalatesAfter(record) ? { reason: 'missedTargetDate' } : {}), // C20
  HOLD_BACK: (proposing) => ({ reviewOn: inDays(proposing, proposing.stamp.settings.holdBackDays) }), // setting v
  ISSUE_STAGE_1_LETTER: letterWithAReply,
  ISSUE_STAGE_2_LETTER: letterWithAReply,
  ISSUE_FURTHER_LETTER: letterWithAReply,
}
const untilOf = (asked: ReturnType<typeof extensionAsked>) => (asked ? { until: asked.until } : {})

const ofARecommendation: Proposals<Recommendation> = {
  ORGANISATION_ACCEPTED: ({ record: { action } }) => ({ targetDate: action.by }), // C4
  ORGANISATION_PARTLY_ACCEPTED: ({ record: { action } }) => {
    const { kind, what, measure, money, by } = action
    return { accepted: { kind, what, measure, money }, targetDate: by }
  },
}

const ofAnInvestigation: Proposals<Investigation> = {
  ADD_RECOMMENDATION: ({ record: { casefile } }) =>
    theOnly(
      'organisation',
      casefile.organisations.map(({ id }) => id),
    ),
}

const proposals: Readonly<Record<string, Proposals<never>>> = {
  casefile: ofAFile,
  intervention: ofAnAttempt,
  approach: ofAnApproach,
  compliance: ofAnItem,
  recommendation: ofARecommendation,
  investigation: ofAnInvestigation,
}

/** What to propose for this event of this machine. */
export function proposedFor(machine: string, type: string, proposing: Proposing<unknown>): object {
  const ofTheMachine = Object.hasOwn(proposals, machine) ? proposals[machine]! : {}
  return Object.hasOwn(ofTheMachine, type) ? ofTheMachine[type]!(proposing as Proposing<never>) : {}
}

/** What to propose for the events of an instance: its record is read once, however many they are. */
export function defaultsAt({ definitions }: Engine, { file, instance, stamp }: Look, named: Proposing<unknown>['named'] = {}) {
  const record: unknown = standing(definitions, instance).snapshot.context
  return (type: string): object => proposedFor(instance.machine, type, { record, stamp, file, named })
}
