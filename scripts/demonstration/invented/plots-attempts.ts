import * as act from './attempting.ts'
import type { Beat } from './case.ts'
import type { Chooser } from './chooser.ts'
import { apology, explains } from './remedies.ts'
import { complies, judgesAll } from './remedying.ts'

/** The days on which an attempt goes on: a casefile is opened on its first. */
export interface Pace {
  readonly prepared: number
  readonly asked: number
  readonly answered: number
  readonly told: number
  readonly signed: number
}
/** For what has to stand in a certain state today. */
export const steady: Pace = { prepared: 2, asked: 2, answered: 9, told: 10, signed: 12 }
export function paceOf(choose: Chooser): Pace {
  const prepared = choose.between(1, 6)
  const asked = prepared + choose.between(0, 2)
  const answered = asked + choose.between(3, 13)
  const told = answered + choose.between(0, 4)
  return { prepared, asked, answered, told, signed: told + choose.between(1, 4) }
}
/** Every remedy is to be done within four weeks of being asked for. */
export const targetOf = ({ asked }: Pace): number => asked + 28

/** As far as a state of the attempt. */
export const assessed = ({ prepared }: Pace): readonly Beat[] => [
  [0, act.opens(), act.attempts],
  [prepared, act.assesses],
]
export const settled = (pace: Pace): readonly Beat[] => [...assessed(pace), [pace.asked, act.decidesToAttempt()]]
export const asked = (pace: Pace): readonly Beat[] => [...settled(pace), [pace.asked, act.proposes]]
export const confirmed = (pace: Pace): readonly Beat[] => [...asked(pace), [pace.answered, act.confirms]]
export const told = (pace: Pace): readonly Beat[] => [...confirmed(pace), [pace.told, act.informs()]]
export const submitted = (pace: Pace): readonly Beat[] => [...told(pace), [pace.told, act.submits]]
export const signed = (pace: Pace): readonly Beat[] => [...submitted(pace), [pace.signed, act.signs]]
export const issued = (pace: Pace): readonly Beat[] => [...signed(pace), [pace.signed, act.issues]]

export const enquired = (pace: Pace): readonly Beat[] => [...assessed(pace), [pace.asked, act.enquires]]
export const telephoned = (pace: Pace): readonly Beat[] => [...asked(pace), [pace.answered, act.agreesByTelephone]]
export const offered = (pace: Pace): readonly Beat[] => [...asked(pace), [pace.answered, act.offers]]
export const refused = (pace: Pace): readonly Beat[] => [...asked(pace), [pace.answered, act.refuses]]
export const escalated = (pace: Pace): readonly Beat[] => [...refused(pace), [pace.answered + 2, act.escalates]]
export const passedOn = (pace: Pace): readonly Beat[] => [...escalated(pace), [pace.answered + 4, act.passesOn]]
export const reconsidered = (pace: Pace): readonly Beat[] => [...passedOn(pace), [pace.answered + 9, act.directorateSettles]]
export const objected = (pace: Pace): readonly Beat[] => [...confirmed(pace), [pace.told, act.informs('strong')]]
export const explanationPromised = ({ prepared, asked: day, answered }: Pace): readonly Beat[] => [
  ...assessed({ ...steady, prepared }),
  [day, act.decidesToAttempt([apology, explains]), act.proposes],
  [answered, act.confirms],
]
export const workAsked = (days: number): readonly Beat[] => [
  [0, act.opens(), act.attempts],
  [1, act.submitsPremature(true)],
  [days, act.signs, act.issues],
]

/** Ends of attempts, each with the pace that was chosen for it. */
const closedBy = (submission: typeof act.submits, { prepared, told: day }: Pace): readonly Beat[] => [
  [0, act.opens(), act.attempts],
  [prepared, submission],
  [day, act.signs, act.issues],
]
export const declined = (pace: Pace) => closedBy(act.submitsDecline('notSuitable'), pace)
export const valueAdded = (pace: Pace) => closedBy(act.submitsValueAdded, pace)
export const premature = (pace: Pace) => closedBy(act.submitsPremature(false), pace)
export const withdrawn = (pace: Pace): readonly Beat[] => [
  ...asked(pace),
  [pace.answered, act.withdraws, act.submitsDecline('withdrawn')],
  [pace.told + 1, act.signs, act.issues],
]
export const refusedAndDeclined = (pace: Pace): readonly Beat[] => [
  ...reconsidered(pace),
  [pace.answered + 12, act.submitsDecline('noRemedySecured')],
  [pace.answered + 14, act.signs, act.issues],
]
export const proposedForInvestigation = (pace: Pace): readonly Beat[] => [
  ...reconsidered(pace),
  [pace.answered + 12, act.proposesInvestigation],
]
export const providedAtOnce = (pace: Pace): readonly Beat[] => [
  ...confirmed(pace),
  [pace.answered, act.providesAll],
  [pace.told, act.informs('some'), act.submits],
  [pace.signed, act.signs, act.issues],
  [pace.signed + 3, judgesAll],
]
export const wentOnOverObjections = (pace: Pace): readonly Beat[] => [
  ...objected(pace),
  [pace.told + 2, act.goesOn, act.submits],
  [pace.signed + 3, act.signs, act.issues],
  [pace.signed + 9, complies(1)],
]
export const workDone = (choose: Chooser): readonly Beat[] => {
  const done = choose.between(14, 20)
  return [...workAsked(3), [choose.between(6, 12), act.acceptsWork], [done, complies()]]
}
export const reviewed = (pace: Pace, outcome: 'decisionStands' | 'toBeReconsidered' | 'declined'): readonly Beat[] => {
  const end = pace.signed + 30
  const referred: readonly Beat[] = [...issued(pace), [pace.signed + 8, act.complainsOfUs], [targetOf(pace) - 1, complies(2)]]
  if (outcome === 'declined') return [...referred, [targetOf(pace), act.declinesReview]]
  return [...referred, [targetOf(pace), act.acceptsReview], [end + 10, act.concludesReview(outcome)]]
}
