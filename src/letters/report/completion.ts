import { dateInWords, moneyInWords, sentence } from '../format.ts'
import { always, type Point, point, type Template } from '../template.ts'
import type { Block } from '../text.ts'
import { closing, closingTo, gap, nameOf, openingTo, openingToComplainant } from '../wording.ts'
import type { Recommended, ReportOnPaper } from './context.ts'

/** All that an upheld investigation recommended has been complied with (C16): our action is complete, and complainant and organisations hear it. */
export const completion: Template<ReportOnPaper> = {
  write: (context) => (context.organisation ? completeForOrganisation(context) : completeForComplainant(context)),
  points: (context) => [
    ...sharedPoints(context),
    point(
      'C16',
      'That all of it has been complied with',
      context.told.length > 0 && context.told.every(({ ending }) => ending === 'complied'),
      'that every item ended as complied',
    ),
    always('C16', 'That our action is complete'),
  ],
}

/** Not everything was complied with (our reading: C16): what became of each recommendation. */
export const endedOtherwise: Template<ReportOnPaper> = {
  write: (context) => [
    ...addressed(context),
    {
      paragraph: `${ourReport(context)} ${howItEnded(context)} This letter says what became of it.`,
    },
    { heading: 'What we recommended, and what became of it' },
    ...eachWith(context, (each) => [whatBecame(each, context)]),
    { heading: 'Our action has ended' },
    { paragraph: 'We do not propose to take any further action on what we recommended.' },
    { paragraph: 'If you have questions about this letter, please get in touch and quote our reference.' },
    ...signed(context),
  ],
  points: (context) => [
    ...sharedPoints(context),
    point('C16', 'What became of each', context.told.length > 0 && context.told.every(({ ending }) => ending), 'how every item ended'),
    always('C16', 'That our action has ended'),
  ],
}

const completeForComplainant = (context: ReportOnPaper): readonly Block[] => [
  ...addressed(context),
  { paragraph: `${ourReport(context)} That has now been done, and our action is complete.` },
  { heading: 'What has been done' },
  ...eachWith(context, ({ organisation }) => [`Done by: ${organisation.name}`]),
  { paragraph: 'We are satisfied that reasonable steps have been taken to do all that we recommended.' },
  { heading: 'Our action is complete' },
  {
    paragraph:
      'We do not propose to take any further action. If anything turns out not to be as it is said here, please tell us and quote our reference.',
  },
  ...signed(context),
]

const completeForOrganisation = (context: ReportOnPaper): readonly Block[] => [
  ...addressed(context),
  { paragraph: `Thank you for what you have done to put matters right. ${ourReport(context)}` },
  { heading: 'What you have done' },
  ...eachWith(context, () => []),
  { paragraph: 'We are satisfied that you have taken reasonable steps to do what we recommended to you.' },
  { heading: 'Our action is complete' },
  { paragraph: 'We need nothing more from you. The complainant has been told that our action is complete.' },
  ...signed(context),
]

const addressed = (context: ReportOnPaper): readonly Block[] =>
  context.organisation
    ? openingTo(context.organisation, context, `The complaint by ${nameOf(context)}: our recommendations`)
    : openingToComplainant(context)
const signed = (context: ReportOnPaper): readonly Block[] => (context.organisation ? closingTo(context) : closing(context))

const ourReport = ({ issuedOn }: ReportOnPaper): string =>
  `Our report${issuedOn ? ` of ${dateInWords(issuedOn)}` : ''} recommended how to put right what had gone wrong.`

/** Of what others were to do an organisation hears nothing, nor that they did not do it. */
const howItEnded = ({ organisation, told }: ReportOnPaper): string =>
  organisation && told.every(({ ending }) => ending === 'complied')
    ? 'What we recommended to you has been done, and our action on it has ended.'
    : 'Our action on it has now ended, although not all of it was done.'

function eachWith({ told }: ReportOnPaper, more: (each: Recommended) => readonly string[]): readonly Block[] {
  if (!told.length) return [gap('what was recommended')]
  return [
    { items: told.map((each) => ({ text: sentence(each.action.what), details: [...each.action.money.map(moneyInWords), ...more(each)] })) },
  ]
}

function whatBecame({ organisation, ending }: Recommended, context: ReportOnPaper): string {
  const who = context.organisation ? 'you' : organisation.name
  switch (ending) {
    case 'complied':
      return `What became of it: we are satisfied that ${context.organisation ? 'you have' : `${who} has`} taken reasonable steps to do it.`
    case 'notAccepted':
      return `What became of it: ${context.organisation ? 'you did' : `${who} did`} not accept it, and we have decided not to pursue it.`
    case 'notSecured':
      return 'What became of it: it was not done. We pursued it as far as we reasonably could, and have closed our action on it.'
    case 'notComplied':
      return 'What became of it: it was not done.'
    default:
      return '[Not recorded yet: what became of it]'
  }
}

const sharedPoints = (context: ReportOnPaper): readonly Point[] => [
  point('C16', 'Whose complaint it is', context.complainant, 'the complainant, on the casefile'),
  point('C16', 'Which report it is about', context.issuedOn, 'the day of the final report'),
  point(
    'C16',
    'What was recommended',
    context.told,
    context.organisation ? 'what was recommended to this organisation' : 'what was recommended',
  ),
]
