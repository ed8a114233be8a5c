import { setup } from 'xstate'
import { arrowsWith } from '../kernel/arrow.ts'
import type { Definition, Stamp } from '../kernel/definition.ts'
import { type EffectParams, effectActions } from '../kernel/effect.ts'
import { attemptMessages, nextKey } from './attempts.ts'
import { dutyNamed } from './duties.ts'
import { letterNamed } from './letters.ts'
import { begun, type Casefile } from './record.ts'
import { events, recording, rules, type Submission } from './recording.ts'

const { all, guards } = arrowsWith(rules, {})

/** Everyone open hears what the casefile now says. */
const tellAll = {
  type: 'tell',
  params: ({ context: { casefile } }: { context: Casefile }): EffectParams['tell'] => ({
    to: 'everyone',
    event: { type: 'CASEFILE_CHANGED', casefile },
  }),
} as const
const tellAttempts = <T extends string>(type: T) => ({ type: 'tell', params: { to: { all: 'intervention' }, event: { type } } }) as const
/** Who goes on with the complaint has then to be found, or is known (I22). */
const tellOfDeath = {
  type: 'tell',
  params: ({ context: { casefile } }: { context: Casefile }): EffectParams['tell'] => ({
    to: { all: 'intervention' },
    event: { type: 'COMPLAINANT_HAS_DIED', represented: casefile.represented },
  }),
} as const

const machine = setup({
  types: { context: {} as Casefile, events: {} as Submission & Stamp, input: {} as Partial<Casefile> | undefined },
  guards,
  actions: { ...effectActions, ...recording },
}).createMachine({
  id: 'casefile',
  description: 'One complaint: its people, its papers, whose it is, and the machines that carry it',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'unopened',
  states: {
    unopened: {
      description: 'Nothing is known yet',
      tags: 'standing',
      on: { OPEN: { target: 'open', guard: all('byAnyStaff', 'receivedByToday', 'organisationsAreKnown'), actions: 'recordOpening' } },
    },
    open: {
      description: 'The complaint is on file; whether its enquiry is closed is told by its attempts',
      tags: 'standing',
      on: {
        ASSIGN: { guard: all('byALineManagerOrAbove', 'toAnotherPost'), actions: ['recordCaseworker', tellAll] },
        TRANSFER_DIRECTORATE: { guard: all('byALineManagerOrAbove', 'toAnotherDirectorate'), actions: ['recordDirectorate', tellAll] },
        CHANGE_STAGE: { guard: all('byTheCaseworker', 'toAnotherStage', 'noAttemptInTheWay'), actions: ['recordStage', tellAll] },
        SET_FLAG: { guard: all('byTheCaseworker'), actions: ['recordFlag', tellAll] },
        SEAL: { guard: all('byALineManagerOrAbove'), actions: 'recordSeal' },
        UNSEAL: { guard: all('byALineManagerOrAbove', 'isSealed'), actions: 'recordUnsealing' },

        CHANGE_PARTY: { guard: all('byTheCaseworker', 'namesAParty', 'organisationsAreKnown'), actions: ['recordParties', tellAll] },
        CHANGE_COMPLAINT: { guard: all('byTheCaseworker', 'saysWhatChanges'), actions: 'recordComplaint' },
        COMPLAINANT_DIED: { guard: all('byTheCaseworker', 'deathNotYetRecorded'), actions: ['recordDeath', tellAll, tellOfDeath] },
        COMPLAINT_WITHDRAWN: {
          guard: all('byTheCaseworker', 'notYetWithdrawn'),
          actions: ['recordWithdrawal', tellAll, tellAttempts('COMPLAINT_WAS_WITHDRAWN')],
        },

        RECORD_CORRESPONDENCE: { guard: all('byTheCaseworker', 'saysWhichOrganisation') },
        FILE_DOCUMENT: { guard: all('byTheCaseworker', 'datedByToday') },
        ADD_NOTE: { guard: all('byTheCaseworker') },
        LINK: { guard: all('byTheCaseworker', 'notLinkedAlready'), actions: 'recordLink' },
        RECORD_PUBLICATION: { guard: all('byTheCaseworker', 'notRecordedAlready'), actions: ['recordPublication', tellAll] },

        EDIT_LETTER: {
          guard: all('byTheCaseworker', 'letterIsADraft'),
          actions: [
            { type: 'editLetter', params: ({ event: { letter, body } }) => ({ id: letter, body }) },
            {
              type: 'tell',
              params: ({ event }) => ({
                to: { instance: letterNamed(event)!.instance },
                event: { type: 'LETTER_EDITED', letter: event.letter, body: event.body },
              }),
            },
          ],
        },
        LETTER_SENT: {
          guard: all('byTheCaseworker', 'letterIsADraft', 'goesWithoutADecision', 'letterHasItsText', 'letterSaysWhatItMust'),
          actions: [
            { type: 'sendLetter', params: ({ event }) => ({ id: event.letter, body: letterNamed(event)!.body!, on: event.happenedOn }) },
            {
              type: 'tell',
              params: ({ event }) => ({
                to: { instance: letterNamed(event)!.instance },
                event: { type: 'LETTER_WAS_SENT', letter: event.letter, on: event.happenedOn },
              }),
            },
          ],
        },
        DUTY_DONE: {
          guard: all('byAnyStaff', 'dutyIsOpen', 'dutyEndsBySayingSo', 'dutyFallsToThem'),
          actions: { type: 'acknowledgeDuty', params: ({ event }) => ({ id: dutyNamed(event)!.id }) },
        },

        OPEN_INTERVENTION: {
          guard: all('byTheCaseworker', 'casefileAtAssessment', 'noAttemptUnderWay'),
          actions: [
            {
              type: 'open',
              params: ({ context }) => ({
                machine: 'intervention',
                key: nextKey(context),
                input: { attempt: context.attempts.length + 1, casefile: context.casefile, earlierRefusals: context.refusals },
              }),
            },
            // Withdrawn before any attempt, a complaint is still closed by a decision that somebody signs (setting i).
            {
              type: 'tell',
              params: ({ context }) =>
                context.casefile.withdrawnOn === undefined
                  ? []
                  : [{ to: { child: 'intervention', key: nextKey(context) }, event: { type: 'COMPLAINT_WAS_WITHDRAWN' } }],
            },
            'recordAttempt',
          ],
        },
        ATTEMPT_DECIDED: { actions: 'recordDecision' },
        ATTEMPT_FINISHED: { actions: 'recordOutcome' },
        PROPOSAL_REFUSED: { actions: 'recordRefusal' },
        PROPOSAL_ESCALATED: { actions: 'recordEscalation' },
      },
    },
  },
})

/** The casefile: opened once, never final. */
export const casefile: Definition = {
  name: 'casefile',
  title: 'Casefile',
  version: 1,
  machine,
  rules,
  conditions: {},
  deadlines: {},
  events,
  messages: attemptMessages,
  notBefore: ({ casefile: { receivedOn } }: Casefile) => receivedOn,
}
