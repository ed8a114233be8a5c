import { z } from 'zod'
import type { OrganisationFacts, Rating, Stamp } from '../kernel/definition.ts'
import { type Consideration, rulesAbout } from '../kernel/rule.ts'
import { consideration, saying, words } from '../kernel/words.ts'
import { isSystemic } from '../remedy/action.ts'
import { type Compliance, isSatisfactory, type Judgement, judgements } from './record.ts'

/** How closely evidence is looked at: by the rating and sector of the organisation when it is judged, and by the kind of remedy (C17). */
export const judgingFields = {
  judgement: saying(z.enum(judgements), {
    provided: 'The remedy was provided',
    reasonableSteps: 'Reasonable steps were taken to provide it',
    onTheWay: 'It is on the way',
    somethingDifferent: 'Something different was provided',
    incomplete: 'It is incomplete',
    inadequate: 'It is inadequate',
    flawed: 'It is flawed',
    notProvided: 'It was not provided',
  }).meta({ label: 'Judgement' }),
  why: words('Reasons'),
  complete: z.boolean().optional().meta({ label: 'Has it all come, and is it complete?' }),
  againstPrinciples: words('How it stands against the Principles, and the standards relevant to the case').optional(),
  clinicalAdvice: consideration('Is clinical advice needed on this evidence?').optional(),
  planRelevant: words('How the action plan bears on the failings').optional(),
}
export interface Judging {
  readonly judgement: Judgement
  readonly complete?: boolean | undefined
  readonly againstPrinciples?: string | undefined
  readonly clinicalAdvice?: Consideration | undefined
  readonly planRelevant?: string | undefined
}

const AGAINST_PRINCIPLES = 'Held against the Principles'
const COMPLETE = 'That it came and is complete'
/** How closely, in short: what an officer is to expect of an item before its evidence has come. */
export const evidenceDepth: Readonly<Record<OrganisationFacts['sector'], Readonly<Record<Rating, string>>>> = {
  parliamentary: { A: COMPLETE, B: AGAINST_PRINCIPLES, C: AGAINST_PRINCIPLES },
  health: {
    A: COMPLETE,
    B: `${AGAINST_PRINCIPLES}, with clinical advice considered if it is systemic, very serious, complex or technical`,
    C: `${AGAINST_PRINCIPLES}, with clinical advice considered, and normally taken if it is systemic`,
  },
}

/** The organisation as it stands at this moment; B where no other rating was agreed (C8). */
export function organisationNow(
  { organisation, casefile }: Compliance,
  { organisations }: Stamp,
): OrganisationFacts & { readonly rating: Rating } {
  const known = organisations?.[organisation] ?? casefile.organisations.find(({ id }) => id === organisation)
  return { sector: known?.sector ?? 'parliamentary', rating: known?.rating ?? 'B' }
}

const { normally, consider } = rulesAbout<Compliance>()
type Asked = Judging & Stamp
const isRated = (record: Compliance, event: Asked, ...among: readonly Rating[]) => among.includes(organisationNow(record, event).rating)
const isHealth = (record: Compliance, event: Asked) => organisationNow(record, event).sector === 'health'
const systemic = ({ action }: Compliance) => isSystemic(action)
const seriousOrTechnical = ({ casefile: { flags } }: Compliance) => flags.highRisk || flags.complex || flags.clinicalMatters

export const closelyRules = {
  evidenceIsComplete: normally<Judging>('C17', {
    field: 'complete',
    because: 'Of an organisation rated A the evidence is not examined in detail; record that it came and is complete',
    holds: (record, event) => !isSatisfactory(event.judgement) || !isRated(record, event, 'A') || event.complete === true,
  }),
  heldAgainstThePrinciples: normally<Judging>('C17', {
    field: 'againstPrinciples',
    because: (record, event) =>
      `The organisation is rated ${organisationNow(record, event).rating}: say how the remedy stands against the Principles and the standards relevant to the case`,
    always: 'The organisation is rated B or C: say how the remedy stands against the Principles and the standards relevant to the case',
    holds: (record, event) =>
      !isSatisfactory(event.judgement) || !isRated(record, event, 'B', 'C') || Boolean(event.againstPrinciples?.trim()),
  }),
  clinicalAdviceConsidered: consider<Judging>('C17', {
    field: 'clinicalAdvice',
    because: 'A health organisation: say whether clinical advice is needed on this evidence, and why',
    when: (record, event) =>
      isSatisfactory(event.judgement) &&
      isHealth(record, event) &&
      (isRated(record, event, 'C') || (isRated(record, event, 'B') && (systemic(record) || seriousOrTechnical(record)))),
  }),
  clinicalAdviceTaken: normally<Judging>('C17', {
    field: 'clinicalAdvice',
    because: 'A health organisation rated C, and a systemic remedy: clinical advice on the evidence is taken and recorded first',
    unlockedBy: 'RECORD_CLINICAL_ADVICE',
    holds: (record, event) =>
      !isSatisfactory(event.judgement) ||
      !systemic(record) ||
      !isHealth(record, event) ||
      !isRated(record, event, 'C') ||
      record.clinicalAdvice.length > 0,
  }),
  planBearsOnTheFailings: normally<Judging>('C17', {
    field: 'planRelevant',
    because: 'Whatever the rating, a lessons-learnt action plan is checked: say how it bears on the failings',
    holds: ({ action }, event) =>
      !isSatisfactory(event.judgement) || action.kind !== 'lessonsLearntActionPlan' || Boolean(event.planRelevant?.trim()),
  }),
}
export const looksClosely = Object.keys(closelyRules) as (keyof typeof closelyRules)[]
