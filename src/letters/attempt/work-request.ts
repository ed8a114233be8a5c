import { dateInWords, listed, sentence } from '../format.ts'
import { always, point, type Template } from '../template.ts'
import type { Block } from '../text.ts'
import { closingTo, complainedAbout, gap, openingTo, written } from '../wording.ts'
import type { AttemptOnPaper } from './context.ts'

/** To each organisation that is asked to complete its own procedure, with the decision that closes the complaint as premature (I2, C12). */
export const workRequest: Template<AttemptOnPaper> = {
  write: (context) => [
    ...openingTo(context.organisation, context, `A complaint by ${nameOf(context)}`),
    {
      paragraph:
        `${nameOf(context)} has complained to us about ${complainedAbout(context)}. Your own complaints procedure is not complete, so we have closed the ` +
        'complaint as premature. We write to ask for what is still to be done.',
    },
    ...theComplaint(context),
    { paragraph: 'We have not investigated, and have made no decision on the merits of the complaint.' },
    { heading: 'What we ask you to do' },
    ...work(context),
    ...answer(context),
    { heading: 'What the complainant has been told' },
    {
      paragraph:
        `We have told ${nameOf(context)} what we ask of you, and by when. If they are dissatisfied once your procedure is complete, they may bring the complaint ` +
        'back to us. Please say so in your final answer, and quote our reference in it.',
    },
    ...closingTo(context),
  ],
  points: (context) => {
    const asked = askedOf(context)
    return [
      point('I2', 'To which organisation it is written', context.organisation, 'the organisation'),
      point('I2', 'Whose complaint it is', context.complainant, 'the complainant, on the casefile'),
      point('I2', 'The complaint', context.complaint, 'what the complaint is, on the casefile'),
      point(
        'I2',
        'What it is asked to do so that its own procedure is complete',
        asked.length > 0 && asked.every(({ what }) => what.trim()),
        'the work that this organisation is asked for',
      ),
      point(
        'C12',
        'By when, on a day that can still be kept',
        asked.length > 0 && asked.every(({ respondBy }) => respondBy > context.today),
        'a later day for the work that this organisation is asked for',
      ),
      always('I2', 'That it answer whether it will do so'),
      always('I2', 'That the complaint may be brought back afterwards'),
    ]
  },
}

const nameOf = ({ complainant }: AttemptOnPaper): string => complainant?.name ?? '[Not recorded yet: the complainant]'
const askedOf = ({ work: all, organisation: to }: AttemptOnPaper): AttemptOnPaper['work'] =>
  all.filter(({ organisation }) => organisation.id === to?.id)

const theComplaint = ({ aggrievedName, complaint }: AttemptOnPaper): readonly Block[] => [
  { heading: 'The complaint' },
  ...(aggrievedName ? [{ paragraph: `The complaint is about what happened to ${aggrievedName}.` }] : []),
  ...written(complaint, 'what the complaint is'),
]

function work(context: AttemptOnPaper): readonly Block[] {
  const asked = askedOf(context)
  if (!asked.length) return [gap('what this organisation is asked to do')]
  return [{ items: asked.map(({ what, respondBy }) => ({ text: sentence(what), details: [`By: ${dateInWords(respondBy)}`] })) }]
}

function answer(context: AttemptOnPaper): readonly Block[] {
  const days = [...new Set(askedOf(context).map(({ respondBy }) => respondBy))].sort().map(dateInWords)
  return [
    { heading: 'When we need your answer' },
    ...(days.length ? [] : [gap('by when')]),
    {
      paragraph:
        `Please tell us in writing whether you will do this, as soon as you can and ${days.length ? `by ${listed(days)} at the latest` : 'in time'}. ` +
        'If you cannot do all of it by then, please say what you can do, and by when. If you will not do it, please say why.',
    },
    { paragraph: `When your procedure is complete, please tell both ${nameOf(context)} and us how it ended.` },
  ]
}
