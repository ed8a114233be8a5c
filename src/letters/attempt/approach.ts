import type { PointName } from '../../../machines/intervention/propose.ts'
import type { RemedyAction } from '../../../machines/remedy/action.ts'
import { dateInWords, moneyInWords, sentence } from '../format.ts'
import { always, leftOut, type Point, point, type Template } from '../template.ts'
import type { Block } from '../text.ts'
import { closingTo, complainedAbout, gap, openingTo, written } from '../wording.ts'
import type { AttemptOnPaper } from './context.ts'

/** The first letter to an organisation: the eight points of I18, as far as the approach makes them. */
export const approach: Template<AttemptOnPaper> = {
  write: (context) => {
    const { organisation, complainant, proposal } = context
    const made = order.filter((name) => proposal?.points.includes(name))
    return [
      ...openingTo(organisation, context, `A complaint by ${complainant?.name ?? '[Not recorded yet: the complainant]'}`),
      ...(proposal ? [] : [gap('what the approach says, and by when')]),
      ...made.flatMap((name) => said[name](context)),
      ...closingTo(context),
    ]
  },
  points: (context) => [
    point('I18', 'To which organisation it is written', context.organisation, 'the organisation'),
    ...order.flatMap((name) => (context.proposal?.points.includes(name) ? pointsOf[name](context) : [leftOut('I18', title[name])])),
  ],
}

const order = [
  'purpose',
  'background',
  'assessment',
  'considerComplaint',
  'apology',
  'furtherActions',
  'discussion',
  'responseDate',
] as const satisfies readonly PointName[]

const title: Readonly<Record<PointName, string>> = {
  purpose: 'The purpose: to resolve the complaint without an investigation',
  background: 'Enough background',
  assessment: 'Our assessment, saying that no findings have been made',
  considerComplaint: 'That it consider the complaint as set out',
  apology: 'That it apologise in writing',
  furtherActions: 'The further actions we ask for',
  discussion: 'An offer to discuss any of it',
  responseDate: 'A date for its response',
}

const apologies = ({ asked }: AttemptOnPaper) => asked.filter(({ kind }) => kind === 'apology')
const further = ({ asked }: AttemptOnPaper) => asked.filter(({ kind }) => kind !== 'apology')

const said: Readonly<Record<PointName, (context: AttemptOnPaper) => readonly Block[]>> = {
  purpose: (context) => [{ heading: 'Why we are writing' }, ...purpose(context)],
  background: (context) => [{ heading: 'The complaint' }, ...background(context)],
  assessment: (context) => [{ heading: 'Our assessment so far' }, ...assessment(context)],
  considerComplaint: () => [
    { heading: 'What we ask' },
    { paragraph: 'Please consider the complaint as it is set out in this letter, and tell us whether you agree to what we ask below.' },
  ],
  apology: (context) => [
    { heading: 'An apology' },
    {
      paragraph: `Please apologise in writing for what happened${context.aggrievedName ? ` to ${context.aggrievedName}` : ''}, and send us a copy of the letter.`,
    },
    ...(apologies(context).length ? [{ items: apologies(context).map(itemOf) }] : []),
  ],
  furtherActions: (context) => {
    if (further(context).length) return [{ heading: 'What else we ask you to do' }, { items: further(context).map(itemOf) }]
    if (apologies(context).length) return []
    return [{ heading: 'What we ask you to do' }, { paragraph: 'Please tell us what you would do to put matters right, and by when.' }]
  },
  discussion: () => [
    { heading: 'If you would like to talk about this' },
    {
      paragraph:
        'I am glad to discuss any part of this letter. Please get in touch if something is unclear, or if you think that something else would put matters right.',
    },
  ],
  responseDate: ({ proposal }) => [
    { heading: 'When we need your response' },
    {
      paragraph:
        `Please send us a full response by ${dateInWords(proposal!.respondBy)}. If you agree, please set out in writing exactly what you will do and by when. ` +
        'We normally expect the actions to be done within four weeks of your confirmation.',
    },
  ],
}

const purpose = (context: AttemptOnPaper): readonly Block[] => [
  {
    paragraph:
      `We have received a complaint by ${context.complainant?.name ?? 'a complainant'} about ${complainedAbout(context)}. We should like to resolve it ` +
      'promptly and without an investigation, and think that you may be able to put it right.',
  },
  ...(context.proposal?.thirdParty
    ? [{ paragraph: 'The complaint is not about you. We write because you can help to resolve it, and with the complainant’s consent.' }]
    : []),
]

const background = ({ aggrievedName, complaint, complainant }: AttemptOnPaper): readonly Block[] => [
  ...(aggrievedName ? [{ paragraph: `${complainant?.name ?? 'The complainant'} complains about what happened to ${aggrievedName}.` }] : []),
  ...written(complaint, 'what the complaint is'),
]

const assessment = ({ view, injustice }: AttemptOnPaper): readonly Block[] => [
  {
    paragraph:
      view === 'indication'
        ? 'From what we have seen there is some indication of maladministration or service failure, and of an injustice that has not been put right:'
        : 'We have taken no view on whether anything went wrong. We think that the matter can be resolved promptly. The injustice claimed is:',
  },
  ...(injustice.length ? [{ items: injustice.map((each) => ({ text: sentence(each), details: [] })) }] : [gap('the injustice claimed')]),
  { paragraph: 'We have not investigated, and have made no findings of maladministration, service failure or injustice.' },
]

const itemOf = ({ what, by, measure, injustice, money }: RemedyAction) => ({
  text: sentence(what),
  details: [...money.map(moneyInWords), `By: ${dateInWords(by)}`, `How we shall know: ${measure}`, `What it puts right: ${injustice}`],
})

const pointsOf: Readonly<Record<PointName, (context: AttemptOnPaper) => readonly Point[]>> = {
  purpose: () => [always('I18', title.purpose)],
  background: ({ complaint, complainant }) => [
    point('I18', title.background, complaint, 'what the complaint is, on the casefile'),
    point('I18', 'Whose complaint it is', complainant, 'the complainant, on the casefile'),
  ],
  assessment: ({ view, injustice }) => [
    point('I18', title.assessment, view, 'the assessment'),
    point('I18', 'The injustice that has not been put right', injustice, 'the injustice claimed, on the casefile'),
  ],
  considerComplaint: () => [always('I18', title.considerComplaint)],
  apology: () => [always('I18', title.apology)],
  // An apology alone stands in its own point; a remedy left to the organisation had its reason when it was proposed (I19).
  furtherActions: (context) => [further(context).length ? always('I18', title.furtherActions) : leftOut('I18', title.furtherActions)],
  discussion: () => [always('I18', title.discussion)],
  responseDate: () => [always('I18', title.responseDate)],
}
