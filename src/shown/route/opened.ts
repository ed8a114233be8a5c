import type { Line } from '../../../machines/kernel/desk.ts'
import type { FileState, HeldInstance } from '../../../machines/kernel/file.ts'
import type { Sealed } from '../../engine/changeset.ts'
import type { Engine } from '../../engine/engine.ts'
import { lineOf } from '../../engine/history.ts'
import { changesets } from '../../engine/replay.ts'
import { summaryOf } from '../instance.ts'
import { isClosed, sayPlace } from '../place.ts'
import type { StepTaken } from './retraced.ts'
import type { LifecycleName } from './steps.ts'

interface AboutOpened {
  readonly engine: Pick<Engine, 'definitions'>
  /** As it is today. */
  readonly file: FileState
  readonly history: readonly Sealed[]
  readonly instance: string
  readonly lifecycle: LifecycleName
}

/**
 * What a lifecycle has opened, each where it stands; by a step before, what it had opened by then, each where it stood then.
 *
 * @param after the step that it is shown after; the present where there is none
 */
export function openedBy({ engine, file, history, instance, lifecycle }: AboutOpened, after?: StepTaken) {
  const { definitions } = engine
  const children = ({ instances }: FileState) => instances.filter(({ parent }) => parent === instance)
  const shown = (held: HeldInstance) => ({
    ...summaryOf(definitions, held),
    name: lifecycle(held.id) ?? definitions[held.machine]!.title,
    inError: held.inError === true,
  })
  if (!after) return children(file).map(shown)
  if (after.stood) return children(after.stood.file).map(shown)
  const lastOf = lastLines(history, after)
  return children(file).flatMap((held) => {
    const line = lastOf.get(held.id)
    const definition = definitions[held.machine]!
    return line
      ? [{ ...shown(held), state: line.to, stateWords: sayPlace(definition, line.to), closed: isClosed(definition, line.to) }]
      : []
  })
}

/** Where history does not give the file of then any more: of each lifecycle the last line that was recorded by then. */
const lastLines = (history: readonly Sealed[], { seq }: StepTaken): ReadonlyMap<string, Line> => {
  const together = changesets(history).find((group) => group.some((line) => line.seq === seq))!
  return new Map(history.slice(0, together.at(-1)!.seq).map((line) => [line.instance, lineOf(line)]))
}
