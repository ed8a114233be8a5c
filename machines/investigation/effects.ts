import type { CasefileChanged } from '../casefile/facts.ts'
import { addDays } from '../kernel/calendar.ts'
import type { Asks, OrganisationId, Stamp } from '../kernel/definition.ts'
import type { EffectParams } from '../kernel/effect.ts'
import { beginning, type RecommendationSplit } from '../recommendation/messages.ts'
import type { RecommendationInput } from '../recommendation/record.ts'
import type { RecommendedAction } from '../recommendation/terms.ts'
import type { FromInvestigation } from './messages.ts'
import { allComplied, COMPLAINANT, type Investigation, isMonitored, nextKey, organisationsOf, toBeTold } from './record.ts'

/** What an investigation opens, tells, drafts and asks of whom. */

type At<E = unknown> = { readonly context: Investigation; readonly event: E & Stamp }

const opening = (key: string, of: Omit<RecommendationInput, 'key'>): EffectParams['open'] => ({
  machine: 'recommendation',
  key,
  input: { key, ...of } satisfies RecommendationInput,
})
/** Both are read before the record names the recommendation. */
export const openRecommendation = {
  type: 'open',
  params: ({ context, event: { organisation, action, today } }: At<{ organisation: OrganisationId; action: RecommendedAction }>) => {
    const { casefile, draftIssuedOn, finalIssuedOn } = context
    const issued = { ...(draftIssuedOn && { draftIssuedOn }), ...(finalIssuedOn && { finalIssuedOn }) }
    return opening(nextKey(context), { casefile, organisation, action, addedOn: today, ...issued })
  },
} as const
export const openRest = {
  type: 'open',
  params: ({ context, event: { rest, today } }: At<RecommendationSplit>) =>
    opening(nextKey(context), { ...rest, casefile: context.casefile, addedOn: today }),
} as const
export const beginRecommendation = { type: 'tell', params: ({ context }: At): EffectParams['tell'] => beginning(nextKey(context)) } as const
/** The two know of each other: both are counted, each for itself (C10). */
export const tellOfRest = {
  type: 'tell',
  params: ({ context, event }: At<RecommendationSplit>): EffectParams['tell'] => ({
    to: { child: 'recommendation', key: event.key },
    event: { type: 'REST_OPENED', key: nextKey(context) },
  }),
} as const

const toRecommendations = (event: (today: string) => EffectParams['tell']['event']) =>
  ({
    type: 'tell',
    params: ({ event: { today } }: At): EffectParams['tell'] => ({ to: { children: 'recommendation' }, event: event(today) }),
  }) as const
export const tellRecommendations = {
  draftIssued: toRecommendations((on) => ({ type: 'DRAFT_REPORT_ISSUED', on })),
  finalIssued: toRecommendations((on) => ({ type: 'FINAL_REPORT_ISSUED', on })),
  notUpheld: toRecommendations(() => ({ type: 'COMPLAINT_NOT_UPHELD' })),
  discontinued: toRecommendations(() => ({ type: 'INVESTIGATION_DISCONTINUED' })),
}

const toCasefile = (of: (record: Investigation, today: string) => FromInvestigation) =>
  ({
    type: 'tell',
    params: ({ context, event }: At): EffectParams['tell'] => ({ to: 'parent', event: { ...of(context, event.today) } }),
  }) as const
const finding = (record: Investigation) => record.finding && { finding: record.finding }
export const tellCasefile = {
  draftIssued: toCasefile(({ key }, on) => ({ type: 'REPORT_ISSUED', key, report: 'draft', on })),
  finalIssued: toCasefile((record, on) => ({ type: 'REPORT_ISSUED', key: record.key, report: 'final', on, ...finding(record) })),
  ended: toCasefile((record) => ({ type: 'INVESTIGATION_ENDED', key: record.key, how: record.endedHow!, ...finding(record) })),
}

/** Each organisation is measured from the first remedy it is asked for (C6, C9). */
export const deliverRemedyAsked = {
  type: 'deliver',
  params: ({ context, event: { today } }: At): EffectParams['deliver'][] =>
    organisationsOf(context, ({ standing }) => standing !== 'dropped').map((organisation) => ({
      to: { organisation },
      event: { type: 'REMEDY_ASKED', on: today },
    })),
} as const

/** Letters where all was complied with; where anything ended otherwise, each is told what became of it (setting u). */
export const draftLastLetters = {
  type: 'draftLetter',
  params: ({ context }: At): EffectParams['draftLetter'][] =>
    toBeTold(context).map((whom) => ({
      letter: allComplied(context) ? 'completion' : 'endedOtherwise',
      to: whom === COMPLAINANT ? { party: 'complainant' } : { organisation: whom },
      cites: 'C16',
    })),
} as const
export const discardLastLetters = { type: 'discardLetters', params: { letters: ['completion', 'endedOtherwise'] } } as const

const closingDuty = (of: (record: Investigation) => Pick<EffectParams['createDuty'], 'name' | 'title' | 'cites'>) =>
  ({
    type: 'createDuty',
    params: ({ context }: At): EffectParams['createDuty'] => ({
      ...of(context),
      to: 'caseworker',
      dueOn: context.waitUntil!,
      endsBy: 'act',
    }),
  }) as const
export const duties = {
  writeToEverybody: closingDuty((record) => ({
    name: 'writeToEverybody',
    title: allComplied(record)
      ? 'Write to the complainant and each organisation that our action is complete'
      : 'Tell the complainant and each organisation what became of the remedy',
    cites: 'C16',
  })),
  everybodyIsTold: { type: 'endDuty', params: { name: 'writeToEverybody' } } as const,
  closeInvestigation: closingDuty(() => ({
    name: 'closeInvestigation',
    title: 'Close the investigation, giving the reasons',
    cites: 'C16',
  })),
  closeWithoutItem: closingDuty(() => ({
    name: 'closeInvestigation',
    title: 'Close the investigation, giving the reason why it has no item',
    cites: 'C2',
  })),
  /** Nothing ends by itself when the complainant withdraws: whether to discontinue is decided (setting i). */
  withdrawn: {
    type: 'createDuty',
    params: ({ event: { happenedOn, today, settings } }: At): EffectParams['createDuty'] => {
      const dueOn = addDays(happenedOn, settings.reconsiderDays)
      return {
        name: 'decideAfterWithdrawal',
        to: 'caseworker',
        title: 'The complaint was withdrawn: discontinue the investigation, or note why it goes on',
        cites: 'C1',
        dueOn,
        endsBy: 'acknowledgement',
        ...(dueOn < today && { enteredLate: true as const }),
      }
    },
  } as const,
  /** Without a representative somebody has to find one, or learn that the complaint is withdrawn (setting i). */
  findRepresentative: {
    type: 'createDuty',
    params: ({ event }: At<CasefileChanged>): EffectParams['createDuty'][] =>
      event.casefile.represented
        ? []
        : [
            {
              name: 'complainantDied',
              to: 'caseworker',
              title: 'The complainant has died: find out whether a representative goes on, or the complaint is withdrawn',
              cites: 'C16',
              dueOn: addDays(event.today, event.settings.reconsiderDays),
              endsBy: 'acknowledgement',
            },
          ],
  } as const,
  /** C1 confines the procedure to complaints that were upheld: what was accepted before stays agreed, and somebody looks at it. */
  itemsRunOn: {
    type: 'createDuty',
    params: ({ context, event: { today, settings } }: At): EffectParams['createDuty'][] =>
      context.recommendations.some(isMonitored)
        ? [
            {
              name: 'itemsRunOn',
              to: 'caseworker',
              title: `The ${context.endedHow === 'discontinued' ? 'investigation is discontinued' : 'complaint is not upheld'}, and what was accepted before runs on: look at it, and tell those concerned`,
              cites: 'C1',
              dueOn: addDays(today, settings.tellComplainantDays),
              endsBy: 'acknowledgement',
            },
          ]
        : [],
  } as const,
  /** What everybody was told of the end is no longer all (setting u). */
  tellOfLateEnding: {
    type: 'createDuty',
    params: ({ event: { today, settings } }: At): EffectParams['createDuty'] => ({
      name: 'tellOfLateEnding',
      to: 'caseworker',
      title: 'A remedy has ended after the investigation was closed: tell the complainant and the organisation what became of it',
      cites: 'C16',
      dueOn: addDays(today, settings.tellComplainantDays),
      endsBy: 'acknowledgement',
    }),
  } as const,
  withdrawalIsMoot: { type: 'endDuty', params: { name: 'decideAfterWithdrawal' } } as const,
  investigationClosed: { type: 'endDuty', params: [{ name: 'closeInvestigation' }, { name: 'writeToEverybody' }] } as const,
}

/** What each duty of an investigation asks for that no letter ends. */
export const asks: Asks = { closeInvestigation: ['CLOSE', 'CLOSE_WITHOUT_ITEM'] }
