import type { Directorate, Grade, NamedPost, Role } from '../machines/kernel/authority.ts'

/** One post of the office that the demonstration plays in; the same posts stand in the tests. */
export interface DemonstrationPost {
  readonly key: string
  readonly title: string
  readonly grade?: Grade
  readonly named?: NamedPost
  readonly roles: readonly Role[]
  readonly directorate?: Directorate
  /** The key of the post it reports to. */
  readonly reportsTo?: string
}

const ofCustomerServices = { directorate: 'customerServices' } as const
const officer = (key: string, title: string, role: Role): DemonstrationPost => ({
  key,
  title,
  grade: 'caseworker',
  roles: [role],
  reportsTo: 'operationsManager',
})

/** Whom one can sign in as, in the order of the list. Administrator and auditor hold no grade: neither sends a casework event. */
export const demonstrationPosts = [
  { key: 'caseworker', title: 'Caseworker', grade: 'caseworker', roles: [], ...ofCustomerServices, reportsTo: 'lineManager' },
  { key: 'secondCaseworker', title: 'Second caseworker', grade: 'caseworker', roles: [], ...ofCustomerServices, reportsTo: 'lineManager' },
  { key: 'lineManager', title: 'Line manager', grade: 'lineManager', roles: [], ...ofCustomerServices, reportsTo: 'operationsManager' },
  {
    key: 'operationsManager',
    title: 'Operations manager (E1)',
    grade: 'operationsManager',
    roles: [],
    ...ofCustomerServices,
    reportsTo: 'deputyDirector',
  },
  {
    key: 'deputyDirector',
    title: 'Deputy director of customer services and assessment',
    grade: 'deputyDirector',
    roles: [],
    ...ofCustomerServices,
    reportsTo: 'director',
  },
  {
    key: 'director',
    title: 'Director of customer services and assessment',
    grade: 'director',
    roles: [],
    ...ofCustomerServices,
    reportsTo: 'chiefOperatingOfficer',
  },
  {
    key: 'directorOfOtherDirectorate',
    title: 'Director of operations',
    grade: 'director',
    roles: [],
    directorate: 'operations',
    reportsTo: 'interimDirectorOfOperations',
  },
  {
    key: 'deputyDirectorOfOtherDirectorate',
    title: 'Deputy director of operations',
    grade: 'deputyDirector',
    roles: [],
    directorate: 'operations',
    reportsTo: 'directorOfOtherDirectorate',
  },
  {
    key: 'interimDirectorOfOperations',
    title: 'Interim Director of Operations',
    grade: 'executive',
    named: 'interimDirectorOfOperations',
    roles: [],
    directorate: 'operations',
    reportsTo: 'chiefOperatingOfficer',
  },
  {
    key: 'interimDirectorOfBusinessDevelopment',
    title: 'Interim Director of Business Development',
    grade: 'executive',
    named: 'interimDirectorOfBusinessDevelopment',
    roles: [],
    directorate: 'businessDevelopment',
    reportsTo: 'chiefOperatingOfficer',
  },
  {
    key: 'chiefOperatingOfficer',
    title: 'Chief Operating Officer',
    grade: 'executive',
    named: 'chiefOperatingOfficer',
    roles: [],
    reportsTo: 'ombudsman',
  },
  { key: 'ombudsman', title: 'Ombudsman', grade: 'executive', named: 'ombudsman', roles: [] },
  officer('complianceOfficer', 'Compliance officer', 'complianceOfficer'),
  officer('outcomesOfficer', 'Outcomes officer', 'outcomesOfficer'),
  officer('assessmentOutcomesOfficer', 'Assessment outcomes officer', 'assessmentOutcomesOfficer'),
  officer('caseworkTeam', "Ombudsman's Casework Team", 'caseworkTeam'),
  officer('reviewTeam', 'Review Team', 'reviewTeam'),
  officer('clinicalAdviser', 'Clinical adviser', 'clinicalAdviser'),
  { key: 'administrator', title: 'Administrator', roles: ['administrator'] },
  { key: 'auditor', title: 'Auditor', roles: ['auditor'] },
] as const satisfies readonly DemonstrationPost[]
