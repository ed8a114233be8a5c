import { demonstrationLetterhead } from '../../db/seed-posts.ts'
import { begun as begunCasefile, type Casefile } from '../../machines/casefile/record.ts'
import { defaultSettings } from '../../machines/guidance/settings.ts'
import { begun, type Intervention } from '../../machines/intervention/record.ts'
import type { AgreedAction, RemedyAction } from '../../machines/remedy/action.ts'
import type { LetterSource, OrganisationOnPaper } from '../../src/letters/context.ts'

export const TRUST = '6c0d2a53-7a5e-4d0b-9d53-5b2f0f6a1a01'
export const COUNCIL = '6c0d2a53-7a5e-4d0b-9d53-5b2f0f6a1a02'

/** A case made up for the tests. Words stand for themselves behind their references: `words:Mrs T` is "Mrs T". */
export const ref = (words: string) => `words:${words}`

const organisations: Readonly<Record<string, Omit<OrganisationOnPaper, 'id'>>> = {
  [TRUST]: {
    name: 'Eastvale Hospital NHS Trust',
    sector: 'health',
    contact: { name: 'Ms Penrose', details: 'Complaints Manager\nEastvale Hospital\nEastvale EV1 2AB' },
  },
  [COUNCIL]: { name: 'Passenger Records Agency', sector: 'parliamentary' },
}

export const agreedActions: readonly AgreedAction[] = [
  {
    id: 'apology',
    kind: 'apology',
    what: 'Write a letter of apology to Mr T for the delay in his treatment',
    measure: 'we have a copy of the letter',
    by: '2013-04-12',
    money: [],
  },
  {
    id: 'payment',
    kind: 'payment',
    what: 'Pay Mrs T the cost of the private consultation',
    measure: 'Mrs T tells us that it has arrived',
    by: '2013-04-19',
    money: [
      { kind: 'payment', amount: 200_000 },
      { kind: 'earlierOffer', amount: 5_000 },
    ],
  },
  {
    id: 'plan',
    kind: 'lessonsLearntActionPlan',
    what: 'Send us an action plan on how appointments are followed up',
    measure: 'we have the plan',
    by: '2013-04-19',
    money: [],
  },
]
const askedFor = (action: AgreedAction, injustice: string): RemedyAction => ({
  ...action,
  organisation: TRUST,
  achievable: 'It has done so before',
  injustice,
})

export const casefile: Casefile = {
  ...begunCasefile,
  casefile: {
    receivedOn: '2013-01-14',
    directorate: 'customerServices',
    stage: 'preliminary',
    flags: { clinicalMatters: true, highRisk: false, complex: false },
    organisations: [{ id: TRUST, sector: 'health' }],
    aggrievedDiffers: true,
    represented: false,
  },
  complainant: { name: ref('Mrs T'), address: ref('4 Mill Lane\nEastvale\nEV3 9XY') },
  aggrieved: { name: ref('Mr T'), relation: ref('husband') },
  complaint: ref(
    'The Trust lost the referral of Mr T and did not follow it up for five months.\n\nIts answer to the complaint did not say how that happened',
  ),
  injustices: [ref('Mr T was in pain for five months longer than he need have been'), ref('Mrs T paid for a private consultation')],
  remedySought: ref('an apology, and the cost of the consultation'),
  attempts: [],
  investigations: [],
  reviews: [],
  refusals: [],
  links: [],
}

const everyPoint = {
  purpose: true,
  background: true,
  assessment: true,
  considerComplaint: true,
  apology: true,
  furtherActions: true,
  discussion: true,
  responseDate: true,
}

const actionsProposed: readonly RemedyAction[] = [
  askedFor(agreedActions[0]!, 'pain that a prompt appointment would have spared him'),
  askedFor(agreedActions[1]!, 'the money she spent because of the delay'),
]

/** Proposed to the Trust in writing, every point made. */
export const proposed: Intervention = {
  ...begun,
  casefile: casefile.casefile,
  assessment: {
    properlyMade: true,
    indicationOfFault: true,
    evidenceOfInjustice: true,
    promptActionWouldResolve: false,
    remedyClearAndFinal: true,
    clearFromPapers: true,
    betterInvestigated: [],
    seeksSystemicRemedy: { answer: false, why: ref('They ask for nothing of the kind') },
    factors: {},
  },
  actions: actionsProposed,
  approaches: {
    [TRUST]: {
      thirdParty: false,
      standing: 'underWay',
      proposals: 1,
      escalated: false,
      agreed: [],
      proposal: { on: '2013-03-01', channel: 'writing', points: everyPoint, respondBy: '2013-03-15', actions: actionsProposed },
    },
  },
}

/** The same, but these actions put to the Trust. */
export const asking = (actions: readonly RemedyAction[]): Intervention => {
  const held = proposed.approaches[TRUST]!
  return { ...proposed, actions, approaches: { [TRUST]: { ...held, proposal: { ...held.proposal!, actions } } } }
}

/** Confirmed by the Trust, the apology already given, and submitted. */
export const agreed: Intervention = {
  ...proposed,
  approaches: { [TRUST]: { ...proposed.approaches[TRUST]!, standing: 'confirmed', agreed: agreedActions, confirmedOn: '2013-03-22' } },
  provided: [{ organisation: TRUST, action: 'apology', on: '2013-03-25', evidence: ref('Copy of the letter') }],
  submission: {
    decision: 'resolved',
    by: 'caseworker',
    on: '2013-03-28',
    whatWeDid: ref(
      'We read the papers that you and the Trust sent us, took clinical advice, and spoke to the Trust about what could be done.',
    ),
    conclusions: ref(
      'The referral should have been followed up within two weeks. The remedy that the Trust has agreed to fits the injustice claimed',
    ),
  },
}

type Decided = NonNullable<Intervention['submission']>
export const decidedAs = (
  decision: Decided['decision'],
  more: Partial<Intervention> & { reason?: Decided['reason'] } = {},
): Intervention => {
  const { reason, ...rest } = more
  return {
    ...proposed,
    ...rest,
    submission: {
      ...agreed.submission!,
      decision,
      conclusions: ref('The referral should have been followed up within two weeks.'),
      ...(reason && { reason }),
    },
  }
}

export const sourceOf = <Of>(record: Of, about: Partial<Omit<LetterSource, 'record'>> = {}): LetterSource<Of> => ({
  record,
  casefile,
  words: (each) => each.replace(/^words:/, ''),
  organisation: (id) => organisations[id],
  signatory: { name: 'Amina Clarke', post: 'Caseworker' },
  reference: 'RD-000123',
  today: '2013-03-29',
  settings: defaultSettings,
  letterhead: demonstrationLetterhead,
  ...about,
})

/** The same casefile, investigated: its draft report went out on this day. */
export const reportedOn = (draftOn: string): Casefile => ({
  ...casefile,
  investigations: [{ key: 'investigation-1', openedOn: '2013-03-01', draftOn }],
})
