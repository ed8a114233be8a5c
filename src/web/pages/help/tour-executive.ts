import { atInstance, atRating, type Tour } from './tour.ts'

export const executiveTour: Tour = {
  kind: 'executive',
  title: 'Executive',
  isFor: 'The Ombudsman, the Chief Operating Officer and the Interim Directors',
  about: 'The few decisions that no other post may take, and what the numbers rest on.',
  steps: [
    {
      title: 'A recommendation that was refused',
      does: 'As Chief Operating Officer, open a recommendation of a report that an organisation refused.',
      see: [
        'what was recommended, what the organisation said, and what the choices are',
        'that these posts alone decide it: no higher grade, and no reason, stands in for them',
      ],
      post: 'chiefOperatingOfficer',
      sought: { machine: 'recommendation', states: ['refused.withExecutive%'] },
      to: atInstance,
      otherwise: '/worklists/mine',
    },
    {
      title: 'Close what could not be secured',
      does: 'As Interim Director of Operations, open an item that has reached the last stage.',
      see: [
        'who may close an item that was not secured, and that three questions are answered first, each yes or no and why',
        'that each yes becomes a duty of somebody',
      ],
      post: 'interimDirectorOfOperations',
      sought: { machine: 'compliance', states: ['open.escalation.stage3.withExecutive%'] },
      to: atInstance,
      otherwise: '/worklists/escalations',
    },
    {
      title: 'A rating to be agreed',
      does: 'Open an organisation for which another rating is suggested, and agree it or decline it.',
      see: ['what the figures speak for, and the casefiles behind them', 'that whoever suggested it may not agree it'],
      post: 'interimDirectorOfOperations',
      sought: { machine: 'rating', states: ['suggested%'] },
      to: atRating,
      otherwise: '/worklists/ratingsDue',
    },
    {
      title: 'Where people went another way',
      does: 'As Ombudsman, open the register of the guidance at the eight points of an approach.',
      see: [
        'which rules were answered with a reason, how often, and the reason in each casefile',
        'our own reading set apart from the guidance’s words',
      ],
      post: 'ombudsman',
      to: () => '/register/I18#deviations',
      otherwise: '/register/I18',
    },
  ],
}
