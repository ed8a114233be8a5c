import { z } from 'zod'
import type { Consideration } from '../kernel/rule.ts'
import { consideration } from '../kernel/words.ts'

/** The nine key factors of I13, each answered with a note. */
export const factorNames = {
  reasonableEvidence: 'Is there reasonable evidence that an injustice followed from a fault?',
  clinicalAdvice: 'Has clinical advice been considered?',
  injusticeUnderstood: 'Do we understand the injustice claimed?',
  quickAndEasyRemedy: 'Can the organisation remedy it quickly and easily, in proportion and consistently?',
  scaleAndFinance: 'Is the remedy large, or costly for the organisation?',
  contentious: 'Are the issues or the remedy likely to be contentious?',
  earlierResponses: 'Has the organisation been constructive over earlier complaints?',
  seriousness: 'Are the matters especially serious?',
  reasonToInvestigate: 'Is there a reason to investigate, or a wider interest?',
} as const
export type FactorName = keyof typeof factorNames
export type Factors = Readonly<Partial<Record<FactorName, Consideration | undefined>>>

const names = Object.keys(factorNames) as FactorName[]

export const factors = z
  .strictObject(
    Object.fromEntries(names.map((name) => [name, consideration(factorNames[name]).optional()])) as {
      [K in FactorName]: z.ZodOptional<ReturnType<typeof consideration>>
    },
  )
  .meta({ label: 'The nine key factors' })

/** Clinical advice is asked about only where a health complaint has clinical matters. */
export const unanswered = (given: Factors, clinicalMatters: boolean): readonly FactorName[] =>
  names.filter((name) => !given[name]?.why?.trim() && (name !== 'clinicalAdvice' || clinicalMatters))
