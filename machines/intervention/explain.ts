import { z } from 'zod'
import { ofTheSubmission } from '../kernel/arrow.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationId, SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, fact, partyId, words } from '../kernel/words.ts'
import { knownActionId } from '../remedy/action.ts'
import { agreedIn, type Intervention, itemKey } from './record.ts'

/** A promised explanation is seen and judged before the complainant is told (I6): each one, of each organisation. */
export const explainEvents = {
  EXPLANATION_SEEN: fact(
    'EXPLANATION_SEEN',
    {
      organisation: partyId('Whose explanation'),
      action: knownActionId('Which explanation'),
      satisfied: z.boolean().meta({ label: 'It satisfies the complainant' }),
      judged: words('How it was judged'),
    },
    { title: 'Record that the explanation was seen', done: 'saw and judged the explanation' },
  ),
  GO_ON_UNSEEN: act('GO_ON_UNSEEN', {}, { title: 'Go on before the explanation is seen', done: 'went on before the explanation was seen' }),
}
export type ExplainEvent = SubmissionOf<typeof explainEvents>
type Seen = Pick<Extract<ExplainEvent, { type: 'EXPLANATION_SEEN' }>, 'organisation' | 'action' | 'satisfied'>

/** The agreed explanations that nobody has seen and found satisfactory. */
export const explanationsOwed = (record: Intervention) =>
  agreedIn(record).filter(
    ({ organisation, action }) =>
      action.kind === 'explanation' && record.explanations[itemKey(organisation, action.id)]?.satisfied !== true,
  )
export const explanationDueOn = (record: Intervention): CalendarDate | undefined =>
  explanationsOwed(record)
    .map(({ action }) => action.by)
    .sort()[0]

/** What was judged of an organisation's explanations counts no longer once its agreement is open again. */
export const withoutExplanationsOf = ({ explanations }: Intervention, organisation: OrganisationId): Intervention['explanations'] =>
  Object.fromEntries(Object.entries(explanations).filter(([key]) => !key.startsWith(`${organisation} `)))

const { must, normally } = rulesAbout<Intervention>()
export const explainRules = {
  explanationWasAgreed: must<Pick<Seen, 'action' | 'organisation'>>('I6', {
    field: 'action',
    because: 'Choose an explanation that was agreed and is still to be judged',
    holds: (record, event) =>
      explanationsOwed(record).some(({ organisation, action }) => organisation === event.organisation && action.id === event.action),
  }),
  explanationSeenFirst: normally('I6', {
    because: 'The explanation is normally seen and judged before the complainant is told and the intervention recorded',
    unlockedBy: 'EXPLANATION_SEEN',
    holds: (record) => explanationsOwed(record).length === 0,
  }),
}

export const explainConditions = {
  explanationDoesNotSatisfy: ofTheSubmission<Intervention, Pick<Seen, 'satisfied'>>((_record, { satisfied }) => !satisfied),
  lastExplanationSatisfies: ofTheSubmission<Intervention, Seen>(
    (record, { satisfied }) => satisfied && explanationsOwed(record).length <= 1,
  ),
}

const { on } = recordingIn<Intervention, ExplainEvent>()
export const explainRecordings = {
  recordExplanation: on('EXPLANATION_SEEN', ({ explanations }, { organisation, action, happenedOn, satisfied, judged }) => ({
    explanations: { ...explanations, [itemKey(organisation, action)]: { on: happenedOn, satisfied, judged } },
  })),
}
