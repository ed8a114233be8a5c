import { always, point, type Template } from '../template.ts'
import { closing, complainedAbout, openingToComplainant } from '../wording.ts'
import type { AttemptOnPaper } from './context.ts'
import { actionsOf, byOrganisation, complaintPoints, conclusions, ifUnhappy, injusticeClaimed, theComplaint, whatWeDid } from './wording.ts'

/** A case closed as value added (I3): something was done after our contact, but the complaint is not finally resolved. */
export const valueAdded: Template<AttemptOnPaper> = {
  write: (context) => [
    ...openingToComplainant(context),
    {
      paragraph: `After we contacted ${complainedAbout(context)}, something was done about the complaint. We are closing it now, although it is not settled in full. This letter says why.`,
    },
    ...theComplaint(context),
    ...whatWeDid(context),
    ...injusticeClaimed(context),
    ...conclusions(context),
    ...byOrganisation(context.agreed).flatMap(([{ name }, agreed]) => [{ heading: `What ${name} has agreed to do` }, actionsOf(agreed)]),
    { heading: 'Our decision' },
    {
      paragraph:
        'We do not treat the complaint as resolved: what was done helps, but does not settle all of it. We have made no decision on what remains.',
    },
    { heading: 'Coming back to us' },
    {
      paragraph:
        'If you are still dissatisfied, you may bring the complaint back to us. Please quote our reference, and say what is still to be put right.',
    },
    { heading: 'No further action' },
    { paragraph: 'Unless we hear from you, we do not propose to take any further action on the complaint.' },
    ...ifUnhappy,
    ...closing(context),
  ],
  points: (context) => [
    ...complaintPoints(context),
    point('I3', 'That the complaint is not finally resolved, and why', context.submission, 'the decision to close as value added'),
    always('I3', 'That the complaint may be brought back'),
    always('I27', 'That no further action is proposed'),
    always('I33', 'Where to complain about the decision'),
  ],
}
