import type { FromInvestigation } from '../investigation/messages.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act } from '../kernel/words.ts'
import type { Stage } from './facts.ts'
import { type Casefile, type InvestigationHeld, investigationUnderWay } from './record.ts'

export const investigationsEvents = {
  OPEN_INVESTIGATION: act('OPEN_INVESTIGATION', {}, { title: 'Open an investigation', done: 'opened an investigation' }),
}

export const investigationMessages = ['REPORT_ISSUED', 'INVESTIGATION_ENDED'] as const satisfies readonly FromInvestigation['type'][]

const { must } = rulesAbout<Casefile>()

export const investigationsRules = {
  casefileAtInvestigation: must('C1', {
    because: 'The casefile is not at investigation yet',
    unlockedBy: 'CHANGE_STAGE',
    holds: ({ casefile }) => casefile.stage === 'investigation',
  }),
  noInvestigationUnderWay: must('C1', {
    because: 'An investigation is under way: it is reported or discontinued before another is opened',
    holds: (record) => investigationUnderWay(record) === undefined,
  }),
  /** With an investigation under way no intervention could follow, which is what the assessment stages are for. */
  noInvestigationInTheWay: must<{ stage: Stage }>('I1', {
    field: 'stage',
    because: 'An investigation is under way: report or discontinue it first',
    holds: (record) => investigationUnderWay(record) === undefined,
  }),
}

/** The key of the investigation that would be opened next: what its messages carry. */
export const nextInvestigation = ({ investigations }: Casefile): string => `investigation-${investigations.length + 1}`

/** The investigations with one of them changed. */
export const withInvestigation = (
  { investigations }: Casefile,
  key: string,
  change: Partial<InvestigationHeld>,
): Pick<Casefile, 'investigations'> => ({
  investigations: investigations.map((held) => (held.key === key ? { ...held, ...change } : held)),
})
