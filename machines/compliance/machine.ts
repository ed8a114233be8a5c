import type { Definition } from '../kernel/definition.ts'
import { deadlines } from './deadlines.ts'
import { asks, duties, ended } from './duties.ts'
import { beginUmbrellaItem, deliverAsked, discardStageLetters, openUmbrellaItem, passedOn, tellEnding, tellUmbrella } from './effects.ts'
import { escalationRegion } from './escalation.ts'
import { evidenceRegion } from './evidence-region.ts'
import { lifecycle } from './lifecycle.ts'
import { messages } from './messages.ts'
import { begun } from './record.ts'
import { all, conditions, events, rules, when } from './rules.ts'
import { targetRegion } from './target-region.ts'

/** Published before it opened, its evidence goes to the Casework Team; else to its monitor (C18). */
const machine = lifecycle.createMachine({
  id: 'compliance',
  description: 'One remedy, until the organisation has provided it',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'opening',
  on: {
    CASEFILE_CHANGED: { actions: 'hearOfCasefile' },
    ITEM_ENDED: { actions: ['recordUmbrellaEnding', passedOn] },
    UMBRELLA_ITEM_OPENED: { actions: passedOn },
    LETTER_WAS_SENT: { actions: duties.letterSent },
  },
  states: {
    opening: {
      description: 'Being opened',
      tags: 'standing',
      exit: deliverAsked,
      on: {
        BEGIN: [
          {
            target: 'closed.notAccepted',
            guard: when('recordedAsNotAccepted'),
            actions: ['recordNotAccepted', 'endNotAccepted', tellEnding('notAccepted')],
          },
          { target: 'open.escalation.stage3.reassessing', guard: when('workWasRefused'), actions: [duties.noteEscalation, 'begin'] },
          { target: 'open.escalation.stage1', guard: when('pursuedAllTheSame'), actions: [duties.noteEscalation, 'begin'] },
          { target: 'open.evidence.judging.withCaseworkTeam', guard: when('providedAndPublished'), actions: 'begin' },
          { target: 'open.evidence.judging', guard: when('wasProvidedAlready'), actions: 'begin' },
          { target: 'open', actions: 'begin' },
        ],
      },
    },
    open: {
      description: 'Until it has ended in one of four ways',
      type: 'parallel',
      on: {
        ORGANISATION_DISPUTED_TERMS: { guard: all('correspondenceIsRecordedBy'), actions: 'recordDispute' },
        RECORD_CORRESPONDENCE: { guard: all('correspondenceIsRecordedBy') },
        RECORD_CLINICAL_ADVICE: { guard: all('recordedByWhoeverHears'), actions: 'recordAdvice' },
      },
      exit: [discardStageLetters, ended('judgeReply')],
      states: { target: targetRegion, evidence: evidenceRegion, escalation: escalationRegion },
    },
    closed: {
      description: 'Ended',
      tags: 'closed',
      initial: 'complied',
      states: {
        complied: { description: 'We are satisfied that reasonable steps were taken to do what was agreed or recommended' },
        notAccepted: { description: 'The recommendation was not accepted, and is not pursued' },
        notComplied: { description: 'Not complied with; the enquiry was reassessed' },
        notSecured: {
          description: 'Closed exceptionally: it could not be secured',
          on: {
            SUMMARY_PUBLISHED: { actions: duties.summaryPublished },
            UMBRELLA_AGREED: {
              guard: all('umbrellaIsRecordedBy', 'umbrellaWasAsked', 'umbrellaIsAnother', 'umbrellaDateIsRealistic', 'umbrellaUnderstands'),
              actions: [tellUmbrella, openUmbrellaItem, beginUmbrellaItem, 'recordUmbrella', ended('askUmbrella')],
            },
          },
        },
      },
    },
  },
})

/** One agreed or recommended remedy being secured: open until it ends as complied, not accepted, not complied, or not secured (C15). */
export const compliance: Definition = {
  name: 'compliance',
  title: 'Compliance item',
  version: 1,
  machine,
  rules,
  conditions,
  deadlines,
  events,
  messages,
  asks,
  endings: {
    CLOSE_EXCEPTIONALLY: ['closedByOneOfFour'],
    REASSESS_ENQUIRY: ['agreedByADirectorOrDeputy'],
    DECIDE_COMPLIANCE: ['decisionIsTheOmbudsmans'],
    GIVE_VIEW: ['viewIsTheCaseworkTeams'],
  },
}
