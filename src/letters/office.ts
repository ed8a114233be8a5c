import type { CaseOnPaper, Signatory } from './context.ts'
import type { Block } from './text.ts'
import { dayAndReference } from './wording.ts'

/** A referral inside the office: to a post or a team. */
export const openingToOffice = (to: string, context: CaseOnPaper, subject: string): readonly Block[] => [
  { lines: [to] },
  dayAndReference(context),
  { lines: ['Dear colleague,'] },
  { heading: subject },
]
/** From whoever is named, else from the post. */
export const closingToOffice = (signatory: Signatory | undefined, post = 'Caseworker'): readonly Block[] => [
  { lines: signatory ? [signatory.name, signatory.post] : [post] },
]
