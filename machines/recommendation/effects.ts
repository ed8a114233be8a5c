import { addDays } from '../kernel/calendar.ts'
import type { Asks, Stamp } from '../kernel/definition.ts'
import type { EffectParams } from '../kernel/effect.ts'
import type { FromRecommendation } from './messages.ts'
import type { Recommendation } from './record.ts'

/** What falls to whom, what is written, and what the investigation is told. */

type At = { readonly context: Recommendation; readonly event: Stamp }
type Duty = EffectParams['createDuty']

const duty = (of: (record: Recommendation, stamp: Stamp) => Omit<Duty, 'cites' | 'enteredLate'>) =>
  ({
    type: 'createDuty',
    params: ({ context, event }: At): Duty => {
      const given = of(context, event)
      return { ...given, cites: 'C10', ...(given.dueOn < event.today && { enteredLate: true as const }) }
    },
  }) as const
const ended = (name: string) => ({ type: 'endDuty', params: { name } }) as const

export const duties = {
  chaseAnswer: duty((_record, { today }) => ({
    name: 'chaseAnswer',
    to: 'caseworker',
    title: 'Find out whether the organisation accepts the recommendation',
    dueOn: today,
    endsBy: 'act',
    shownToLineManagerOn: addDays(today, 1),
  })),
  answerCame: ended('chaseAnswer'),
  passRefusalOn: duty(({ waitUntil }) => ({
    name: 'passRefusalOn',
    to: 'directorAlone',
    title: 'Pass the refusal of a recommendation on, with your view',
    dueOn: waitUntil!,
    endsBy: 'act',
  })),
  refusalPassedOn: ended('passRefusalOn'),
  decideRefusal: duty(({ waitUntil, referrals }) => ({
    name: 'decideRefusal',
    to: referrals.at(-1)!.to,
    title: 'Decide what comes of the refusal of a recommendation',
    dueOn: waitUntil!,
    endsBy: 'act',
  })),
  refusalDecided: ended('decideRefusal'),
  /** What it now commits itself to is judged on its item, by whoever monitors it (C22e). */
  recordCommitment: duty((_record, { today }) => ({
    name: 'recordCommitment',
    to: 'caseworker',
    title: 'Record on the item what the organisation has now committed itself to',
    dueOn: today,
    endsBy: 'acknowledgement',
  })),
  itemHasEnded: ended('recordCommitment'),
}

const referralTo = (office: (record: Recommendation) => 'director' | 'chiefOperatingOfficer' | 'ombudsman') =>
  ({
    type: 'draftLetter',
    params: ({ context }: At): EffectParams['draftLetter'] => ({
      letter: 'refusalReferral',
      to: { office: office(context) },
      cites: 'C10',
    }),
  }) as const
export const letters = {
  referToTheDirector: referralTo(() => 'director'),
  referToTheExecutive: referralTo(({ referrals }) => referrals.at(-1)!.to),
  /** Whoever acts on a referral had it: it is kept as it stood then, unless it was sent before. */
  referralReceived: {
    type: 'sendLetter',
    params: ({ event }: At): EffectParams['sendLetter'][] =>
      (event.letters ?? []).flatMap(({ id, letter, body, sentOn }) =>
        letter === 'refusalReferral' && body && !sentOn ? [{ id, body, on: event.today }] : [],
      ),
  } as const,
  discardReferral: { type: 'discardLetters', params: { letters: ['refusalReferral'] } } as const,
}

const toInvestigation = (of: (record: Recommendation) => FromRecommendation) =>
  ({
    type: 'tell',
    params: ({ context }: At): EffectParams['tell'] => ({ to: 'parent', event: { ...of(context) } }),
  }) as const
export const tells = {
  changed: toInvestigation(({ key, organisation, action, standing, items, umbrellas }) => {
    const last = items.at(-1)
    return {
      type: 'RECOMMENDATION_CHANGED',
      key,
      organisation,
      action,
      standing,
      ...(last && { item: last.ending ? { ending: last.ending } : {} }),
      ...(umbrellas.length > 0 && {
        umbrellas: umbrellas.map((each) => ({ organisation: each.organisation, ...(each.ending && { ending: each.ending }) })),
      }),
    }
  }),
  /** Before the accepted part is told of: the rest must be known when it is asked whether all is settled. */
  split: toInvestigation(({ key, organisation, action, split, draftIssuedOn, finalIssuedOn }) => ({
    type: 'RECOMMENDATION_SPLIT',
    key,
    rest: {
      organisation,
      action: { ...action, ...split!.rest },
      splitFrom: key,
      refusals: [{ on: split!.on, report: finalIssuedOn && split!.on >= finalIssuedOn ? 'final' : 'draft', words: split!.words }],
      ...(draftIssuedOn && { draftIssuedOn }),
      ...(finalIssuedOn && { finalIssuedOn }),
    },
  })),
}

/** What each duty of a recommendation asks for. */
export const asks: Asks = {
  chaseAnswer: ['ORGANISATION_ACCEPTED', 'ORGANISATION_PARTLY_ACCEPTED', 'ORGANISATION_REFUSED'],
  passRefusalOn: ['PASS_ON'],
  decideRefusal: ['DECIDE'],
}
