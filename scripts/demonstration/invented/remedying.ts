import type { Instance } from '../office.ts'
import { closely } from '../passages.ts'
import * as securing from '../securing.ts'
import type { Act, Case } from './case.ts'

/** What is done to secure a remedy, each by whom the guidance says. Where a case has several, it is about the first: the others are complied with. */

/** Who monitors (setting d): what was agreed in an attempt, the assessment outcomes officer. */
const monitorOf = ({ source }: Case) => (source === 'intervention' ? 'assessmentOutcomesOfficer' : 'complianceOfficer')
const evidenceOf = ({ actions }: Case, { key }: Instance) =>
  actions.find(({ id }) => key?.endsWith(id))?.measure ?? 'A copy of what was done'
const at =
  (does: (of: Case, item: Instance) => Promise<unknown>): Act =>
  async (of) => {
    await does(of, of.item)
  }
const by = (post: string, type: string, payload: (of: Case) => object = () => ({})) =>
  at(async (of, item) => (await of.scene.office.as(post)).does(item, type, payload(of)))

async function sends(of: Case, item: Instance, daysAgo: number, more: object = {}): Promise<void> {
  const provided = { providedOn: of.scene.day(-daysAgo), ...more }
  await securing.receivesEvidence(of.scene, item, evidenceOf(of, item), provided, monitorOf(of))
}
async function judges(of: Case, item: Instance, judgement: string, why: string): Promise<void> {
  if (of.isSystemic && of.organisation.sector === 'health')
    await (await of.scene.office.as(monitorOf(of))).does(item, 'RECORD_CLINICAL_ADVICE', {
      from: 'Our adviser',
      advice: 'What was changed is sound',
    })
  await securing.judges(of.scene, item, judgement, why, { by: monitorOf(of) })
}
const satisfied = ({ choose }: Case) =>
  choose.pick(['Done as it was agreed', 'The papers show all of it', 'In full, and the complainant says so'])

/** `daysAgo`: when it was provided. */
export const sendsEvidence = (daysAgo = 0, more: object = {}) => at((of, item) => sends(of, item, daysAgo, more))
export const findsProvided = at((of, item) => judges(of, item, 'provided', satisfied(of)))
export const findsWanting = (judgement: 'incomplete' | 'inadequate' | 'flawed' | 'somethingDifferent', why: string) =>
  at((of, item) => judges(of, item, judgement, why))
export const judgesAll: Act = async (of) => {
  for (const item of of.items) await judges(of, item, 'provided', satisfied(of))
}
export const complies =
  (daysAgo = 0, items: (of: Case) => readonly Instance[] = (of) => of.items): Act =>
  async (of) => {
    for (const item of items(of)) {
      await sends(of, item, daysAgo)
      await judges(of, item, 'provided', satisfied(of))
    }
  }
export const othersComply = complies(0, (of) => of.items.slice(1))
export const doubts = by('lineManager', 'DIRECT_DOUBT', () => ({ why: 'The receipt is not in the complainant’s name' }))

export const asksForMoreTime = (days: number, whoseDelay = 'organisation') =>
  at(async (of, item) =>
    (await of.scene.office.as(monitorOf(of))).does(item, 'REQUEST_EXTENSION', {
      askedBy: 'organisation',
      why:
        whoseDelay === 'complainant'
          ? 'The complainant has not said to which account'
          : 'What has to be done takes longer than was thought',
      until: of.scene.day(days),
      whoseDelay,
    }),
  )
export const grantsMoreTime = (days: number, reason?: string) =>
  at(async (of, item) =>
    (await of.scene.office.as('operationsManager')).does(
      item,
      'EXTEND_TARGET_DATE',
      {
        until: of.scene.day(days),
        why: 'A day that can be kept',
        tellComplainant: { answer: true, why: 'It is their remedy that comes later' },
      },
      reason ? { beforeTheTargetDate: reason } : undefined,
    ),
  )
export const declinesMoreTime = by('operationsManager', 'DECLINE_EXTENSION', () => ({ why: 'It has had time enough' }))
export const tellsHowItStands = at(async (of, item) =>
  of.colleague.does(item, 'UPDATE_COMPLAINANT', {
    how: of.choose.pick(['telephone', 'letter', 'email']),
    said: 'It is late; we have written, and write again',
  }),
)

export const startsEscalation = (reason = 'missedTargetDate', why = 'Neither remedy nor word by the date') =>
  at((of, item) => securing.startsEscalation(of.scene, item, reason, why, monitorOf(of)))
export const asksToHoldBack = at(async (of, item) =>
  (await of.scene.office.as(monitorOf(of))).does(item, 'ASK_TO_HOLD_BACK', { why: 'It has written that the payment is on its way' }),
)
export const holdsBack = by('lineManager', 'HOLD_BACK', ({ scene }) => ({ why: 'A few days will show', reviewOn: scene.day(10) }))
export const writes = (stage: 1 | 2 | 'further') =>
  at((of, item) => securing.writes(of.scene, item, stage, 'What was agreed has not been done', stage === 1 ? monitorOf(of) : undefined))
export const replies = at(async (of, item) =>
  (await of.scene.office.as(monitorOf(of))).does(item, 'REPLY_RECEIVED', {
    what: of.choose.pick(['It is being looked into', 'Its finance office has been asked', 'The person who dealt with it has left']),
    from: of.organisation.name,
  }),
)
export const replyIsWanting = at((of, item) =>
  securing.judgesReply(of.scene, item, { satisfactory: false, why: 'Neither the remedy nor a day for it' }, monitorOf(of)),
)
export const replySatisfies = (days: number) =>
  at((of, item) =>
    securing.judgesReply(of.scene, item, { satisfactory: true, why: 'In writing, with a day', until: of.scene.day(days) }, monitorOf(of)),
  )
export const refuses = (absolute: boolean) =>
  at(async (of, item) =>
    (await of.scene.office.as(monitorOf(of))).does(item, 'ORGANISATION_REFUSED', {
      absolute,
      words: absolute ? 'It will not do it, now or later' : 'It should never have agreed to it',
    }),
  )
export const commits = at(async (of, item) =>
  (await of.scene.office.as(monitorOf(of))).does(item, 'ORGANISATION_COMMITTED', {
    words: 'It will do it after all',
    until: of.scene.day(14),
  }),
)
export const disputesTerms = at(async (of, item) =>
  (await of.scene.office.as(monitorOf(of))).does(item, 'ORGANISATION_DISPUTED_TERMS', {
    what: 'Whether what it agreed to covers all of it',
  }),
)

export const proposesStep = (step: (of: Case) => object) => by('deputyDirector', 'PROPOSE_STEP', step)
export const agreesStep = (agreeing: object = {}) => by('director', 'AGREE_STEP', () => agreeing)
export const refersTo = (to: string) => proposesStep(() => ({ step: 'refer', to, why: 'Every letter in vain' }))
export const furtherLetter = proposesStep(() => ({ step: 'furtherLetter', why: 'To its chief executive' }))
export const returnsIt = (post: string) => by(post, 'RETURN_TO_PURSUE', () => ({ why: 'Nobody has spoken to its chief executive yet' }))
export const closesIt = (post: string, yes: { regulator?: boolean; publish?: boolean; umbrella?: boolean } = {}) =>
  by(post, 'CLOSE_EXCEPTIONALLY', () => ({
    why: 'Every reasonable attempt has been made',
    regulator: { answer: yes.regulator ?? false, why: 'As the pattern of its cases suggests' },
    publish: { answer: yes.publish ?? false, why: 'As the wider interest asks' },
    umbrella: { answer: yes.umbrella ?? false, why: 'As those above it could still help' },
  }))
export const putsReassessment = (suitable: boolean, how?: 'reopen' | 'newCasefile') =>
  at((of, item) =>
    of.colleague.does(item, 'PROPOSE_REASSESSMENT', { suitable: { answer: suitable, why: 'As the papers show' }, ...(how && { how }) }),
  )
export const agreesReassessment = by('deputyDirector', 'REASSESS_ENQUIRY', () => ({ why: 'Nothing else will settle it' }))

/** The Casework Team's view on a published case, and the Ombudsman's decision on one that was laid. */
export const givesView = (judgement: string) =>
  by('caseworkTeam', 'GIVE_VIEW', () => ({
    ...closely,
    judgement,
    why: 'As our report asked for',
    tellParliament: { answer: false, why: 'It was not told of the case' },
    tellPublic: { answer: true, why: 'The report is public' },
  }))
export const ombudsmanDecides = by('ombudsman', 'DECIDE_COMPLIANCE', () => ({
  judgement: 'provided',
  why: 'Satisfied, on the Team’s view',
}))
export const isPublished =
  (what: 'published' | 'laid'): Act =>
  async (of) => {
    await of.colleague.does(of.file, 'RECORD_PUBLICATION', { what })
  }
