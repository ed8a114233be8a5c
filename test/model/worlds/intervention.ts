import { addDays, type CalendarDate } from '../../../machines/kernel/calendar.ts'
import type { AgreedAction } from '../../../machines/remedy/action.ts'
import { nineFactors, points } from '../../machines/intervention/support.ts'
import { office, trust } from '../../support/file.ts'
import type { At, Payload } from '../samples.ts'
import { BEGINS_ON, type World } from '../world.ts'
import { agreed, asked, facts, note, withdrawn } from './facts.ts'

const soon = ({ today }: { today: CalendarDate }, days = 10) => addDays(today, days)
const assessment = {
  properlyMade: true,
  indicationOfFault: true,
  evidenceOfInjustice: true,
  promptActionWouldResolve: false,
  remedyClearAndFinal: true,
  clearFromPapers: false,
  seeksSystemicRemedy: note(),
  factors: nineFactors,
}
const letter = { whatWeDid: 'Read the papers', conclusions: 'We go no further' }
const decision = { ...letter, rationale: 'Nothing more can be secured' }
const proposal = (at: At) => ({ channel: 'writing', contact: 'focalPoint', points, respondBy: soon(at), prospect: note() })
const work = (at: At, organisation: string) => ({
  organisation,
  what: 'Answer the complaint in full',
  understood: 'It said so',
  respondBy: soon(at),
})

/** Part of the way has been gone: where stories that would take many steps to reach begin. */
const assessed = { ...assessment, factors: nineFactors, betterInvestigated: [] }
const inTalks = {
  attempt: 1,
  casefile: facts,
  earlierRefusals: [],
  contacts: [{ on: BEGINS_ON, channel: 'telephone', toldRemedyMayBeSought: true, expectations: 'No promise' }],
  assessment: assessed,
  comparisons: [{ on: BEGINS_ON, compared: 'Three similar cases' }],
}
const explained = (at: At) => agreed('explanation', soon(at, 20), 'explanation')

const underWay = { thirdParty: false, standing: 'underWay', proposals: 1, escalated: false, agreed: [] }
const confirmed = (by: string) => ({ ...underWay, standing: 'confirmed', confirmedOn: BEGINS_ON, agreed: [agreed('apology', by)] })

const confirmations = (at: At): readonly (readonly AgreedAction[])[] =>
  [[agreed('apology', soon(at, 20))], [explained(at)]] as unknown as readonly (readonly AgreedAction[])[]
const itemsOf = ({ record }: At) => Object.keys((record['items'] ?? {}) as object)
const endings = ['complied', 'notSecured', 'notAccepted']
const draftsOf = ({ file }: At) => file.letters.filter(({ sentOn }) => !sentOn).map(({ id }) => id)

export const intervention: World = {
  openedBy: ['casefile'],
  begins: [
    { name: 'assessed', input: inTalks },
    { name: 'new', input: { attempt: 1, casefile: facts, earlierRefusals: [trust] } },
    {
      name: 'two organisations',
      input: {
        ...inTalks,
        actions: [asked('copy', addDays(BEGINS_ON, 20))],
        approaches: { [trust]: confirmed(addDays(BEGINS_ON, 20)), [office]: { ...underWay, thirdParty: true } },
      },
    },
    {
      name: 'both confirmed',
      input: { ...inTalks, approaches: { [trust]: confirmed(addDays(BEGINS_ON, 20)), [office]: confirmed(addDays(BEGINS_ON, 20)) } },
    },
    { name: 'withdrawn', input: { attempt: 1, casefile: withdrawn, earlierRefusals: [] } },
  ],
  only: [
    'RECORD_ASSESSMENT',
    'RECORD_COMPLAINANT_CONTACT',
    'RECORD_CLINICAL_ADVICE',
    'COMPARE_REMEDIES',
    'ADD_ACTION',
    'CHANGE_ACTION',
    'PROPOSE_INTERVENTION',
    'ORGANISATION_OFFERED',
    'SUBMIT_FOR_SIGN_OFF',
    'SUBMIT_DECLINE',
    'SUBMIT_PREMATURE',
    'SUBMIT_VALUE_ADDED',
    'INFORM_COMPLAINANT',
  ],
  samples: {
    RECORD_ASSESSMENT: () => [assessment, { ...assessment, evidenceOfInjustice: false, betterInvestigated: ['highRisk'] }],
    RECORD_COMPLAINANT_CONTACT: () => [
      { channel: 'telephone', toldRemedyMayBeSought: true, expectations: 'No promise' },
      { channel: 'letter', toldRemedyMayBeSought: false, expectations: 'No promise' },
    ],
    RECORD_CLINICAL_ADVICE: () => [{ advice: 'It was avoidable' }],
    COMPARE_REMEDIES: () => [{ compared: 'Three similar cases' }],
    ADD_ACTION: (at) => [
      { action: asked('apology', soon(at, 20)) },
      { action: { ...asked('plan', soon(at, 20), 'lessonsLearntActionPlan'), systemic: 'pressedFor' } },
    ],
    CHANGE_ACTION: (at) => [{ action: asked('copy', soon(at, 25)) }],
    REMOVE_ACTION: () => [{ action: 'copy', why: 'Given already' }],
    PROPOSE_INTERVENTION: (at) => [
      { ...proposal(at), whom: [trust] },
      { ...proposal(at), whom: [trust, office] },
      { ...proposal(at), whom: [trust], points: { ...points, apology: false }, respondBy: soon(at, 30) },
    ],
    ENQUIRE_OF_ORGANISATION: (at) => [{ organisation: trust, about: 'What was paid', respondBy: soon(at) }],
    ORGANISATION_OFFERED: (at) => [{ organisation: trust, actions: [agreed('apology', soon(at, 20))] }],
    EXPLANATION_SEEN: () =>
      [true, false].map((satisfied) => ({ organisation: trust, action: 'explanation', satisfied, judged: 'It is plain' })),
    GO_ON_WITHOUT: () => [
      { organisation: trust, why: 'It refused' },
      { organisation: office, why: 'It refused' },
    ],
    INFORM_COMPLAINANT: () => {
      const told = {
        channel: 'telephone',
        indicationOfFault: true,
        whatWasAgreed: true,
        writtenDecisionFollows: true,
        complianceMonitored: true,
      }
      return ['none', 'strong'].map((objections) => ({ ...told, objections, account: 'Heard' }))
    },
    GO_BACK: () => [{ organisation: trust, assessment: 'Weighty', rationale: 'More can be asked' }],
    SUBMIT_FOR_SIGN_OFF: () => [
      { finallyResolves: true, ...letter },
      { finallyResolves: false, ...letter },
    ],
    SUBMIT_DECLINE: () => ['noRemedySecured', 'withdrawn'].map((reason) => ({ reason, ...decision })),
    SUBMIT_VALUE_ADDED: () => [{ onlyAddedValue: true, ...decision }, decision],
    SUBMIT_PREMATURE: (at) => [
      { procedureIncomplete: true, ...decision },
      { procedureIncomplete: true, work: [work(at, trust)], ...decision },
      { procedureIncomplete: true, work: [work(at, trust), work(at, office)], ...decision },
    ],
    FURTHER_WORK_ACCEPTED: () => [{ organisation: trust }, { organisation: office }],
    FURTHER_WORK_REFUSED: () => [{ organisation: trust, words: 'No' }],
    CHANGE_RESPONSE_DATE: (at) => [{ organisation: trust, respondBy: soon(at, 14), why: 'It asks for more time' }],
    DECIDE_AFTER_FAILURE: () => [{ reopen: note() }, { reopen: note(false) }],
  },
  messages: (at) => {
    const approaches = (at.record['approaches'] ?? {}) as Readonly<Record<string, { readonly standing: string }>>
    const known = Object.keys(approaches).map((organisation) => ({ organisation }))
    // One that had confirmed falls back when it refuses; no other does.
    const fellBack = ({ organisation }: { organisation: string }) => approaches[organisation]!.standing === 'confirmed'
    const drafts: readonly Payload[] = draftsOf(at).map((id) => ({ letter: id }))
    return [
      ...known.flatMap((to) => [
        ...confirmations(at).map((actions) => ({ type: 'APPROACH_CONFIRMED', ...to, actions, confirmedOn: at.today, provided: [] })),
        { type: 'APPROACH_REFUSED', ...to, on: at.today, fellBack: fellBack(to) },
        { type: 'APPROACH_REOPENED', ...to },
        ...(fellBack(to) ? [] : [{ type: 'APPROACH_ESCALATED', ...to }]),
        { type: 'APPROACH_DECIDED', ...to, outcome: 'reconsider' },
        { type: 'APPROACH_DECIDED', ...to, outcome: 'anotherBody' },
        { type: 'APPROACH_STANDS', ...to, how: 'awaiting' },
        { type: 'APPROACH_STANDS', ...to, how: 'withLineManager' },
        { type: 'OFFER_TO_CONSIDER', ...to },
        { type: 'REMEDY_WAS_PROVIDED', ...to, action: 'apology', on: at.today, evidence: 'A copy' },
      ]),
      ...itemsOf(at).flatMap((action) => endings.map((ending) => ({ type: 'ITEM_ENDED', action, ending }))),
      ...drafts.slice(0, 1).flatMap((letterOf) => [
        { type: 'LETTER_EDITED', ...letterOf, body: 'As edited' },
        { type: 'LETTER_WAS_SENT', ...letterOf, on: at.today },
      ]),
      { type: 'CASEFILE_CHANGED', casefile: { ...facts, flags: { clinicalMatters: true, highRisk: true, complex: false } } },
      { type: 'CASEFILE_CHANGED', casefile: withdrawn },
      { type: 'COMPLAINT_WAS_WITHDRAWN' },
      { type: 'COMPLAINANT_HAS_DIED', represented: false },
    ]
  },
  perPlace: 3,
}
