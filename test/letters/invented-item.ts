import { begun, type Compliance, type Extension } from '../../machines/compliance/record.ts'
import type { LetterSource } from '../../src/letters/context.ts'
import { agreedActions, COUNCIL, casefile, ref, sourceOf, TRUST } from './invented-case.ts'

/** The payment of the invented case, monitored: agreed on 22 March 2013, to be made by 19 April. */
export const item: Compliance = {
  ...begun,
  key: `${TRUST} payment`,
  casefile: casefile.casefile,
  source: 'intervention',
  organisation: TRUST,
  action: agreedActions[1]!,
  agreedOn: '2013-03-22',
  openedOn: '2013-03-29',
  targetDate: '2013-04-19',
  targetDates: [{ date: '2013-04-19', from: '2013-03-29' }],
}

export const reminded: Compliance = { ...item, remindedOn: ['2013-04-12'] }

const extension: Extension = {
  askedOn: '2013-04-10',
  askedBy: 'organisation',
  by: ['caseworker'],
  why: ref('The complainant has not given her bank details'),
  until: '2013-05-03',
  whoseDelay: 'complainant',
}
const decidedOn = '2013-04-11'
export const extended: Compliance = {
  ...item,
  targetDate: '2013-05-03',
  targetDates: [...item.targetDates, { date: '2013-05-03', from: decidedOn, whoseDelay: 'complainant' }],
  extensions: [{ ...extension, outcome: 'granted', decidedOn, decidedWhy: ref('It cannot pay without them') }],
}
export const declined: Compliance = {
  ...item,
  extensions: [
    {
      ...extension,
      whoseDelay: 'organisation',
      outcome: 'declined',
      decidedOn,
      decidedWhy: ref('The payment needs one signature, and no reason was given why that takes longer'),
    },
  ],
}

/** Missed, and escalation begun. */
export const escalated: Compliance = {
  ...reminded,
  overdue: [{ since: '2013-04-20' }],
  escalation: {
    ...item.escalation,
    stageReached: 1,
    startedOn: '2013-04-20',
    reasons: [{ on: '2013-04-20', reason: 'missedTargetDate', why: ref('They never answer in time') }],
  },
}
export const withoutReply: Compliance = {
  ...escalated,
  escalation: {
    ...escalated.escalation,
    stageReached: 2,
    letters: [{ stage: 'stage1', on: '2013-04-22', replyBy: '2013-05-02', noReplySince: '2013-05-03' }],
  },
}
export const furtherLetterAgreed: Compliance = {
  ...withoutReply,
  escalation: {
    ...withoutReply.escalation,
    stageReached: 3,
    letters: [...withoutReply.escalation.letters, { stage: 'stage2', on: '2013-05-03', replyBy: '2013-05-13' }],
    replies: [{ on: '2013-05-10', satisfactory: false }],
  },
  updateToSend: { said: ref('The Trust tells us that the payment waits for a signature') },
}

/** Closed by an executive, who had a summary of the case published. */
export const notSecured: Compliance = {
  ...furtherLetterAgreed,
  ending: 'notSecured',
  endedOn: '2013-06-10',
  escalation: { ...furtherLetterAgreed.escalation, considered: { regulator: false, publish: true, umbrella: false } },
}

export const deputyDirector = { name: 'Dilys Underhill', post: 'Deputy Director of Customer Services and Assessment' }

/** As the letter is issued: the event says by when it asks for a reply, and who puts it signs. */
export const issuing = (
  record: Compliance,
  event: { readonly replyBy?: string; readonly concern?: string; readonly asks?: string },
  about: Partial<Omit<LetterSource, 'record'>> = {},
) =>
  sourceOf(record, {
    submitting: { type: 'ISSUE', ...event, ...(event.concern && { concern: ref(event.concern) }) },
    signing: deputyDirector,
    ...about,
  })

export const toTrust = { organisation: TRUST } as const
export const toCouncil = { organisation: COUNCIL } as const
export const toComplainant = { party: 'complainant' } as const
