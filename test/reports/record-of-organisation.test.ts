import { describe, expect, test } from '@jest/globals'
import { begun as approached } from '../../machines/approach/record.ts'
import { notEscalated } from '../../machines/compliance/escalation-record.ts'
import { EXCESSIVE_DELAY_DAYS, findingsIn } from '../../machines/compliance/findings.ts'
import { type Compliance, begun as item, type Judged, type WhoseDelay } from '../../machines/compliance/record.ts'
import { addDays } from '../../machines/kernel/calendar.ts'
import { canonical } from '../../machines/kernel/stored.ts'
import { type Recommendation, begun as recommended } from '../../machines/recommendation/record.ts'
import { type Counted, spokenFor, spokenOf } from '../../src/reports/record-of-organisation-figures.ts'
import {
  findingsOfApproach,
  findingsOfRecommendation,
  findingsToday,
  type Measure,
  SAYING,
} from '../../src/reports/record-of-organisation-findings.ts'
import { proves } from '../support/proves.ts'

const TARGET = '2013-04-30'
const LATER = '2013-05-31'
const agreed = (more: Partial<Compliance> = {}): Compliance => ({
  ...item,
  targetDate: TARGET,
  targetDates: [{ date: TARGET, from: '2013-03-01' }],
  ...more,
})
const extended = (whoseDelay: WhoseDelay, more: Partial<Compliance> = {}): Compliance =>
  agreed({
    targetDate: LATER,
    targetDates: [
      { date: TARGET, from: '2013-03-01' },
      { date: LATER, from: '2013-04-20', whoseDelay },
    ],
    ...more,
  })
const complied = (providedOn: string, endedOn = providedOn): Partial<Compliance> => ({ ending: 'complied', providedOn, endedOn })
const measuresOf = (record: Compliance, today = '2013-12-31'): readonly Measure[] =>
  findingsToday(findingsIn(record), today).map(({ measure }) => measure)

/** What says something is among those that are read. */
function expectRead(machine: keyof typeof SAYING, record: object) {
  expect(SAYING[machine].filter((words) => canonical(record).includes(words))).not.toEqual([])
}

describe('an item in the record of its organisation', () => {
  proves('CA', 'is kept within the first date, or within one agreed later: the two are told apart', () => {
    expect(measuresOf(agreed(complied(TARGET)))).toEqual(['due', 'keptByFirstDate'])
    expect(measuresOf(extended('organisation', complied(TARGET)))).toEqual(['due', 'keptByFirstDate'])
    expect(measuresOf(extended('organisation', complied(LATER)))).toEqual(['due', 'missedFirstDate', 'keptByLaterDate'])
    expect(measuresOf(agreed(complied('2013-05-01')))).toEqual(['due', 'missedFirstDate'])
  })

  proves('CA', 'is measured by the day the remedy was provided, however late we judged it', () => {
    expect(measuresOf(agreed(complied(TARGET, '2013-09-01')))).toEqual(['due', 'keptByFirstDate'])
  })

  proves('CA', 'a delay the complainant caused, or we, does not count; what follows it does', () => {
    for (const whose of ['complainant', 'ombudsman'] as const) {
      expect(measuresOf(extended(whose, complied(LATER)))).toEqual(['due', 'keptByLaterDate'])
      expect(measuresOf(extended(whose, complied('2013-06-01')))).toEqual(['due', 'missedFirstDate'])
    }
    const afterItsOwn = extended('organisation', complied('2013-06-20'))
    const targetDates = [...afterItsOwn.targetDates, { date: '2013-06-30', from: '2013-05-20', whoseDelay: 'complainant' as const }]
    expect(measuresOf({ ...afterItsOwn, targetDates })).toEqual(['due', 'missedFirstDate', 'keptByLaterDate'])
  })

  proves('CA', 'says nothing before its date, nor while evidence that arrived in time is being judged', () => {
    expect(measuresOf(agreed(), TARGET)).toEqual([])
    expect(measuresOf(agreed(), '2013-05-01')).toEqual(['due', 'missedFirstDate'])
    expect(measuresOf(agreed({ withUs: { providedOn: TARGET, all: true } }), '2013-05-20')).toEqual([])
    expect(measuresOf(agreed({ withUs: { providedOn: '2013-05-02', all: true } }), '2013-05-20')).toEqual(['due', 'missedFirstDate'])
  })

  proves('CA', 'that the clock recorded it overdue counts nowhere once it proves to have been in time', () => {
    const answered = agreed({ ...complied(TARGET, '2013-06-10'), overdue: [{ since: '2013-05-01', answeredInTime: true }] })
    expect(measuresOf(answered)).toEqual(['due', 'keptByFirstDate'])
  })

  proves('CA', 'a delay is excessive past four weeks from the date agreed last, or where it was escalated as such', () => {
    const day = (days: number) => addDays(LATER, days)
    expect(measuresOf(extended('organisation', complied(day(EXCESSIVE_DELAY_DAYS))))).not.toContain('excessivelyDelayed')
    expect(measuresOf(extended('organisation', complied(day(EXCESSIVE_DELAY_DAYS + 1))))).toContain('excessivelyDelayed')
    expect(measuresOf(agreed(), addDays(TARGET, EXCESSIVE_DELAY_DAYS + 1))).toContain('excessivelyDelayed')
    const reasons = [{ on: '2013-05-03', reason: 'extendedDelay' as const, why: 'words' }]
    expect(measuresOf(agreed({ ...complied('2013-05-02'), escalation: { ...notEscalated, reasons } }))).toContain('excessivelyDelayed')
  })

  proves('CA', 'disputed terms and bad faith count once for each item', () => {
    const judged = (badFaith: string): Judged => ({
      on: '2013-05-05',
      by: 'x',
      judgement: 'flawed',
      why: 'words',
      rating: 'B',
      sector: 'health',
      badFaith,
    })
    const record = agreed({
      disputes: [
        { on: '2013-04-02', what: 'words' },
        { on: '2013-04-01', what: 'words' },
      ],
      judged: [judged('old policy shown as new'), judged('again')],
    })
    expect(findingsToday(findingsIn(record), TARGET)).toEqual([
      { measure: 'disputedTerms', on: '2013-04-01' },
      { measure: 'badFaith', on: '2013-05-05' },
    ])
  })

  proves('CA', 'work that was refused, and what was closed as not accepted, had no date to keep', () => {
    expect(measuresOf(agreed({ refusedOn: '2013-03-02' }))).toEqual([])
    expect(measuresOf(agreed({ notAccepted: { on: '2013-03-02', why: 'words' }, ending: 'notAccepted', endedOn: '2013-03-02' }))).toEqual(
      [],
    )
  })
})

describe('a recommendation in the record of its organisation', () => {
  const of = (record: Partial<Recommendation>) => {
    const said = findingsOfRecommendation({ ...recommended, ...record })
    if (said.length > 0) expectRead('recommendation', { ...recommended, ...record })
    return said
  }
  const refusal = (on: string, report: 'draft' | 'final') => ({ on, report, words: 'words' })
  const decided = (on: string) => [{ on, report: 'final' as const, outcome: 'notPursued' as const, why: 'words' }]

  proves(['CA', 'C10'], 'refused in a draft it counts once, and also where it was dropped for it', () => {
    const refusals = [refusal('2013-03-05', 'draft'), refusal('2013-03-09', 'draft'), refusal('2013-05-01', 'final')]
    expect(of({ refusals, standing: 'inFinal' })).toEqual([{ measure: 'refusedInDraft', on: '2013-03-05' }])
    const decisions = [{ on: '2013-03-12', report: 'draft' as const, outcome: 'dropped' as const, why: 'words' }]
    for (const standing of ['dropped', 'accepted'] as const)
      expect(of({ refusals, standing, decisions }).map(({ measure }) => measure)).toEqual(['refusedInDraft', 'refusedInDraftAndDropped'])
    expect(of({ refusals: [refusal('2013-05-01', 'final')], standing: 'refused' })).toEqual([])
  })

  proves('CA', 'is not implemented where it was not accepted after the final report, or could not be secured', () => {
    expect(of({ standing: 'notAccepted', decisions: decided('2013-05-09') })).toEqual([{ measure: 'notImplemented', on: '2013-05-09' }])
    expect(of({ standing: 'pursued', items: [{ key: 'a', ending: 'notSecured', endedOn: '2013-09-01' }] })).toEqual([
      { measure: 'notImplemented', on: '2013-09-01' },
    ])
    expect(of({ standing: 'accepted', items: [{ key: 'a', ending: 'complied', endedOn: '2013-09-01' }] })).toEqual([])
  })

  proves('CA', 'accepted after all, it is no longer one that was not implemented', () => {
    const items = [{ key: 'a', ending: 'notAccepted' as const, endedOn: '2013-05-09' }, { key: 'b' }]
    expect(of({ standing: 'accepted', items, decisions: decided('2013-05-09') })).toEqual([])
  })
})

describe('an approach in the record of its organisation', () => {
  proves('I13', 'a refused intervention stands apart; an offer that we turned down is not its refusal', () => {
    const refused = { on: '2013-03-05', words: 'words', actions: [] }
    expect(findingsOfApproach({ ...approached, refusals: [refused, { ...refused, fellBack: true }] })).toEqual([
      { measure: 'refusedIntervention', on: '2013-03-05' },
    ])
    expect(findingsOfApproach({ ...approached, refusals: [{ ...refused, turnedDown: true }] })).toEqual([
      { measure: 'turnedDownOffer', on: '2013-03-05' },
    ])
    expectRead('approach', { ...approached, refusals: [refused] })
  })
})

describe('what the figures speak for', () => {
  const counted = (
    found: Partial<Record<Measure, number>>,
    { favourable = [], adverse = [] }: { favourable?: string[]; adverse?: string[] } = {},
  ): Counted => ({
    of: (measure) => found[measure] ?? 0,
    favourable: (factor) => favourable.filter((each) => each === factor).length,
    adverse: (factor) => adverse.filter((each) => each === factor).length,
  })
  const speaking = (of: Counted) => spokenOf(of).flatMap(({ factor, speaks }) => (speaks ? [factor] : []))

  proves('C8', 'fewer than three items that have come due are too little for any other rating than the default', () => {
    expect(spokenFor(counted({ due: 2, keptByFirstDate: 2 }))).toMatchObject({ rating: 'B', information: 'insufficient' })
  })

  proves('CA', 'an A, where all that came due was kept by one date or the other and nothing speaks against it', () => {
    const kept = { due: 3, keptByFirstDate: 2, keptByLaterDate: 1, missedFirstDate: 1 }
    expect(spokenFor(counted(kept))).toMatchObject({
      rating: 'A',
      information: 'sufficient',
      factors: [{ factor: 'keptInTime', bears: 'favourable', because: expect.stringContaining('2 kept by the first date and 1') }],
    })
    expect(spokenFor(counted(kept, { favourable: ['engagement'] })).factors.map(({ factor }) => factor)).toEqual([
      'keptInTime',
      'engagement',
    ])
    expect(spokenFor(counted(kept, { adverse: ['engagement'] }))).toMatchObject({ rating: 'B', information: 'sufficient' })
  })

  test('of what people recorded, only what there is: nothing is said to have been recorded 0 times', () => {
    const said = (recorded: Parameters<typeof counted>[1]) =>
      spokenOf(counted({}, recorded)).flatMap(({ factor, because }) => (factor === 'engagement' ? because : []))
    expect(said({ favourable: ['engagement'] })).toEqual(['recorded once for it'])
    expect(said({ adverse: ['engagement'] })).toEqual(['recorded once against it'])
    expect(said({ favourable: ['engagement', 'engagement'], adverse: ['engagement'] })).toEqual(['recorded twice for it, once against it'])
  })

  proves('CA', 'a C, where a factor is met that may merit it: once, repeatedly or in more than a third, as the annex puts it', () => {
    expect(speaking(counted({ notImplemented: 1 }))).toEqual(['notImplemented'])
    expect(speaking(counted({ badFaith: 1 }))).toEqual(['badFaith'])
    expect(speaking(counted({ refusedInDraft: 1, excessivelyDelayed: 1 }))).toEqual([])
    expect(speaking(counted({ refusedInDraft: 2, excessivelyDelayed: 2 }))).toEqual(['refusedInDraft', 'delays'])
    expect(speaking(counted({ due: 6, missedFirstDate: 2 }))).toEqual([])
    expect(speaking(counted({ due: 5, missedFirstDate: 2 }))).toEqual(['missedTarget'])
    expect(speaking(counted({}, { adverse: ['unwillingness'] }))).toEqual(['unwillingness'])
    expect(spokenFor(counted({ due: 5, missedFirstDate: 2, keptByFirstDate: 3 }))).toMatchObject({
      rating: 'C',
      factors: [{ factor: 'missedTarget', bears: 'adverse', because: '2 of 5 items that came due missed the first date' }],
    })
  })

  test('refused interventions speak for nothing: they are shown apart', () => {
    expect(speaking(counted({ refusedIntervention: 9, turnedDownOffer: 9 }))).toEqual([])
  })
})
