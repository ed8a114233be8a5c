import { correct } from '../../machines/kernel/correct.ts'
import type { Definitions, Stamp } from '../../machines/kernel/definition.ts'
import type { Line } from '../../machines/kernel/desk.ts'
import { act, type Changes, receive, sweep } from '../../machines/kernel/file.ts'
import type { Changeset, Sealed } from './changeset.ts'
import { changesetOf, nothingHeld } from './decide.ts'
import type { FileKind } from './engine.ts'
import { lineOf } from './history.ts'
import type { Found, Held } from './read.ts'
import { afterwards, type Rows } from './rows.ts'

/** Where a file is not what its own history gives. */
export interface Difference {
  readonly file: string
  /** The line at which it shows; missing where only what is kept beside history differs. */
  readonly seq?: number
  readonly what: string
  readonly expected: string
  readonly found: string
}

/**
 * Puts the whole history of a file again, each event with the stamp it was recorded with, and compares every line on the way.
 *
 * @returns the rows that the history gives, or the first difference
 */
export function replayed(
  definitions: Definitions,
  kind: FileKind,
  file: string,
  history: readonly Sealed[],
): { rows: Rows } | { difference: Difference } {
  let held: Held = nothingHeld(definitions, kind, file)
  let rows: Rows = afterwards(undefined, undefined)
  for (const group of changesets(history)) {
    const stamp = stampOfGroup(group)
    const changes = putAgain(definitions, held, group, () => history.slice(0, group[0]!.seq - 1).map(lineOf), stamp)
    if (typeof changes === 'string')
      return { difference: { file, seq: group[0]!.seq, what: 'the event would not be taken', expected: group[0]!.event, found: changes } }
    const changeset = changesetOf(definitions, held, changes, { now: stamp.now, authority: '' } as Found)
    const difference = lineDiffering(file, group, changeset)
    if (difference) return { difference }
    rows = afterwards(rows, changeset)
    held = heldAfter(held, changes, changeset, rows)
  }
  return { rows }
}

/** The lines that were written together. */
export function changesets(history: readonly Sealed[]): readonly (readonly Sealed[])[] {
  const groups = new Map<number, Sealed[]>()
  for (const line of history) groups.set(line.changeset, [...(groups.get(line.changeset) ?? []), line])
  return [...groups.values()]
}

/** What a person did, if the clock was not alone: deadlines that had passed stand before it in the same changeset. */
const rootOf = (group: readonly Sealed[]) => group.find(({ kind, cause }) => cause === null && kind !== 'clock')
export const stampOfGroup = (group: readonly Sealed[]): Stamp => lineOf(rootOf(group) ?? group[0]!).stamp as Stamp

/** What becomes of the file when they are put again; or why they would not be taken. */
export function putAgain(
  definitions: Definitions,
  { kind, file }: Pick<Held, 'kind' | 'file'>,
  group: readonly Sealed[],
  before: () => readonly Line[],
  stamp: Stamp,
): Changes | string {
  const root = rootOf(group)
  if (!root) return sweep(definitions, file, stamp)
  const { instance, event, payload } = lineOf(root)
  if (root.kind === 'delivery') return receive(definitions, file, { ...payload, type: event }, stamp)
  const isCorrection = root.kind === 'correction'
  const request = { instance, event: { ...payload, type: event, ...(!isCorrection && { happenedOn: stamp.happenedOn }) } }
  const acted = isCorrection
    ? correct(definitions, nothingHeld(definitions, kind, file.id).file, file, before(), request, stamp)
    : act(definitions, file, request, stamp)
  if (acted.outcome === 'taken') return acted
  return acted.outcome === 'refused'
    ? acted.refusals.map(({ rule, because }) => `${rule}: ${because}`).join('; ')
    : `only ${acted.accepts.join(', ')} would be accepted`
}

function lineDiffering(file: string, group: readonly Sealed[], { transitions }: Changeset): Difference | undefined {
  for (const [index, found] of group.entries()) {
    const expected = transitions[index]
    if (!expected) return { file, seq: found.seq, what: 'the line', expected: 'no such line', found: found.event }
    const field = (Object.keys(expected) as (keyof Sealed)[]).find((name) => expected[name] !== found[name])
    if (field) return { file, seq: found.seq, what: `${field} of ${found.event}`, ...apart(String(expected[field]), String(found[field])) }
  }
  const missing = transitions[group.length]
  return missing && { file, seq: missing.seq, what: 'the line', expected: missing.event, found: 'no such line' }
}

const AROUND = 60
/** Two texts from shortly before they part. */
export function apart(expected: string, found: string): Pick<Difference, 'expected' | 'found'> {
  let at = 0
  while (at < expected.length && expected[at] === found[at]) at++
  const from = Math.max(0, at - AROUND)
  return { expected: expected.slice(from, at + AROUND), found: found.slice(from, at + AROUND) }
}

function heldAfter({ kind }: Held, { file }: Changes, { transitions }: Changeset, rows: Rows): Held {
  const { casefile } = rows
  return {
    kind,
    file,
    head: transitions.at(-1)!.hash,
    places: new Map([...rows.instances.values(), ...rows.letters.values()].map(({ id, place }) => [id, place])),
    ...(casefile && { listed: { row: casefile, reference: '', sealed: casefile.sealed, sealedTo: casefile.sealedTo } }),
  }
}
