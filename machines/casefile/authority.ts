import type { Who } from '../kernel/authority.ts'
import type { CasefileFacts } from './facts.ts'

type OfACasefile = { readonly casefile: CasefileFacts }
type Clause = Who<OfACasefile>

/** Who acts on a casefile, said once: each rule about people is made of these clauses. */
export const theCaseworker: Clause = { holderOf: "the casefile's caseworker", post: ({ casefile }) => casefile.caseworker }
export const aLineManagerOrAbove: Who<unknown> = { atLeast: 'lineManager' }

/** Our reading of who acts in an attempt and on the casefile (setting ac): its caseworker, or anyone above a caseworker. */
export const byTheCaseworker: Clause = { some: [theCaseworker, aLineManagerOrAbove] }
export const byAnyStaff: Who<unknown> = { atLeast: 'caseworker' }

const theirLineManager: Clause = {
  holderOf: "the line manager whom the casefile's caseworker reports to",
  post: (_record, { line }) => line,
}
const aLineManagerThere: Clause = { offices: ['lineManager'], of: ({ casefile }) => casefile.directorate }

/** The line manager whom the caseworker's post reports to (I20), whatever others there are; while it reports to nobody, or nobody has the casefile, any of the directorate. */
export const ownLineManager: Clause = {
  asItStands: (_record, { line }) => (line === undefined ? aLineManagerThere : theirLineManager),
  always: "the line manager of the casefile's caseworker",
}

/** I20: the director or a deputy director of CS&A, whoever owns the casefile (setting e). */
export const directorOfCustomerServices: Clause = { offices: ['director', 'deputyDirector'], of: () => 'customerServices' }
export const directorOfTheCasefile: Clause = { offices: ['director', 'deputyDirector'], of: ({ casefile }) => casefile.directorate }

export const assessmentOutcomesOfficer: Who<unknown> = { roles: ['assessmentOutcomesOfficer'] }
export const complianceOfficer: Who<unknown> = { roles: ['complianceOfficer'] }
export const reviewTeam: Who<unknown> = { roles: ['reviewTeam'] }
