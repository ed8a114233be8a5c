import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { Asks, Stamp } from '../kernel/definition.ts'
import type { Addressee, EffectParams, LetterName } from '../kernel/effect.ts'
import { monitorsDesk } from './authority.ts'
import type { Compliance } from './record.ts'

/** What falls to whom while an item is open, and by when. */

export type At<E = unknown> = { readonly context: Compliance; readonly event: E & Stamp }
type Duty = EffectParams['createDuty']
const duty = (of: (record: Compliance, stamp: Stamp) => Duty | readonly Duty[]) =>
  ({ type: 'createDuty', params: ({ context, event }: At) => of(context, event) as Duty }) as const
export const ended = (...names: readonly string[]) => ({ type: 'endDuty', params: names.map((name) => ({ name })) as never }) as const

/** Due on that day, shown to the line manager from the day after; a day that is past already was entered late. */
const due = (dueOn: CalendarDate, { today }: Stamp) => ({
  dueOn,
  endsBy: 'act' as const,
  shownToLineManagerOn: addDays(dueOn, 1),
  ...(dueOn < today && { enteredLate: true as const }),
})
const updating = (from: CalendarDate, stamp: Stamp): Duty => ({
  name: 'updateComplainant',
  to: 'caseworker',
  title: 'Keep the complainant up to date: the remedy is late',
  cites: 'C14',
  ...due(addDays(from, stamp.settings.updateEveryDays), stamp),
})
/** What was decided is told in a letter, and the letter has to go. */
const sending =
  (name: string, title: string, cites: Duty['cites']) =>
  (_record: Compliance, stamp: Stamp): Duty => ({
    name,
    to: 'caseworker',
    title,
    cites,
    ...due(addDays(stamp.today, stamp.settings.promptDays), stamp),
  })
const sendNotice = sending('sendPublicationNotice', 'Send the organisation the letter about publication', 'C23')
/** The duty that each letter ends when it has gone. */
const endedBySending: { readonly [Name in LetterName]?: string } = {
  extensionGranted: 'sendExtensionLetter',
  extensionDeclined: 'sendExtensionLetter',
  progressUpdate: 'updateComplainant',
  publicationNotice: 'sendPublicationNotice',
}
type Telling = { readonly [Whom in 'tellParliament' | 'tellPublic']?: { readonly answer: boolean } | undefined }
const officers = ({ source }: Compliance): Addressee => (source === 'intervention' ? 'assessmentOutcomesOfficer' : 'complianceOfficer')

export const duties = {
  judge: duty((record, stamp) => ({
    name: 'judgeEvidence',
    to: monitorsDesk(record),
    title: 'Judge the evidence that the remedy was provided',
    cites: 'C16',
    ...due(record.judgeBy!, stamp),
  })),
  settleDoubt: duty((record, stamp) => ({
    name: 'settleDoubt',
    to: 'assessmentOutcomesOfficer',
    title: 'Settle the doubt about the evidence',
    cites: 'I34',
    ...due(record.judgeBy!, stamp),
  })),
  giveView: duty((record, stamp) => ({
    name: 'giveView',
    to: 'caseworkTeam',
    title: 'Give a view on the evidence: the case is published',
    cites: 'C18',
    ...due(record.judgeBy!, stamp),
  })),
  decideCompliance: duty((record, stamp) => ({
    name: 'decideCompliance',
    to: 'ombudsman',
    title: 'Decide whether compliance is achieved: the report was laid before Parliament',
    cites: 'C18',
    ...due(record.judgeBy!, stamp),
  })),

  /** One for each yes; whatever comes of the item, those who decided it see to it (C18). */
  tellOfView: duty((_record, { today, settings, tellParliament, tellPublic }: Stamp & Telling) => {
    const telling = {
      to: 'caseworkTeam' as const,
      cites: 'C18' as const,
      dueOn: addDays(today, settings.caseworkTeamDays),
      endsBy: 'acknowledgement' as const,
    }
    return [
      ...(tellParliament?.answer
        ? [{ name: 'tellParliament', title: 'Tell Parliament how the organisation has complied', ...telling }]
        : []),
      ...(tellPublic?.answer ? [{ name: 'tellPublic', title: 'Tell the public how the organisation has complied', ...telling }] : []),
    ]
  }),

  decideExtension: duty((record, stamp) => ({
    name: 'decideExtension',
    to: 'operationsManager',
    title: 'Grant the extension, or decline it',
    cites: 'C13',
    ...due(record.extensionBy!, stamp),
  })),
  noteExtension: duty((record, { today }) => ({
    name: 'noteExtension',
    to: 'complianceOfficer',
    title: `Record the revised target date, ${record.targetDate}`,
    cites: 'C13',
    dueOn: today,
    endsBy: 'acknowledgement',
  })),
  tellOfExtension: duty((_record, { today, tellComplainant }: Stamp & { tellComplainant?: { answer: boolean } }) =>
    tellComplainant?.answer
      ? [
          {
            name: 'tellOfExtension',
            to: 'caseworker',
            title: 'Tell the complainant of the new target date and its reasons',
            cites: 'C13',
            dueOn: today,
            endsBy: 'acknowledgement',
          },
        ]
      : [],
  ),
  /** Each update brings the next, for as long as the item is late (C14, setting f). */
  updateComplainant: duty((_record, stamp) => updating(stamp.today, stamp)),
  nextUpdate: {
    type: 'createDuty',
    params: ({ context, event }: At): Duty[] =>
      event.today > context.targetDate ? [{ ...updating(event.happenedOn, event), name: 'updateComplainant', cites: 'C14' }] : [],
  } as const,
  sendGranted: duty(sending('sendExtensionLetter', 'Send the organisation the letter with the new target date', 'C13')),
  sendDeclined: duty(sending('sendExtensionLetter', 'Send the organisation the letter that declines the extension', 'C13')),
  letterSent: {
    type: 'endDuty',
    params: ({ event }: At): EffectParams['endDuty'][] =>
      (event.letters ?? []).flatMap(({ letter }) => endedBySending[letter] ?? []).map((name) => ({ name })),
  } as const,

  /** Due on the day after the missed date; the line manager sees it three days later (setting v). */
  beginEscalation: duty((record, { today, happenedOn, settings }) => {
    const dueOn = addDays(record.escalation.dueSince ?? happenedOn, settings.escalationDutyDays)
    const begin = {
      title: 'Begin escalation, or have it held back',
      cites: 'C20' as const,
      dueOn,
      endsBy: 'act' as const,
      shownToLineManagerOn: addDays(dueOn, settings.showAfterDays),
      ...(dueOn < today && { enteredLate: true as const }),
    }
    return [
      { name: 'beginEscalation', to: officers(record), ...begin },
      ...(record.source === 'intervention' ? [] : [{ name: 'beginEscalationCaseworker', to: 'caseworker' as const, ...begin }]),
    ]
  }),
  decideHoldingBack: {
    type: 'createDuty',
    params: ({ context, event }: At): Duty[] =>
      context.escalation.holdBackAsked
        ? [
            {
              name: 'decideHoldingBack',
              to: 'lineManager',
              title: 'Decide whether escalation is held back',
              cites: 'C20',
              dueOn: addDays(event.today, event.settings.escalationDutyDays),
              endsBy: 'act',
            },
          ]
        : [],
  } as const,
  /** Once, when escalation begins; read before that is recorded (C22). */
  noteEscalation: {
    type: 'createDuty',
    params: ({ context, event }: At): Duty[] =>
      context.escalation.startedOn
        ? []
        : [
            {
              name: 'noteEscalation',
              to: 'complianceOfficer',
              title: 'Note that escalation has begun',
              cites: 'C22',
              dueOn: event.today,
              endsBy: 'acknowledgement',
            },
          ],
  } as const,
  issueFirstLetter: duty((record, stamp) => ({
    name: 'issueStageLetter',
    to: monitorsDesk(record),
    title: 'Issue the stage 1 letter',
    cites: 'C22a',
    ...due(record.escalation.stepBy!, stamp),
  })),
  issueSecondLetter: duty((record, stamp) => ({
    name: 'issueStageLetter',
    to: 'deputyDirector',
    title: 'Issue the stage 2 letter',
    cites: 'C22b',
    ...due(record.escalation.stepBy!, stamp),
  })),
  issueFurtherLetter: duty((record, stamp) => ({
    name: 'issueStageLetter',
    to: 'deputyDirector',
    title: 'Issue the further letter that was agreed',
    cites: 'C22f',
    ...due(record.escalation.stepBy!, stamp),
  })),
  judgeReply: duty((record, stamp) => ({
    name: 'judgeReply',
    to: monitorsDesk(record),
    title: 'Judge the reply',
    cites: 'C22d',
    ...due(record.escalation.stepBy!, stamp),
  })),
  /** Judged beside what goes on: it answers no letter of this stage. */
  judgeReplyBeside: duty((record, { today, settings }) => ({
    name: 'judgeReply',
    to: monitorsDesk(record),
    title: 'Judge the reply',
    cites: 'C22d',
    dueOn: addDays(today, settings.judgingReplyDays),
    endsBy: 'act',
    shownToLineManagerOn: addDays(today, settings.judgingReplyDays + 1),
  })),
  /** Acted on the same day (C22d, setting f). */
  actOnNoReply: duty(({ source, escalation }, { today, settings }) => ({
    name: 'actOnNoReply',
    to: 'deputyDirector',
    title:
      escalation.stageReached === 1
        ? 'No reply has come to stage 1: issue the stage 2 letter'
        : source === 'premature'
          ? 'No reply has come to stage 2: consider reassessing the enquiry'
          : 'No reply has come: propose a step at stage 3',
    cites: 'C22d',
    dueOn: addDays(today, settings.promptDays),
    endsBy: 'act',
    shownToLineManagerOn: addDays(today, settings.promptDays + settings.showAfterDays),
  })),
  proposeStep: duty((record, stamp) => ({
    name: 'proposeStep',
    to: 'deputyDirector',
    title: 'Propose a step to the director',
    cites: 'C22c',
    ...due(record.escalation.stepBy!, stamp),
  })),
  agreeStep: duty((record, stamp) => ({
    name: 'agreeStep',
    to: 'directorAlone',
    title: 'Agree the step proposed, or send it back',
    cites: 'C22c',
    ...due(record.escalation.stepBy!, stamp),
  })),
  decideClosing: duty((record, stamp) => ({
    name: 'decideClosing',
    to: record.escalation.stepsAgreed.at(-1)?.to ?? 'chiefOperatingOfficer',
    title: 'Close what could not be secured, or return it to be pursued',
    cites: 'C23',
    ...due(record.escalation.stepBy!, stamp),
  })),
  /** For those who know the case, and for those above them; where one of these puts it, another agrees it. */
  putReassessment: duty((record, stamp) => {
    const put = {
      title: 'Put whether the case is suitable for investigation',
      cites: 'C22g' as const,
      ...due(record.escalation.stepBy!, stamp),
    }
    return [
      { name: 'putReassessment', to: 'director', ...put },
      { name: 'putReassessmentCaseworker', to: 'caseworker', ...put },
    ]
  }),
  agreeReassessment: duty((record, stamp) => ({
    name: 'agreeReassessment',
    to: 'director',
    title: 'Agree the reassessment, or send it back',
    cites: 'C22g',
    ...due(record.escalation.stepBy!, stamp),
  })),

  /** Recorded on the casefile; one that was published before this item was closed was another's (C23). */
  summaryPublished: {
    type: 'endDuty',
    params: ({ context, event }: At): EffectParams['endDuty'][] =>
      event.happenedOn >= context.endedOn! ? [{ name: 'publishSummary' }] : [],
  } as const,
  /** One for each yes (C23). */
  afterClosing: duty((record, stamp) => {
    const { considered } = record.escalation
    const { today, settings } = stamp
    const follow = {
      to: 'complianceOfficer' as const,
      cites: 'C23' as const,
      dueOn: addDays(today, settings.executiveDays),
      endsBy: 'acknowledgement' as const,
    }
    return [
      ...(considered?.regulator ? [{ name: 'tellRegulator', title: 'Take it to the regulator or professional body', ...follow }] : []),
      ...(considered?.publish
        ? [
            { name: 'publishSummary', title: 'Publish the summary, and record it on the casefile', ...follow, endsBy: 'act' as const },
            sendNotice(record, stamp),
          ]
        : []),
      ...(considered?.umbrella ? [{ name: 'askUmbrella', title: 'Ask the umbrella organisation to apologise and pay', ...follow }] : []),
    ]
  }),
}

/** What each duty of an item asks for. Whoever is to begin escalation may have it held back instead; whoever decides about that, begin it. */
export const asks: Asks = {
  judgeEvidence: ['JUDGE_EVIDENCE'],
  settleDoubt: ['JUDGE_EVIDENCE'],
  giveView: ['GIVE_VIEW'],
  decideCompliance: ['DECIDE_COMPLIANCE'],
  decideExtension: ['EXTEND_TARGET_DATE', 'DECLINE_EXTENSION'],
  updateComplainant: ['UPDATE_COMPLAINANT'],
  beginEscalation: ['START_ESCALATION', 'ASK_TO_HOLD_BACK'],
  beginEscalationCaseworker: ['START_ESCALATION', 'ASK_TO_HOLD_BACK'],
  decideHoldingBack: ['HOLD_BACK', 'START_ESCALATION'],
  issueStageLetter: ['ISSUE_STAGE_1_LETTER', 'ISSUE_STAGE_2_LETTER', 'ISSUE_FURTHER_LETTER'],
  judgeReply: ['JUDGE_REPLY'],
  actOnNoReply: ['ISSUE_STAGE_2_LETTER', 'PROPOSE_STEP', 'PROPOSE_REASSESSMENT'],
  proposeStep: ['PROPOSE_STEP'],
  agreeStep: ['AGREE_STEP', 'SEND_BACK_STEP'],
  decideClosing: ['CLOSE_EXCEPTIONALLY', 'RETURN_TO_PURSUE'],
  putReassessment: ['PROPOSE_REASSESSMENT'],
  putReassessmentCaseworker: ['PROPOSE_REASSESSMENT'],
  agreeReassessment: ['REASSESS_ENQUIRY', 'SEND_BACK_REASSESSMENT'],
}
