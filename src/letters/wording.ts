import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import { type LetterheadName, letterhead } from '../../machines/office/letterhead.ts'
import type { MoneyLine } from '../../machines/remedy/action.ts'
import type { CaseOnPaper, OrganisationOnPaper, Signatory, Somebody } from './context.ts'
import { dateInWords, listed, moneyInWords } from './format.ts'
import { type Block, inParagraphs, type Lines } from './text.ts'

export const OUR_NAME = 'The Ombudsman’s Office'
const NOT_RECORDED = '[Not recorded yet: '
export const missing = (what: string) => `${NOT_RECORDED}${what}]`
/** What is not recorded shows as a gap in the draft; a letter with a gap is not signed (compose.ts). */
export const gap = (what: string): Block => ({ paragraph: missing(what) })
export const written = (words: string | undefined, what: string): readonly Block[] => (words?.trim() ? inParagraphs(words) : [gap(what)])
/** The gaps that were left in a text, each as it stands there. */
export const gapsIn = (text: string): readonly string[] => text.match(/\[Not recorded yet: [^\]]*\]/g) ?? []
/** The text with those of its gaps filled for which there are words. */
export const filled = (text: string, fills: readonly { readonly gap: string; readonly with: string | undefined }[]): string =>
  fills.reduce((said, { gap: what, with: words }) => (words === undefined ? said : said.replaceAll(missing(what), () => words)), text)

/** The day, over our reference: that on which the letter goes. */
export const dayAndReference = ({ today, reference }: Pick<CaseOnPaper, 'today' | 'reference'>): Lines => ({
  lines: [dateInWords(today), `${OUR_REFERENCE}${reference}`],
})
const OUR_REFERENCE = 'Our reference: '
const DAY_OVER_REFERENCE = new RegExp(`^\\d{1,2} \\p{L}+ \\d{4}[ \\t]*(?=\\r?\\n${OUR_REFERENCE})`, 'mu')
/** A text that was written on an earlier day, dated as the letter goes. */
export const datedAnew = (text: string, today: CalendarDate): string => text.replace(DAY_OVER_REFERENCE, dateInWords(today))

/** Who writes and how we are reached, at the head of what leaves the office. */
function headOf({ letterhead: set }: CaseOnPaper): readonly string[] {
  const said = (name: LetterheadName) => set[name] ?? missing(letterhead[name].called)
  return [OUR_NAME, ...said('officeAddress').split('\n'), `Telephone: ${said('officeTelephone')}`, `Email: ${said('officeEmail')}`]
}

export const dateOr = (date: string | undefined, what: string): string => (date ? dateInWords(date) : missing(what))

export function opening(to: Somebody, context: CaseOnPaper, subject: string, salutation = `Dear ${to.name},`): readonly Block[] {
  const address = (to.address ?? '')
    .split(/\n/)
    .map((line) => line.trim())
    .filter(Boolean)
  return [
    { lines: headOf(context) },
    { lines: [to.name, ...address] },
    dayAndReference(context),
    { lines: [salutation] },
    { heading: subject },
  ]
}
export const closing = (context: CaseOnPaper): readonly Block[] => endingIn('Yours sincerely,', context, bySignatory(context))

/** To an organisation, or the one that took its place: to its contact there by name, where we know one. */
export function openingTo(organisation: OrganisationOnPaper | undefined, context: CaseOnPaper, subject: string): readonly Block[] {
  const { name = missing('the organisation'), successor, contact } = organisation ?? {}
  const address = [contact?.name, contact?.details].filter(Boolean).join('\n')
  return [
    ...opening({ name: successor ?? name, address }, context, subject, `Dear ${contact?.name ?? 'Sir or Madam'},`),
    ...(successor ? [{ paragraph: `You have taken the place of ${name}. What went between it and us stands between you and us.` }] : []),
  ]
}
export const closingTo = (context: CaseOnPaper): readonly Block[] => endingIn(wordsTo(context), context, bySignatory(context))
/** Signed by whoever issues the letter, which nobody may guess before. */
export const closingByIssuer = (context: CaseOnPaper, issuer: Signatory | undefined): readonly Block[] =>
  endingIn(wordsTo(context), context, issuer ? signedBy(issuer) : missing(WHO_ISSUES))
export const WHO_ISSUES = 'who issues it, by name and post'
/** The lines that a name and a post stand on. */
export const signedBy = ({ name, post }: Signatory): string => `${name}\n${post}`
const wordsTo = ({ organisation }: CaseOnPaper) => (organisation?.contact ? 'Yours sincerely,' : 'Yours faithfully,')

/** By name and post; where nobody holds the caseworker's post, for it. */
const bySignatory = ({ signatory }: CaseOnPaper): string => (signatory ? signedBy(signatory) : 'Caseworker')

/** Below who signs stands how to reply. */
function endingIn(words: string, { reference }: CaseOnPaper, by: string): readonly Block[] {
  return [
    { lines: [words] },
    { lines: [by, 'for the Ombudsman'] },
    { paragraph: `To reply, please write, telephone or email us as at the head of this letter, and give our reference, ${reference}.` },
  ]
}

export const nameOf = ({ complainant }: CaseOnPaper): string => complainant?.name ?? missing('the complainant')

/** Who is written to about the complaint: who speaks for the complainant, or the complainant, or those who act for one who has died. */
export function correspondent({ complainant, representative, diedOn }: CaseOnPaper): Somebody {
  if (representative) return representative
  if (!complainant) return { name: missing('the complainant') }
  return diedOn ? { ...complainant, name: `The personal representatives of the late ${complainant.name}` } : complainant
}

export const openingToComplainant = (context: CaseOnPaper): readonly Block[] => {
  const to = correspondent(context)
  const byName = context.representative !== undefined || context.diedOn === undefined
  return opening(to, context, subjectOf(context), byName ? undefined : 'Dear Sir or Madam,')
}
export const subjectOf = (context: CaseOnPaper): string => {
  const { complainant, representative, diedOn } = context
  const whose =
    complainant && (diedOn || representative) ? `The complaint of ${diedOn ? 'the late ' : ''}${complainant.name}` : 'Your complaint'
  return `${whose} about ${complainedAbout(context)}`
}

export const namesOf = (organisations: readonly OrganisationOnPaper[]): string =>
  listed([...new Set(organisations.map(({ name }) => name))])
export const complainedAbout = ({ complainedAbout: organisations }: CaseOnPaper): string => namesOf(organisations) || 'an organisation'

/** What belongs below an action: its money, its day, and how it will be known. */
export const detailsOf = (
  { money, measure }: { readonly money: readonly MoneyLine[]; readonly measure: string },
  day: string,
): readonly string[] => [...money.map(moneyInWords), day, ...(measure ? [`How we shall know: ${measure}`] : [])]
