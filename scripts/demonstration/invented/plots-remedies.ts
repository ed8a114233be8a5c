import { attempts, decidesAfterFailure, opensAnew, refusesWork } from './attempting.ts'
import type { Beat } from './case.ts'
import type { Chooser } from './chooser.ts'
import { issued, type Pace, paceOf, targetOf, workAsked } from './plots-attempts.ts'
import * as act from './remedying.ts'

/** What becomes of an agreed remedy; the day after the target date is the one on which escalation falls due. */

export const overdue = (pace: Pace): readonly Beat[] => [...issued(pace), [targetOf(pace) - 2, act.othersComply]]
const missed = (pace: Pace) => targetOf(pace) + 1
export const started = (pace: Pace): readonly Beat[] => [...overdue(pace), [missed(pace), act.startsEscalation()]]
export const written = (pace: Pace): readonly Beat[] => [...started(pace), [missed(pace), act.writes(1)]]
export const answered = (pace: Pace): readonly Beat[] => [...written(pace), [missed(pace) + 6, act.replies]]
export const atStageTwo = (pace: Pace): readonly Beat[] => [...answered(pace), [missed(pace) + 7, act.replyIsWanting]]
export const writtenAgain = (pace: Pace): readonly Beat[] => [...atStageTwo(pace), [missed(pace) + 7, act.writes(2)]]
export const answeredAgain = (pace: Pace): readonly Beat[] => [
  ...writtenAgain(pace),
  [missed(pace) + 14, act.replies],
  [missed(pace) + 14, act.tellsHowItStands],
]
export const atStageThree = (pace: Pace): readonly Beat[] => [...answeredAgain(pace), [missed(pace) + 15, act.replyIsWanting]]
/** The day on which a step is agreed at stage 3, whatever it is. */
export const conferredOn = (pace: Pace): number => missed(pace) + 17
export const conferred = (pace: Pace, step: typeof act.furtherLetter): readonly Beat[] => [
  ...atStageThree(pace),
  [missed(pace) + 16, step],
  [conferredOn(pace), act.agreesStep()],
]

export const inTime = (choose: Chooser): readonly Beat[] => {
  const pace = paceOf(choose)
  const provided = choose.between(pace.signed + 1, targetOf(pace))
  return [...issued(pace), [provided, act.complies(choose.between(0, 1))]]
}
export const extended = (choose: Chooser): readonly Beat[] => {
  const pace = paceOf(choose)
  const day = targetOf(pace) - choose.between(2, 5)
  const more = choose.between(14, 28)
  return [
    ...issued(pace),
    [day - 1, act.othersComply],
    [day, act.asksForMoreTime(more, choose.pick(['organisation', 'complainant', 'complainant', 'other']))],
    [day + 2, act.grantsMoreTime(more - 2)],
    [day + more - choose.between(3, 6), act.complies(1, (of) => [of.item])],
  ]
}
export const notExtended = (choose: Chooser): readonly Beat[] => {
  const pace = paceOf(choose)
  const day = targetOf(pace) - 4
  return [
    ...issued(pace),
    [day - 1, act.othersComply],
    [day, act.asksForMoreTime(30)],
    [day + 1, act.declinesMoreTime],
    [targetOf(pace), act.complies(0, (of) => [of.item])],
  ]
}
export const incompleteFirst = (choose: Chooser): readonly Beat[] => {
  const pace = paceOf(choose)
  const day = targetOf(pace) - 3
  return [
    ...issued(pace),
    [day - 1, act.othersComply],
    [day, act.sendsEvidence(), act.findsWanting('incomplete', 'One page of three')],
    [day + 1, act.startsEscalation('flawedRemedy', 'The rest is not there'), act.writes(1)],
    [day + 5, act.sendsEvidence(1), act.findsProvided],
  ]
}
export const lateOnce = (choose: Chooser): readonly Beat[] => {
  const pace = paceOf(choose)
  const day = targetOf(pace) + choose.between(4, 9)
  return [...written(pace), [day, act.sendsEvidence(choose.between(0, 2)), act.findsProvided]]
}
export const heldBackFirst = (choose: Chooser): readonly Beat[] => {
  const pace = paceOf(choose)
  const day = missed(pace)
  return [
    ...overdue(pace),
    [day, act.asksToHoldBack],
    [day + 1, act.holdsBack],
    [day + choose.between(4, 10), act.sendsEvidence(1), act.findsProvided],
  ]
}
export const lateTwice = (choose: Chooser): readonly Beat[] => {
  const pace = paceOf(choose)
  return [...writtenAgain(pace), [missed(pace) + choose.between(11, 16), act.disputesTerms, act.sendsEvidence(1), act.findsProvided]]
}
export const promisedOverStageTwo = (choose: Chooser): readonly Beat[] => {
  const pace = paceOf(choose)
  const day = missed(pace) + 14
  return [...answeredAgain(pace), [day + 1, act.replySatisfies(14)], [day + choose.between(8, 13), act.sendsEvidence(1), act.findsProvided]]
}
export const furtherLetterHelps = (choose: Chooser): readonly Beat[] => {
  const pace = paceOf(choose)
  const day = conferredOn(pace)
  return [
    ...conferred(pace, act.furtherLetter),
    [day, act.writes('further')],
    [day + choose.between(4, 8), act.sendsEvidence(1), act.findsProvided],
  ]
}
export const neverSecured = (choose: Chooser): readonly Beat[] => {
  const pace = paceOf(choose)
  const post = choose.pick(['ombudsman', 'chiefOperatingOfficer', 'interimDirectorOfOperations', 'interimDirectorOfBusinessDevelopment'])
  const yes = { regulator: choose.chance(0.5), publish: choose.chance(0.3), umbrella: choose.chance(0.3) }
  const day = conferredOn(pace)
  return [
    ...conferred(pace, act.refersTo(post)),
    ...(choose.chance(0.5) ? [[day + 3, act.returnsIt(post), act.refersTo(post), act.agreesStep()] as const] : []),
    [day + 6, act.closesIt(post, yes)],
    [day + 9, decidesAfterFailure],
  ]
}
export const refusedThenKept = (choose: Chooser): readonly Beat[] => {
  const pace = paceOf(choose)
  const day = pace.signed + choose.between(2, 5)
  return [
    ...issued(pace),
    [day, act.othersComply, act.refuses(true)],
    [day + 5, act.commits],
    [day + 6, act.replySatisfies(14)],
    [day + 14, act.sendsEvidence(1), act.findsProvided],
  ]
}
export const workRefused = (day = 15): readonly Beat[] => [...workAsked(3), [day, refusesWork]]
export const reassessed = (how: 'reopen' | 'newCasefile' | undefined): readonly Beat[] => [
  ...workRefused(),
  [17, act.putsReassessment(how !== undefined, how)],
  [20, act.agreesReassessment],
  ...(how === 'newCasefile' ? [[23, opensAnew, attempts] as const] : []),
]
