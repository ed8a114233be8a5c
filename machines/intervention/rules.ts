import { assign } from 'xstate'
import type { FromApproach } from '../approach/messages.ts'
import type { CasefileChanged } from '../casefile/facts.ts'
import type { ItemEnded, UmbrellaItemOpened } from '../compliance/messages.ts'
import { arrowsWith } from '../kernel/arrow.ts'
import type { OrganisationId, Stamp, SubmissionOf } from '../kernel/definition.ts'
import type { Recording } from '../kernel/recording.ts'
import type { WordsRef } from '../kernel/words.ts'
import { assessEvents, assessRecordings, assessRules } from './assess.ts'
import { contactRules } from './contact.ts'
import { decideConditions, decideEvents, decideRecordings, decideRules, withAuthors } from './decide.ts'
import { explainConditions, explainEvents, explainRecordings, explainRules } from './explain.ts'
import { informConditions, informEvents, informRecordings, informRules } from './inform.ts'
import { monitorConditions, monitorEvents, monitorRecordings, monitorRules } from './monitor.ts'
import { negotiateConditions, negotiateEvents, negotiateRecordings, negotiateRules } from './negotiate.ts'
import { proposeEvents, proposeRecordings, proposeRules } from './propose.ts'
import { agreedIn, type Intervention, itemKey } from './record.ts'
import { signConditions, signEvents, signRecordings, signRules } from './sign.ts'
import { itemRules, workConditions, workEvents, workRecordings, workRules } from './work.ts'

/** Everything the chart names, gathered from the stages. */
export const events = {
  ...assessEvents,
  ...proposeEvents,
  ...negotiateEvents,
  ...explainEvents,
  ...informEvents,
  ...decideEvents,
  ...signEvents,
  ...workEvents,
  ...monitorEvents,
}
export const rules = {
  ...assessRules,
  ...contactRules,
  ...proposeRules,
  ...negotiateRules,
  ...explainRules,
  ...informRules,
  ...decideRules,
  ...signRules,
  ...workRules,
  ...itemRules,
  ...monitorRules,
}
export const conditions = {
  ...negotiateConditions,
  ...explainConditions,
  ...informConditions,
  ...decideConditions,
  ...signConditions,
  ...workConditions,
  ...monitorConditions,
}

/** What an attempt hears from its approaches, its items and its casefile. */
export type Message =
  | FromApproach
  | CasefileChanged
  | ItemEnded
  | UmbrellaItemOpened
  | { readonly type: 'LETTER_EDITED'; readonly letter: string; readonly body: WordsRef }
  | { readonly type: 'LETTER_WAS_SENT' | 'COMPLAINT_WAS_WITHDRAWN' }
  | { readonly type: 'COMPLAINANT_HAS_DIED'; readonly represented: boolean }
export const messages = [
  'CASEFILE_CHANGED',
  'APPROACH_CONFIRMED',
  'APPROACH_REFUSED',
  'APPROACH_REOPENED',
  'APPROACH_ESCALATED',
  'APPROACH_DECIDED',
  'APPROACH_STANDS',
  'OFFER_TO_CONSIDER',
  'REMEDY_WAS_PROVIDED',
  'ITEM_ENDED',
  'UMBRELLA_ITEM_OPENED',
  'LETTER_EDITED',
  'LETTER_WAS_SENT',
  'COMPLAINT_WAS_WITHDRAWN',
  'COMPLAINANT_HAS_DIED',
] as const satisfies readonly Message['type'][]

export const { all, when, guards } = arrowsWith(rules, conditions)
export type AttemptEvent = (SubmissionOf<typeof events> | Message) & Stamp
type At = { context: Intervention; event: AttemptEvent }

/** What no one stage writes alone. */
const ownRecordings = {
  hearOfCasefile: assign(({ event }: At) => ({ casefile: (event as CasefileChanged).casefile })),
  recordItems: assign(({ context }: At) => ({
    items: Object.fromEntries(agreedIn(context).map(({ organisation, action }) => [itemKey(organisation, action.id), { organisation }])),
  })),
  recordWorkItem: assign(({ context, event }: At) => {
    const { organisation } = event as unknown as { organisation: OrganisationId }
    return { items: { ...context.items, [itemKey(organisation, 'work')]: { organisation } } }
  }),
  forgetSubmission: assign(() => ({ submission: undefined as never })),
  forgetSignature: assign(() => ({ signedOff: undefined as never })),
  recordLetterEditor: assign(({ context, event }: At) => ({ submitters: withAuthors(context, event) })),
} satisfies Record<string, unknown>

export const recordings = {
  ...assessRecordings,
  ...proposeRecordings,
  ...negotiateRecordings,
  ...explainRecordings,
  ...informRecordings,
  ...decideRecordings,
  ...signRecordings,
  ...workRecordings,
  ...monitorRecordings,
  ...(ownRecordings as unknown as Record<keyof typeof ownRecordings, Recording>),
}
