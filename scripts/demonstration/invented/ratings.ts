import type { Colleague } from '../office.ts'
import { alone, type Story } from '../timeline.ts'
import { type Known, SUCCEEDED_ON } from './organisations.ts'
import { DAYS_BEHIND } from './plan.ts'

/** How the ratings of organisations come about: looked at by an officer, suggested, and agreed by somebody else of operations. */

type Looked = 'A' | 'C' | 'stays' | 'pending' | 'declined'
/** On which day each is looked at. Two are never, so that a look at them falls due, and is overdue. */
const looks: Readonly<Record<string, readonly [on: number, Looked]>> = {
  trust: [372, 'stays'],
  taxCredits: [341, 'stays'],
  legalServices: [356, 'stays'],
  'Ashcombe Vale Hospitals NHS Trust': [330, 'A'],
  'Larkfield Community Health Partnership': [350, 'A'],
  'Farm Payments Agency': [362, 'A'],
  'Kestrelmoor University Hospitals NHS Trust': [322, 'C'],
  'Fernholt Dental Access Centre': [344, 'C'],
  'Benefit Payments Agency': [296, 'C'],
  'Eastwold General Hospitals NHS Trust': [312, 'stays'],
  'Calderfold Ambulance Service NHS Trust': [364, 'declined'],
  'Dunmere Mental Health NHS Trust': [337, 'stays'],
  'Greyfriars Walk Surgery': [348, 'stays'],
  'Court Fees and Enforcement Service': [303, 'stays'],
  'Land Records Agency': [359, 'stays'],
  'Student Awards Office': [DAYS_BEHIND - 3, 'pending'],
  'Child Maintenance Directorate': [DAYS_BEHIND - 12, 'pending'],
}

interface RecordOf {
  readonly suggestion: {
    readonly rating: string
    readonly factors: readonly { readonly factor: string; readonly bears: string; readonly casefiles: readonly string[] }[]
  }
}
const engagement = {
  A: { factor: 'engagement', favourable: true, words: 'Sends evidence before it is asked for, and asks where a remedy is unclear' },
  C: { factor: 'unwillingness', favourable: false, words: 'Calls and letters about what it agreed to are left unanswered' },
}

/** What is known of it, as the annex counts it, and what the officer has met. */
async function suggests(officer: Colleague, organisation: Known, own: { id: string }, rating: 'A' | 'C'): Promise<void> {
  const met = engagement[rating]
  await officer.does(own, 'RECORD_ENGAGEMENT', met, { saysWhichCasefile: 'It showed in most of its cases' })
  const { suggestion } = await officer.get<RecordOf>(`/organisations/${organisation.id}/record`)
  const counted = suggestion.rating === rating ? suggestion.factors : []
  const factors = [
    ...counted.map(({ factor, bears, casefiles }) => ({ factor, bears, casefiles: [...new Set(casefiles)].slice(0, 5) })),
    ...(counted.some(({ factor }) => factor === met.factor)
      ? []
      : [{ factor: met.factor, bears: met.favourable ? 'favourable' : 'adverse' }]),
  ]
  await officer.does(own, 'SUGGEST_RATING', { rating, why: 'As its record over the year shows', factors })
}

const lookedAt = (organisation: Known, [on, how]: readonly [number, Looked]): Story =>
  async function* ({ office }) {
    yield alone(on)
    const officer = await office.as('complianceOfficer')
    const { rating } = await officer.get<{ rating: { instance: string } }>(`/organisations/${organisation.id}`)
    const own = { id: rating.instance }
    if (how === 'stays') {
      await officer.does(own, 'RECORD_NO_CHANGE', { why: 'Nothing in its record speaks for another' })
      return ''
    }
    await suggests(officer, organisation, own, how === 'A' ? 'A' : 'C')
    if (how === 'pending') return ''
    yield alone(4)
    const agreeing = await office.as(how === 'A' ? 'operationsManager' : 'interimDirectorOfOperations')
    if (how === 'declined') await agreeing.does(own, 'DECLINE_RATING', { why: 'One bad month is not a pattern' })
    else await agreeing.does(own, 'AGREE_RATING', { why: 'I have seen the same' })
    return ''
  }

const succeeded = (former: Known, successor: Known): Story =>
  async function* ({ office }) {
    yield alone(SUCCEEDED_ON)
    const officer = await office.as('complianceOfficer')
    const { instance } = await officer.get<{ instance: string }>(`/organisations/${former.id}`)
    const merger = { successor: successor.id, why: 'The two practices have merged' }
    await officer.does({ id: instance }, 'ORGANISATION_SUCCEEDED', merger)
    return ''
  }

export function ratingStories(organisations: readonly Known[]): readonly Story[] {
  const named = (name: string) => organisations.find((each) => each.name === name)!
  return [
    ...organisations.flatMap((each) => (looks[each.name] ? [lookedAt(each, looks[each.name]!)] : [])),
    succeeded(named('Hollin Bank Medical Practice'), named('Greyfriars Walk Surgery')),
  ]
}
