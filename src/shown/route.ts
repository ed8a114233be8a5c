import { dayInLondon, daysBetween } from '../../machines/kernel/calendar.ts'
import type { Definition } from '../../machines/kernel/definition.ts'
import type { HeldInstance } from '../../machines/kernel/file.ts'
import type { Look, Person } from '../engine/engine.ts'
import { sealedLines } from '../engine/history.ts'
import { notFound } from '../problem.ts'
import type { Services } from '../services.ts'
import { recordSeen } from './compared.ts'
import { dutyShown, standing, summaryOf } from './instance.ts'
import { lookerAt } from './linked.ts'
import type { LooksOfFile } from './looks.ts'
import { nameOfLifecycle } from './naming.ts'
import { aboutPlace, isClosed, sayPlace } from './place.ts'
import { deadlinesAhead, nextShown } from './route/ahead.ts'
import { openedBy } from './route/opened.ts'
import { retracedOnce } from './route/remembered.ts'
import type { StepTaken } from './route/retraced.ts'
import { type StepShown, stepsShown } from './route/steps.ts'
import { leavesIn, timesThere, visitedIn } from './route/visits.ts'
import { withWords } from './words.ts'

export interface RouteAsked {
  readonly file: LooksOfFile
  readonly directory: readonly Person[]
  readonly instance: string
  /** The step after which it is shown; the last, where it is not said or there is no such step. */
  readonly step?: number | undefined
}

/**
 * The route of one lifecycle: every step it took, and where it stood after one of them, with what had become of it by then.
 *
 * What could come next is of the present alone. All of it is found by putting the history of the file once more.
 *
 * @throws Problem 404 where the file has no such lifecycle
 */
export async function routeShown(services: Services, { file, directory, instance, step }: RouteAsked) {
  const { engine, pool } = services
  const { look } = file
  const present = look.file.instances.find(({ id }) => id === instance)
  if (!present) throw notFound()
  const history = await sealedLines(pool, look.file.id)
  const taken = retracedOnce(engine.definitions, look.kind, look.file.id, history, instance)
  const definition = engine.definitions[present.machine]!
  const lifecycle = namesIn(services, file)
  const steps = await stepsShown(
    services,
    { file: look.file.id, history, instance, definition, lifecycle, childrenOf: look.file.instances },
    taken,
  )
  const at = step !== undefined && step >= 1 && step <= steps.length ? step : steps.length
  const isPresent = at === steps.length
  const all = visitedIn(definition, steps, steps.length)
  return {
    ...summaryOf(engine.definitions, present),
    name: lifecycle(instance)!,
    version: definition.version,
    inError: present.inError === true,
    steps: steps.map((each) => ({ ...each, time: timesThere(definition, all, each) })),
    at,
    isPresent,
    stands: await standsAfter(services, look, definition, { taken, steps, at, present }),
    ...visitedIn(definition, steps, at),
    next: isPresent ? nextShown(engine, lookIn(file, present), directory) : [],
    opened: openedBy({ engine, file: look.file, history, instance, lifecycle }, isPresent ? undefined : taken[at - 1]),
  }
}
export type RouteShown = Awaited<ReturnType<typeof routeShown>>

/** What each lifecycle of the file is called; those opened in error too. */
export function namesIn({ engine }: Pick<Services, 'engine'>, { look, organisations }: LooksOfFile) {
  const nameOf = (held: HeldInstance) =>
    nameOfLifecycle(engine, held.machine, standing(engine.definitions, held).snapshot.context, organisations)
  const names = new Map(look.file.instances.map((held) => [held.id, nameOf(held)]))
  return (id: string): string | undefined => names.get(id)
}

/** What rules ask of the organisation that it is about is known of those that are not in error. */
const lookIn = ({ look, looks }: LooksOfFile, held: HeldInstance): Look =>
  looks.find(({ instance }) => instance.id === held.id) ?? { ...look, instance: held }

interface After {
  readonly taken: readonly StepTaken[]
  readonly steps: readonly StepShown[]
  readonly at: number
  readonly present: HeldInstance
}

/** Where it stood after a step, and what was so of it. The present is as it is shown everywhere: what has fallen due is carried out in it. */
async function standsAfter(services: Services, look: LooksOfFile['look'], definition: Definition, { taken, steps, at, present }: After) {
  const { engine, lists } = services
  const isPresent = at === taken.length
  const { stood, to } = taken[at - 1]!
  const held = isPresent ? present : stood?.held
  const file = isPresent ? look.file : stood?.file
  const place = held ? standing(engine.definitions, held).state : to
  const moved = steps.slice(0, at).findLast(({ moved: has, number, isCorrection }) => has || number === 1 || isCorrection)!
  const until = isPresent ? look.stamp.today : dayInLondon(steps[at]!.recordedAt)
  return {
    state: place,
    stateWords: sayPlace(definition, place),
    about: aboutPlace(definition, place),
    closed: isClosed(definition, place),
    leaves: leavesIn(definition, place),
    since: moved.happenedOn,
    days: Math.max(0, daysBetween({ from: moved.happenedOn, to: until })),
    held,
    record: held
      ? await recordSeen(lists, lookerAt(look), await withWords(engine, standing(engine.definitions, held).snapshot.context))
      : null,
    deadlines: held ? deadlinesAhead(engine, { ...look, instance: held }, isPresent) : [],
    duties: (file?.duties ?? []).filter(({ instance }) => instance === present.id).map(dutyShown),
  }
}
