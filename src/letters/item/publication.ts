import { dateInWords } from '../format.ts'
import { always, point, type Template } from '../template.ts'
import { closingTo, dateOr, openingTo } from '../wording.ts'
import type { ItemOnPaper } from './context.ts'
import { aboutTheComplaint, toWhichOrganisation, whatWasAgreed, whatYouAgreed } from './wording.ts'

/** To the organisation whose remedy could not be secured, where a summary of the case is to be published (C23). */
export const publicationNotice: Template<ItemOnPaper> = {
  write: (context) => [
    ...openingTo(context.organisation, context, aboutTheComplaint(context, 'publication')),
    {
      paragraph:
        'What is set out below has not been done, although we have asked for it. ' +
        `On ${dateOr(context.notSecuredOn, 'the day on which our action was closed')} we closed our action on it, as one that could not be secured.`,
    },
    ...whatYouAgreed(context),
    { heading: 'What we shall publish' },
    {
      paragraph:
        'We have decided to publish a summary of the case. It will say what was asked of you, and that it was not done. ' +
        'Where that is appropriate, it names individuals.',
    },
    { heading: 'If something has changed' },
    {
      paragraph:
        'If it has been done after all, or you are ready to do it now, please tell us at once. We can still take that into account.',
    },
    ...(context.letters.length ? [{ paragraph: `We last wrote to you about this on ${dateInWords(context.letters.at(-1)!.on)}.` }] : []),
    ...closingTo(context),
  ],
  points: (context) => [
    toWhichOrganisation('C23', context),
    whatWasAgreed('C23', context),
    point('C23', 'That it was not secured, and when we closed our action', context.notSecuredOn, 'the closure of the item as not secured'),
    point(
      'C23',
      'That a summary of the case is published',
      context.toBePublished,
      'the decision to publish a summary, when closing the item',
    ),
    always('C23', 'That individuals may be named'),
  ],
}
