import { atInstance, type Tour } from './tour.ts'

export const managerTour: Tour = {
  kind: 'manager',
  title: 'Manager',
  isFor: 'Line managers, operations managers, deputy directors and directors',
  about: 'Where the work stands, sign-off, extensions, and the steps that need a second person of higher grade.',
  steps: [
    {
      title: 'Where the work stands, and what holds it up',
      does: 'As line manager, open the flow of compliance items.',
      see: [
        'in a few sentences what is held up; then every state with how many are open, late, and for how long that is usual there',
        'that every number leads to the list that it counts, and changes on the page while people work; you can pause that',
        'the picture of the rules that run, with the same numbers; and all of it as at any past day',
        'beside it, under Work, the lists of your team and of what belongs to nobody: many can be assigned at once, with a result for each',
      ],
      post: 'lineManager',
      to: () => '/flow/compliance',
      otherwise: '/flow/compliance',
    },
    {
      title: 'Sign a decision off, or return it',
      does: 'Open a decision that was submitted for sign-off.',
      see: [
        'that nobody signs off what they submitted, or acts for who did',
        'that what is signed is what is issued: a changed letter, action or date needs a new sign-off',
        'that a return says where to, and why',
      ],
      post: 'lineManager',
      sought: { machine: 'intervention', states: ['attempt.awaitingSignOff%'] },
      to: atInstance,
      otherwise: '/worklists/awaitingMySignOff',
    },
    {
      title: 'Grant or decline an extension',
      does: 'As operations manager, open an item for which a later date was asked.',
      see: ['who asked, why, and whose delay it is; the first target date stays beside the new one', 'that whoever asked may not decide'],
      post: 'operationsManager',
      sought: { machine: 'compliance', states: ['%open.target.extension.asked.inTime%', '%open.target.extension.asked%'] },
      to: atInstance,
      otherwise: '/worklists/team',
    },
    {
      title: 'The second letter',
      does: 'As deputy director, open an item at stage 2, whose letter is due.',
      see: [
        'that the letter is issued by a deputy director or above, and sets a reply date 7 to 14 days ahead',
        'a preview of the letter, with what it must contain checked off',
      ],
      post: 'deputyDirector',
      sought: { machine: 'compliance', states: ['open.escalation.stage2.letterDue%'] },
      to: atInstance,
      otherwise: '/worklists/escalations',
    },
    {
      title: 'Two people settle the third stage',
      does: 'As director, open an item at stage 3 for which a deputy director has proposed the next step.',
      see: ['what was proposed, by whom, and why', 'that a director agrees: neither the one who proposed it, nor anyone who acts for them'],
      post: 'director',
      sought: { machine: 'compliance', states: ['open.escalation.stage3.conferring.proposed%'] },
      to: atInstance,
      otherwise: '/worklists/escalations',
    },
  ],
}
