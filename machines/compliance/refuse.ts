import { z } from 'zod'
import { ofTheSubmission } from '../kernel/arrow.ts'
import type { Stamp, SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { day, fact, saying, words } from '../kernel/words.ts'
import { isUnaccepted } from './accepted.ts'
import { whoeverHears } from './authority.ts'
import { escalated } from './escalate.ts'
import { overtaken } from './escalation-record.ts'
import type { Compliance } from './record.ts'

/** What the organisation says about doing it at all: it refuses, disputes the terms, or binds itself after all (C19, C21, C22e). */
export const refuseEvents = {
  ORGANISATION_REFUSED: fact(
    'ORGANISATION_REFUSED',
    {
      absolute: z.boolean().meta({ label: 'Does it refuse absolutely?' }),
      words: words('What it said'),
      straightTo: saying(z.enum(['stage3', 'stage1']), { stage3: 'Straight to stage 3', stage1: 'To stage 1' })
        .optional()
        .meta({
          label: 'Where it goes',
          onlyWhere: { field: 'absolute', is: ['yes'] },
          hint: 'An absolute refusal goes straight to stage 3, unless the circumstances dictate otherwise',
        }),
    },
    { title: 'Record a refusal', done: 'recorded that the organisation refused what it had agreed to' },
  ),
  ORGANISATION_COMMITTED: fact(
    'ORGANISATION_COMMITTED',
    {
      words: words('What it committed itself to, in writing'),
      until: day('By when').meta({ asks: 'The date by which it is to be done' }).optional(),
    },
    { title: 'Record a commitment in writing', done: 'recorded that the organisation committed itself in writing' },
  ),
  ORGANISATION_DISPUTED_TERMS: fact(
    'ORGANISATION_DISPUTED_TERMS',
    { what: words('What it disputes') },
    { title: 'Record that terms are disputed', done: 'recorded that the organisation disputed the terms' },
  ),
  RECORD_CORRESPONDENCE: fact(
    'RECORD_CORRESPONDENCE',
    {
      from: words('From whom', { most: 500 }).meta({ asks: 'Whom it is from' }),
      what: words('What was said'),
      considered: words('How it was considered'),
    },
    { title: 'Record correspondence about the remedy', done: 'recorded correspondence about the remedy' },
  ),
}
export type RefuseEvent = SubmissionOf<typeof refuseEvents>

type Refusing = { absolute: boolean; straightTo?: 'stage1' | 'stage3' | undefined }
type Refused = Refusing & Pick<Stamp, 'happenedOn'>
/** C21 speaks of what was agreed: a recommendation that is pursued though it was not accepted stays where it is (setting l). */
const isStraight = (record: Compliance, { absolute, straightTo, happenedOn }: Refused) =>
  absolute && straightTo !== 'stage1' && !isUnaccepted(record, happenedOn)
const { must, normally } = rulesAbout<Compliance>()
export const refuseRules = {
  refusalIsRecordedBy: must('C16a', { who: whoeverHears }),
  correspondenceIsRecordedBy: must('I34', { who: whoeverHears }),
  absoluteGoesStraightToStageThree: normally<Refusing>('C21', {
    field: 'straightTo',
    because: 'An absolute refusal goes straight to stage 3: choose that, or say why the circumstances dictate otherwise',
    holds: (record, event) => !event.absolute || isUnaccepted(record, event.happenedOn) || isStraight(record, event),
  }),
}
export const refuseConditions = {
  refusedAbsolutely: ofTheSubmission<Compliance, Refusing>((record, event) => isStraight(record, event)),
  refusedAbsolutelyIfPremature: ofTheSubmission<Compliance, Refusing>(
    (record, event) => record.source === 'premature' && isStraight(record, event),
  ),
}

const { on } = recordingIn<Compliance, RefuseEvent>()
export const refuseRecordings = {
  recordRefusal: on('ORGANISATION_REFUSED', (record, { absolute, words: said, happenedOn }) =>
    escalated(record, { refusals: [...record.escalation.refusals, { on: happenedOn, absolute, words: said }] }),
  ),
  recordOvertaken: on('ORGANISATION_REFUSED', (record) => escalated(record, { replies: overtaken(record.escalation) })),
  recordCommitment: on('ORGANISATION_COMMITTED', (record, { words: said, until, happenedOn }) =>
    escalated(record, {
      commitments: [...record.escalation.commitments, { on: happenedOn, words: said, ...(until && { until }) }],
    }),
  ),
  recordDispute: on('ORGANISATION_DISPUTED_TERMS', ({ disputes }, { what, happenedOn }) => ({
    disputes: [...disputes, { on: happenedOn, what }],
  })),
}
