import { nothingKnown } from '../casefile/facts.ts'
import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { Consideration } from '../kernel/rule.ts'
import type { WordsRef } from '../kernel/words.ts'
import type { AgreedAction, Offer } from '../remedy/action.ts'
import type { ApproachInput } from './messages.ts'
import { sameDeed } from './terms.ts'

/** I20: in excess of one week after the date. */
export const SIGNIFICANT_DELAY_DAYS = 7

/** A refusal of what we consider reasonable: its own words, or an offer that we turned down (I20). */
export interface Refused {
  readonly on: CalendarDate
  readonly words: WordsRef
  /** The actions it refuses; none named: all of them. */
  readonly actions: readonly string[]
  readonly turnedDown?: true
  /** It had confirmed before. */
  readonly fellBack?: true
}

/** No answer by the day it was due. An answer entered late corrects it; what was answered in time counts nowhere. */
export interface Delay {
  readonly of: 'response' | 'confirmation'
  readonly due: CalendarDate
  readonly significant: boolean
  readonly answeredOn?: CalendarDate
  readonly answeredInTime?: true
  /** A later response date was given: it is no delay any more. */
  readonly dateMoved?: true
}

/** Escalation of a refusal or of silence (I20), with whom it is while it lasts. */
export interface Escalation {
  readonly begunOn: CalendarDate
  readonly why: WordsRef
  readonly with: 'lineManager' | 'directorate' | 'nobody'
  readonly passedOnOn?: CalendarDate
  readonly view?: WordsRef
  readonly outcome?: string
  readonly outcomeWhy?: WordsRef
}

/** Why an offer was accepted: judged as our own proposal would be (I15, I19). */
export interface Judged {
  readonly on: CalendarDate
  readonly putsRight: boolean
  readonly final: boolean
  readonly compared?: WordsRef
  readonly why: WordsRef
}

/** Done before our decision, with the terms under which it was done: after other terms were confirmed it is not what is owed. */
export interface Provided {
  /** The id of the agreed action. */
  readonly action: string
  readonly terms: AgreedAction
  readonly on: CalendarDate
  readonly evidence: WordsRef
}

/** What an approach to one organisation remembers. `actions` stays as it was proposed; `asked` is what stands asked now. */
export interface Approach extends ApproachInput {
  /** When what is asked now was asked: I18's fourteen days count from it. */
  readonly askedOn: CalendarDate
  /** Of what is asked now: kept beside the response date in force. */
  readonly firstRespondBy: CalendarDate
  readonly earlierResponseDates: readonly { readonly respondBy: CalendarDate; readonly changedOn: CalendarDate; readonly why?: WordsRef }[]
  readonly proposals: number
  readonly asked: readonly AgreedAction[]
  /** What we have accepted and a confirmation must say; until then it must say what is asked. */
  readonly accepted: readonly AgreedAction[]
  /** The last is on the table, unless it became something. */
  readonly offers: readonly Offer[]
  readonly judged: readonly Judged[]
  readonly replies: readonly { readonly on: CalendarDate; readonly words: WordsRef }[]
  readonly refusals: readonly Refused[]
  /** The last refusal is its last word. */
  readonly refusalStands: boolean
  /** The day from which escalation is to begin within two weeks: of the refusal, or of the end of what followed it. */
  readonly escalateFrom?: CalendarDate
  readonly delays: readonly Delay[]
  readonly consideredEarly: readonly ({ readonly on: CalendarDate } & Consideration)[]
  readonly escalation?: Escalation
  readonly confirmBy?: CalendarDate
  readonly agreed: readonly AgreedAction[]
  readonly confirmedOn?: CalendarDate
  /** What it had confirmed when that was taken up with it again: it may withdraw from it, and that is a refusal (Shape). */
  readonly sentBack: readonly AgreedAction[]
  readonly provided: readonly Provided[]
  readonly failed?: { readonly on: CalendarDate; readonly how: 'refused' | 'silent' | 'dropped'; readonly why?: WordsRef }
  readonly ended?: { readonly on: CalendarDate; readonly how: string }
  /** The last day of the wait of ours that the present state is. */
  readonly waitUntil?: CalendarDate
}

export const begun: Approach = {
  casefile: nothingKnown,
  organisation: '',
  attempt: 1,
  thirdParty: false,
  consented: false,
  prepared: false,
  approachedOn: nothingKnown.receivedOn,
  channel: 'writing',
  respondBy: nothingKnown.receivedOn,
  actions: [],
  origin: 'proposal',
  askedOn: nothingKnown.receivedOn,
  firstRespondBy: nothingKnown.receivedOn,
  earlierResponseDates: [],
  proposals: 0,
  asked: [],
  accepted: [],
  offers: [],
  judged: [],
  replies: [],
  refusals: [],
  refusalStands: false,
  delays: [],
  consideredEarly: [],
  agreed: [],
  sentBack: [],
  provided: [],
}

/** What a confirmation has to say, word for word. */
export const awaited = ({ accepted, asked }: Approach): readonly AgreedAction[] => (accepted.length > 0 ? accepted : asked)

/** What a refusal is a refusal of: what stands asked; else what it had confirmed and was asked about again. */
export const refusable = (record: Approach): readonly AgreedAction[] => (awaited(record).length > 0 ? awaited(record) : record.sentBack)

/** The agreed actions that are done already, in the very terms now agreed. */
export const providedAsAgreed = ({ agreed, provided }: Approach): readonly string[] =>
  agreed.filter((action) => provided.some((each) => sameDeed(each.terms, action))).map(({ id }) => id)

export const onTheTable = ({ offers }: Approach): Offer | undefined => (offers.at(-1)?.became ? undefined : offers.at(-1))

/** The offers when the one on the table, if any, has become this. */
export const tableCleared = (record: Approach, became: NonNullable<Offer['became']>): readonly Offer[] => {
  const open = onTheTable(record)
  return open ? [...record.offers.slice(0, -1), { ...open, became }] : record.offers
}

/** The dates when something is asked anew: its own first date, beside those of what was asked before. */
export const askedAnew = (record: Approach, on: CalendarDate, respondBy: CalendarDate) => ({
  askedOn: on,
  respondBy,
  firstRespondBy: respondBy,
  ...(awaited(record).length > 0 && {
    earlierResponseDates: [...record.earlierResponseDates, { respondBy: record.respondBy, changedOn: on }],
  }),
})

export const withEscalation = ({ escalation }: Approach, change: Partial<Escalation>): { escalation?: Escalation } =>
  escalation ? { escalation: { ...escalation, ...change } } : {}

const stillOpen = (delay: Delay) => delay.answeredOn === undefined && !delay.dateMoved
export const isSilent = ({ delays }: Approach): boolean => delays.some(stillOpen)

/** The delays, once it has answered on this day: what was answered in time is no delay, and what was answered within a week no significant one. */
export const delaysAnswered = ({ delays }: Approach, on: CalendarDate): readonly Delay[] =>
  delays.map((delay) =>
    !stillOpen(delay)
      ? delay
      : {
          ...delay,
          answeredOn: on,
          significant: delay.significant && on > addDays(delay.due, SIGNIFICANT_DELAY_DAYS),
          ...(on <= delay.due && { answeredInTime: true as const }),
        },
  )

export const delaysUndone = ({ delays }: Approach): readonly Delay[] =>
  delays.map((delay) => (stillOpen(delay) && delay.of === 'response' ? { ...delay, dateMoved: true as const } : delay))
