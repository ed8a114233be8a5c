import { opens } from './attempting.ts'
import type { Act, Beat } from './case.ts'
import type { Chooser } from './chooser.ts'
import * as act from './investigating.ts'
import { paceOf, proposedForInvestigation } from './plots-attempts.ts'
import {
  agreesStep,
  closesIt,
  complies,
  givesView,
  isPublished,
  ombudsmanDecides,
  refersTo,
  refuses,
  sendsEvidence,
  startsEscalation,
  writes,
} from './remedying.ts'

/** The days of an investigation: its reports, and when the organisation answers them. */
export const days = { written: 10, draft: 30, answeredDraft: 40, decided: 44, final: 60, answeredFinal: 68, target: 40 }
export type Days = typeof days
export function daysOf(choose: Chooser): Days {
  const written = choose.between(7, 25)
  const draft = written + choose.between(10, 25)
  const answeredDraft = draft + choose.between(5, 20)
  const final = answeredDraft + choose.between(12, 30)
  return {
    written,
    draft,
    answeredDraft,
    decided: answeredDraft + 4,
    final,
    answeredFinal: final + choose.between(4, 20),
    target: choose.between(28, 56),
  }
}

export const begun = ({ written }: Days, most?: number): readonly Beat[] => [
  [0, opens({ stage: 'investigation' }), act.investigates],
  [written, act.writesRecommendations(150, most)],
]
export const inDraft = (on: Days, most?: number): readonly Beat[] => [...begun(on, most), [on.draft, act.issuesDraft]]
export const refusedInDraft = (on: Days, most?: number): readonly Beat[] => [...inDraft(on, most), [on.answeredDraft, act.refusesFirst]]
export const passedOnInDraft = (on: Days, most?: number): readonly Beat[] => [
  ...refusedInDraft(on, most),
  [on.answeredDraft + 1, act.directorPassesOn],
]
export const decidedInDraft = (on: Days, decision: Act, most?: number): readonly Beat[] => [
  ...passedOnInDraft(on, most),
  [on.decided, decision],
]
export const inFinal = (on: Days, finding: 'fully' | 'partly' = 'fully', most?: number): readonly Beat[] => [
  ...inDraft(on, most),
  [on.final, act.finds(finding), act.issuesFinal],
]
export const accepted = (on: Days, most?: number): readonly Beat[] => [
  ...inFinal(on, 'fully', most),
  [on.answeredFinal, act.acceptsAll(on.target)],
]
export const refusedInFinal = (on: Days, outcome: 'pursued' | 'notPursued', most?: number): readonly Beat[] => [
  ...inFinal(on, 'partly', most),
  [on.answeredFinal, act.refusesFirst, act.directorPassesOn],
  [on.answeredFinal + 3, act.decidesRefusal(outcome)],
]
/** Every item has ended, and nobody is told of it yet. */
export const provided = (on: Days): readonly Beat[] => [...accepted(on), [on.answeredFinal + on.target - 3, complies(1)]]
export const droppedAll = (on: Days): readonly Beat[] => [
  ...decidedInDraft(on, act.decidesRefusal('dropped'), 1),
  [on.final, act.finds('partly'), act.issuesFinal],
]
export const published = (on: Days, laid: boolean): readonly Beat[] => [
  ...accepted(on, 1),
  [on.answeredFinal + 4, isPublished('published'), ...(laid ? [isPublished('laid')] : [])],
  [on.answeredFinal + 7, sendsEvidence()],
]
export const viewed = (on: Days): readonly Beat[] => [...published(on, true), [on.answeredFinal + 9, givesView('provided')]]

/** Ends of investigations. */
export const complete = (on: Days): readonly Beat[] => {
  const end = on.answeredFinal + on.target
  return [...provided(on), [end, act.tellsEverybody('completion')], [end + 1, act.closes]]
}
/** What no attempt could settle. */
export const takenUp = (choose: Chooser): readonly Beat[] => {
  const pace = paceOf(choose)
  const begins = pace.answered + 16
  const [, ...rest] = complete(daysOf(choose))
  return [
    ...proposedForInvestigation(pace),
    [begins, act.movesToInvestigation],
    ...rest.map(([day, ...acts]): Beat => [begins + day, ...acts]),
  ]
}
export const agreedBeforeTheReport = (on: Days): readonly Beat[] => {
  const end = on.final + 4
  return [
    ...inDraft(on),
    [on.answeredDraft, act.acceptsAll(on.final - on.answeredDraft + 10)],
    [on.final - 2, complies(1)],
    [on.final, act.finds('fully'), act.issuesFinal],
    [end, act.tellsEverybody('completion'), act.closes],
  ]
}
export const changedThenKept = (on: Days): readonly Beat[] => {
  const end = on.answeredFinal + on.target
  return [
    ...decidedInDraft(on, act.changesRecommendation),
    [on.final, act.finds('partly'), act.issuesFinal],
    [on.answeredFinal, act.disputesReport],
    [on.answeredFinal + 2, act.acceptsAll(on.target)],
    [end, complies(1)],
    [end + 2, act.tellsEverybody('completion'), act.closes],
  ]
}
export const notAccepted = (on: Days): readonly Beat[] => {
  const end = on.answeredFinal + 30
  return [
    ...refusedInFinal(on, 'notPursued'),
    [on.answeredFinal + 5, act.acceptsOthers(24)],
    [end - 4, complies(0, ({ items }) => items.slice(1))],
    [end, act.tellsEverybody('endedOtherwise'), act.closes],
  ]
}
export const pursuedAndKept = (on: Days): readonly Beat[] => {
  const end = on.answeredFinal + 12
  return [
    ...refusedInFinal(on, 'pursued', 1),
    [on.answeredFinal + 3, writes(1)],
    [end, complies(1)],
    [end + 3, act.tellsEverybody('completion'), act.closes],
  ]
}
export const neverSecured = (on: Days): readonly Beat[] => {
  const missed = on.answeredFinal + on.target + 1
  return [
    ...accepted(on, 1),
    [missed, startsEscalation(), writes(1)],
    [missed + 5, refuses(true)],
    [missed + 8, refersTo('ombudsman')],
    [missed + 9, agreesStep()],
    [missed + 14, closesIt('ombudsman', { publish: true })],
    [missed + 16, act.tellsEverybody('endedOtherwise'), act.closes],
  ]
}
export const withoutItem = (on: Days): readonly Beat[] => [...droppedAll(on), [on.final + 5, act.closesWithoutItem]]
export const notUpheld = (on: Days): readonly Beat[] => [...inDraft(on), [on.final, act.finds('notUpheld'), act.issuesFinal]]
export const discontinued = (on: Days): readonly Beat[] => [...inDraft(on), [on.answeredDraft, act.discontinues]]
export const decidedByTheOmbudsman = (on: Days): readonly Beat[] => [
  ...viewed(on),
  [on.answeredFinal + 12, ombudsmanDecides],
  [on.answeredFinal + 15, act.tellsEverybody('completion'), act.closes],
]
