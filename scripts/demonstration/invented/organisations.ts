import type { Office } from '../office.ts'
import type { Organisations } from '../organisations.ts'
import type { Field } from './themes.ts'

/** How an organisation has behaved towards us, which is how its stories go: it keeps what it agrees, it is late, or it is like most. */
export type Character = 'reliable' | 'slow' | 'ordinary'

interface Invented {
  readonly name: string
  readonly field: Field
  readonly character: Character
  readonly contact: string
  /** The day of the demonstration on which it is first complained of, where the story of its rating asks for one; and the last. */
  readonly firstOn?: number
  readonly until?: number
}
const invented = (
  name: string,
  field: Field,
  contact: string,
  character: Character = 'ordinary',
  days: Pick<Invented, 'firstOn' | 'until'> = {},
): Invented => ({ name, field, character, contact, ...days })

/** The day on which one of them takes the place of another. */
export const SUCCEEDED_ON = 400
const never = { until: -1 }

/** Beside those of the examples; none of them exists. */
const others: readonly Invented[] = [
  invented('Ashcombe Vale Hospitals NHS Trust', 'hospital', 'Mrs Tindall', 'reliable'),
  invented('Eastwold General Hospitals NHS Trust', 'hospital', 'Mr Osei'),
  invented('Kestrelmoor University Hospitals NHS Trust', 'hospital', 'Ms Brandt', 'slow'),
  invented('Calderfold Ambulance Service NHS Trust', 'ambulance', 'Mr Yeo'),
  invented('Dunmere Mental Health NHS Trust', 'community', 'Ms Farah'),
  invented('Larkfield Community Health Partnership', 'community', 'Mrs Whitmore', 'reliable'),
  invented('Greyfriars Walk Surgery', 'practice', 'Dr Penhale'),
  invented('Hollin Bank Medical Practice', 'practice', 'Mr Sandhu', 'ordinary', { until: SUCCEEDED_ON }),
  invented('Fernholt Dental Access Centre', 'practice', 'Ms Iqbal', 'slow'),
  invented('Benefit Payments Agency', 'payments', 'Mr Corrigan', 'slow'),
  invented('Student Awards Office', 'payments', 'Ms Duval'),
  invented('Child Maintenance Directorate', 'payments', 'Mrs Achebe'),
  invented('Farm Payments Agency', 'payments', 'Mr Tresco', 'reliable'),
  invented('Pensions Service Centre', 'payments', 'Ms Halloran', 'ordinary', { firstOn: 5 }),
  invented('Driver and Vehicle Records Office', 'records', 'Mr Banerjee', 'ordinary', { firstOn: 103 }),
  invented('Land Records Agency', 'records', 'Mrs Culpepper'),
  invented('Travel Documents Office', 'records', 'Ms Novak', 'ordinary', never),
  invented('Court Fees and Enforcement Service', 'justice', 'Mr Adair'),
  invented('Coast and Rivers Agency', 'records', 'Ms Wetherby', 'ordinary', never),
]

/** One that complaints can be about; the ids are those of this filling. */
export interface Known {
  readonly id: string
  readonly name: string
  readonly sector: 'health' | 'parliamentary'
  readonly field: Field
  readonly character: Character
  readonly firstOn?: number
  readonly until?: number
}

const isHealth = (field: Field) => ['hospital', 'ambulance', 'community', 'practice'].includes(field)

export async function registerInvented(office: Office, ofTheExamples: Organisations): Promise<readonly Known[]> {
  const officer = await office.as('complianceOfficer')
  const known: Known[] = [
    { id: ofTheExamples.trust, name: 'trust', sector: 'health', field: 'hospital', character: 'ordinary' },
    { id: ofTheExamples.taxCredits, name: 'taxCredits', sector: 'parliamentary', field: 'payments', character: 'ordinary' },
    { id: ofTheExamples.legalServices, name: 'legalServices', sector: 'parliamentary', field: 'justice', character: 'ordinary' },
  ]
  for (const { contact, ...organisation } of others) {
    const { name, field } = organisation
    const sector = isHealth(field) ? ('health' as const) : ('parliamentary' as const)
    const { id } = await officer.registers({
      name,
      sector,
      contacts: [{ role: 'focalPoint', name: contact, details: 'Ombudsman liaison' }],
    })
    known.push({ ...organisation, id, sector })
  }
  return known
}
