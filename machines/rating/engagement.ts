import { z } from 'zod'
import { byAnyStaff } from '../casefile/authority.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, words } from '../kernel/words.ts'
import { recordedFactor } from './factors.ts'
import type { RatingRecord } from './record.ts'
import { casefileReference } from './suggest.ts'

/** What no figure shows: how the organisation met us (CA). */
export const engagementEvents = {
  RECORD_ENGAGEMENT: act(
    'RECORD_ENGAGEMENT',
    {
      factor: recordedFactor.meta({ label: 'What it showed, or failed to show' }),
      favourable: z.boolean().meta({ label: 'It speaks for the organisation' }),
      casefile: casefileReference('Reference of the casefile').optional(),
      words: words('What happened'),
    },
    { title: 'Record how it engages with us', done: 'recorded how the organisation engages with us' },
  ),
}

const { must, normally } = rulesAbout<RatingRecord>()

export const engagementRules = {
  recordedByStaff: must('CA', { who: byAnyStaff }),
  saysWhichCasefile: normally<{ casefile?: string | undefined }>('CA', {
    field: 'casefile',
    because: 'Name the casefile in which it showed, or write why there is none',
    holds: (_record, { casefile }) => casefile !== undefined,
  }),
}

const { on } = recordingIn<RatingRecord, SubmissionOf<typeof engagementEvents>>()
export const engagementRecordings = {
  recordEngagement: on('RECORD_ENGAGEMENT', ({ engagement }, { factor, favourable, casefile, words: said, today, by }) => ({
    engagement: [...engagement, { on: today, factor, favourable, ...(casefile && { casefile }), words: said, by: by.id }],
  })),
}
