import { atInstance, atRating, type Tour } from './tour.ts'

export const officerTour: Tour = {
  kind: 'officer',
  title: 'Officer or team',
  isFor: 'Compliance, outcomes and assessment outcomes officers, the Casework Team and the Review Team',
  about: 'Watching over what was agreed: overdue items, evidence in doubt, ratings, and complaints about our decisions.',
  steps: [
    {
      title: 'An item whose date has passed',
      does: 'As compliance officer, open an item that is overdue.',
      see: [
        'that the clock recorded it, and gave somebody a duty to begin escalation or have it held back',
        'that the clock itself sends no stage letter: that is a person’s act',
        'evidence that came in time and was entered late makes it “answered in time”, and counts nowhere',
      ],
      post: 'complianceOfficer',
      sought: { machine: 'compliance', states: ['open.escalation.due.toBegin%'] },
      to: atInstance,
      otherwise: '/worklists/overdue',
    },
    {
      title: 'How an organisation is rated',
      does: 'Open an organisation for which another rating is suggested.',
      see: [
        'the annex’s eleven factors, each with the casefiles behind its figure',
        'that an officer suggests and somebody else of operations agrees: two people',
        'the history: who suggested, who agreed, and why',
      ],
      post: 'complianceOfficer',
      sought: { machine: 'rating', states: ['suggested%'] },
      to: atRating,
      otherwise: '/worklists/ratingsDue',
    },
    {
      title: 'Evidence in doubt',
      does: 'As assessment outcomes officer, open an item whose evidence somebody was not sure of.',
      see: [
        'what arrived, when the remedy was provided, and what is doubted',
        'how closely evidence is looked at, by the organisation’s sector and rating',
      ],
      post: 'assessmentOutcomesOfficer',
      sought: { machine: 'compliance', states: ['%open.evidence.judging.inDoubt%'] },
      to: atInstance,
      otherwise: '/worklists/dutiesOfMyRoles',
    },
    {
      title: 'A published case',
      does: 'For the Ombudsman’s Casework Team, open an item of a published case.',
      see: [
        'that the team’s view is recorded before the item can end as complied',
        'whether Parliament and the public are to be told: yes or no, and why',
      ],
      post: 'caseworkTeam',
      sought: { machine: 'compliance', states: ['%withCaseworkTeam%'] },
      to: atInstance,
      otherwise: '/worklists/dutiesOfMyRoles',
    },
    {
      title: 'A complaint about our decision',
      does: 'For the Review Team, open a complaint that was referred to it.',
      see: [
        'by when it is accepted or declined, and whose reading that number of days is',
        'that the Review Team alone takes it up or declines it; its remedies are monitored meanwhile',
      ],
      post: 'reviewTeam',
      sought: { machine: 'review', states: ['referred%'] },
      to: atInstance,
      otherwise: '/worklists/dutiesOfMyRoles',
    },
  ],
}
