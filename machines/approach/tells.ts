import type { FromApproach } from './messages.ts'
import type { Approach } from './record.ts'

const toAttempt = (of: (record: Approach, event: object) => FromApproach) =>
  ({
    type: 'tell',
    params: ({ context, event }: { context: Approach; event: object }) => ({ to: 'parent' as const, event: { ...of(context, event) } }),
  }) as const

/** What an approach tells its attempt, as the record stands after the event. */
export const tells = {
  confirmed: toAttempt(({ organisation, agreed, confirmedOn }) => ({
    type: 'APPROACH_CONFIRMED',
    organisation,
    actions: agreed,
    confirmedOn: confirmedOn!,
  })),
  refused: toAttempt(({ organisation, refusals }) => {
    const last = refusals.at(-1)!
    return { type: 'APPROACH_REFUSED', organisation, on: last.on, fellBack: last.fellBack ?? false }
  }),
  reopened: toAttempt(({ organisation }) => ({ type: 'APPROACH_REOPENED', organisation })),
  escalated: toAttempt(({ organisation }) => ({ type: 'APPROACH_ESCALATED', organisation })),
  decided: toAttempt(({ organisation, escalation }) => ({
    type: 'APPROACH_DECIDED',
    organisation,
    outcome: escalation?.outcome === 'anotherBody' ? 'anotherBody' : 'reconsider',
  })),
  provided: toAttempt(({ organisation, provided }) => ({ type: 'REMEDY_WAS_PROVIDED', organisation, ...provided.at(-1)! })),
  offer: toAttempt(({ organisation }) => ({ type: 'OFFER_TO_CONSIDER', organisation })),
}
