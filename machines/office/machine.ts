import { setup } from 'xstate'
import { arrowsWith } from '../kernel/arrow.ts'
import type { Definition, Stamp, SubmissionOf } from '../kernel/definition.ts'
import { effectActions } from '../kernel/effect.ts'
import { authorityRules } from './authority.ts'
import { delegationEvents, delegationRecordings, delegationRules } from './delegations.ts'
import { holdingEvents, holdingRecordings, holdingRules } from './holdings.ts'
import { peopleEvents, peopleRecordings, peopleRules } from './people.ts'
import { postEvents, postRecordings, postRules } from './posts.ts'
import { begun, type Office } from './record.ts'
import { schemeEvents, schemeRecordings, schemeRules } from './scheme.ts'
import { settingEvents, settingRecordings, settingRules } from './settings.ts'
import { takeOverEvents, takeOverRecordings } from './take-over.ts'

const events = {
  ...takeOverEvents,
  ...peopleEvents,
  ...postEvents,
  ...holdingEvents,
  ...delegationEvents,
  ...schemeEvents,
  ...settingEvents,
}
const rules = {
  ...authorityRules,
  ...peopleRules,
  ...postRules,
  ...holdingRules,
  ...delegationRules,
  ...schemeRules,
  ...settingRules,
}
type Submission = SubmissionOf<typeof events>
const { all, guards } = arrowsWith(rules, {})

const machine = setup({
  types: { context: {} as Office, events: {} as Submission & Stamp, input: {} as Partial<Office> | undefined },
  guards,
  actions: {
    ...effectActions,
    ...takeOverRecordings,
    ...peopleRecordings,
    ...postRecordings,
    ...holdingRecordings,
    ...delegationRecordings,
    ...schemeRecordings,
    ...settingRecordings,
  },
}).createMachine({
  id: 'office',
  description: 'Who works here, in which post, until when; what is delegated, who signs which decision, and how long we wait',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'unopened',
  states: {
    unopened: {
      description: 'Nobody has changed anything since it was installed',
      tags: 'standing',
      on: { TAKE_OVER: { target: 'kept', guard: all('byAnAdministrator'), actions: 'recordOffice' } },
    },
    kept: {
      description: 'Every change is recorded, with who made it',
      tags: 'standing',
      on: {
        ADD_PERSON: { guard: all('byAnAdministrator', 'signsInAsNobodyElse'), actions: 'recordPerson' },
        RENAME_PERSON: { guard: all('byAnAdministrator', 'thereIsSuchAPerson'), actions: 'recordNewName' },
        CHANGE_SIGN_IN: {
          guard: all('byAnAdministrator', 'thereIsSuchAPerson', 'notTheirOwnSignIn', 'signsInAsNobodyElse'),
          actions: 'recordSignIn',
        },
        CREATE_POST: {
          guard: all(
            'byAnAdministrator',
            'keyIsNew',
            'namedOnce',
            'createsNothingUnderThemselves',
            'noCaseworkBesideIt',
            'auditorChangesNothing',
          ),
          actions: 'recordPost',
        },
        CHANGE_POST: {
          guard: all(
            'byAnAdministrator',
            'changesNotTheirOwnPost',
            'changesSomething',
            'noCaseworkBesideIt',
            'auditorChangesNothing',
            'reportsToAnother',
            'anAdministratorRemains',
          ),
          actions: 'recordPostChange',
        },
        APPOINT: {
          guard: all('byAnAdministrator', 'thereIsSuchAPerson', 'appointsSomebodyElse', 'fromTodayOn', 'daysRunForwards', 'holdsItOnce'),
          actions: 'recordAppointment',
        },
        END_HOLDING: {
          guard: all('byAnAdministrator', 'thereIsSuchAHolding', 'hasNotEnded', 'endsFromNowOn', 'endsEarlier', 'leavesAnAdministrator'),
          actions: 'recordEnd',
        },
        DELEGATE: {
          guard: all(
            'byAnAdministrator',
            'thoseArePeopleHere',
            'delegatesToAnother',
            'delegatesNotToThemselves',
            'fromTodayOn',
            'daysRunForwards',
            'delegatesWhatTheyHold',
            'delegatedOnce',
          ),
          actions: 'recordDelegation',
        },
        END_DELEGATION: {
          guard: all('byAnAdministrator', 'thereIsSuchADelegation', 'delegationHasNotEnded', 'endsFromNowOn', 'delegationEndsEarlier'),
          actions: 'recordDelegationEnd',
        },
        CHANGE_SCHEME: {
          guard: all('byAnAdministrator', 'fromTodayOn', 'schemeSaysSomethingElse', 'theyDoNotGainByIt'),
          actions: 'recordScheme',
        },
        CHANGE_SETTING: {
          guard: all('byAnAdministrator', 'fromTodayOn', 'withinItsBounds', 'saysSomethingElse', 'isHowWeAreReached'),
          actions: 'recordSetting',
        },
      },
    },
  },
})

/** The office itself, a file of which there is one: never final, never corrected backwards. */
export const office: Definition = {
  name: 'office',
  title: 'Office',
  version: 1,
  machine,
  rules,
  conditions: {},
  deadlines: {},
  events,
  messages: [],
  neverStruckOut: 'What somebody was given or was to do in between stands: change it from today on, and say why',
}
