import { alone, type Story } from '../timeline.ts'
import { type Beat, Case, lastDay, type Plot } from './case.ts'
import { Chooser } from './chooser.ts'
import { endingFor, endings } from './ending.ts'
import type { Known } from './organisations.ts'
import { inTime } from './plots-remedies.ts'
import { standing } from './standing.ts'

/** The demonstration's past: a year and a quarter, so that a rating has come to be looked at again; dates lie up to three months ahead. */
export const DAYS_BEHIND = 455

export interface Planned {
  readonly organisation: Known
  readonly choose: Chooser
  readonly beats: readonly Beat[]
  /** The day of the demonstration on which it begins. */
  readonly begins: number
}

/**
 * The invented casefiles: those that stand today in every state there is, each ending once, and as many more as are asked for, begun on
 * any day. The same seed and the same number give the same casefiles.
 */
export function planned(organisations: readonly Known[], { casefiles, seed }: { casefiles: number; seed: number }): readonly Planned[] {
  const choose = new Chooser(seed)
  const fixed: Planned[] = [
    ...standing.map(({ beats, since }) => {
      const organisation = choose.pick(organisations.filter((each) => each.character !== 'reliable' && isOpenAt(each, DAYS_BEHIND)))
      return { organisation, choose: choose.another(), beats, begins: DAYS_BEHIND - lastDay(beats) - choose.between(...since) }
    }),
    ...organisations.flatMap((organisation) =>
      organisation.firstOn === undefined ? [] : [{ organisation, ...endingOn(choose.another(), inTime), begins: organisation.firstOn }],
    ),
    ...endings.map(({ plot }) => {
      const { choose: ofItsOwn, beats } = endingOn(choose.another(), plot)
      const begins = choose.between(40, DAYS_BEHIND - lastDay(beats) - 10)
      const organisation = choose.pick(organisations.filter((each) => each.character === 'ordinary' && isOpenAt(each, begins)))
      return { organisation, choose: ofItsOwn, beats, begins }
    }),
  ]
  const others = Array.from({ length: Math.max(0, casefiles - fixed.length) }, (): Planned => {
    const ofItsOwn = choose.another()
    const begins = choose.between(0, DAYS_BEHIND - 1)
    const organisation = choose.pick(organisations.filter((each) => isOpenAt(each, begins)))
    return { organisation, choose: ofItsOwn, beats: endingFor(ofItsOwn, organisation.character), begins }
  })
  const all = [...fixed, ...others]
  // Fewer than there are kinds of: some of each.
  return all.filter((_each, place) => (place * casefiles) % all.length < casefiles)
}
const endingOn = (choose: Chooser, plot: Plot) => ({ choose, beats: plot(choose) })
const isOpenAt = ({ firstOn: from = 0, until = DAYS_BEHIND }: Known, day: number) => day >= from && day <= until

/** What lies ahead of today has not happened yet: there a story breaks off. */
export const storyOf = ({ organisation, choose, beats, begins }: Planned): Story =>
  async function* (scene) {
    const of = new Case(choose, organisation)
    await of.begins(scene)
    let day = -begins
    let byItself = true
    for (const { on, act } of beats.flatMap(([on, ...acts]) => acts.map((act) => ({ on, act })))) {
      if (begins + on > DAYS_BEHIND) break
      // What follows on the same day goes on from there, except that only an opening is waited for by the others.
      if (act.alone) yield alone(on - day)
      else if (byItself || on > day) yield on - day
      day = on
      byItself = act.alone === true
      await act(of)
    }
    return of.reference
  }
