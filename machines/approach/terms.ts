import type { AgreedAction, MoneyLine, RemedyAction } from '../remedy/action.ts'

/** What an organisation would bind itself to by agreeing to an action as it is asked. */
export const termsOf = ({ id, kind, what, measure, by, money }: RemedyAction): AgreedAction => ({ id, kind, what, measure, by, money })

/**
 * Whether an organisation says exactly what we would accept (I21): the same actions in the same words, each by its date or sooner.
 *
 * Anything fewer, other, added or later is an offer, however small the difference: judging that is ours, not a comparison's.
 */
export const sameTerms = (accepted: readonly AgreedAction[], said: readonly AgreedAction[]): boolean =>
  accepted.length > 0 && accepted.length === said.length && accepted.every((action) => said.some((each) => isTheSame(action, each)))

const isTheSame = (accepted: AgreedAction, said: AgreedAction): boolean => said.by <= accepted.by && sameDeed(accepted, said)

/** The same thing done, whenever it is to be done by: the same name, words and money. */
export const sameDeed = (one: AgreedAction, other: AgreedAction): boolean =>
  one.id === other.id &&
  one.kind === other.kind &&
  oneSpaced(one.what) === oneSpaced(other.what) &&
  oneSpaced(one.measure) === oneSpaced(other.measure) &&
  inOrder(one.money) === inOrder(other.money)

const oneSpaced = (text: string) => text.trim().replace(/\s+/g, ' ')
const inOrder = (money: readonly MoneyLine[]) =>
  money
    .map(({ kind, amount }) => `${kind} ${amount ?? 'unknown'}`)
    .sort()
    .join()
