import { addDays } from '../../../machines/kernel/calendar.ts'
import { office, otherTrust, trust } from '../../support/file.ts'
import type { At } from '../samples.ts'
import { BEGINS_ON, type World } from '../world.ts'
import { agreed, facts, laid, note, published } from './facts.ts'

const target = addDays(BEGINS_ON, 28)
const input = {
  key: 'apology',
  casefile: facts,
  source: 'intervention',
  organisation: trust,
  action: agreed('apology', target),
  agreedOn: BEGINS_ON,
  openedOn: BEGINS_ON,
  targetDate: target,
  understood: 'It said so',
}
const investigation = { ...input, source: 'investigation', casefile: { ...facts, stage: 'investigation' } }
const premature = { ...input, source: 'premature' }
const rated = (rating: 'A' | 'B' | 'C') =>
  ({
    [trust]: { sector: 'health', rating },
    [office]: { sector: 'parliamentary' },
    [otherTrust]: { sector: 'health' },
  }) as const
const refusal = { on: BEGINS_ON, why: 'The refusal is unreasonable' }

const days =
  (...ahead: readonly number[]) =>
  ({ today }: At) =>
    ahead.map((count) => addDays(today, count))
const JUDGED = ['provided', 'onTheWay', 'incomplete'] as const
/** Everything that any rating or kind could ask of a judgement. */
const closely = { complete: true, againstPrinciples: 'Held against them', clinicalAdvice: note(), planRelevant: 'To the failings' }

/** The whole life of an item, from each source and with each thing that an item can begin with. */
export const compliance: World = {
  openedBy: ['intervention', 'recommendation', 'compliance'],
  begins: [
    { name: 'of an intervention', input },
    { name: 'of an investigation', input: investigation },
    { name: 'of a premature closure', input: premature },
    { name: 'work refused', input: { ...premature, refusedOn: BEGINS_ON } },
    { name: 'pursued', input: { ...investigation, pursued: refusal } },
    { name: 'not accepted', input: { ...investigation, notAccepted: refusal } },
    { name: 'provided', input: { ...input, provided: { on: BEGINS_ON, evidence: 'A copy' } } },
    { name: 'published', input: { ...investigation, casefile: published } },
    { name: 'laid', input: { ...investigation, casefile: laid } },
    { name: 'rated A', input: { ...investigation, targetDate: addDays(BEGINS_ON, 3) }, organisations: rated('A') },
    {
      name: 'rated C, a plan',
      input: { ...investigation, action: agreed('plan', target, 'lessonsLearntActionPlan') },
      organisations: rated('C'),
    },
  ],
  only: [
    'JUDGE_EVIDENCE',
    'GIVE_VIEW',
    'DECIDE_COMPLIANCE',
    'EVIDENCE_RECEIVED',
    'RECORD_CORRESPONDENCE',
    'RECORD_CLINICAL_ADVICE',
    'ORGANISATION_DISPUTED_TERMS',
    'UPDATE_COMPLAINANT',
    'REQUEST_EXTENSION',
    'EXTEND_TARGET_DATE',
    'ISSUE_STAGE_1_LETTER',
    'ISSUE_STAGE_2_LETTER',
    'ISSUE_FURTHER_LETTER',
    'REPLY_RECEIVED',
    'ORGANISATION_COMMITTED',
    'ORGANISATION_REFUSED',
    'START_ESCALATION',
    'GO_TO_STAGE',
    'HOLD_BACK',
    'PROPOSE_STEP',
    'CLOSE_EXCEPTIONALLY',
    'PROPOSE_REASSESSMENT',
    'UMBRELLA_AGREED',
    'JUDGE_REPLY',
  ],
  samples: {
    EVIDENCE_RECEIVED: ({ today, record }) => [
      { what: 'A copy of the letter' },
      { what: 'A copy of the letter', providedOn: earlier(today, record['targetDate'] as string) },
      { what: 'The first half', partial: true },
    ],
    JUDGE_EVIDENCE: () => [
      ...JUDGED.map((judgement) => ({ judgement, why: 'As it shows', ...closely })),
      { judgement: 'provided', why: 'As it shows' },
    ],
    GIVE_VIEW: () => [
      ...JUDGED.map((judgement) => ({ judgement, why: 'As it shows', ...closely, tellParliament: note(), tellPublic: note(false) })),
      { judgement: 'provided', why: 'As it shows', ...closely },
    ],
    DECIDE_COMPLIANCE: () => JUDGED.map((judgement) => ({ judgement, why: 'As it shows' })),
    RECORD_CORRESPONDENCE: () => [{ from: 'The complainant', what: 'Nothing came', considered: 'It is watched' }],
    RECORD_CLINICAL_ADVICE: () => [{ from: 'The adviser', advice: 'It suffices' }],
    ORGANISATION_DISPUTED_TERMS: () => [{ what: 'The amount' }],
    UPDATE_COMPLAINANT: () => [{ how: 'telephone', said: 'It is late' }],
    REQUEST_EXTENSION: (at) =>
      days(50, 1)(at).map((until) => ({ askedBy: 'organisation', why: 'No bank details', until, whoseDelay: 'complainant' })),
    EXTEND_TARGET_DATE: (at) => days(50)(at).map((until) => ({ until, why: 'Reasonable', tellComplainant: note() })),
    HOLD_BACK: (at) => days(10, 30)(at).map((reviewOn) => ({ why: 'It is in the post', reviewOn })),
    START_ESCALATION: () => ['missedTargetDate', 'flawedRemedy', 'absoluteRefusal'].map((reason) => ({ reason, why: 'As it happened' })),
    GO_TO_STAGE: () => ['stage1', 'stage2', 'stage3'].map((stage) => ({ stage, reason: 'extendedDelay', why: 'As it happened' })),
    ISSUE_STAGE_1_LETTER: (at) => days(10)(at).map((replyBy) => ({ replyBy, asks: 'response' })),
    ISSUE_STAGE_2_LETTER: (at) => days(10, 30)(at).map((replyBy) => ({ replyBy })),
    ISSUE_FURTHER_LETTER: (at) => days(10)(at).map((replyBy) => ({ replyBy })),
    REPLY_RECEIVED: () => [{ what: 'It regrets' }],
    JUDGE_REPLY: (at) => [
      { satisfactory: false, why: 'It says nothing' },
      ...days(20)(at).map((until) => ({ satisfactory: true, why: 'It will be done', until })),
      { satisfactory: true, why: 'It will be done' },
    ],
    ORGANISATION_COMMITTED: (at) => [{ words: 'It will', until: days(20)(at)[0]! }],
    ORGANISATION_REFUSED: () => [
      { absolute: false, words: 'Not now' },
      { absolute: true, words: 'Never' },
      { absolute: true, words: 'Never', straightTo: 'stage1' },
    ],
    PROPOSE_STEP: (at) => [
      { step: 'other', why: 'Meet them', what: 'A meeting', reviewOn: days(10)(at)[0]! },
      { step: 'furtherLetter', why: 'Once more' },
      { step: 'newDate', why: 'It needs time', newDate: days(60)(at)[0]!, whoseDelay: 'organisation' },
      { step: 'refer', why: 'Nothing helps', to: 'chiefOperatingOfficer' },
      { step: 'reopen', why: 'It is worth it' },
    ],
    AGREE_STEP: () => [{ tellComplainant: note() }],
    CLOSE_EXCEPTIONALLY: () => [
      { why: 'Every attempt was made', regulator: note(false), publish: note(), umbrella: note() },
      { why: 'Every attempt was made' },
    ],
    PROPOSE_REASSESSMENT: () => [{ suitable: note(), how: 'reopen' }, { suitable: note(false) }],
    UMBRELLA_AGREED: (at) => [
      { organisation: otherTrust, what: 'Apologise and pay', measure: 'A copy', until: days(28)(at)[0]!, understood: 'It said so' },
    ],
  },
  messages: ({ record }) => {
    const known = record['casefile'] as typeof facts
    return [
      { type: 'CASEFILE_CHANGED', casefile: { ...known, publishedOn: BEGINS_ON } },
      { type: 'CASEFILE_CHANGED', casefile: { ...known, publishedOn: BEGINS_ON, laidOn: BEGINS_ON } },
      ...Object.keys(record['umbrellas'] as object).map((action) => ({ type: 'ITEM_ENDED', action, ending: 'complied' })),
    ]
  },
  perPlace: 1,
}
/** A day that was in time, and no later than today. */
const earlier = (today: string, day: string) => (day < today ? day : today)
