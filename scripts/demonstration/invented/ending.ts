import type { Beat } from './case.ts'
import type { Chooser } from './chooser.ts'
import type { Character } from './organisations.ts'
import * as attempts from './plots-attempts.ts'
import { paceOf } from './plots-attempts.ts'
import * as investigations from './plots-investigations.ts'
import { daysOf } from './plots-investigations.ts'
import * as remedies from './plots-remedies.ts'

/** How often a story goes like this among a hundred, by what the organisation is like. */
interface Ending {
  readonly often: Readonly<Record<Character, number>>
  readonly plot: (choose: Chooser) => readonly Beat[]
}
const ending = (ordinary: number, plot: Ending['plot'], { reliable = ordinary, slow = ordinary } = {}): Ending => ({
  often: { ordinary, reliable, slow },
  plot,
})
/** The organisation is late, refuses, or has to be asked again. */
const late = (ordinary: number, plot: Ending['plot']) => ending(ordinary, plot, { reliable: 0, slow: ordinary * 4 })
const attempt = (plot: (pace: attempts.Pace) => readonly Beat[]) => (choose: Chooser) => plot(paceOf(choose))
const investigation = (plot: (on: investigations.Days) => readonly Beat[]) => (choose: Chooser) => plot(daysOf(choose))

/** Every way in which a case of the demonstration ends. */
export const endings: readonly Ending[] = [
  ending(21, remedies.inTime, { reliable: 50, slow: 10 }),
  ending(6, attempt(attempts.providedAtOnce)),
  ending(2, attempt(attempts.wentOnOverObjections)),
  ending(5, remedies.extended),
  late(1, remedies.notExtended),
  late(2, remedies.incompleteFirst),
  late(5, remedies.lateOnce),
  late(2, remedies.heldBackFirst),
  late(2, remedies.lateTwice),
  late(1, remedies.promisedOverStageTwo),
  late(1, remedies.furtherLetterHelps),
  late(1.5, remedies.neverSecured),
  late(1, remedies.refusedThenKept),
  ending(12, attempt(attempts.declined)),
  ending(8, attempt(attempts.valueAdded)),
  ending(15, attempt(attempts.premature)),
  ending(2, attempt(attempts.withdrawn)),
  late(2, attempt(attempts.refusedAndDeclined)),
  late(1, attempt(attempts.proposedForInvestigation)),
  late(1, investigations.takenUp),
  ending(4, attempts.workDone),
  late(1, () => remedies.reassessed('reopen')),
  late(1, () => remedies.reassessed('newCasefile')),
  late(0.5, () => remedies.reassessed(undefined)),
  ending(
    1,
    attempt((pace) => attempts.reviewed(pace, 'decisionStands')),
  ),
  ending(
    1,
    attempt((pace) => attempts.reviewed(pace, 'declined')),
  ),
  ending(
    0.7,
    attempt((pace) => attempts.reviewed(pace, 'toBeReconsidered')),
  ),
  ending(4, investigation(investigations.complete)),
  ending(1, investigation(investigations.agreedBeforeTheReport)),
  late(1.5, investigation(investigations.changedThenKept)),
  late(1.5, investigation(investigations.notAccepted)),
  late(1, investigation(investigations.pursuedAndKept)),
  late(0.5, investigation(investigations.neverSecured)),
  late(1, investigation(investigations.withoutItem)),
  ending(3, investigation(investigations.notUpheld)),
  ending(1, investigation(investigations.discontinued)),
  ending(1, investigation(investigations.decidedByTheOmbudsman)),
]

export function endingFor(choose: Chooser, character: Character): readonly Beat[] {
  const among = endings.flatMap((each) => Array.from({ length: Math.round(each.often[character] * 10) }, () => each))
  return choose.pick(among).plot(choose)
}
