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

const isTheSame = (accepted: AgreedAction, said: AgreedAction): boolean =>
  accepted.id === said.id &&
  accepted.kind === said.kind &&
  said.by <= accepted.by &&
  oneSpaced(accepted.what) === oneSpaced(said.what) &&
  oneSpaced(accepted.measure) === oneSpaced(said.measure) &&
  inOrder(accepted.money) === inOrder(said.money)

const oneSpaced = (text: string) => text.trim().replace(/\s+/g, ' ')
const inOrder = (money: readonly MoneyLine[]) =>
  money
    .map(({ kind, amount }) => `${kind} ${amount ?? 'unknown'}`)
    .sort()
    .join()
