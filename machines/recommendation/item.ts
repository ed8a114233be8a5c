import type { RecommendationWasAccepted } from '../compliance/accepted.ts'
import { beginningOf } from '../compliance/messages.ts'
import type { ComplianceInput } from '../compliance/record.ts'
import type { Stamp } from '../kernel/definition.ts'
import type { EffectParams } from '../kernel/effect.ts'
import type { AgreedAction } from '../remedy/action.ts'
import type { Recommendation } from './record.ts'

/** An item is opened here and nowhere else, and never by a request: on acceptance, or on a refusal that was decided about (C11). */

type At = { readonly context: Recommendation; readonly event: Stamp }
type Given = Pick<ComplianceInput, 'agreedOn' | 'targetDate'> & Partial<ComplianceInput>

/** Read after the event is recorded, which names the item. */
const openItem = (given: (record: Recommendation) => Given) =>
  ({
    type: 'open',
    params: ({ context, event }: At): EffectParams['open'] => {
      const { key } = context.items.at(-1)!
      const { kind, what, measure, by, money } = context.action
      const action: AgreedAction = { id: context.key, kind, what, measure, by, money }
      const input: ComplianceInput = {
        key,
        casefile: context.casefile,
        source: 'investigation',
        organisation: context.organisation,
        action,
        openedOn: event.today,
        ...given(context),
      }
      return { machine: 'compliance', key, input }
    },
  }) as const

export const openAccepted = openItem(({ acceptance }) => {
  const { on, words: _, ...agreed } = acceptance!
  return { ...agreed, agreedOn: on }
})
/** Nothing was agreed: it is dated by the refusal, and its target is the date that was recommended. */
const refused = ({ refusals, action, decisions }: Recommendation) => ({
  agreedOn: refusals.at(-1)!.on,
  targetDate: action.by,
  decided: { on: refusals.at(-1)!.on, why: decisions.at(-1)!.why },
})
/** With what the organisation said; why we pursue it all the same is ours, and no word of its refusal. */
export const openPursued = openItem((record) => {
  const { decided, ...given } = refused(record)
  return { ...given, pursued: { ...decided, words: record.refusals.at(-1)!.words } }
})
export const openNotAccepted = openItem((record) => {
  const { decided, ...given } = refused(record)
  return { ...given, notAccepted: decided }
})
export const beginItem = {
  type: 'tell',
  params: ({ context }: At): EffectParams['tell'] => beginningOf(context.items.at(-1)!.key),
} as const
/** The item of what was pursued hears that it is accepted after all, and on what terms (C10). */
export const tellItemOfAcceptance = {
  type: 'tell',
  params: ({ context: { items, acceptance, action, split } }: At): EffectParams['tell'] => {
    const { words: _, ...agreed } = acceptance!
    const { kind, what, measure, money } = action
    const event: RecommendationWasAccepted = {
      type: 'RECOMMENDATION_WAS_ACCEPTED',
      ...agreed,
      ...(split && { part: { kind, what, measure, money } }),
    }
    return { to: { child: 'compliance', key: items.at(-1)!.key }, event: { ...event } }
  },
} as const
