import { atCasefile, atInstance, type PostKey, type Tour } from './tour.ts'

/** What is done by the casefile’s caseworker alone is done in a casefile of theirs. */
const caseworkers: readonly PostKey[] = ['caseworker', 'secondCaseworker']

export const caseworkerTour: Tour = {
  kind: 'caseworker',
  title: 'Caseworker',
  isFor: 'Caseworkers, assessors and investigators',
  about: 'From the day’s list to a remedy that an organisation agreed in writing.',
  steps: [
    {
      title: 'See what is yours today',
      does: 'Open your work. It is one list: duties, dates that come next, and work in hand.',
      see: [
        'what is overdue first, then what is due in seven days; within each, organisations rated C before B before A',
        'each date in words, “2 days overdue” or “3 days left”, in calendar days',
        'counts that are links, each to the very list it counts',
      ],
      post: 'caseworker',
      to: () => '/worklists/mine',
      otherwise: '/worklists/mine',
    },
    {
      title: 'Read a casefile, and what happens next',
      does: 'Open a casefile where an attempt is being made, and read it from the top.',
      see: [
        'the steps that you can take now, before anything else',
        'what is not possible now, with every reason, the paragraph, what would unlock it, and who holds the post that may',
        'each deadline with “how this date was worked out”',
      ],
      post: 'caseworker',
      sought: {
        machine: 'intervention',
        states: ['attempt.negotiating%', 'attempt.proposing%', 'attempt.assessing%'],
        caseworkers,
      },
      to: atCasefile,
      otherwise: '/worklists/all',
    },
    {
      title: 'Propose a remedy that can be checked',
      does: 'Open the form by which an intervention is proposed to an organisation, and describe an action badly on purpose: “consider improving things soon”.',
      see: [
        'a hint beside each action that is vague, has no date, or cannot be measured',
        'a rule that is normally met and is not: a box for your reason opens in its place, with the paragraph’s words',
        'a page to check before anything is sent: the state that follows, the dates set, the letters and duties made',
      ],
      post: 'caseworker',
      sought: { machine: 'intervention', states: ['attempt.proposing%'], caseworkers },
      to: ({ instance }) => `/instances/${instance}/workbench`,
      otherwise: '/worklists/mine',
    },
    {
      title: 'An organisation that refused',
      does: 'Open an approach that was refused, and try to ask the same organisation a second time.',
      see: [
        'that escalating is a duty, and by which day',
        'that there is one opportunity to agree: asking again needs a reason, and the page says so before you try',
      ],
      post: 'caseworker',
      sought: { machine: 'approach', states: ['refused%'], caseworkers },
      to: atInstance,
      otherwise: '/worklists/escalations',
    },
    {
      title: 'What an organisation agreed, and did',
      does: 'Open an item that is being monitored after the enquiry was closed.',
      see: [
        'the exact words agreed, how we shall know, and by when; the first target date beside later ones',
        'that the item lives on after the casefile is closed as resolved',
      ],
      post: 'caseworker',
      sought: { machine: 'compliance', states: ['open.escalation.none + open.evidence.awaited%'], caseworkers, closedAs: 'monitoring' },
      to: atInstance,
      otherwise: '/worklists/mine',
    },
  ],
}
