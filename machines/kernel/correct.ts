import { z } from 'zod'
import { cite, type ParagraphId } from '../guidance/paragraph.ts'
import type { Actor, PersonId } from './authority.ts'
import type { Definitions, Stamp } from './definition.ts'
import { Desk } from './desk.ts'
import { type Changes, type FileState, type Request, sweep } from './file.ts'
import { completed, entries, folded, type Root } from './fold.ts'
import type { Line } from './line.ts'
import { dutiesBetween, lettersBetween } from './papers.ts'
import { putRight } from './put-right.ts'
import type { Refusal } from './rule.ts'
import { authorityOver } from './who-corrects.ts'
import { act as actSchema, doneOf, type EventMeta, words } from './words.ts'

export { mayCorrect, whoMayCorrectInWords } from './who-corrects.ts'

/** Every machine accepts this event: it names one line of the instance's history as a mistake. */
export const RECORDED_IN_ERROR = actSchema(
  'RECORDED_IN_ERROR',
  {
    transition: z.int().positive().meta({ label: 'The entry that is wrong', refersTo: 'entry' }),
    why: words('Why it is a mistake'),
    shouldHaveBeen: words('What should have been recorded').optional(),
  },
  { title: 'Correct an entry', done: 'marked an entry as recorded in error' },
)

export type Corrected = ({ readonly outcome: 'taken' } & Changes) | { readonly outcome: 'refused'; readonly refusals: readonly Refusal[] }

/**
 * What becomes of a file when one line of its history is struck out: what the remaining events give when they are put again.
 *
 * The line stays, and this correction is a line like any other. Deadlines are worked out anew, as they would have fallen. What was sent
 * stays sent, and somebody is asked to write about it; what another file was told stays told, and somebody is asked to put it right
 * there, where the entry of it can be struck out in the same way.
 *
 * @param begun the file before anything happened; @param lines its whole history
 */
export function correct(
  definitions: Definitions,
  begun: FileState,
  file: FileState,
  lines: readonly Line[],
  request: Request,
  stamp: Stamp,
): Corrected {
  const seq = request.event['transition'] as number
  const line = lines.find((each) => each.seq === seq && each.instance === request.instance)
  const caught = sweep(definitions, file, stamp)
  const roots = completed([...lines, ...caught.lines], stamp)
  if (!line || !entries.includes(line.kind) || !roots.some((root) => root.seq === seq)) return refused(notAnEntry(seq))
  const { neverStruckOut } = definitions[line.machine]!
  if (neverStruckOut) return refused(kernelRefusal('putRightByAnotherEntry', 'I16', neverStruckOut, 'transition'))
  if (line.from === 'unopened') return refused(opensTheFile)
  const { refusals, onBehalfOf } = authorityOver(definitions, begun, roots, line, stamp)(stamp.by)
  const { file: stood, baseless: noted, deliveries } = folded(definitions, begun, roots)
  const {
    file: remaining,
    fallen,
    baseless,
    deliveries: stillMade,
  } = folded(
    definitions,
    begun,
    roots.filter((root) => root.seq !== seq),
  )
  const standing = fallen.map(({ root, why }) => laterEntry(root.seq, saidOf(definitions, lines, root), why))
  if (refusals.length + standing.length > 0) return refused(...refusals, ...standing)
  const place = { seq: caught.file.revision + 1, instance: request.instance, today: stamp.today }
  const swept = sweep(definitions, remaining, stamp)
  const should = [...stillMade, ...swept.deliveries]
  // What this request itself finds due has not left yet.
  const told = without(deliveries, caught.deliveries)
  const untrue = { notices: without(baseless, noted), deliveries: without(told, should) }
  const now = putRight(caught.file, stood, swept.file, untrue, place)
  return {
    outcome: 'taken',
    ...difference(definitions, file, now, [
      ...caught.lines,
      correctionLine(definitions, caught.file, now, request, { ...stamp, onBehalfOf }),
    ]),
    deliveries: without(should, told),
  }
}

const without = <T extends { readonly id: string }>(all: readonly T[], some: readonly T[]): readonly T[] =>
  all.filter(({ id }) => !some.some((each) => each.id === id))

/** Who among these people could strike this entry out; nobody, where it is no entry that can be. */
export function whoCouldCorrect(
  definitions: Definitions,
  begun: FileState,
  file: FileState,
  lines: readonly Line[],
  seq: number,
  people: readonly Actor[],
  stamp: Stamp,
): readonly PersonId[] {
  const line = lines.find((each) => each.seq === seq)
  const roots = completed([...lines, ...sweep(definitions, file, stamp).lines], stamp)
  if (line?.kind !== 'person' || definitions[line.machine]!.neverStruckOut || !roots.some((root) => root.seq === seq)) return []
  const authority = authorityOver(definitions, begun, roots, line, stamp)
  return people.filter((by) => authority(by).refusals.length === 0).map(({ id }) => id)
}

const refused = (...refusals: readonly Refusal[]): Corrected => ({ outcome: 'refused', refusals })
const kernelRefusal = (rule: string, cites: ParagraphId, because: string, field?: string): Refusal => ({
  rule,
  strength: 'must',
  cites,
  paragraph: cite(cites),
  because,
  reasonWouldHelp: false,
  ...(field && { field }),
})
const notAnEntry = (seq: number) =>
  kernelRefusal('namesAnEntryOfThisInstance', 'I16', `Entry ${seq} is not one that a person made here and that still stands`, 'transition')
const opensTheFile = kernelRefusal(
  'notTheOpening',
  'I16',
  'The entry that opened the file cannot be struck out: close the complaint instead',
  'transition',
)
/** What an entry did, as the history says it. */
function saidOf(definitions: Definitions, lines: readonly Line[], { seq, request }: Root): string {
  const { type } = request!.event
  const line = lines.find((each) => each.seq === seq)
  const meta = line && (definitions[line.machine]?.events[type]?.meta() as EventMeta | undefined)
  return meta ? doneOf(meta, line) : type
}
const laterEntry = (seq: number, done: string, why: string) =>
  kernelRefusal(
    'laterEntriesWouldStand',
    'I16',
    `Entry ${seq} (${done}) would then not have been accepted: ${why}. Correct that one first`,
    'transition',
  )

function correctionLine(
  definitions: Definitions,
  before: FileState,
  after: FileState,
  { instance, event }: Request,
  { onBehalfOf = [], ...stamp }: Stamp,
): Line {
  const { type, happenedOn: _, ...payload } = event
  const held = before.instances.find(({ id }) => id === instance)!
  const definition = definitions[held.machine]!
  const { settings: __, scheme: ___, ...kept } = stamp
  return {
    seq: before.revision + 1,
    instance,
    machine: definition.name,
    version: definition.version,
    kind: 'correction',
    event: type,
    payload,
    stamp: { ...kept, happenedOn: stamp.today, settings: stamp.settings, scheme: stamp.scheme },
    from: new Desk(definitions, before).placeOf(instance),
    to: new Desk(definitions, after).placeOf(instance),
    waived: [],
    onBehalfOf,
  }
}

/** From the file as it is stored to the file as it should have been. */
function difference(definitions: Definitions, before: FileState, after: FileState, lines: readonly Line[]): Omit<Changes, 'deliveries'> {
  const was = new Desk(definitions, before)
  const is = new Desk(definitions, after)
  const isLive = ({ instances }: FileState, id: string) => instances.some((held) => held.id === id && !held.inError)
  const struck = after.instances.filter(({ id, inError }) => inError && isLive(before, id))
  const live = after.instances.filter(({ inError }) => !inError)
  const changed = live.filter(({ id, stored }) => !isLive(before, id) || before.instances.find((held) => held.id === id)!.stored !== stored)
  const timers = live.map(({ id }) => is.timersAgainst(id, isLive(before, id) ? was : undefined))
  return {
    lines,
    instances: [...changed, ...struck],
    arm: timers.flatMap(({ arm }) => arm),
    drop: [
      ...timers.flatMap(({ drop }) => drop),
      ...struck.flatMap(({ id }) => was.timerNames(id).map((name) => ({ instance: id, name }))),
    ],
    ...dutiesBetween(before.duties, after.duties),
    ...lettersBetween(before.letters, after.letters),
    file: { ...after, revision: lines.at(-1)!.seq },
  }
}
