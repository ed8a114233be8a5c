import type { z } from 'zod'
import type { FileLook, Look } from '../engine/engine.ts'
import type { Services } from '../services.ts'
import { instanceShown } from './instance.ts'
import type * as part from './schemas.ts'
import { type KeptDay, type WorkedOut, workedOut } from './worked-out.ts'

type Working = z.output<typeof part.workedOut>
interface Deadline {
  readonly name: string
  readonly from: string
}
interface Duty {
  readonly instance: string
  readonly name: string
  readonly dueOn: string
}

/** How days of a casefile were reached, asked of its history once for all of them. */
export interface Workings {
  /** Of one lifecycle, each with how the day was reached that it counts from. */
  deadlines<D extends Deadline>(instance: string, deadlines: readonly D[]): (D & { readonly worked: Working | null })[]
  /** Each with how the day was reached that it is due. */
  duties<D extends Duty>(duties: readonly D[]): (D & { readonly worked: Working | null })[]
}

export async function workingsIn(
  services: Services,
  file: FileLook['file'],
  held: readonly { readonly id: string; readonly deadlines: readonly Deadline[] }[],
  duties: readonly Duty[],
): Promise<Workings> {
  const ofDeadline = (instance: string, { name, from }: Deadline): KeptDay => ({ instance, day: from, of: { deadline: name } })
  const ofDuty = ({ instance, name, dueOn }: Duty): KeptDay => ({ instance, day: dueOn, of: { duty: name } })
  const days = [...held.flatMap(({ id, deadlines }) => deadlines.map((each) => ofDeadline(id, each))), ...duties.map(ofDuty)]
  const found = await workedOut(services, file, days)
  const known = new Map([...found].map(([kept, worked]) => [keyOf(kept), workedShown(worked)]))
  const workedOn = (kept: KeptDay) => known.get(keyOf(kept)) ?? null
  return {
    deadlines: (instance, deadlines) => deadlines.map((each) => ({ ...each, worked: workedOn(ofDeadline(instance, each)) })),
    duties: (each) => each.map((duty) => ({ ...duty, worked: workedOn(ofDuty(duty)) })),
  }
}

/** An instance with all that it waits for, and how the days were reached. */
export async function instanceExplained(services: Services, look: Look) {
  const shown = await instanceShown(services.engine, look)
  const { id, deadlines, duties } = shown
  const workings = look.kind === 'casefile' ? await workingsIn(services, look.file, [shown], duties) : UNTOLD
  return { ...shown, deadlines: workings.deadlines(id, deadlines), duties: workings.duties(duties) }
}

/** Of what stands in another file than a casefile it is not told: what was written there may be of casefiles that are sealed. */
const UNTOLD: Workings = {
  deadlines: (_instance, deadlines) => deadlines.map((each) => ({ ...each, worked: null })),
  duties: (duties) => duties.map((each) => ({ ...each, worked: null })),
}

const keyOf = ({ instance, of }: KeptDay) => `${instance} ${'duty' in of ? `duty ${of.duty}` : of.deadline}`

const workedShown = ({ entry, setting, earlier }: WorkedOut): Working => ({
  entry: named(entry),
  setting: setting ?? null,
  earlier: earlier.map((each) => ({ day: each.day, entry: named(each.entry) })),
})

/** Where the timeline of the pages begins with it is of these alone. */
const named = ({ seq, by, done, on, why }: WorkedOut['entry']) => ({ seq, by, done, on, why: why ?? null })
