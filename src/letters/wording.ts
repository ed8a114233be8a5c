import { isSystemic } from '../../machines/remedy/action.ts'
import type { Agreed, LetterContext, OrganisationOnPaper, Somebody } from './context.ts'
import { dateInWords, listed, moneyInWords, sentence } from './format.ts'
import { type Point, point } from './template.ts'
import { type Block, inParagraphs, type Numbered } from './text.ts'

/** What is not recorded shows as a gap in the draft; a letter with a gap is not signed (compose.ts). */
export const gap = (what: string): Block => ({ paragraph: `[Not recorded yet: ${what}]` })
export const written = (words: string | undefined, what: string): readonly Block[] => (words?.trim() ? inParagraphs(words) : [gap(what)])

export function opening(to: Somebody, context: LetterContext, subject: string, salutation = `Dear ${to.name},`): readonly Block[] {
  const address = (to.address ?? '')
    .split(/\n/)
    .map((line) => line.trim())
    .filter(Boolean)
  return [
    { lines: [to.name, ...address] },
    { lines: [dateInWords(context.today), `Our reference: ${context.reference}`] },
    { lines: [salutation] },
    { heading: subject },
  ]
}
export const closing = (context: LetterContext): readonly Block[] => endingIn('Yours sincerely,', context)

/** To an organisation: to its contact there by name, where we know one. */
export function openingTo(organisation: OrganisationOnPaper | undefined, context: LetterContext, subject: string): readonly Block[] {
  const { name = '[Not recorded yet: the organisation]', contact } = organisation ?? {}
  const address = [contact?.name, contact?.details].filter(Boolean).join('\n')
  return opening({ name, address }, context, subject, `Dear ${contact?.name ?? 'Sir or Madam'},`)
}
export const closingTo = (context: LetterContext): readonly Block[] =>
  endingIn(context.organisation?.contact ? 'Yours sincerely,' : 'Yours faithfully,', context)

/** Signed by name and post; where nobody holds the caseworker's post, for it. */
function endingIn(words: string, { signatory }: LetterContext): readonly Block[] {
  const by = signatory ? [signatory.name, signatory.post] : ['Caseworker']
  return [{ lines: [words] }, { lines: [...by, 'for the Ombudsman'] }]
}

/** Who is written to about the complaint: the complainant, or who goes on with it after their death. */
export const correspondent = ({ complainant, representative, diedOn }: LetterContext): Somebody =>
  (diedOn && representative) || complainant || { name: '[Not recorded yet: the complainant]' }

export const namesOf = (organisations: readonly OrganisationOnPaper[]): string =>
  listed([...new Set(organisations.map(({ name }) => name))])
export const complainedAbout = ({ complainedAbout: organisations }: LetterContext): string => namesOf(organisations) || 'an organisation'

export const subjectOf = (context: LetterContext): string =>
  context.diedOn && context.representative && context.complainant
    ? `The complaint of the late ${context.complainant.name} about ${complainedAbout(context)}`
    : `Your complaint about ${complainedAbout(context)}`

export function theComplaint(context: LetterContext): readonly Block[] {
  const { aggrievedName, complaint } = context
  return [
    { heading: 'The complaint' },
    ...(aggrievedName ? [{ paragraph: `The complaint is about what happened to ${aggrievedName}.` }] : []),
    ...written(complaint, 'what the complaint is'),
  ]
}
export const whatWeDid = ({ submission }: LetterContext): readonly Block[] => [
  { heading: 'What we did' },
  ...written(submission?.whatWeDid, 'what we did to consider the complaint'),
]

export const injusticeClaimed = ({ injustice, remedySought }: LetterContext): readonly Block[] => [
  { heading: 'The injustice claimed' },
  ...(injustice.length ? injustice.flatMap(inParagraphs) : [gap('the injustice claimed')]),
  ...(remedySought ? [{ paragraph: `What was sought to put it right: ${sentence(remedySought)}` }] : []),
]
export const conclusions = ({ submission, view }: LetterContext): readonly Block[] => [
  { heading: 'Our conclusions' },
  ...written(submission?.conclusions, 'our conclusions'),
  { paragraph: whatWeFound(view) },
]
/** Said in every decision: an intervention makes no findings, and people should know what the words mean. */
const whatWeFound = (view: LetterContext['view']): string =>
  view === 'indication'
    ? 'We have seen some indication of maladministration or service failure: that is, of something done badly, or of a service that fell short. ' +
      'As we have not investigated, that is not a formal finding.'
    : 'We have not investigated, and have made no finding on whether there was maladministration or service failure: that is, whether something was done badly, or a service fell short.'

export const ifUnhappy: readonly Block[] = [
  { heading: 'If you are unhappy with our decision' },
  {
    paragraph:
      'Please write to us and say why. Our Review Team, which took no part in this decision, considers complaints about decisions and about the remedies in them.',
  },
]

export const complaintPoints = ({ complainant, complaint, submission, injustice }: LetterContext): readonly Point[] => [
  point('I27', 'To whom it is written', complainant, 'the complainant, on the casefile'),
  point('I27', 'The complaint', complaint, 'what the complaint is, on the casefile'),
  point('I27', 'What we did to consider it', submission?.whatWeDid, 'what we did, when submitting the decision'),
  point('I27', 'The claimed injustice', injustice, 'the injustice claimed, on the casefile'),
  point('I27', 'Our conclusions', submission?.conclusions, 'our conclusions, when submitting the decision'),
]

export const actionsOf = (agreed: readonly Agreed[]): Numbered => ({
  items: agreed.map(({ action: { what, by, measure, money }, providedOn }) => ({
    text: sentence(what),
    details: [
      ...money.map(moneyInWords),
      providedOn ? `Done: ${dateInWords(providedOn)}` : `By: ${by ? dateInWords(by) : '[Not recorded yet: a date]'}`,
      ...(measure ? [`How we shall know: ${measure}`] : []),
    ],
  })),
})

/** The agreements of each organisation together, in the order of their first. */
export const byOrganisation = (agreed: readonly Agreed[]): readonly (readonly [OrganisationOnPaper, readonly Agreed[]])[] =>
  [...new Map(agreed.map(({ organisation }) => [organisation.id, organisation])).values()].map((organisation) => [
    organisation,
    agreed.filter((each) => each.organisation.id === organisation.id),
  ])

export const anySystemic = (agreed: readonly Agreed[]): boolean => agreed.some(({ action }) => isSystemic(action))
