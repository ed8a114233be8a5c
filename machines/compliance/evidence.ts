import { z } from 'zod'
import { aLineManagerOrAbove, assessmentOutcomesOfficer } from '../casefile/authority.ts'
import { ofTheRecord, ofTheSubmission } from '../kernel/arrow.ts'
import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { Stamp, SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { type Consideration, rulesAbout } from '../kernel/rule.ts'
import { act, consideration, day, fact, plain, words } from '../kernel/words.ts'
import { theCaseworkTeam, theMonitor, theOmbudsman, whoeverHears } from './authority.ts'
import { remindingOf } from './begin.ts'
import { closelyRules, judgingFields, organisationNow } from './closely.ts'
import { type Compliance, isSatisfactory, isWanting, type Judgement } from './record.ts'

const badFaith = words('What shows bad faith', { hint: 'Said to be done and was not, or old presented as new' }).optional()

/** What shows that a remedy was provided, and how it is judged (C16–C18, I34). */
export const evidenceEvents = {
  EVIDENCE_RECEIVED: fact(
    'EVIDENCE_RECEIVED',
    {
      what: words('What the evidence is', { most: 5_000 }),
      from: words('From whom', { most: 500 }).meta({ asks: 'Whom it is from' }).optional(),
      reference: plain('Reference', { most: 200 }).optional(),
      providedOn: day(
        'The day the remedy was provided',
        'An item is measured by it; left out, the day the evidence arrived counts',
      ).optional(),
      partial: z.boolean().optional().meta({ label: 'Is more to come?', hint: 'The organisation is then still reminded' }),
    },
    { title: 'Record evidence', done: 'recorded evidence' },
  ),
  JUDGE_EVIDENCE: act('JUDGE_EVIDENCE', { ...judgingFields, badFaith }, { title: 'Judge the evidence', done: 'judged the evidence' }),
  DIRECT_DOUBT: act(
    'DIRECT_DOUBT',
    { why: words('What is in doubt') },
    { title: 'Put a doubt to the assessment outcomes officer', done: 'put a doubt to the assessment outcomes officer' },
  ),
  GIVE_VIEW: act(
    'GIVE_VIEW',
    {
      ...judgingFields,
      badFaith,
      tellParliament: consideration('Is Parliament to be told?').optional(),
      tellPublic: consideration('Is the wider public to be told?').optional(),
    },
    { title: 'Give the Casework Team’s view', done: 'gave the Casework Team’s view' },
  ),
  DECIDE_COMPLIANCE: act(
    'DECIDE_COMPLIANCE',
    { ...judgingFields, badFaith },
    { title: 'Decide whether compliance is achieved', done: 'decided whether compliance is achieved' },
  ),
  RECORD_CLINICAL_ADVICE: fact(
    'RECORD_CLINICAL_ADVICE',
    { from: words('From whom', { most: 500 }).meta({ asks: 'Whom it is from' }), advice: words('What was advised') },
    { title: 'Record clinical advice', done: 'recorded clinical advice' },
  ),
}
export type EvidenceEvent = SubmissionOf<typeof evidenceEvents>

type Judges = { judgement: Judgement }
const { must, consider } = rulesAbout<Compliance>()
export const evidenceRules = {
  ...closelyRules,
  recordedByWhoeverHears: must('C16a', { who: whoeverHears }),
  byTheMonitor: must('C16a', { who: theMonitor }),
  /** Our reading (setting s): the officer settles a doubt. */
  doubtIsTheOfficers: must('I34', { who: { some: [assessmentOutcomesOfficer, aLineManagerOrAbove] } }),
  doubtIsAboutAnIntervention: must('I34', {
    because: 'Only a doubt about a remedy agreed through intervention goes to the assessment outcomes officer',
    holds: ({ source }) => source === 'intervention',
  }),
  viewIsTheCaseworkTeams: must('C18', { who: theCaseworkTeam }),
  decisionIsTheOmbudsmans: must('C18', { who: theOmbudsman }),
  tellingParliamentConsidered: consider<{ tellParliament?: Consideration | undefined }>('C18', {
    field: 'tellParliament',
    because: 'Say whether Parliament is to be told, and why',
  }),
  tellingThePublicConsidered: consider<{ tellPublic?: Consideration | undefined }>('C18', {
    field: 'tellPublic',
    because: 'Say whether the wider public is to be told, and why',
  }),
  onTheWayBeforeTheTarget: must<Judges>('C16', {
    field: 'judgement',
    because: ({ targetDate }) => `The target date, ${targetDate}, has passed: what is only on its way is late`,
    always: 'The target date has passed: what is only on its way is late',
    holds: ({ targetDate }, { judgement, today }) => judgement !== 'onTheWay' || today <= targetDate,
  }),
  providedByThatDay: must<{ providedOn?: CalendarDate | undefined }>('C16', {
    field: 'providedOn',
    because: (_record, { providedOn, happenedOn }) =>
      `The day the remedy was provided, ${providedOn}, is after the day its evidence arrived, ${happenedOn}`,
    always: 'The day the remedy was provided is after the day its evidence arrived',
    holds: (_record, { providedOn, happenedOn }) => providedOn === undefined || providedOn <= happenedOn,
  }),
}

const judgedWith = <E extends Judges>(test: (judgement: Judgement, record: Compliance) => boolean) =>
  ofTheSubmission<Compliance, E>((record, { judgement }) => test(judgement, record))
const isLaid = ({ casefile }: Compliance) => casefile.laidOn !== undefined
export const evidenceConditions = {
  weAreSatisfied: judgedWith((judgement) => isSatisfactory(judgement)),
  /** The Casework Team has looked as closely as the rating asks already. */
  satisfiedAsTheTeamWas: judgedWith(
    (judgement, { views }) => isSatisfactory(judgement) && views.length > 0 && isSatisfactory(views.at(-1)!.judgement),
  ),
  judgedWanting: judgedWith((judgement) => isWanting(judgement)),
  /** A view on a case that was laid decides nothing: the Ombudsman does. */
  viewedWanting: judgedWith((judgement, record) => isWanting(judgement) && !isLaid(record)),
  caseIsLaid: ofTheRecord<Compliance>(isLaid),
  caseIsPublished: ofTheRecord<Compliance>(({ casefile }) => casefile.publishedOn !== undefined || isLaid({ casefile } as Compliance)),
  nowPublished: ofTheSubmission<Compliance, { casefile: Compliance['casefile'] }>(
    (_record, { casefile }) => casefile.publishedOn !== undefined || casefile.laidOn !== undefined,
  ),
  /** The remedy was provided by the date that counts, though we hear of it after (Dates). */
  cameInTime: ofTheSubmission<Compliance, Provides>((record, event) => providedWith(record, event) <= record.targetDate),
  /** With the rest of it, it was provided after the date. */
  cameLate: ofTheSubmission<Compliance, Provides>((record, event) => providedWith(record, event) > record.targetDate),
  wasProvidedAlready: ofTheRecord<Compliance>(({ provided }) => provided !== undefined),
}

type Provides = { providedOn?: CalendarDate | undefined }
const dayProvided = ({ providedOn, happenedOn }: Provides & Pick<Stamp, 'happenedOn'>) => providedOn ?? happenedOn
/** When the remedy was provided, with what is with us already: once all of it is here, only a stated day moves it. */
export const providedWith = ({ withUs }: Compliance, event: Provides & Pick<Stamp, 'happenedOn'>): CalendarDate =>
  withUs?.all && event.providedOn === undefined ? withUs.providedOn : dayProvided(event)

/** Judged, nothing is with us any more; the organisation is then reminded again, if there is still time (C14). */
function judged(record: Compliance, event: Judges & Stamp & { why: string; badFaith?: string | undefined }): Partial<Compliance> {
  const { judgement, why, today, by, badFaith } = event
  const reminded = record.remindOn && (record.remindOn > today ? record.remindOn : remindingOf(record.targetDate, today))
  return {
    judged: [...record.judged, { on: today, by: by.id, judgement, why, ...organisationNow(record, event), ...(badFaith && { badFaith }) }],
    withUs: undefined,
    remindOn: reminded,
    ...(isSatisfactory(judgement) && { providedOn: record.withUs?.providedOn ?? today }),
  }
}

const { on, always } = recordingIn<Compliance, EvidenceEvent>()
export const evidenceRecordings = {
  recordEvidence: on('EVIDENCE_RECEIVED', (record, event) => {
    const { evidence, withUs } = record
    const providedOn = dayProvided(event)
    const { what, from, reference, partial, happenedOn } = event
    return {
      withUs: { providedOn: providedWith(record, event), all: !partial || withUs?.all === true },
      evidence: [
        ...evidence,
        { what, receivedOn: happenedOn, providedOn, ...(from && { from }), ...(reference && { reference }), ...(partial && { partial }) },
      ],
    }
  }),
  recordJudgement: on('JUDGE_EVIDENCE', judged),
  recordDecision: on('DECIDE_COMPLIANCE', judged),
  /** The view on a case that was laid leaves the evidence with us: it goes on to the Ombudsman. */
  recordView: on('GIVE_VIEW', (record, event) => ({
    views: [
      ...record.views,
      {
        on: event.today,
        judgement: event.judgement,
        tellParliament: event.tellParliament?.answer ?? false,
        tellPublic: event.tellPublic?.answer ?? false,
      },
    ],
    ...(!isLaid(record) && judged(record, event)),
  })),
  recordAdvice: on('RECORD_CLINICAL_ADVICE', ({ clinicalAdvice }, { from, advice, happenedOn }) => ({
    clinicalAdvice: [...clinicalAdvice, { on: happenedOn, from, advice }],
  })),
  judgingBegins: always((_record, { today, settings }) => ({ judgeBy: addDays(today, settings.judgingEvidenceDays) })),
  doubtBegins: always((_record, { today, settings }) => ({ judgeBy: addDays(today, settings.doubtDays) })),
  viewBegins: always((_record, { today, settings }) => ({ judgeBy: addDays(today, settings.caseworkTeamDays) })),
  decisionBegins: always((_record, { today, settings }) => ({ judgeBy: addDays(today, settings.ombudsmanDays) })),
}
