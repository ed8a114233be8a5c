import { type CasefileFacts, nothingKnown } from '../casefile/facts.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationId } from '../kernel/definition.ts'
import type { WordsRef } from '../kernel/words.ts'
import type { ItemEnding, Standing } from './messages.ts'
import type { Part, RecommendedAction } from './terms.ts'

export type Report = 'draft' | 'final'
export const executives = ['chiefOperatingOfficer', 'ombudsman'] as const
export type Executive = (typeof executives)[number]
export const outcomes = ['kept', 'changed', 'dropped', 'pursued', 'notPursued'] as const
export type Outcome = (typeof outcomes)[number]

/** The organisation does not accept; `report` says of which report, by the day it said so (CA counts drafts apart). */
export interface Refusal {
  readonly on: CalendarDate
  readonly report: Report
  readonly words: WordsRef
}

/** What a recommendation begins with; its investigation says so. */
export interface RecommendationInput {
  readonly key: string
  readonly casefile: CasefileFacts
  readonly organisation: OrganisationId
  readonly action: RecommendedAction
  readonly addedOn: CalendarDate
  /** The rest of one that was accepted in part: it begins as refused, and knows what it was part of (C10). */
  readonly splitFrom?: string
  readonly refusals?: readonly Refusal[]
  readonly draftIssuedOn?: CalendarDate
  readonly finalIssuedOn?: CalendarDate
}

/** It has accepted, and agreed to implement (C11). */
export interface Acceptance {
  readonly on: CalendarDate
  readonly words: WordsRef
  /** What it understands it is to do (C12). */
  readonly understood?: WordsRef
  readonly targetDate: CalendarDate
  /** What was discussed about the date (C4). */
  readonly discussed?: WordsRef
  readonly provided?: { readonly on: CalendarDate; readonly evidence: WordsRef }
}

export interface Recommendation extends RecommendationInput {
  readonly standing: Standing
  /** The last is the refusal that is, or was last, considered. */
  readonly refusals: readonly Refusal[]
  /** By when the report is to be answered. */
  readonly answerBy?: CalendarDate
  /** What the clock recorded; answered in time and entered late, it counts nowhere. */
  readonly noAnswers: readonly {
    readonly report: Report
    readonly due: CalendarDate
    readonly answeredOn?: CalendarDate
    readonly answeredInTime?: true
  }[]
  /** It queries or disputes the terms of the report (CA). */
  readonly disputes: readonly { readonly on: CalendarDate; readonly what: WordsRef }[]
  /** The director's view, and to whom the refusal was passed on. */
  readonly referrals: readonly { readonly on: CalendarDate; readonly view: WordsRef; readonly to: Executive }[]
  readonly decisions: readonly {
    readonly on: CalendarDate
    readonly report: Report
    readonly outcome: Outcome
    readonly why: WordsRef
    readonly furtherAction?: WordsRef
  }[]
  readonly acceptance?: Acceptance
  /** What was recommended before it was changed, or before only a part was accepted. */
  readonly earlierTerms: readonly { readonly action: RecommendedAction; readonly until: CalendarDate }[]
  /** The part that was not accepted, and the recommendation it became. */
  readonly split?: { readonly on: CalendarDate; readonly rest: Part; readonly words: WordsRef; readonly became?: string }
  /** The last is the one that stands: one that was recorded as not accepted is followed by another when the organisation comes round. */
  readonly items: readonly { readonly key: string; readonly ending?: ItemEnding; readonly endedOn?: CalendarDate }[]
  /** Items of umbrella organisations that took the place of one that did not comply (C23): theirs, and never counted against this one. */
  readonly umbrellas: readonly {
    readonly key: string
    readonly organisation: OrganisationId
    readonly ending?: ItemEnding
    readonly endedOn?: CalendarDate
  }[]
  /** The last day of the wait for one of us. */
  readonly waitUntil?: CalendarDate
}

export const begun: Recommendation = {
  key: '',
  casefile: nothingKnown,
  organisation: '',
  addedOn: '1970-01-01',
  action: { kind: 'apology', what: '', measure: '', achievable: '', injustice: '', by: '1970-01-01', money: [] },
  standing: 'inDraft',
  refusals: [],
  noAnswers: [],
  disputes: [],
  referrals: [],
  decisions: [],
  earlierTerms: [],
  items: [],
  umbrellas: [],
}

/** The report that the organisation was speaking of on that day. */
export const reportOn = ({ finalIssuedOn }: Recommendation, day: CalendarDate): Report =>
  finalIssuedOn !== undefined && day >= finalIssuedOn ? 'final' : 'draft'

/** An answer, also one entered late, is to the report of its day; what was answered in time was never late. */
export const answered = (record: Recommendation, on: CalendarDate): Pick<Recommendation, 'noAnswers'> => ({
  noAnswers: record.noAnswers.map((each) =>
    each.report === reportOn(record, on) && each.answeredOn === undefined
      ? { ...each, answeredOn: on, ...(on <= each.due && { answeredInTime: true as const }) }
      : each,
  ),
})

export const nextItem = ({ key, items }: Recommendation) => ({ key: `${key}-item-${items.length + 1}` })
export const withItem = (record: Recommendation): Pick<Recommendation, 'items'> => ({ items: [...record.items, nextItem(record)] })
