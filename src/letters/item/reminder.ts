import { dateInWords } from '../format.ts'
import { point, type Template } from '../template.ts'
import { closingTo, openingTo } from '../wording.ts'
import type { ItemOnPaper } from './context.ts'
import { aboutTheComplaint, toWhichOrganisation, whatWasAgreed, whatYouAgreed } from './wording.ts'

/** A week before each target date (C14). The clock sends it and nobody reads it first: it says nothing that a person would have to weigh. */
export const reminder: Template<ItemOnPaper> = {
  write: (context) => {
    const by = dateInWords(context.targetDate)
    return [
      ...openingTo(context.organisation, context, aboutTheComplaint(context, 'a reminder')),
      { paragraph: `We write to remind you that what is set out below is to be done by ${by}.` },
      ...whatYouAgreed(context),
      { heading: 'What we need from you' },
      {
        paragraph: context.evidenceOn.length
          ? `Thank you for what you have sent us so far. Please send us the rest of the evidence by ${by} at the latest.`
          : `Please send us evidence as soon as it is done, and by ${by} at the latest. If it is done already, please send us the evidence now.`,
      },
      { paragraph: 'If the date cannot be kept, please tell us before it passes. Please say why, and by when it will be done.' },
      ...closingTo(context),
    ]
  },
  points: (context) => [
    toWhichOrganisation('C14', context),
    whatWasAgreed('C14', context),
    point('C14', 'By when, before that day has passed', context.targetDate >= context.today, 'a target date that has not passed'),
  ],
}
