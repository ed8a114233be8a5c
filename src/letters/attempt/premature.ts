import { dateInWords, sentence } from '../format.ts'
import { always, point, type Template } from '../template.ts'
import type { Block } from '../text.ts'
import { closing, complainedAbout, namesOf, openingToComplainant } from '../wording.ts'
import type { AttemptOnPaper } from './context.ts'
import { complaintPoints, conclusions, ifUnhappy, injusticeClaimed, theComplaint, whatWeDid } from './wording.ts'

/** A case closed as premature (I2): the organisation's own procedure comes first. */
export const premature: Template<AttemptOnPaper> = {
  write: (context) => [
    ...openingToComplainant(context),
    {
      paragraph: `The complaint has come to us before the complaints procedure of ${complainedAbout(context)} is complete. We are closing it for that reason, and this letter says what happens next.`,
    },
    ...theComplaint(context),
    ...whatWeDid(context),
    ...injusticeClaimed(context),
    ...conclusions(context),
    ...workAsked(context),
    { heading: 'Our decision' },
    { paragraph: 'We have closed the complaint as premature. We have made no decision on its merits.' },
    { heading: 'Coming back to us' },
    {
      paragraph: `If you are dissatisfied once ${complainedAbout(context)} has finished, you may bring the complaint back to us. Please quote our reference and send us its final answer.`,
    },
    { heading: 'No further action' },
    { paragraph: 'Until then we do not propose to take any further action on the complaint.' },
    ...ifUnhappy,
    ...closing(context),
  ],
  points: (context) => [
    ...complaintPoints(context),
    point(
      'I2',
      'That the organisation’s own procedure is not complete',
      context.complainedAbout,
      'the organisation complained about, on the casefile',
    ),
    ...(context.work.length
      ? [
          point(
            'I2',
            'What the organisation is asked to do, and by when',
            context.work.every(({ what, respondBy }) => what && respondBy),
            'a date for each piece of work',
          ),
        ]
      : []),
    always('I2', 'That the complaint may be brought back afterwards'),
    always('I27', 'That no further action is proposed'),
    always('I33', 'Where to complain about the decision'),
  ],
}

function workAsked({ work }: AttemptOnPaper): readonly Block[] {
  if (!work.length) return []
  const asked = namesOf(work.map(({ organisation }) => organisation))
  return [
    { heading: `What we have asked ${asked} to do` },
    {
      items: work.map(({ organisation, what, respondBy }) => ({
        text: sentence(what),
        details: [`Asked of: ${organisation.name}`, `Answer due: ${dateInWords(respondBy)}`],
      })),
    },
  ]
}
