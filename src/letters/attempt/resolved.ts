import { dateInWords, inWords, listed } from '../format.ts'
import { always, point, type Template } from '../template.ts'
import type { Block } from '../text.ts'
import { closing, gap, namesOf, openingToComplainant } from '../wording.ts'
import type { AttemptOnPaper } from './context.ts'
import { monitoringOf } from './monitoring.ts'
import { actionsOf, byOrganisation, complaintPoints, conclusions, ifUnhappy, injusticeClaimed, theComplaint, whatWeDid } from './wording.ts'

/** The decision letter of a complaint resolved through intervention (I27). */
export const resolved: Template<AttemptOnPaper> = {
  write: (context) => [
    ...openingToComplainant(context),
    {
      paragraph: `${parties(context)} ${byOrganisation(context.agreed).length > 1 ? 'have' : 'has'} agreed to put matters right. The complaint is now resolved, and we shall not investigate it. This letter says why, and what happens next.`,
    },
    ...theComplaint(context),
    ...whatWeDid(context),
    ...injusticeClaimed(context),
    ...conclusions(context),
    { heading: 'What has been achieved' },
    ...achieved(context),
    { heading: 'The agreed remedy' },
    ...remedy(context),
    { heading: 'How we shall check that it is done' },
    ...monitoringOf(context).map((paragraph) => ({ paragraph })),
    { heading: 'No further action' },
    {
      paragraph:
        'As the complaint is now resolved, we do not propose to take any further action on it, other than to see that what was agreed is done.',
    },
    ...ifUnhappy,
    ...closing(context),
  ],
  points: (context) => [
    ...complaintPoints(context),
    point('I27', 'The outcome achieved', context.agreed, 'what an organisation has confirmed in writing'),
    point(
      'I27',
      'The full agreed remedy, with its timescale',
      context.agreed.length > 0 && context.agreed.every(({ action }) => action.what && action.by),
      'each agreed action, with its date',
    ),
    point('I27', 'How compliance is monitored', context.agreed, 'which organisation has agreed to act'),
    always('I27', 'That no further action is proposed'),
    always('I33', 'Where to complain about the decision'),
  ],
}

const parties = ({ agreed }: AttemptOnPaper): string =>
  namesOf(agreed.map(({ organisation }) => organisation)) || '[Not recorded yet: the organisation that agreed]'

function achieved({ agreed }: AttemptOnPaper): readonly Block[] {
  if (!agreed.length) return [gap('what was agreed')]
  const confirmed = byOrganisation(agreed).map(
    ([{ name }, each]) =>
      `${name} confirmed this in writing on ${listed([...new Set(each.map(({ confirmedOn }) => dateInWords(confirmedOn)))])}.`,
  )
  const count = `${inWords(agreed.length)} ${agreed.length === 1 ? 'action' : 'actions'}`
  const done = agreed.filter(({ providedOn }) => providedOn).length
  return [
    {
      paragraph: `After we took up the complaint, ${count} to put it right ${agreed.length === 1 ? 'was' : 'were'} agreed. ${confirmed.join(' ')}`,
    },
    ...(done
      ? [{ paragraph: done === agreed.length ? 'All of it has been done already.' : 'Some of it has been done already, as is said below.' }]
      : []),
    { paragraph: 'We consider this a reasonable remedy for the injustice claimed.' },
  ]
}

function remedy({ agreed }: AttemptOnPaper): readonly Block[] {
  if (!agreed.length) return [gap('the agreed actions')]
  return byOrganisation(agreed).flatMap(([{ name }, each]) => [{ paragraph: `${name} has agreed to do the following:` }, actionsOf(each)])
}
