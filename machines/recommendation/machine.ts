import type { CalendarDate } from '../kernel/calendar.ts'
import type { Definition } from '../kernel/definition.ts'
import {
  accepted,
  accepting,
  answers,
  as,
  awaitingAnswer,
  disputed,
  goesIntoTheFinalReport,
  investigationEnds,
  partlyAccepted,
  refused,
} from './arrows.ts'
import { deadlines } from './deadlines.ts'
import { asks, duties, letters, tells } from './effects.ts'
import { beginItem, openNotAccepted, openPursued, tellItemOfAcceptance } from './item.ts'
import { lifecycle } from './lifecycle.ts'
import { messages } from './messages.ts'
import { begun } from './record.ts'
import { all, conditions, events, rules, when } from './rules.ts'

const machine = lifecycle.createMachine({
  id: 'recommendation',
  description: 'One recommendation of a report, until its organisation has answered it and what it owes is done',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'opening',
  on: {
    CASEFILE_CHANGED: { actions: 'recordCasefile' },
    FINAL_REPORT_ISSUED: { actions: 'recordFinal' },
    REST_OPENED: { actions: 'recordRest' },
  },
  states: {
    opening: {
      description: 'Being opened',
      tags: 'standing',
      on: {
        BEGIN: [
          { target: 'refused', guard: when('isARefusedRest') },
          { target: 'inFinal', guard: when('isAddedAfterTheReport'), actions: 'awaitAnswer' },
          { target: 'inDraft', guard: when('isAddedToTheDraft'), actions: 'awaitAnswer' },
          { target: 'beingDrafted' },
        ],
      },
    },
    beingDrafted: {
      description: 'Written down, and in no report yet',
      tags: 'workInHand',
      on: {
        ...investigationEnds,
        ...goesIntoTheFinalReport,
        DRAFT_REPORT_ISSUED: { target: 'inDraft', actions: 'recordDraft' },
        ORGANISATION_ACCEPTED: accepted,
      },
    },
    inDraft: {
      description: 'Recommended in the draft report, or put to the organisation beside it',
      ...awaitingAnswer,
      on: { ...answers, ...investigationEnds, ...goesIntoTheFinalReport, ORGANISATION_REFUSED: refused },
    },
    refused: {
      description: 'The organisation does not accept it: above the investigator it is decided what comes of that',
      entry: [as('refused'), tells.changed],
      initial: 'withDirector',
      on: { ...answers, ...investigationEnds },
      states: {
        withDirector: {
          description: 'The director is to pass it on with a view',
          entry: ['waitForTheDirector', duties.passRefusalOn, letters.referToTheDirector],
          exit: duties.refusalPassedOn,
          initial: 'inTime',
          states: {
            inTime: { description: 'The same day', after: { passingOnDue: 'late' } },
            late: { description: 'Passing it on is overdue', tags: 'overdue' },
          },
          on: {
            PASS_ON: {
              target: 'withExecutive',
              guard: all('passedOnByTheDirector', 'letterSaysWhatItMust'),
              actions: ['recordReferral', letters.referralReceived],
            },
          },
        },
        withExecutive: {
          description: 'The Chief Operating Officer or the Ombudsman is to decide',
          entry: ['waitForTheExecutive', duties.decideRefusal, letters.referToTheExecutive],
          exit: duties.refusalDecided,
          initial: 'inTime',
          states: {
            inTime: { description: 'Within our time for it', after: { decisionDue: 'late' } },
            late: { description: 'The decision is overdue', tags: 'overdue' },
          },
          on: {
            DECIDE: [
              {
                target: '#recommendation.awaitingFinal',
                guard: when('isKept', 'decidedAtTheTop', 'decisionFitsTheReport', 'letterSaysWhatItMust'),
                actions: ['recordDecision', letters.referralReceived],
              },
              {
                target: '#recommendation.awaitingFinal',
                guard: when('isChanged', 'decidedAtTheTop', 'decisionFitsTheReport', 'letterSaysWhatItMust', 'changeIsStated'),
                actions: ['recordDecision', 'recordChange', letters.referralReceived],
              },
              {
                target: '#recommendation.closed.dropped',
                guard: when('isDropped', 'decidedAtTheTop', 'decisionFitsTheReport', 'letterSaysWhatItMust'),
                actions: ['recordDecision', letters.referralReceived],
              },
              {
                target: '#recommendation.pursued',
                guard: when('isPursued', 'decidedAtTheTop', 'decisionFitsTheReport', 'letterSaysWhatItMust'),
                actions: ['recordDecision', 'recordItem', letters.referralReceived, openPursued, beginItem],
              },
              {
                target: '#recommendation.notAccepted',
                guard: all('decidedAtTheTop', 'decisionFitsTheReport', 'letterSaysWhatItMust'),
                actions: ['recordDecision', 'recordItem', letters.referralReceived, openNotAccepted, beginItem],
              },
            ],
          },
        },
      },
    },
    awaitingFinal: {
      description: 'Kept or changed: it goes into the final report',
      tags: 'workInHand',
      entry: [as('awaitingFinal'), tells.changed],
      on: { ...answers, ...investigationEnds, ...goesIntoTheFinalReport, ORGANISATION_REFUSED: refused },
    },
    inFinal: {
      description: 'Recommended in the final report, or found after it to have been agreed before',
      entry: [as('inFinal'), tells.changed],
      ...awaitingAnswer,
      on: { ...answers, ORGANISATION_REFUSED: refused },
    },
    accepted: {
      description: 'Accepted: its item is monitored until it ends',
      tags: 'childrenWait',
      entry: [as('accepted'), letters.discardReferral, tells.changed],
      on: {
        ITEM_ENDED: [
          { target: 'closed.complied', guard: when('itemComplied'), actions: ['recordEnding', duties.itemHasEnded] },
          { target: 'closed.notSecured', actions: ['recordEnding', duties.itemHasEnded] },
        ],
      },
    },
    pursued: {
      description: 'Not accepted, and pursued all the same: its item is monitored until it ends',
      tags: 'childrenWait',
      entry: [as('pursued'), tells.changed],
      on: {
        ORGANISATION_ACCEPTED: {
          target: 'accepted',
          guard: all(...accepting),
          actions: ['recordComingRound', tellItemOfAcceptance, duties.recordCommitment],
        },
        ORGANISATION_PARTLY_ACCEPTED: {
          target: 'accepted',
          guard: all(...accepting, 'refusalFollowsTheReport'),
          actions: ['recordComingRoundInPart', tells.split, tellItemOfAcceptance, duties.recordCommitment],
        },
        ORGANISATION_DISPUTED_TERMS: disputed,
        ITEM_ENDED: [
          { target: 'closed.complied', guard: when('itemComplied'), actions: ['recordEnding', duties.itemHasEnded] },
          { target: 'closed.notSecured', actions: ['recordEnding', duties.itemHasEnded] },
        ],
      },
    },
    notAccepted: {
      description: 'Not accepted, and not pursued: recorded, and taken up again only if the organisation accepts after all',
      tags: 'standing',
      entry: [as('notAccepted'), tells.changed],
      on: {
        ITEM_ENDED: { actions: ['recordEnding', tells.changed] },
        ORGANISATION_ACCEPTED: accepted,
        ORGANISATION_PARTLY_ACCEPTED: partlyAccepted,
      },
    },
    closed: {
      description: 'Over',
      tags: 'closed',
      initial: 'complied',
      states: {
        complied: { description: 'We are satisfied that it was done', entry: tells.changed },
        notSecured: {
          description: 'Its item ended otherwise than complied with; where an umbrella organisation has one in its place, that is heard of',
          entry: tells.changed,
          on: {
            UMBRELLA_ITEM_OPENED: { actions: ['recordUmbrella', tells.changed] },
            ITEM_ENDED: { actions: ['recordEnding', tells.changed] },
          },
        },
        dropped: {
          description: 'Refused in the draft, and dropped for the final report: taken up again only if the organisation accepts after all',
          entry: [as('dropped'), tells.changed],
          on: { ...investigationEnds, ORGANISATION_ACCEPTED: accepted, ORGANISATION_PARTLY_ACCEPTED: partlyAccepted },
        },
        fallen: {
          description: 'The investigation ended without it',
          entry: [as('fallen'), letters.discardReferral, tells.changed],
        },
      },
    },
  },
})

/** A recommendation of an investigation report, from the draft to the end of its item (C2, C4, C10–C12). */
export const recommendation: Definition = {
  name: 'recommendation',
  title: 'Recommendation',
  version: 1,
  machine,
  rules,
  conditions,
  deadlines,
  events,
  messages,
  asks,
  notBefore: ({ casefile }: { casefile: { receivedOn: CalendarDate } }) => casefile.receivedOn,
}
