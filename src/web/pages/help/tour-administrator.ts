import { atCasefile, type Tour } from './tour.ts'

export const administratorTour: Tour = {
  kind: 'administrator',
  title: 'Administrator or auditor',
  isFor: 'Administrators and auditors',
  about: 'Who may do what, from when to when; and how all of it can be looked at afterwards.',
  steps: [
    {
      title: 'People, posts and dates',
      does: 'As administrator, open the posts and who holds them.',
      see: [
        'posts with dates, delegations that keep both names, and the Delegation Scheme',
        'before a holding is ended, what would become impossible: who alone could do what',
        'that nobody grants anything to themselves',
      ],
      post: 'administrator',
      to: () => '/administration',
      otherwise: '/administration',
    },
    {
      title: 'What may be set',
      does: 'Open the settings, each with its paragraph.',
      see: [
        'numbers of days, from which day on each holds, and that each is our reading',
        'that every change is an event of its own, kept like those of casework',
      ],
      post: 'administrator',
      to: () => '/administration/settings',
      otherwise: '/administration/settings',
    },
    {
      title: 'Move the clock',
      does: 'Move the demonstration’s clock on by a week.',
      see: [
        'what the clock carried out on the way: reminders, overdue dates and duties, each dated the day it fell due',
        'that it decided nothing, and sent no stage letter',
      ],
      post: 'administrator',
      to: () => '/demonstration/clock',
      otherwise: '/demonstration/clock',
    },
    {
      title: 'Read everything, change nothing',
      does: 'As auditor, open any casefile, and its timeline from there.',
      see: [
        'that the auditor is offered no step at all: under “Not possible now” each step says whom it is for',
        'in the timeline every step taken, who took it in which post, when it happened and when it was recorded, and what was refused',
      ],
      post: 'auditor',
      sought: { machine: 'intervention', states: ['%'] },
      to: atCasefile,
      otherwise: '/worklists/all',
    },
  ],
}
