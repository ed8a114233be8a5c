import type { CaseOnPaper, Signatory } from './context.ts'
import { dateInWords } from './format.ts'
import type { Block } from './text.ts'

/** A referral inside the office: to a post or a team. */
export const openingToOffice = (to: string, context: CaseOnPaper, subject: string): readonly Block[] => [
  { lines: [to] },
  { lines: [dateInWords(context.today), `Our reference: ${context.reference}`] },
  { lines: ['Dear colleague,'] },
  { heading: subject },
]
/** From whoever is named, else from the post. */
export const closingToOffice = (signatory: Signatory | undefined, post = 'Caseworker'): readonly Block[] => [
  { lines: signatory ? [signatory.name, signatory.post] : [post] },
]
