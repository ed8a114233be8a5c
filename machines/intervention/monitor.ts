import { byTheCaseworker } from '../casefile/authority.ts'
import type { ItemEnded, UmbrellaItemOpened } from '../compliance/messages.ts'
import { ofTheSubmission } from '../kernel/arrow.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { type Consideration, rulesAbout } from '../kernel/rule.ts'
import { act, consideration } from '../kernel/words.ts'
import type { Intervention } from './record.ts'

export const monitorEvents = {
  DECIDE_AFTER_FAILURE: act(
    'DECIDE_AFTER_FAILURE',
    { reopen: consideration('Is the enquiry reopened?').optional() },
    { title: 'Decide what follows from the failure', done: 'decided what follows from the failure' },
  ),
}
export type MonitorEvent = SubmissionOf<typeof monitorEvents>

const { must, consider } = rulesAbout<Intervention>()
export const monitorRules = {
  caseworkerDecidesAfterFailure: must('I24', { who: byTheCaseworker }),
  someItemHasFailed: must('I24', {
    because: 'Every item that has ended was complied with',
    holds: ({ items }) => Object.values(items).some(({ ending }) => ending !== undefined && ending !== 'complied'),
  }),
  notReopenedAlready: must('I24', {
    because: 'The enquiry was reopened for this already',
    holds: ({ afterFailure }) => afterFailure?.answer !== true,
  }),
  reopeningConsidered: consider<{ reopen?: Consideration | undefined }>('I24', {
    field: 'reopen',
    because: 'Say whether the enquiry is reopened, and why',
  }),
}

const endings = ({ items }: Intervention, { action, ending }: ItemEnded) =>
  Object.entries(items).map(([id, item]) => (id === action ? ending : item.ending))
const all = (test: (ending: string) => boolean) =>
  ofTheSubmission<Intervention, ItemEnded>((record, told) => endings(record, told).every((ending) => ending !== undefined && test(ending)))
export const monitorConditions = {
  lastAndAllComplied: all((ending) => ending === 'complied'),
  lastAndNoneComplied: all((ending) => ending !== 'complied'),
  lastToEnd: all(() => true),
}

const { on } = recordingIn<Intervention, MonitorEvent | ItemEnded | UmbrellaItemOpened>()
export const monitorRecordings = {
  /** Where two people agreed at stage 3 that the enquiry is reopened, that is decided with it (C22g). */
  recordEnding: on('ITEM_ENDED', ({ items }, { action, ending, reopened }) => ({
    items: { ...items, [action]: { ...items[action]!, ending } },
    ...(reopened && { afterFailure: { answer: true, why: reopened } }),
  })),
  recordUmbrella: on('UMBRELLA_ITEM_OPENED', ({ items }, { action, key, organisation }) => ({
    items: { ...items, [key]: { organisation, inPlaceOf: action } },
  })),
  recordAfterFailure: on('DECIDE_AFTER_FAILURE', (_record, { reopen }) => ({ afterFailure: reopen! })),
}
