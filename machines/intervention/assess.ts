import { z } from 'zod'
import { byTheCaseworker } from '../casefile/authority.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { type Consideration, rulesAbout } from '../kernel/rule.ts'
import { act, consideration, fact, organisationId, saying, words } from '../kernel/words.ts'
import { factorNames, factors, unanswered } from './factors.ts'
import { approachesOf, type Intervention, isThirdParty } from './record.ts'

const yes = (label: string) => z.boolean().meta({ label })
export const channels = ['telephone', 'letter', 'email', 'inPerson'] as const
export const channel = saying(z.enum(channels), {
  telephone: 'By telephone',
  letter: 'By letter',
  email: 'By email',
  inPerson: 'In person',
}).meta({ label: 'How', asks: 'How was contact made?' })

/** The sentence that the workbench begins below what was ticked: how the remedy fits is for the caseworker to say (I15). */
export const fitsBecause = (casefiles: number): string => `Our remedy fits with ${casefiles === 1 ? 'it' : 'them'} because`

export const assessEvents = {
  RECORD_ASSESSMENT: act(
    'RECORD_ASSESSMENT',
    {
      properlyMade: yes('The complaint is properly made'),
      indicationOfFault: yes('There is some indication of maladministration or service failure'),
      evidenceOfInjustice: yes('There is some evidence of injustice'),
      promptActionWouldResolve: yes('It is in remit, and prompt action may resolve it fully and finally'),
      remedyClearAndFinal: yes('The remedy is clear, simple, achievable and final'),
      clearFromPapers: yes('Injustice and remedy sought are clear enough from the papers'),
      betterInvestigated: z
        .array(
          saying(z.enum(['complexIssues', 'highRisk', 'especiallySerious', 'injusticeHardToPinpoint']), {
            complexIssues: 'Several complex issues',
            highRisk: 'High risk',
            especiallySerious: 'Especially serious matters',
            injusticeHardToPinpoint: 'The injustice is hard to pinpoint',
          }),
        )
        .default([])
        .meta({ label: 'What speaks for an investigation' }),
      seeksSystemicRemedy: consideration('Does the complainant seek a systemic remedy?').optional(),
      factors: factors.default({}),
    },
    { title: 'Record the assessment', done: 'recorded the assessment' },
  ),
  RECORD_COMPLAINANT_CONTACT: fact(
    'RECORD_COMPLAINANT_CONTACT',
    {
      channel,
      toldRemedyMayBeSought: yes('The complainant was told that a remedy may be sought without a full investigation'),
      expectations: words('What was said about what to expect'),
    },
    { title: 'Record contact with the complainant', done: 'recorded contact with the complainant' },
  ),
  RECORD_CLINICAL_ADVICE: fact(
    'RECORD_CLINICAL_ADVICE',
    { advice: words('The advice') },
    { title: 'Record clinical advice', done: 'recorded clinical advice' },
  ),
  COMPARE_REMEDIES: act(
    'COMPARE_REMEDIES',
    {
      compared: words('What was compared, and how the remedy fits with it', {
        begun: { sentences: [fitsBecause(1), fitsBecause(2)], finish: 'Finish the last sentence: say why our remedy fits' },
      }),
    },
    { title: 'Compare remedies', done: 'compared the remedy with similar cases' },
  ),
  RECORD_THIRD_PARTY_CONSENT: fact(
    'RECORD_THIRD_PARTY_CONSENT',
    {
      organisation: organisationId('The organisation to be contacted'),
      channel,
      forTheInvestigation: yes('We are satisfied that the contact is for the purposes of an investigation'),
    },
    { title: 'Record consent to contact another organisation', done: 'recorded consent to contact another organisation' },
  ),
  DECIDE_TO_ATTEMPT: act(
    'DECIDE_TO_ATTEMPT',
    { prospect: consideration('Is there a reasonable prospect that the organisation will agree?').optional() },
    { title: 'Decide to attempt an intervention', done: 'decided to attempt an intervention' },
  ),
}
export type AssessEvent = SubmissionOf<typeof assessEvents>
type Assessing = Extract<AssessEvent, { type: 'RECORD_ASSESSMENT' }>

const { must, normally, consider } = rulesAbout<Intervention>()
const clinical = ({ casefile }: Intervention) =>
  casefile.flags.clinicalMatters && casefile.organisations.some(({ sector }) => sector === 'health')

export const assessRules = {
  byTheCaseworker: must('I16', { who: byTheCaseworker }),
  caseworkerAssesses: must('I5', { who: byTheCaseworker }),
  systemicRemedyConsidered: consider<{ seeksSystemicRemedy?: Consideration | undefined }>('I8', {
    field: 'seeksSystemicRemedy',
    because: 'Say whether the complainant seeks a systemic remedy, and why you think so',
  }),
  keyFactorsConsidered: consider<Pick<Assessing, 'factors'>>('I13', {
    field: 'factors',
    because: 'Answer each of the nine key factors with a note (clinical advice only where a health complaint has clinical matters)',
    parts: (record, { factors: given }) =>
      unanswered(given, clinical(record)).map((name) => ({
        field: `factors.${name}`,
        because: `Answer with a note: ${factorNames[name]}`,
      })),
  }),
  stillAtAssessment: must('I1', {
    because: 'An intervention is attempted while the casefile is at preliminary or further assessment',
    holds: ({ casefile }) => casefile.stage !== 'investigation',
  }),
  suitableForAnIntervention: normally('I5', {
    because:
      'Record an assessment that the complaint is properly made, with some indication of fault and some evidence of injustice, or that prompt action may resolve it',
    unlockedBy: 'RECORD_ASSESSMENT',
    holds: ({ assessment }) =>
      assessment !== undefined &&
      (assessment.promptActionWouldResolve || (assessment.properlyMade && assessment.indicationOfFault && assessment.evidenceOfInjustice)),
  }),
  remedyClearAndFinal: normally('I6', {
    because: 'The assessment does not say that the remedy is clear, simple, achievable and final',
    unlockedBy: 'RECORD_ASSESSMENT',
    holds: ({ assessment }) => assessment?.remedyClearAndFinal === true,
  }),
  simpleEnoughToResolve: normally('I7', {
    because:
      'Several complex issues, high risk, serious matters or injustice hard to pinpoint: normally proposed for investigation instead',
    unlockedBy: 'PROPOSE_INVESTIGATION',
    holds: ({ assessment, casefile }) =>
      (assessment?.betterInvestigated.length ?? 0) === 0 && !casefile.flags.highRisk && !casefile.flags.complex,
  }),
  /** Answered once: with the decision to attempt, or with a proposal that comes without one (I16). */
  prospectConsidered: consider<{ prospect?: Consideration | undefined }>('I11', {
    field: 'prospect',
    because: 'Say whether there is a reasonable prospect that the organisation will agree, and why',
    when: ({ decidedToAttemptOn }) => decidedToAttemptOn === undefined,
  }),
  /** No reason for another paragraph stands in for what is to be considered; a flag set later asks again. */
  assessmentRecorded: must('I13', {
    because:
      'Record the assessment first, with the nine key factors (clinical advice among them where a health complaint has clinical matters)',
    unlockedBy: 'RECORD_ASSESSMENT',
    holds: (record) => record.assessment !== undefined && unanswered(record.assessment.factors, clinical(record)).length === 0,
  }),
  remediesCompared: normally('I15', {
    because: 'Record what the remedy was compared with: similar cases, or why there are none',
    unlockedBy: 'COMPARE_REMEDIES',
    holds: ({ comparisons }) => comparisons.length > 0,
  }),
  consentIsAboutAnotherBody: must<{ organisation: string }>('I11', {
    field: 'organisation',
    because: 'This organisation is complained about: no consent is needed to contact it',
    holds: (record, { organisation }) => isThirdParty(record, organisation),
  }),
}

const { on } = recordingIn<Intervention, AssessEvent>()
export const assessRecordings = {
  recordAssessment: on(
    'RECORD_ASSESSMENT',
    (_record, { properlyMade, indicationOfFault, evidenceOfInjustice, promptActionWouldResolve, ...event }) => ({
      assessment: {
        properlyMade,
        indicationOfFault,
        evidenceOfInjustice,
        promptActionWouldResolve,
        remedyClearAndFinal: event.remedyClearAndFinal,
        clearFromPapers: event.clearFromPapers,
        betterInvestigated: event.betterInvestigated,
        seeksSystemicRemedy: event.seeksSystemicRemedy!,
        factors: event.factors as NonNullable<Intervention['assessment']>['factors'],
      },
    }),
  ),
  recordContact: on('RECORD_COMPLAINANT_CONTACT', ({ contacts }, { happenedOn, channel: how, toldRemedyMayBeSought, expectations }) => ({
    contacts: [...contacts, { on: happenedOn, channel: how, toldRemedyMayBeSought, expectations }],
  })),
  recordClinicalAdvice: on('RECORD_CLINICAL_ADVICE', ({ clinicalAdvice }, { happenedOn, advice }) => ({
    clinicalAdvice: [...clinicalAdvice, { on: happenedOn, advice }],
  })),
  recordComparison: on('COMPARE_REMEDIES', ({ comparisons }, { today, compared }) => ({
    comparisons: [...comparisons, { on: today, compared }],
  })),
  recordConsent: on('RECORD_THIRD_PARTY_CONSENT', ({ consents }, { happenedOn, organisation, forTheInvestigation }) => ({
    consents: [...consents, { organisation, on: happenedOn, forTheInvestigation }],
  })),
  recordDecisionToAttempt: on('DECIDE_TO_ATTEMPT', (_record, { today }) => ({ decidedToAttemptOn: today })),
}

/** Nobody is under way or confirmed any more: there is nothing left to negotiate (I23). */
export const everyApproachHasFailed = (record: Intervention): boolean =>
  approachesOf(record).length > 0 && approachesOf(record).every(([, { standing }]) => standing === 'failed' || standing === 'goneOnWithout')
