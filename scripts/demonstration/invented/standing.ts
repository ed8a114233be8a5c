import * as attempt from './attempting.ts'
import type { Beat } from './case.ts'
import * as investigation from './investigating.ts'
import * as attempts from './plots-attempts.ts'
import { issued, steady, targetOf } from './plots-attempts.ts'
import * as investigations from './plots-investigations.ts'
import { days } from './plots-investigations.ts'
import * as remedies from './plots-remedies.ts'
import { conferred, conferredOn, overdue } from './plots-remedies.ts'
import * as act from './remedying.ts'

/** A casefile that stands today where something is to be done next: its story, and how many days ago it came to that. */
export interface Standing {
  readonly beats: readonly Beat[]
  readonly since: readonly [least: number, most: number]
}
const stands = (beats: readonly Beat[], ...waits: (readonly [number, number])[]): readonly Standing[] =>
  waits.map((since) => ({ beats, since }))

/** One of us has a week for it: some came to it lately, and some have waited for longer. */
const ourWeek = (beats: readonly Beat[]) => stands(beats, [1, 5], [9, 15])
/** What is to be done on the same day. */
const atOnce = (beats: readonly Beat[]) => stands(beats, [0, 0], [1, 4])
const then = (beats: readonly Beat[], ...more: readonly Beat[]): readonly Beat[] => [...beats, ...more]

const target = targetOf(steady)
const step = conferredOn(steady)
const onHold = then(overdue(steady), [target + 1, act.asksToHoldBack], [target + 2, act.holdsBack])
const refusedOnce = then(issued(steady), [20, act.othersComply, act.refuses(false)], [22, act.commits])
const inDoubt = then(issued(steady), [20, act.sendsEvidence()], [21, act.doubts])
const complainedOf = then(issued(steady), [17, act.complies()], [18, attempt.complainsOfUs])
const running = act.proposesStep(({ scene }) => ({
  step: 'other',
  what: 'The director calls on its chief executive',
  why: 'Letters do not help',
  reviewOn: scene.day(13),
}))
const reopening = act.proposesStep(() => ({ step: 'reopen', why: 'What was agreed is worth nothing' }))

const ofAttempts: readonly Standing[] = [
  ...stands([[0, attempt.opens({}, 'lineManager')]], [0, 3], [2, 6]),
  ...stands(attempts.assessed(steady), [1, 6], [3, 12]),
  ...stands(attempts.settled(steady), [1, 7]),
  ...stands(attempts.asked(steady), [1, 12], [15, 20], [23, 35]),
  ...ourWeek(then(attempts.enquired(steady), [8, attempt.replies])),
  ...ourWeek(attempts.offered(steady)),
  ...stands(attempts.telephoned(steady), [1, 6], [8, 13], [16, 25]),
  ...stands(attempts.refused(steady), [1, 12], [16, 28]),
  ...ourWeek(attempts.escalated(steady)),
  ...ourWeek(attempts.passedOn(steady)),
  ...ourWeek(attempts.reconsidered(steady)),
  ...stands(attempts.explanationPromised(steady), [1, 10], [23, 30]),
  ...ourWeek(attempts.confirmed(steady)),
  ...ourWeek(attempts.objected(steady)),
  ...ourWeek(attempts.told(steady)),
  ...ourWeek(attempts.submitted(steady)),
  ...ourWeek(attempts.signed(steady)),
  ...stands(attempts.workAsked(3), [1, 12], [22, 30]),
  ...stands(complainedOf, [1, 12], [17, 25]),
  ...stands(then(complainedOf, [24, attempt.acceptsReview]), [1, 25], [31, 40]),
]
const ofRemedies: readonly Standing[] = [
  ...stands(issued(steady), [1, 8], [1, 10], [12, 17]),
  ...stands(overdue(steady), [3, 5]),
  ...stands(then(issued(steady), [20, act.sendsEvidence()]), [1, 6], [9, 15]),
  ...stands(then(issued(steady), [target - 1, act.othersComply, act.sendsEvidence()]), [3, 6]),
  ...ourWeek(inDoubt),
  ...ourWeek(then(issued(steady), [target - 8, act.asksForMoreTime(20)])),
  ...stands(onHold, [1, 8]),
  ...ourWeek(refusedOnce),
  ...atOnce(remedies.started(steady)),
  ...stands(remedies.written(steady), [1, 9], [11, 18]),
  ...ourWeek(remedies.answered(steady)),
  ...atOnce(remedies.atStageTwo(steady)),
  ...stands(remedies.writtenAgain(steady), [1, 9], [11, 18]),
  ...ourWeek(remedies.answeredAgain(steady)),
  ...ourWeek(remedies.atStageThree(steady)),
  ...ourWeek(then(remedies.atStageThree(steady), [step - 1, act.furtherLetter])),
  ...atOnce(conferred(steady, act.furtherLetter)),
  ...stands(then(conferred(steady, act.furtherLetter), [step, act.writes('further')]), [1, 9], [11, 16]),
  ...ourWeek(then(conferred(steady, act.furtherLetter), [step, act.writes('further')], [step + 6, act.replies])),
  ...stands(conferred(steady, running), [1, 9]),
  ...ourWeek(conferred(steady, act.refersTo('chiefOperatingOfficer'))),
  ...ourWeek(conferred(steady, reopening)),
  ...ourWeek(remedies.workRefused()),
  ...ourWeek(then(remedies.workRefused(), [17, act.putsReassessment(true, 'reopen')])),
]
const ofInvestigations: readonly Standing[] = [
  ...stands(investigations.begun(days), [1, 12]),
  ...stands(investigations.inDraft(days), [1, 20], [30, 40]),
  ...atOnce(investigations.refusedInDraft(days)),
  ...ourWeek(investigations.passedOnInDraft(days)),
  ...stands(investigations.decidedInDraft(days, investigation.decidesRefusal('kept')), [1, 12]),
  ...stands(investigations.inFinal(days), [1, 20], [30, 40]),
  ...stands(investigations.accepted(days), [1, 20]),
  ...stands(investigations.refusedInFinal(days, 'pursued', 1), [1, 5]),
  ...ourWeek(investigations.provided(days)),
  ...ourWeek(investigations.droppedAll(days)),
  ...ourWeek(investigations.published(days, false)),
  ...ourWeek(investigations.viewed(days)),
]

/** Together they occupy every state in which one of us, or an organisation, is waited for. */
export const standing: readonly Standing[] = [...ofAttempts, ...ofRemedies, ...ofInvestigations]
