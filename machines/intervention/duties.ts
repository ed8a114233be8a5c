import type { ParagraphId } from '../guidance/paragraph.ts'
import type { WaitName } from '../guidance/settings.ts'
import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { Asks, OrganisationId } from '../kernel/definition.ts'
import type { Addressee, EffectParams } from '../kernel/effect.ts'
import type { At, Proposing } from './at.ts'
import { approachesOf, type Intervention } from './record.ts'

/** What falls to whom, and by when, at each turn of an attempt. */

/** A duty that stands while the state does, due on the last day of its wait; the line manager sees it once it is overdue. */
export const duty = (
  name: string,
  to: Addressee,
  title: string,
  cites: ParagraphId,
  dueOn: (record: Intervention) => CalendarDate | undefined = ({ waitUntil }) => waitUntil,
) =>
  ({
    type: 'createDuty',
    params: ({ context, event }: At): EffectParams['createDuty'] => {
      const due = dueOn(context) ?? event.today
      return {
        name,
        to,
        title,
        dueOn: due,
        cites,
        endsBy: 'act',
        shownToLineManagerOn: addDays(due, 1),
        ...(due < event.today && { enteredLate: true as const }),
      }
    },
  }) as const
export const ended = (name: string) => ({ type: 'endDuty', params: { name } }) as const
export const waiting = (setting: WaitName) => ({ type: 'waitFor', params: { setting } }) as const

/** A written approach waits for its letter to be sent; a duty says so until it is. */
export const sendApproachLetters = {
  type: 'createDuty',
  params: ({ event }: At<Proposing>): EffectParams['createDuty'][] =>
    event.channel === 'writing'
      ? event.whom.map((organisation) => ({
          name: sendingTo(organisation),
          to: 'caseworker',
          title: 'Send the letter of approach',
          dueOn: event.today,
          cites: 'I18',
          endsBy: 'act',
        }))
      : [],
} as const
export const approachLetterSent = {
  type: 'endDuty',
  params: ({ event }: At): EffectParams['endDuty'][] =>
    (event.letters ?? []).flatMap(({ letter, to }) =>
      letter === 'approach' && 'organisation' in to ? [{ name: sendingTo(to.organisation) }] : [],
    ),
} as const
/** With the attempt ends what was still to be sent for it. */
export const approachLettersNoLongerSent = {
  type: 'endDuty',
  params: ({ context }: At): EffectParams['endDuty'][] =>
    Object.keys(context.approaches).map((organisation) => ({ name: sendingTo(organisation) })),
} as const
const sendingTo = (organisation: OrganisationId) => `sendApproach ${organisation}`

/** I31: silence is no refusal; a reasonable proposal that was refused is recorded as failed when the attempt ends otherwise than resolved. */
export const recordFailedIntervention = {
  type: 'createDuty',
  params: ({ context, event }: At): EffectParams['createDuty'][] =>
    approachesOf(context).some(([, { refusedOn }]) => refusedOn !== undefined)
      ? [
          {
            name: 'recordFailedIntervention',
            to: 'complianceOfficer',
            title: 'Record the intervention as failed',
            dueOn: event.today,
            cites: 'I31',
            endsBy: 'acknowledgement',
          },
        ]
      : [],
} as const

/** Once, at the first item that ends otherwise than complied (I24); read before the ending is recorded. */
export const decideAfterFailure = {
  type: 'createDuty',
  params: ({ context, event }: At<{ ending: string; reopened?: string }>): EffectParams['createDuty'][] =>
    event.ending === 'complied' ||
    event.reopened !== undefined ||
    Object.values(context.items).some(({ ending }) => ending !== undefined && ending !== 'complied')
      ? []
      : [
          {
            name: 'decideAfterFailure',
            to: 'caseworker',
            title: 'Record whether the enquiry is reopened',
            dueOn: addDays(event.today, event.settings.reconsiderDays),
            cites: 'I24',
            endsBy: 'act',
          },
        ],
} as const

/** The attempt is over, and stays what it came to; what an umbrella organisation did in the place of another is told all the same (C23). */
export const afterUmbrella = {
  type: 'createDuty',
  params: ({ context, event }: At<{ action: string }>): EffectParams['createDuty'][] =>
    context.items[event.action]?.inPlaceOf
      ? [
          {
            name: 'tellOfUmbrella',
            to: 'caseworker',
            title: 'Tell the complainant what the umbrella organisation did',
            dueOn: addDays(event.today, event.settings.tellComplainantDays),
            cites: 'C23',
            endsBy: 'acknowledgement',
          },
        ]
      : [],
} as const

/** The smallest grade that may sign, by the Delegation Scheme in force; above a line manager who submitted it, since nobody signs their own (I26). */
export const signOffDuty = {
  type: 'createDuty',
  params: ({ context, event }: At): EffectParams['createDuty'] => {
    const least = event.scheme[context.submission!.decision]
    const ownLine = event.by.holdings.some(({ grade }) => grade === 'lineManager')
    const to: Addressee =
      (least === 'caseworker' || least === 'lineManager') && !ownLine
        ? 'lineManager'
        : least === 'executive'
          ? 'chiefOperatingOfficer'
          : 'director'
    return { ...duty('signOff', to, 'Sign the decision off, or return it', 'I26').params({ context, event }) }
  },
} as const
/** A duty of ours within the days we give ourselves to decide quickly; one that is entered late is due from its true day, and says so. */
const within = (due: CalendarDate, today: CalendarDate) => ({
  dueOn: due,
  shownToLineManagerOn: addDays(due, 1),
  ...(due < today && { enteredLate: true as const }),
})
/** Withdrawn before our decision (setting i): due from the day it happened. */
export const closeAsWithdrawn = {
  type: 'createDuty',
  params: ({ event }: At): EffectParams['createDuty'] => ({
    name: 'closeAsWithdrawn',
    to: 'caseworker',
    title: 'Submit a decision to decline: the complaint was withdrawn',
    cites: 'I22',
    endsBy: 'act',
    ...within(addDays(event.happenedOn, event.settings.reconsiderDays), event.today),
  }),
} as const
/** Without a representative somebody has to find one, or learn that the complaint is withdrawn. */
export const findRepresentative = {
  type: 'createDuty',
  params: ({ context, event }: At<{ represented: boolean }>): EffectParams['createDuty'][] =>
    event.represented || context.casefile.represented
      ? []
      : [
          {
            name: 'complainantDied',
            to: 'caseworker',
            title: 'Find out whether a representative goes on, or the complaint is withdrawn',
            dueOn: addDays(event.today, event.settings.reconsiderDays),
            cites: 'I22',
            endsBy: 'acknowledgement',
          },
        ],
} as const
/** Another body is to be approached, and none may be left that answers: somebody has to begin (I20, I11). */
export const approachAnother = {
  type: 'createDuty',
  params: ({ event }: At): EffectParams['createDuty'] => ({
    name: 'approachAnother',
    to: 'caseworker',
    title: 'Approach the other body, or reconsider',
    cites: 'I20',
    endsBy: 'act',
    ...within(addDays(event.today, event.settings.reconsiderDays), event.today),
  }),
} as const
/** The directorate will not go on with one of several: whoever has the casefile chooses (Shape). */
export const chooseWhatFollows = {
  type: 'createDuty',
  params: ({ event }: At): EffectParams['createDuty'] => ({
    name: 'chooseWhatFollows',
    to: 'caseworker',
    title: 'Go on without it, close as value added, or reconsider',
    cites: 'I23',
    endsBy: 'act',
    ...within(addDays(event.today, event.settings.reconsiderDays), event.today),
  }),
} as const

/** What each duty of an attempt asks for. */
export const asks: Asks = {
  seeExplanation: ['EXPLANATION_SEEN'],
  tellComplainant: ['INFORM_COMPLAINANT'],
  weighObjections: ['GO_ON', 'GO_BACK', 'RECONSIDER'],
  submitDecision: ['SUBMIT_AGAIN', 'SUBMIT_FOR_SIGN_OFF'],
  signOff: ['SIGN_OFF', 'RETURN'],
  issueDecision: ['ISSUE_DECISION'],
  reconsider: ['PROPOSE_INVESTIGATION', 'SUBMIT_DECLINE'],
  closeAsWithdrawn: ['SUBMIT_DECLINE'],
  approachAnother: ['PROPOSE_INTERVENTION', 'RECONSIDER'],
  chooseWhatFollows: ['GO_ON_WITHOUT', 'SUBMIT_VALUE_ADDED', 'RECONSIDER'],
  answerToWork: ['FURTHER_WORK_ACCEPTED', 'FURTHER_WORK_REFUSED'],
  decideAfterFailure: ['DECIDE_AFTER_FAILURE'],
}
