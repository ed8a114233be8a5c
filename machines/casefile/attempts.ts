import type { OrganisationId } from '../kernel/definition.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act } from '../kernel/words.ts'
import { type Attempt, attemptUnderWay, type Casefile, type DecidedAs } from './record.ts'

export const attemptsEvents = {
  OPEN_INTERVENTION: act(
    'OPEN_INTERVENTION',
    {},
    { title: 'Open an attempt at an intervention', done: 'opened an attempt at an intervention' },
  ),
}

/** What the attempts tell the casefile. */
export type FromAnAttempt =
  | {
      readonly type: 'ATTEMPT_DECIDED'
      readonly key: string
      readonly how: DecidedAs
      readonly closureDetail?: string
      readonly enquiryAction?: string
    }
  | { readonly type: 'ATTEMPT_FINISHED'; readonly key: string; readonly outcome: NonNullable<Attempt['outcome']> }
  | { readonly type: 'PROPOSAL_REFUSED'; readonly organisation: OrganisationId }
  | { readonly type: 'PROPOSAL_ESCALATED'; readonly organisation: OrganisationId }
export const attemptMessages = [
  'ATTEMPT_DECIDED',
  'ATTEMPT_FINISHED',
  'PROPOSAL_REFUSED',
  'PROPOSAL_ESCALATED',
] as const satisfies readonly FromAnAttempt['type'][]

const { must } = rulesAbout<Casefile>()

export const attemptsRules = {
  casefileAtAssessment: must('I1', {
    because: 'An intervention is for a casefile at preliminary or further assessment; this one is at investigation',
    unlockedBy: 'CHANGE_STAGE',
    holds: ({ casefile }) => casefile.stage !== 'investigation',
  }),
  noAttemptUnderWay: must('I1', {
    because: 'An attempt is under way: it is decided before another is opened',
    holds: (record) => attemptUnderWay(record) === undefined,
  }),
}

/** The key of the attempt that would be opened next: what its messages carry. */
export const nextKey = ({ attempts }: Casefile): string => `attempt-${attempts.length + 1}`

/** The attempts with one of them changed. */
export const withAttempt = ({ attempts }: Casefile, key: string, change: Partial<Attempt>): Pick<Casefile, 'attempts'> => ({
  attempts: attempts.map((attempt) => (attempt.key === key ? { ...attempt, ...change } : attempt)),
})
