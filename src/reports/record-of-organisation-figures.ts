import type { ParagraphId } from '../../machines/guidance/paragraph.ts'
import type { Rating } from '../../machines/kernel/definition.ts'
import { type FactorName, factorNames, factors } from '../../machines/rating/factors.ts'
import type { Bearing, Information } from '../../machines/rating/record.ts'
import type { Measure } from './record-of-organisation-findings.ts'

/** How often something was found, or recorded for or against. */
export interface Counted {
  readonly of: (measure: Measure) => number
  readonly favourable: (factor: FactorName) => number
  readonly adverse: (factor: FactorName) => number
}

interface Threshold {
  readonly value: number
  readonly cites: ParagraphId
  readonly reading: string
}
const threshold = (value: number, cites: ParagraphId, reading: string): Threshold => ({ value, cites, reading: `Our reading: ${reading}` })

/** From which figure on a factor speaks for its rating. The annex gives no numbers: each is ours, and people decide (C7). */
export const thresholds = {
  enoughToJudge: threshold(3, 'C8', 'fewer than three items that have come due are too little information for any rating but the default.'),
  repeated: threshold(2, 'CA', '"repeated" is twice or more, on different items or recommendations.'),
  once: threshold(1, 'CA', 'where the annex does not say "repeated", once is enough to be considered.'),
  significantProportion: threshold(1 / 3, 'CA', 'a "significant proportion" is more than a third of the items that have come due.'),
} as const

/** Whether one factor's figures speak for the rating it may merit, and why. */
export interface Spoken {
  readonly factor: FactorName
  readonly merits: 'A' | 'C'
  readonly speaks: boolean
  readonly because: string
}

const { enoughToJudge, repeated, once, significantProportion } = thresholds
const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)
const items = (count: number) => `${count} ${count === 1 ? 'item' : 'items'}`

/** For what is counted: spoken from a number on. */
const from =
  (measure: Measure, least: Threshold, what: string) =>
  ({ of }: Counted) => ({ speaks: of(measure) >= least.value, because: `${what}: ${of(measure)}` })
const recordedInWords = (forIt: number, against: number): string => {
  const each = [...(forIt ? [`${times(forIt)} for it`] : []), ...(against ? [`${times(against)} against it`] : [])]
  return `recorded ${each.join(', ') || 'neither for it nor against it'}`
}
/** For what people record: spoken where more of it is favourable (A), or any of it adverse (C). */
const recorded =
  (factor: FactorName) =>
  ({ favourable, adverse }: Counted) => ({
    speaks:
      factors[factor].merits === 'A'
        ? favourable(factor) > adverse(factor)
        : adverse(factor) >= once.value && adverse(factor) > favourable(factor),
    because: recordedInWords(favourable(factor), adverse(factor)),
  })

const spokenBy: Readonly<Record<FactorName, (counted: Counted) => Pick<Spoken, 'speaks' | 'because'>>> = {
  keptInTime: ({ of }) => {
    const [due, byFirst, byLater] = [of('due'), of('keptByFirstDate'), of('keptByLaterDate')]
    return {
      speaks: due >= enoughToJudge.value && byFirst + byLater === due,
      because: `of ${items(due)} that came due, ${byFirst} kept by the first date and ${byLater} by one agreed later`,
    }
  },
  engagement: recorded('engagement'),
  constructive: recorded('constructive'),
  commitment: recorded('commitment'),
  notImplemented: from('notImplemented', once, 'recommendations of final reports that were not implemented'),
  refusedInDraft: from('refusedInDraft', repeated, 'recommendations refused in draft reports'),
  disputedTerms: from('disputedTerms', repeated, 'items and recommendations whose terms it disputed'),
  delays: from('excessivelyDelayed', repeated, 'items delayed excessively'),
  missedTarget: ({ of }) => ({
    speaks: of('due') >= enoughToJudge.value && of('missedFirstDate') / of('due') > significantProportion.value,
    because: `${of('missedFirstDate')} of ${items(of('due'))} that came due missed the first date`,
  }),
  badFaith: from('badFaith', once, 'items judged to show bad faith'),
  unwillingness: recorded('unwillingness'),
}

export const spokenOf = (counted: Counted): readonly Spoken[] =>
  factorNames.map((factor) => ({ factor, merits: factors[factor].merits, ...spokenBy[factor](counted) }))

/** The rating the figures speak for; suggested with its reasons, and nothing more. */
export interface SpokenFor {
  readonly rating: Rating
  readonly information: Information
  readonly why: string
  readonly factors: readonly { readonly factor: FactorName; readonly bears: Bearing; readonly because: string }[]
}

export function spokenFor(counted: Counted): SpokenFor {
  const spoken = spokenOf(counted).filter(({ speaks }) => speaks)
  const against = spoken.filter(({ merits }) => merits === 'C')
  const factorsOf = (chosen: readonly Spoken[], bears: Bearing) => chosen.map(({ factor, because }) => ({ factor, bears, because }))
  if (against.length > 0) {
    return { rating: 'C', information: 'sufficient', why: 'Factors that may merit a C are met', factors: factorsOf(against, 'adverse') }
  }
  if (counted.of('due') < enoughToJudge.value) {
    const why = `Too little to judge by: ${items(counted.of('due'))} that came due`
    return { rating: 'B', information: 'insufficient', why, factors: [] }
  }
  const isAdverse = factorNames.some((factor) => counted.adverse(factor) > counted.favourable(factor))
  const goodFor = spoken.filter(({ merits }) => merits === 'A')
  if (goodFor.some(({ factor }) => factor === 'keptInTime') && !isAdverse) {
    return {
      rating: 'A',
      information: 'sufficient',
      why: 'It kept all that came due, and nothing speaks against it',
      factors: factorsOf(goodFor, 'favourable'),
    }
  }
  return { rating: 'B', information: 'sufficient', why: 'Nothing gives a reason for another rating', factors: [] }
}
