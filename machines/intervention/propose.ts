import { z } from 'zod'
import type { OrganisationId, SubmissionOf, Warning } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, consideration, day, partyId, saying, words } from '../kernel/words.ts'
import { contactRoles, saidRole } from '../organisation/record.ts'
import { isSystemic, knownActionId, onlyAsksToConsider, remedyAction } from '../remedy/action.ts'
import { type Approached, type Intervention, isThirdParty } from './record.ts'

/** The eight points of I18, as they stand in the approach. */
export const pointNames = {
  purpose: 'its purpose: to resolve the complaint without an investigation',
  background: 'enough background',
  assessment: 'our assessment, saying that no findings have been made',
  considerComplaint: 'that it consider the complaint as set out',
  apology: 'that it apologise in writing',
  furtherActions: 'the further actions we ask for',
  discussion: 'an offer to discuss any of it',
  responseDate: 'a date for its response',
} as const
export type PointName = keyof typeof pointNames
const points = z
  .strictObject(
    Object.fromEntries(Object.entries(pointNames).map(([name, said]) => [name, z.boolean().default(false).meta({ label: said })])) as {
      [K in PointName]: z.ZodDefault<z.ZodBoolean>
    },
  )
  .meta({ label: 'What the approach says' })

const respondBy = day('Response by', 'By default, and at most, 14 days ahead').meta({ asks: 'The date by which it is to respond' })

export const proposeEvents = {
  ADD_ACTION: act('ADD_ACTION', { action: remedyAction }, { title: 'Add an action', done: 'added an action' }),
  CHANGE_ACTION: act(
    'CHANGE_ACTION',
    { action: remedyAction.extend({ id: knownActionId('Which action') }) },
    { title: 'Change an action', done: 'changed an action' },
  ),
  REMOVE_ACTION: act(
    'REMOVE_ACTION',
    { action: knownActionId('Which action'), why: words('Why it is removed') },
    { title: 'Remove an action', done: 'removed an action' },
  ),
  PROPOSE_INTERVENTION: act(
    'PROPOSE_INTERVENTION',
    {
      whom: z.array(partyId('An organisation')).min(1, 'Choose at least one organisation').max(20).meta({ label: 'Whom we ask' }),
      channel: saying(z.enum(['telephone', 'writing']), { telephone: 'By telephone', writing: 'In writing' }).meta({
        label: 'How',
        asks: 'How do you approach the organisation?',
      }),
      contact: saying(z.enum(contactRoles), saidRole).meta({ label: 'Whom there', asks: 'Whom do you approach there?' }),
      points,
      respondBy,
      prospect: consideration('Is there a reasonable prospect that the organisation will agree?').optional(),
    },
    { title: 'Propose the intervention', done: 'proposed an intervention' },
  ),
  ENQUIRE_OF_ORGANISATION: act(
    'ENQUIRE_OF_ORGANISATION',
    {
      organisation: partyId('Whom we ask'),
      about: words('What we ask about'),
      respondBy,
    },
    { title: 'Enquire of the organisation', done: 'enquired of the organisation' },
  ),
}
export type ProposeEvent = SubmissionOf<typeof proposeEvents>
type Proposal = Extract<ProposeEvent, { type: 'PROPOSE_INTERVENTION' }>
type Adding = { readonly action: z.infer<typeof remedyAction> }

const { must, normally } = rulesAbout<Intervention>()
const askedOf = (record: Intervention, organisations: readonly OrganisationId[]) =>
  record.actions.filter(({ organisation }) => organisations.includes(organisation))
/** Each point left out of the approach wants its own reason (an apology already given, for example). */
const point = (name: PointName) =>
  normally<Pick<Proposal, 'points'>>('I18', {
    field: 'points',
    because: `The approach normally ${pointNames[name].startsWith('that ') ? 'asks' : 'contains'} ${pointNames[name]}`,
    holds: (_record, event) => event.points[name],
  })

export const pointRules = {
  purposeExplained: point('purpose'),
  backgroundGiven: point('background'),
  assessmentWithoutFindings: point('assessment'),
  complaintToBeConsidered: point('considerComplaint'),
  apologyAskedFor: point('apology'),
  furtherActionsStated: point('furtherActions'),
  discussionOffered: point('discussion'),
  responseDateGiven: point('responseDate'),
}

export const proposeRules = {
  ...pointRules,
  actionIsNew: must<Adding>('I9', {
    field: 'action',
    because: 'There is an action of this name already: change that one, or give this one another name',
    holds: ({ actions }, { action }) => !actions.some(({ id }) => id === action.id),
  }),
  someActionIsThere: must('I9', {
    because: 'There is no action yet: add one first',
    unlockedBy: 'ADD_ACTION',
    holds: ({ actions }) => actions.length > 0,
  }),
  actionIsThere: must<{ action: string | { id: string } }>('I9', {
    field: 'action',
    because: 'There is no action of this name',
    holds: ({ actions }, { action }) => actions.some(({ id }) => id === (typeof action === 'string' ? action : action.id)),
  }),
  systemicActionIsMarked: must<Adding>('I8', {
    field: 'action',
    because: 'Say whether the systemic action was offered, explored or pressed for',
    holds: (_record, { action }) => !isSystemic(action) || action.systemic !== undefined,
  }),
  notPressedOnOneComplaint: normally<Pick<Proposal, 'whom'>>('I8', {
    field: 'whom',
    because: 'A significant systemic change is not normally pressed for on one complaint that was not investigated: explore it, or say why',
    holds: (record, { whom }) => !askedOf(record, whom).some(({ systemic }) => systemic === 'pressedFor'),
  }),
  everyActionIsSpecific: normally<Pick<Proposal, 'whom'>>('I9', {
    field: 'whom',
    because: (record, { whom }) =>
      `"${askedOf(record, whom).find(onlyAsksToConsider)?.what}" only asks the organisation to consider something: ` +
      'write what it should do, for example "Write a letter of apology to the complainant" or "Pay 250 pounds"',
    always: 'An action only asks the organisation to consider something: write what it should do',
    holds: (record, { whom }) => !askedOf(record, whom).some(onlyAsksToConsider),
  }),
  actionsAreAhead: must<Pick<Proposal, 'whom'>>('I9', {
    field: 'whom',
    because: 'An action is dated in the past: give it a date that can be met',
    holds: (record, { whom, today }) => askedOf(record, whom).every(({ by }) => by >= today),
  }),
  oneIndividualRemedy: must<Pick<Proposal, 'whom'>>('I10', {
    field: 'whom',
    because: 'Include at least one remedy for the complainant or aggrieved person themselves',
    holds: (record, { whom }) =>
      askedOf(record, whom).length === 0 ||
      askedOf(record, [...whom, ...Object.keys(record.approaches)]).some((action) => !isSystemic(action)),
  }),
  specificResponseAskedFor: must<Pick<Proposal, 'points'>>('I10', {
    field: 'points',
    because: 'Ask for a specific response: that it consider the complaint, apologise, or take the actions',
    holds: (_record, { points: said }) => said.considerComplaint || said.apology || said.furtherActions,
  }),
  focalPointFirst: normally<Pick<Proposal, 'contact'>>('I17', {
    field: 'contact',
    because: 'First contact is normally with the focal point, the complaints manager or the patient experience manager',
    holds: (_record, { contact }) => contact !== 'other',
  }),
  remedyIsStated: normally<Pick<Proposal, 'whom'>>('I19', {
    field: 'whom',
    because: 'The remedy is not normally left to the organisation: add the action it is asked for',
    unlockedBy: 'ADD_ACTION',
    holds: (record, { whom }) => whom.every((organisation) => askedOf(record, [organisation]).length > 0),
  }),
}

/** Nobody has been chosen yet whom the remedy could be left to: no rule can say so before. */
export const proposeWarnings: readonly Warning[] = [
  {
    on: 'PROPOSE_INTERVENTION',
    cites: 'I19',
    settledBy: 'ADD_ACTION',
    when: ({ actions }: Intervention) => actions.length === 0,
    because: () => 'There is no action yet, and the remedy is not normally left to the organisation',
  },
]

const underWay = (record: Intervention, organisation: OrganisationId, proposals: number): Approached => ({
  escalated: false,
  agreed: [],
  ...record.approaches[organisation],
  thirdParty: isThirdParty(record, organisation),
  standing: 'underWay',
  proposals: (record.approaches[organisation]?.proposals ?? 0) + proposals,
})

const { on } = recordingIn<Intervention, ProposeEvent>()
export const proposeRecordings = {
  recordAction: on('ADD_ACTION', ({ actions }, { action }) => ({ actions: [...actions, action] })),
  recordChange: on('CHANGE_ACTION', ({ actions }, { action }) => ({
    actions: actions.map((each) => (each.id === action.id ? action : each)),
  })),
  recordRemoval: on('REMOVE_ACTION', ({ actions, notAgreed }, { action, why }) => ({
    actions: actions.filter(({ id }) => id !== action),
    notAgreed: [
      ...notAgreed,
      ...actions.filter(({ id }) => id === action).map((removed) => ({ action: removed, became: 'removed' as const, why })),
    ],
  })),
  recordProposal: on('PROPOSE_INTERVENTION', (record, { whom, channel, points: said, respondBy: by, today }) => ({
    decidedToAttemptOn: record.decidedToAttemptOn ?? today,
    approaches: {
      ...record.approaches,
      ...Object.fromEntries(
        whom.map((organisation) => [
          organisation,
          {
            ...underWay(record, organisation, 1),
            proposal: { on: today, channel, points: said, respondBy: by, actions: askedOf(record, [organisation]) },
          },
        ]),
      ),
    },
  })),
  recordEnquiry: on('ENQUIRE_OF_ORGANISATION', (record, { organisation }) => ({
    approaches: { ...record.approaches, [organisation]: underWay(record, organisation, 0) },
  })),
}
