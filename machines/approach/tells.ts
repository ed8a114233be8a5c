import type { FromApproach, Standing } from './messages.ts'
import { type Approach, providedAsAgreed } from './record.ts'

const toAttempt = (of: (record: Approach, event: object) => FromApproach) =>
  ({
    type: 'tell',
    params: ({ context, event }: { context: Approach; event: object }) => ({ to: 'parent' as const, event: { ...of(context, event) } }),
  }) as const

/** What an approach tells its attempt, as the record stands after the event. */
export const tells = {
  confirmed: toAttempt((record) => ({
    type: 'APPROACH_CONFIRMED',
    organisation: record.organisation,
    actions: record.agreed,
    confirmedOn: record.confirmedOn!,
    provided: providedAsAgreed(record),
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
  provided: toAttempt(({ organisation, provided }) => {
    const { action, on, evidence } = provided.at(-1)!
    return { type: 'REMEDY_WAS_PROVIDED', organisation, action, on, evidence }
  }),
  offer: toAttempt(({ organisation }) => ({ type: 'OFFER_TO_CONSIDER', organisation })),
  stands: (how: Standing) => toAttempt(({ organisation }) => ({ type: 'APPROACH_STANDS', organisation, how })),
}
