import type { ComplianceInput } from '../../../machines/compliance/record.ts'
import type { Actor } from '../../../machines/kernel/authority.ts'
import type { CalendarDate } from '../../../machines/kernel/calendar.ts'
import type { OrganisationFacts } from '../../../machines/kernel/definition.ts'
import { caseworker, deputyDirector, director, holding, person } from '../../support/people.ts'
import { type Item, item } from './support.ts'

export const outcomesOfficer = person('holder of outcomesOfficer', 'outcomesOfficer')
export const caseworkTeam = person('holder of caseworkTeam', 'caseworkTeam')
export const chiefOperatingOfficer = person('holder of chiefOperatingOfficer', 'chiefOperatingOfficer')
export const interimDirectorOfOperations = person('holder of interimDirectorOfOperations', 'interimDirectorOfOperations')
export const interimDirectorOfBusinessDevelopment = person(
  'holder of interimDirectorOfBusinessDevelopment',
  'interimDirectorOfBusinessDevelopment',
)
export const deputyDirectorElsewhere = person('a deputy director of operations', {
  ...holding('deputyDirector'),
  post: 'deputyDirectorElsewhere',
  directorate: 'operations',
})
/** Holds a post of the same kind as somebody else does. */
export const another = (key: string): Actor => person(`another ${key}`, key)

/** The answer to a "consider whether", and why. */
export const yes = { answer: true, why: 'It is called for' }
export const no = { answer: false, why: 'It is not called for' }

export const evidence = { type: 'EVIDENCE_RECEIVED', what: 'A copy of the letter' }
export const judge = (judgement: string, more: object = {}) => ({
  type: 'JUDGE_EVIDENCE',
  judgement,
  why: 'Read against what was agreed',
  complete: true,
  againstPrinciples: 'In line with them',
  ...more,
})
export const view = (judgement: string, more: object = {}) => ({
  ...judge(judgement),
  type: 'GIVE_VIEW',
  tellParliament: no,
  tellPublic: yes,
  ...more,
})
export const askExtension = (until: CalendarDate = '2013-04-30', more: object = {}) => ({
  type: 'REQUEST_EXTENSION',
  askedBy: 'organisation',
  why: 'The complainant has given no bank details',
  until,
  whoseDelay: 'complainant',
  ...more,
})
export const extend = (until: CalendarDate = '2013-04-30', more: object = {}) => ({
  type: 'EXTEND_TARGET_DATE',
  until,
  why: 'It cannot pay without them',
  tellComplainant: yes,
  ...more,
})
export const start = (reason = 'missedTargetDate') => ({ type: 'START_ESCALATION', reason, why: 'Nothing has come' })
export const firstLetter = (replyBy: CalendarDate = '2013-04-08', more: object = {}) => ({
  type: 'ISSUE_STAGE_1_LETTER',
  replyBy,
  asks: 'response',
  ...more,
})
export const secondLetter = (replyBy: CalendarDate, more: object = {}) => ({ type: 'ISSUE_STAGE_2_LETTER', replyBy, ...more })
export const reply = { type: 'REPLY_RECEIVED', what: 'They are looking into it' }
export const judgeReply = (satisfactory: boolean, until?: CalendarDate) => ({
  type: 'JUDGE_REPLY',
  satisfactory,
  why: 'Read against what was asked',
  ...(until && { until }),
})
export const refuse = (absolute: boolean, more: object = {}) => ({ type: 'ORGANISATION_REFUSED', absolute, words: 'No', ...more })
export const goTo = (stage: string, reason = 'prevarication') => ({ type: 'GO_TO_STAGE', stage, reason, why: 'They play for time' })
export const askToHoldBack = { type: 'ASK_TO_HOLD_BACK', why: 'Their chief executive has rung' }
export const holdBack = (reviewOn: CalendarDate = '2013-04-05') => ({ type: 'HOLD_BACK', why: 'It is being signed', reviewOn })
export const propose = (step: string, more: object = {}) => ({
  type: 'PROPOSE_STEP',
  step,
  why: 'Nothing else has helped',
  ...(step === 'newDate' && { whoseDelay: 'organisation' }),
  ...more,
})
export const agree = (more: object = {}) => ({ type: 'AGREE_STEP', why: 'Agreed', ...more })
export const close = (more: object = {}) => ({
  type: 'CLOSE_EXCEPTIONALLY',
  why: 'Every reasonable attempt was made',
  regulator: no,
  publish: no,
  umbrella: no,
  ...more,
})
export const reassess = { type: 'REASSESS_ENQUIRY', why: 'Local resolution has not resolved it' }
export const proposeReassessment = (more: object = {}) => ({ type: 'PROPOSE_REASSESSMENT', suitable: yes, how: 'reopen', ...more })

type More = Partial<ComplianceInput>

/** Nothing came by 28 March; the clock has been by on the 29th. */
export const overdue = (more: More = {}, known?: OrganisationFacts): Item => item(more, known).moveTo('2013-03-29')
/** Escalation has begun: the stage 1 letter is to be written. */
export function started(more: More = {}, known?: OrganisationFacts): Item {
  const one = overdue(more, known)
  one.does(caseworker, start())
  return one
}
/** The stage 1 letter has gone, on 29 March: a reply is asked for by 8 April. */
export function wroteOnce(more: More = {}, known?: OrganisationFacts): Item {
  const one = started(more, known)
  one.does(caseworker, firstLetter())
  return one
}
/** The reply of 3 April was not satisfactory: the stage 2 letter is to be written. */
export function atStageTwo(more: More = {}): Item {
  const one = wroteOnce(more).moveTo('2013-04-03')
  one.does(caseworker, reply)
  one.does(caseworker, judgeReply(false))
  return one
}
/** The stage 2 letter has gone, on 3 April: a reply is asked for by 15 April. */
export function wroteTwice(more: More = {}): Item {
  const one = atStageTwo(more)
  one.does(deputyDirector, secondLetter('2013-04-15'))
  return one
}
/** The reply of 10 April to the stage 2 letter was not satisfactory either. */
export function atStageThree(more: More = {}): Item {
  const one = wroteTwice(more).moveTo('2013-04-10')
  one.does(caseworker, reply)
  one.does(caseworker, judgeReply(false))
  return one
}
/** A step has been agreed at stage 3, on 10 April. */
export function agreedStep(step: string, proposal: object = {}, agreement: object = {}, more: More = {}): Item {
  const one = atStageThree(more)
  one.does(deputyDirector, propose(step, proposal))
  one.does(director, agree(agreement))
  return one
}
/** It has been put to the Chief Operating Officer whether to close it. */
export const withExecutive = (more: More = {}): Item => agreedStep('refer', { to: 'chiefOperatingOfficer' }, {}, more)

/** Every place of an open item from which somebody waits for something, by name. */
export const openPlaces: Readonly<Record<string, (more?: More) => Item>> = {
  monitoring: item,
  overdue,
  started,
  wroteOnce,
  noFirstReply: (more) => wroteOnce(more).moveTo('2013-04-09'),
  firstReplyToJudge: (more) => {
    const one = wroteOnce(more)
    one.does(caseworker, reply)
    return one
  },
  atStageTwo,
  wroteTwice,
  noSecondReply: (more) => wroteTwice(more).moveTo('2013-04-16'),
  judging: (more) => {
    const one = item(more)
    one.does(caseworker, evidence)
    return one
  },
  heldBack: (more) => {
    const one = overdue(more)
    one.does(caseworker, askToHoldBack)
    one.does(person('holder of lineManager', 'lineManager'), holdBack())
    return one
  },
}
