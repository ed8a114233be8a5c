import { dayInLondon } from '../kernel/calendar.ts'
import type { EffectParams, LetterName } from '../kernel/effect.ts'
import type { MoneyLine, RemedyKind } from '../remedy/action.ts'
import { umbrellaKey } from './close.ts'
import { type At, duties } from './duties.ts'
import { beginningOf } from './messages.ts'
import type { ComplianceInput, Ending } from './record.ts'
import { draftOf } from './stages.ts'
import { isTooLate } from './target.ts'

/** The letters of an item, what it tells, and what it opens. */

type Draft = EffectParams['draftLetter']
const toTheOrganisation = (letter: LetterName, cites: Draft['cites']) =>
  ({ type: 'draftLetter', params: ({ context }: At): Draft => ({ letter, to: { organisation: context.organisation }, cites }) }) as const
const draftGranted = toTheOrganisation('extensionGranted', 'C13')
const draftDeclined = toTheOrganisation('extensionDeclined', 'C13')
export const draftStageLetter = {
  stage1: toTheOrganisation('stage1', 'C22a'),
  stage2: toTheOrganisation('stage2', 'C22b'),
  stage3: toTheOrganisation('stage3', 'C22f'),
}
export const draftUpdate = {
  type: 'draftLetter',
  params: { letter: 'progressUpdate', to: { party: 'complainant' }, cites: 'C14' } satisfies Draft,
} as const
/** Where the executive decided that a summary is published, the organisation is told (C23). */
export const draftPublicationNotice = {
  type: 'draftLetter',
  params: ({ context }: At): Draft[] =>
    context.escalation.considered?.publish
      ? [{ letter: 'publicationNotice', to: { organisation: context.organisation }, cites: 'C23' }]
      : [],
} as const
const discarding = (...letters: readonly LetterName[]) => ({ type: 'discardLetters', params: { letters } }) as const
/** A letter of a stage that was left is not sent any more. */
export const discardStageLetters = discarding('stage1', 'stage2', 'stage3')
/** Told otherwise since, or late no more: what a draft says of it would not be true any more. */
export const discardUpdate = discarding('progressUpdate')
/** The date was decided about again: what was written of it before, and not sent, would not be true any more. */
export const discardExtensionLetters = discarding('extensionGranted', 'extensionDeclined')
/** Told of in one letter, which is the caseworker's to send. */
export const writeOfGrant = [discardExtensionLetters, draftGranted, duties.sendGranted] as const
export const writeOfDecline = [discardExtensionLetters, draftDeclined, duties.sendDeclined] as const

/** The clock sends the reminder, from a fixed text (C14); the letters of the stages leave with the act that issues them. */
export const sendReminder = {
  type: 'sendFixedLetter',
  params: ({ context, event }: At): EffectParams['sendFixedLetter'][] =>
    isTooLate(context, event)
      ? []
      : [{ letter: 'reminder', to: { organisation: context.organisation }, cites: 'C14', on: dayInLondon(event.now) }],
} as const
export const sendStageLetter = (letter: LetterName) =>
  ({
    type: 'sendLetter',
    params: ({ event }: At): EffectParams['sendLetter'][] => {
      const draft = draftOf(letter, event.letters)
      return draft?.body ? [{ id: draft.id, body: draft.body, on: event.today }] : []
    },
  }) as const

/** Whoever owes a remedy is measured from then on, however it came about: agreed, offered, recommended, or taken over (C6, C9). */
export const deliverAsked = {
  type: 'deliver',
  params: ({ context }: At): EffectParams['deliver'] => ({
    to: { organisation: context.organisation },
    event: { type: 'REMEDY_ASKED', on: context.agreedOn },
  }),
} as const

export const tellEnding = (ending: Ending) =>
  ({
    type: 'tell',
    params: ({ context }: At): EffectParams['tell'] => ({ to: 'parent', event: { type: 'ITEM_ENDED', action: context.key, ending } }),
  }) as const
/** Not complied with; and where the enquiry is reopened, whoever waited for the item need not ask whether it is (C22g). */
export const tellReassessed = {
  type: 'tell',
  params: ({ context: { key, escalation } }: At): EffectParams['tell'] => {
    const { answer, why } = escalation.reassessment!.suitable
    return { to: 'parent', event: { type: 'ITEM_ENDED', action: key, ending: 'notComplied', ...(answer && { reopened: why }) } }
  },
} as const
/** Suitable for investigation: the casefile opens the enquiry again, or a new casefile is made (C22g). */
export const tellReopened = {
  type: 'tell',
  params: ({ context: { key, escalation } }: At): EffectParams['tell'][] => {
    const { suitable, how } = escalation.reassessment!
    return suitable.answer
      ? [{ to: { all: 'casefile' }, event: { type: 'ENQUIRY_REOPENED', why: suitable.why, how: how!, cites: 'C22g', of: key } }]
      : []
  },
} as const

type Umbrella = {
  readonly organisation: string
  readonly what: string
  readonly measure: string
  readonly kind?: RemedyKind | undefined
  readonly money?: readonly MoneyLine[] | undefined
  readonly until: string
  readonly understood?: string | undefined
}
/** An umbrella organisation has an item of its own, linked to the one it takes the place of (C23, C11). */
export const openUmbrellaItem = {
  type: 'open',
  params: ({ context, event }: At<Umbrella>): EffectParams['open'] => {
    const key = umbrellaKey(context)
    const { organisation, kind = context.action.kind, what, measure, money = [], until, understood } = event
    return {
      machine: 'compliance',
      key,
      input: {
        key,
        casefile: context.casefile,
        source: context.source,
        organisation,
        action: { id: context.action.id, kind, what, measure, by: until, money: [...money] },
        agreedOn: event.happenedOn,
        openedOn: event.today,
        targetDate: until,
        ...(understood && { understood }),
        linkedTo: context.key,
      } satisfies ComplianceInput,
    }
  },
} as const
export const beginUmbrellaItem = {
  type: 'tell',
  params: ({ context }: At): EffectParams['tell'] => beginningOf(umbrellaKey(context)),
} as const
/** Whoever waited for the old item waits for the new one. */
export const tellUmbrella = {
  type: 'tell',
  params: ({ context, event }: At<Umbrella>): EffectParams['tell'] => ({
    to: 'parent',
    event: { type: 'UMBRELLA_ITEM_OPENED', action: context.key, key: umbrellaKey(context), organisation: event.organisation },
  }),
} as const
/** What an umbrella organisation's item says goes on to whoever opened the first. */
export const passedOn = {
  type: 'tell',
  params: ({ event }: { event: object }): EffectParams['tell'] => ({ to: 'parent', event: messageIn(event) }),
} as const
const passed = ['type', 'action', 'ending', 'reopened', 'key', 'organisation'] as const
const messageIn = (event: object): EffectParams['tell']['event'] =>
  Object.fromEntries(
    Object.entries(event).filter(([name]) => (passed as readonly string[]).includes(name)),
  ) as EffectParams['tell']['event']
