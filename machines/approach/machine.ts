import { setup } from 'xstate'
import type { Definition } from '../kernel/definition.ts'
import { effectActions } from '../kernel/effect.ts'
import { neverRun } from '../kernel/recording.ts'
import { afterAll, agreed, confirmed, escalated, escalatedEarly, heard, offered, refused, turnedDown, withdrawn } from './arrows.ts'
import { deadlines } from './deadlines.ts'
import { asks, duties } from './duties.ts'
import { type ApproachInput, messages } from './messages.ts'
import { type Approach, begun } from './record.ts'
import { type ApproachEvent, all, conditions, events, guards, recordings, rules, when } from './rules.ts'
import { tells } from './tells.ts'

/** A wait for one of us: it becomes overdue, and accepts what it accepted. */
const ownWait = <D extends keyof typeof deadlines>(deadline: D, inTime: string, overdue: string) =>
  ({
    initial: 'inTime',
    states: {
      inTime: { description: inTime, after: { [deadline]: 'overdue' } as Record<D, 'overdue'> },
      overdue: { description: overdue, tags: 'overdue' },
    },
  }) as const

const machine = setup({
  types: { context: {} as Approach, events: {} as ApproachEvent, input: {} as ApproachInput | undefined },
  guards,
  delays: neverRun(...(Object.keys(deadlines) as (keyof typeof deadlines)[])),
  actions: { ...effectActions, ...recordings },
}).createMachine({
  id: 'approach',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'opening',
  on: {
    CASEFILE_CHANGED: { actions: 'recordCasefile' },
    CONSENT_GIVEN: { actions: 'recordConsent' },
    COMPLAINANT_PREPARED: { actions: 'recordPreparing' },
    ATTEMPT_ENDED: { target: '.closed.ended', actions: 'recordEnd' },
  },
  states: {
    opening: {
      description: 'Being opened',
      tags: 'standing',
      on: {
        BEGIN: [
          { target: 'consideringOffer', guard: when('beganWithAnOffer'), actions: 'recordBeginning' },
          { target: 'awaitingResponse', actions: 'recordBeginning' },
        ],
      },
    },
    awaitingResponse: {
      description: 'The organisation’s response is awaited',
      entry: tells.stands('awaiting'),
      initial: 'inTime',
      states: {
        inTime: { description: 'Before its response date', after: { responseDue: { target: 'late', actions: 'recordNoResponse' } } },
        late: {
          description: 'Its response date has passed',
          on: { ESCALATE: escalatedEarly },
          after: { significantDelay: { target: 'significantlyDelayed', actions: 'recordSignificantDelay' } },
        },
        significantlyDelayed: {
          description: 'Its response is more than a week late',
          tags: 'overdue',
          entry: duties.escalateDelay,
          exit: duties.escalationBegan,
          on: { ESCALATE: escalated },
        },
      },
      on: {
        ...heard,
        CHANGE_RESPONSE_DATE: {
          target: '.inTime',
          reenter: true,
          guard: all('recordedByTheCaseworker', 'responseDateAhead', 'responseWithinFourteenDays'),
          actions: 'recordResponseDate',
        },
        ORGANISATION_AGREED: agreed,
        ORGANISATION_OFFERED: offered,
        ORGANISATION_REFUSED: refused,
        ORGANISATION_REPLIED: {
          target: 'nothingOnTheTable',
          guard: all('recordedByTheCaseworker', 'nothingWasAsked'),
          actions: 'recordReply',
        },
        WRITTEN_CONFIRMATION_RECEIVED: confirmed,
      },
    },
    nothingOnTheTable: {
      description: 'Nothing is asked of the organisation, and it offers nothing',
      entry: ['waitToConsider', duties.decideWhatToAsk, tells.stands('nothingOnTheTable')],
      exit: duties.whatToAskDecided,
      ...ownWait('nextStepDue', 'We are to decide what to ask', 'Deciding what to ask is overdue'),
      on: {
        ...heard,
        ORGANISATION_AGREED: agreed,
        ORGANISATION_OFFERED: offered,
        ORGANISATION_REPLIED: { guard: all('recordedByTheCaseworker', 'nothingWasAsked'), actions: 'recordReply' },
      },
    },
    consideringOffer: {
      description: 'We are judging what the organisation offers',
      entry: ['waitToConsider', duties.considerOffer, tells.stands('considering')],
      exit: duties.offerConsidered,
      ...ownWait('offerDue', 'Within our time for it', 'Considering it is overdue'),
      on: {
        ...heard,
        ACCEPT_OFFER: {
          target: 'awaitingConfirmation',
          guard: all(
            'recordedByTheCaseworker',
            'consentOfTheComplainant',
            'offerPutsRightTheInjustice',
            'offerIsFinal',
            'offerWasCompared',
            'everyOfferedActionIsSpecific',
          ),
          actions: 'recordAcceptance',
        },
        ASK_FOR_MORE: {
          target: 'awaitingResponse',
          guard: all(
            'recordedByTheCaseworker',
            'consentOfTheComplainant',
            'complainantPrepared',
            'notPressedOnOneComplaint',
            'eachActionNamedOnce',
            'everyActionIsSpecific',
            'responseDateAhead',
            'answerWithinFourteenDays',
          ),
          actions: 'recordAskingForMore',
        },
        TURN_DOWN_OFFER: turnedDown,
        OFFER_CHANGED: {
          reenter: true,
          target: 'consideringOffer',
          guard: all('recordedByTheCaseworker', 'eachActionNamedOnce'),
          actions: ['recordChangedOffer', tells.offer],
        },
        OFFER_WITHDRAWN: withdrawn,
        ORGANISATION_AGREED: agreed,
        ORGANISATION_REFUSED: refused,
        WRITTEN_CONFIRMATION_RECEIVED: confirmed,
      },
    },
    awaitingConfirmation: {
      description: 'Agreed, and not yet confirmed in writing',
      entry: ['awaitConfirmation', tells.stands('awaiting')],
      exit: duties.confirmationObtained,
      initial: 'inTime',
      states: {
        inTime: {
          description: 'Before the confirmation is due',
          after: { confirmationDue: { target: 'late', actions: ['recordNoConfirmation', duties.obtainConfirmation] } },
        },
        late: {
          description: 'The confirmation is overdue',
          on: { ESCALATE: escalatedEarly },
          after: { confirmationDelayed: { target: 'significantlyDelayed', actions: 'recordSignificantDelay' } },
        },
        significantlyDelayed: {
          description: 'The confirmation is more than a week late',
          tags: 'overdue',
          entry: duties.escalateUnconfirmed,
          exit: duties.escalationBegan,
          on: { ESCALATE: escalated },
        },
      },
      on: { ...heard, WRITTEN_CONFIRMATION_RECEIVED: confirmed, ORGANISATION_OFFERED: offered, ORGANISATION_REFUSED: refused },
    },
    refused: {
      description: 'The organisation has refused, or we have turned its offer down',
      entry: [duties.escalateRefusal, tells.stands('refused')],
      exit: duties.escalationBegan,
      initial: 'escalationToBegin',
      states: {
        escalationToBegin: { description: 'Escalation is to begin', after: { escalationDue: 'overdue' } },
        overdue: { description: 'Escalating is overdue', tags: 'overdue' },
      },
      on: {
        ...heard,
        ESCALATE: escalated,
        ORGANISATION_AGREED: agreed,
        ORGANISATION_OFFERED: offered,
        WRITTEN_CONFIRMATION_RECEIVED: confirmed,
      },
    },
    escalated: {
      description: 'A refusal or silence is being taken up above the caseworker',
      initial: 'withLineManager',
      states: {
        withLineManager: {
          description: 'The line manager is to pass it on',
          entry: ['waitToPassOn', duties.passOn, tells.stands('withLineManager')],
          exit: duties.passedOn,
          ...ownWait('passingOnDue', 'Within our time for it', 'Passing it on is overdue'),
          on: { PASS_ON: { target: 'withDirectorate', guard: all('passedOnByTheirLineManager'), actions: 'recordPassingOn' } },
        },
        withDirectorate: {
          description: 'The director or a deputy director is to settle what comes of it',
          entry: ['waitToPassOn', duties.decideOutcome, tells.stands('withDirectorate')],
          exit: duties.outcomeDecided,
          ...ownWait('outcomeDue', 'Within our time for it', 'Settling it is overdue'),
          on: {
            DECIDE_OUTCOME: [
              {
                target: '#approach.awaitingConfirmation',
                guard: when('organisationAgreed', 'decidedByTheDirectorate', 'somethingWasAsked'),
                actions: ['recordOutcome', 'recordAgreedOutcome'],
              },
              {
                target: '#approach.consideringOffer',
                guard: when('organisationOffered', 'decidedByTheDirectorate', 'offerIsStated', 'eachActionNamedOnce'),
                actions: ['recordOutcome', 'recordOfferedOutcome', tells.offer],
              },
              {
                target: '#approach.failed',
                guard: all('decidedByTheDirectorate'),
                actions: ['recordOutcome', 'recordFailing', tells.decided],
              },
            ],
          },
        },
      },
      on: {
        ...heard,
        ORGANISATION_AGREED: agreed,
        ORGANISATION_OFFERED: offered,
        ORGANISATION_REFUSED: {
          guard: all('recordedByTheCaseworker', 'somethingToRefuse', 'refusalNamesWhatWasAsked'),
          actions: ['recordRefusal', duties.noteRefusal, tells.refused, tells.escalated],
        },
        WRITTEN_CONFIRMATION_RECEIVED: confirmed,
      },
    },
    confirmed: {
      description: 'The organisation has confirmed in writing what it will do',
      tags: 'standing',
      on: {
        REMEDY_PROVIDED: {
          guard: all('recordedByTheCaseworker', 'providedAnAgreedAction', 'providedOnce'),
          actions: ['recordProvision', tells.provided],
        },
        ORGANISATION_OFFERED: { ...offered, actions: ['recordOffer', tells.reopened, tells.offer] },
        ORGANISATION_REFUSED: {
          target: 'refused',
          guard: all('recordedByTheCaseworker', 'refusalNamesWhatWasAsked'),
          actions: ['recordFallingBack', duties.noteRefusal, tells.refused],
        },
        SEND_BACK: { target: 'consideringOffer', actions: ['recordSendingBack', tells.reopened] },
      },
    },
    failed: {
      description: 'No remedy was secured from this organisation',
      meta: { cites: ['I23', 'I31'] },
      tags: 'standing',
      on: { ...afterAll, ASK_AGAIN: { ...heard.ASK_AGAIN, actions: ['recordOpeningAgain', heard.ASK_AGAIN.actions] } },
    },
    closed: {
      description: 'The attempt is over',
      tags: 'closed',
      initial: 'ended',
      states: { ended: { description: 'The attempt was decided' } },
    },
  },
})

/** An approach to one organisation in one attempt: what it is asked, answers, offers, refuses and confirms (I18–I23, I31). */
export const approach: Definition = {
  name: 'approach',
  title: 'Approach to an organisation',
  version: 1,
  machine,
  rules,
  conditions,
  deadlines,
  events,
  messages,
  asks,
}
