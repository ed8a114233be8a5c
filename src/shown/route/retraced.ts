import type { AnyMachineSnapshot } from 'xstate'
import type { Definition, Definitions } from '../../../machines/kernel/definition.ts'
import { begun, type Line } from '../../../machines/kernel/desk.ts'
import type { FileState, HeldInstance } from '../../../machines/kernel/file.ts'
import { leavesOf } from '../../../machines/kernel/place.ts'
import { placeOf } from '../../../machines/kernel/step.ts'
import { snapshotOf, toStored } from '../../../machines/kernel/stored.ts'
import { again, eventOf, type Taken } from '../../../machines/kernel/taken.ts'
import type { Sealed } from '../../engine/changeset.ts'
import { nothingHeld } from '../../engine/decide.ts'
import type { FileKind } from '../../engine/engine.ts'
import { lineOf } from '../../engine/history.ts'
import { changesets, putAgain, stampOfGroup } from '../../engine/replay.ts'

/** One line of history as a step of a lifecycle. */
export interface StepTaken {
  readonly seq: number
  /** Where it stood before; empty where it was not there yet. */
  readonly from: string
  readonly to: string
  /** The arrows of the chart that it took; none where a correction worked out anew where it stands. */
  readonly taken: readonly Taken[]
  readonly isCorrection: boolean
  /** The lifecycle as it was then, and the file after all that was recorded together with it; missing where history does not give it any more. */
  readonly stood?: { readonly held: HeldInstance; readonly file: FileState }
}

/** The lines that were written together, and the file around them. */
interface Group {
  readonly lines: readonly Line[]
  readonly before: FileState
  readonly after: FileState
}

/**
 * The way of one lifecycle, found by putting the whole history of its file once more: nothing of it is guessed.
 *
 * Lines of other lifecycles are no steps of it, but for a correction there that changed what it is. Where a line would not be taken any
 * more, as after a change of the machine, the rest is what the lines say of themselves.
 */
export function retraced(
  definitions: Definitions,
  kind: FileKind,
  file: string,
  history: readonly Sealed[],
  instance: string,
): readonly StepTaken[] {
  const steps: StepTaken[] = []
  let before: FileState | undefined = nothingHeld(definitions, kind, file).file
  for (const group of changesets(history)) {
    const lines = group.map(lineOf)
    const after: FileState | undefined = before && stateAfter(definitions, { kind, file: before }, group, history)
    const known: readonly StepTaken[] | undefined = before && after && stepsIn(definitions, { lines, before, after }, instance)
    steps.push(...(known ?? lines.filter((line) => line.instance === instance).map(asRecorded)))
    before = known && after
  }
  return steps
}

function stateAfter(
  definitions: Definitions,
  held: { kind: FileKind; file: FileState },
  group: readonly Sealed[],
  history: readonly Sealed[],
): FileState | undefined {
  const earlier = () => history.slice(0, group[0]!.seq - 1).map(lineOf)
  const changes = putAgain(definitions, held, group, earlier, stampOfGroup(group))
  return typeof changes === 'string' || changes.lines.length !== group.length ? undefined : changes.file
}

const asRecorded = ({ seq, from, to, kind }: Line): StepTaken => ({ seq, from, to, taken: [], isCorrection: kind === 'correction' })

/** Undefined where they do not lead where their lines say. */
function stepsIn(definitions: Definitions, { lines, before, after }: Group, instance: string): readonly StepTaken[] | undefined {
  const left = heldIn(after, instance)
  const definition = definitions[(left ?? heldIn(before, instance))?.machine ?? '']
  if (!definition) return []
  let held = heldIn(before, instance)
  const steps: StepTaken[] = []
  for (const line of lines) {
    if (line.kind === 'correction') {
      const corrected = stepOfCorrection(definition, line, held, left, after, instance)
      if (corrected) steps.push(corrected)
      held = left
    } else if (line.instance === instance) {
      const { snapshot, taken } = stepped(definition, line, lines, held)
      if (!isSamePlace(placeOf(snapshot), line.to)) return undefined
      held = { ...(held ?? left!), stored: toStored(definition, snapshot) }
      steps.push({ seq: line.seq, from: line.from, to: line.to, taken, isCorrection: false, stood: { held, file: after } })
    }
  }
  return steps
}

/** Regions are named in whatever order they were entered. */
export const isSamePlace = (one: string, other: string): boolean => one === other || sorted(one) === sorted(other)
const sorted = (place: string) => [...leavesOf(place)].toSorted().join(' + ')

const heldIn = ({ instances }: FileState, instance: string) => instances.find(({ id }) => id === instance)

function stepped(
  definition: Definition,
  line: Line,
  lines: readonly Line[],
  held: HeldInstance | undefined,
): { snapshot: AnyMachineSnapshot; taken: readonly Taken[] } {
  if (line.kind === 'opened' || !held) return { snapshot: begun(definition, line.payload).snapshot, taken: [] }
  const cause = lines.find(({ seq }) => seq === line.cause)
  return again(definition, snapshotOf(definition, held), eventOf(line, cause))
}

/** One of its own lines, or one that changed it from elsewhere. */
function stepOfCorrection(
  definition: Definition,
  line: Line,
  held: HeldInstance | undefined,
  left: HeldInstance | undefined,
  after: FileState,
  instance: string,
): StepTaken | undefined {
  const isSame = held?.stored === left?.stored && held?.inError === left?.inError
  if (!left || (line.instance !== instance && isSame)) return undefined
  const from = held ? placeOf(snapshotOf(definition, held)) : ''
  return {
    seq: line.seq,
    from,
    to: placeOf(snapshotOf(definition, left)),
    taken: [],
    isCorrection: true,
    stood: { held: left, file: after },
  }
}
