import type { Office } from './office.ts'

const register = {
  trust: {
    name: 'Harrowmere Hospitals NHS Trust',
    sector: 'health',
    contacts: [{ role: 'focalPoint', name: 'Ms Okafor', details: 'Ombudsman liaison' }],
  },
  otherTrust: {
    name: 'Saltby and Fenwick NHS Foundation Trust',
    sector: 'health',
    contacts: [{ role: 'complaintsManager', name: 'Mr Lindqvist' }],
  },
  cancerTrust: {
    name: 'Westering Teaching Hospitals NHS Trust',
    sector: 'health',
    contacts: [{ role: 'patientExperienceManager', name: 'Dr Adeyemi' }],
  },
  taxCredits: { name: 'Tax Credit Office', sector: 'parliamentary', contacts: [{ role: 'focalPoint', name: 'Mr Prosser' }] },
  legalServices: {
    name: 'Legal Services Commission',
    sector: 'parliamentary',
    contacts: [{ role: 'complaintsManager', name: 'Mrs Varga' }],
  },
  commissioners: {
    name: 'Harrowmere Clinical Commissioners',
    sector: 'health',
    contacts: [{ role: 'complaintsManager', name: 'Ms Petrov' }],
  },
} as const

export type Organisations = Readonly<Record<keyof typeof register, string>>

/** The organisations of the stories, registered through the API; their ids by the name the stories give them. */
export async function registerOrganisations(office: Office): Promise<Organisations> {
  const officer = await office.as('complianceOfficer')
  const ids: [string, string][] = []
  for (const [name, organisation] of Object.entries(register)) ids.push([name, (await officer.registers(organisation)).id])
  return Object.fromEntries(ids) as Organisations
}
