import { describe, expect, test } from '@jest/globals'
import type { CasefileFacts } from '../../../machines/casefile/facts.ts'
import { type OrganisationFacts, type Rating, ratings } from '../../../machines/kernel/definition.ts'
import type { RemedyKind } from '../../../machines/remedy/action.ts'
import { assessmentOutcomesOfficer, caseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { caseworkTeam, evidence, no, yes } from './stories.ts'
import { facts, type Item, item, needsReason } from './support.ts'

type Known = Partial<OrganisationFacts> & { kind?: RemedyKind; flags?: Partial<CasefileFacts['flags']> }
/** Evidence of a remedy of this kind is to be judged, of an organisation of this rating and sector. */
function toJudge({ kind = 'apology', flags = {}, sector = 'health', ...rated }: Known): Item {
  const action = { id: 'item', kind, what: 'As agreed', measure: 'A copy', by: '2013-03-28', money: [] }
  const one = item({ action, casefile: { ...facts, flags: { ...facts.flags, ...flags } } }, { sector, ...rated }).moveTo('2013-03-20')
  one.does(caseworker, evidence)
  return one
}
const bare = (judgement = 'provided') => ({ type: 'JUDGE_EVIDENCE', judgement, why: 'Read' })
const complete = { ...bare(), complete: true }
const read = { ...complete, againstPrinciples: 'In line with them, and with the standards of the trade' }
const advised = { ...read, clinicalAdvice: yes }
const unadvised = { ...read, clinicalAdvice: no }
const advice = { type: 'RECORD_CLINICAL_ADVICE', from: 'A consultant', advice: 'It meets the standard' }
const against = (known: Known, event: typeof complete | typeof read | typeof advised) => toJudge(known).against(caseworker, event)

describe('how closely evidence is looked at', () => {
  proves('C17', 'A: a person records that it came and is complete; more is not asked', () => {
    for (const sector of ['health', 'parliamentary'] as const) {
      expect(against({ rating: 'A', sector }, complete)).toEqual([])
      needsReason(toJudge({ rating: 'A', sector }), caseworker, bare(), 'C17')
    }
    expect(against({ rating: 'A', kind: 'systemicImprovement' }, complete)).toEqual([])
  })

  proves('C17', 'B and C: it is considered against the Principles and the standards that apply, unless a reason says why not', () => {
    for (const rating of ['B', 'C'] as const) {
      expect(against({ rating, sector: 'parliamentary' }, read)).toEqual([])
      needsReason(toJudge({ rating, sector: 'parliamentary' }), caseworker, complete, 'C17')
    }
  })

  proves('C17', 'an organisation that nobody has rated is looked at as B', () => {
    needsReason(toJudge({ sector: 'parliamentary' }), caseworker, complete, 'C17')
    const one = toJudge({ sector: 'parliamentary' })
    one.does(caseworker, read)
    expect(one.record.judged).toMatchObject([{ rating: 'B' }])
  })

  proves('C17', 'the rating counts as it stands when the evidence is judged, and is kept with the judgement', () => {
    const one = toJudge({ rating: 'A', sector: 'parliamentary' }).now({ rating: 'C' })
    expect(one.against(caseworker, complete)).toEqual(['C17 normally'])
    one.does(caseworker, read)
    expect(one.now({ rating: 'B' }).record.judged).toMatchObject([{ rating: 'C', sector: 'parliamentary' }])
    expect(toJudge({ rating: 'C', sector: 'parliamentary' }).now({ rating: 'A' }).against(caseworker, complete)).toEqual([])
  })

  test('what is not there at all needs no looking at', () => {
    for (const rating of ratings)
      for (const judgement of ['notProvided', 'onTheWay'])
        expect(toJudge({ rating, kind: 'systemicImprovement' }).against(caseworker, bare(judgement))).toEqual([])
  })
})

describe('clinical advice', () => {
  const needs = (known: Known) => against(known, read).includes('C17 consider')

  proves('C17', 'B, health: is considered for systemic remedies, and for what is very serious, complex or technical', () => {
    for (const kind of ['systemicImprovement', 'lessonsLearntActionPlan'] as const) expect(needs({ rating: 'B', kind })).toBe(true)
    expect(needs({ rating: 'B', flags: { complex: true } })).toBe(true)
    expect(needs({ rating: 'B' })).toBe(false)
    expect(against({ rating: 'B', kind: 'systemicImprovement' }, unadvised)).toEqual([])
  })

  proves('C17', 'C, health: is always considered', () => {
    expect(needs({ rating: 'C' })).toBe(true)
    expect(against({ rating: 'C' }, unadvised)).toEqual([])
  })

  proves('C17', 'C, health: is taken for systemic improvement, unless a reason says why not', () => {
    const known = { rating: 'C' as Rating, kind: 'systemicImprovement' as const }
    needsReason(toJudge(known), caseworker, unadvised, 'C17')
    const one = toJudge(known)
    expect(one.against(caseworker, advised)).toEqual(['C17 normally'])
    one.does(caseworker, advice)
    expect(one.against(caseworker, advised)).toEqual([])
    expect(one.record.clinicalAdvice).toMatchObject([{ on: '2013-03-20', advice: advice.advice }])
  })

  proves('C17', 'is not asked of organisations of government, nor at A', () => {
    for (const rating of ratings)
      expect(against({ rating, sector: 'parliamentary', kind: 'systemicImprovement', flags: { complex: true } }, read)).toEqual([])
    expect(against({ rating: 'A', kind: 'systemicImprovement', flags: { complex: true } }, read)).toEqual([])
  })
})

describe('a lessons-learnt action plan', () => {
  proves('C17', 'is checked for its relevance to the failings at every rating', () => {
    for (const rating of ratings) {
      const known = { rating, sector: 'parliamentary', kind: 'lessonsLearntActionPlan' } as const
      needsReason(toJudge(known), caseworker, read, 'C17')
      const one = toJudge(known)
      expect(one.against(caseworker, { ...read, planRelevant: 'It answers each of the four failings' })).toEqual([])
    }
    expect(against({ rating: 'A', kind: 'systemicImprovement' }, complete)).toEqual([])
  })
})

describe('whoever judges', () => {
  proves(['C17', 'I34'], 'looks as closely when settling a doubt', () => {
    const one = item({ source: 'intervention' }).moveTo('2013-03-20')
    one.does(caseworker, evidence)
    one.does(caseworker, { type: 'DIRECT_DOUBT', why: 'Unsigned' })
    expect(one.against(assessmentOutcomesOfficer, complete)).toEqual(['C17 normally'])
    expect(one.against(assessmentOutcomesOfficer, read)).toEqual([])
  })

  proves(['C17', 'C18'], 'looks as closely when the case is published', () => {
    const one = toJudge({ rating: 'B', sector: 'parliamentary' }).changes({ publishedOn: '2013-03-20' })
    const view = { type: 'GIVE_VIEW', judgement: 'provided', why: 'Read', tellParliament: no, tellPublic: no, complete: true }
    expect(one.against(caseworkTeam, view)).toEqual(['C17 normally'])
    expect(one.against(caseworkTeam, { ...view, againstPrinciples: 'In line with them' })).toEqual([])
  })
})
