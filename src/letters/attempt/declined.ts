import type { Submission } from '../../../machines/intervention/record.ts'
import { dateInWords } from '../format.ts'
import { always, point, type Template } from '../template.ts'
import { closing, complainedAbout, openingToComplainant } from '../wording.ts'
import type { AttemptOnPaper } from './context.ts'
import { complaintPoints, conclusions, ifUnhappy, injusticeClaimed, theComplaint, whatWeDid } from './wording.ts'

/** A decision to decline without a remedy: why, depending on what led to it. */
export const declined: Template<AttemptOnPaper> = {
  write: (context) => [
    ...openingToComplainant(context),
    {
      paragraph: withdrawn(context)
        ? 'As the complaint has been withdrawn, we have closed it. This letter confirms that.'
        : 'We have considered whether to take the complaint further, and have decided not to. This letter says why.',
    },
    ...theComplaint(context),
    ...whatWeDid(context),
    ...injusticeClaimed(context),
    ...conclusions(withdrawn(context) ? withoutView(context) : context),
    { heading: 'Our decision' },
    { paragraph: decisions[context.submission?.reason ?? 'other'](context) },
    { heading: 'No further action' },
    { paragraph: 'We do not propose to take any further action on the complaint.' },
    ...ifUnhappy,
    ...closing(context),
  ],
  points: (context) => [
    ...complaintPoints(context),
    withdrawn(context)
      ? point('I22', 'When the complaint was withdrawn', context.withdrawnOn, 'that the complaint was withdrawn, on the casefile')
      : point(
          context.submission?.reason === 'noRemedySecured' ? 'I23' : 'I27',
          'The decision, and why',
          context.submission,
          'the decision to decline',
        ),
    always('I27', 'That no further action is proposed'),
    always('I33', 'Where to complain about the decision'),
  ],
}

const withdrawn = ({ submission }: AttemptOnPaper): boolean => submission?.reason === 'withdrawn'
/** Of a complaint that was withdrawn we take no view, whatever was seen until then. */
const withoutView = ({ view: _view, ...context }: AttemptOnPaper): AttemptOnPaper => context

const decisions: Readonly<Record<NonNullable<Submission['reason']>, (context: AttemptOnPaper) => string>> = {
  noRemedySecured: (context) =>
    `We tried to agree with ${complainedAbout(context)} on a remedy that we consider reasonable, and it could not be secured. We have then considered the complaint again, and decided that an investigation is not warranted, for the reasons given above.`,
  notSuitable: () =>
    'For the reasons given above, the complaint is not one that we can resolve by agreement, and an investigation is not warranted.',
  withdrawn: ({ withdrawnOn }) =>
    `The complaint was withdrawn${withdrawnOn ? ` on ${dateInWords(withdrawnOn)}` : ''}. We have therefore closed it, without a view on its merits.`,
  other: () => 'For the reasons given above, we shall not take the complaint further.',
}
