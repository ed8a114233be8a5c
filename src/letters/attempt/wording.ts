import { isSystemic } from '../../../machines/remedy/action.ts'
import type { OrganisationOnPaper } from '../context.ts'
import { dateInWords, sentence } from '../format.ts'
import { type Point, point } from '../template.ts'
import { type Block, inParagraphs, type Numbered } from '../text.ts'
import { dateOr, detailsOf, gap, written } from '../wording.ts'
import type { Agreed, AttemptOnPaper } from './context.ts'

export function theComplaint(context: AttemptOnPaper): readonly Block[] {
  const { aggrievedName, complaint } = context
  return [
    { heading: 'The complaint' },
    ...(aggrievedName ? [{ paragraph: `The complaint is about what happened to ${aggrievedName}.` }] : []),
    ...written(complaint, 'what the complaint is'),
  ]
}
export const whatWeDid = ({ submission }: AttemptOnPaper): readonly Block[] => [
  { heading: 'What we did' },
  ...written(submission?.whatWeDid, 'what we did to consider the complaint'),
]

export const injusticeClaimed = ({ injustice, remedySought }: AttemptOnPaper): readonly Block[] => [
  { heading: 'The injustice claimed' },
  ...(injustice.length ? injustice.flatMap(inParagraphs) : [gap('the injustice claimed')]),
  ...(remedySought ? [{ paragraph: `What was sought to put it right: ${sentence(remedySought)}` }] : []),
]
export const conclusions = ({ submission, view }: AttemptOnPaper): readonly Block[] => [
  { heading: 'Our conclusions' },
  ...written(submission?.conclusions, 'our conclusions'),
  { paragraph: whatWeFound(view) },
]
/** Said in every decision: an intervention makes no findings, and people should know what the words mean. */
const whatWeFound = (view: AttemptOnPaper['view']): string =>
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

export const complaintPoints = ({ complainant, complaint, submission, injustice }: AttemptOnPaper): readonly Point[] => [
  point('I27', 'To whom it is written', complainant, 'the complainant, on the casefile'),
  point('I27', 'The complaint', complaint, 'what the complaint is, on the casefile'),
  point('I27', 'What we did to consider it', submission?.whatWeDid, 'what we did, when submitting the decision'),
  point('I27', 'The claimed injustice', injustice, 'the injustice claimed, on the casefile'),
  point('I27', 'Our conclusions', submission?.conclusions, 'our conclusions, when submitting the decision'),
]

export const actionsOf = (agreed: readonly Agreed[]): Numbered => ({
  items: agreed.map(({ action, providedOn }) => ({
    text: sentence(action.what),
    details: detailsOf(action, providedOn ? `Done: ${dateInWords(providedOn)}` : `By: ${dateOr(action.by, 'a date')}`),
  })),
})

/** The agreements of each organisation together, in the order of their first. */
export const byOrganisation = (agreed: readonly Agreed[]): readonly (readonly [OrganisationOnPaper, readonly Agreed[]])[] =>
  [...new Map(agreed.map(({ organisation }) => [organisation.id, organisation])).values()].map((organisation) => [
    organisation,
    agreed.filter((each) => each.organisation.id === organisation.id),
  ])

export const anySystemic = (agreed: readonly Agreed[]): boolean => agreed.some(({ action }) => isSystemic(action))
