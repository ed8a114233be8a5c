import { z } from 'zod'
import { cite, type ParagraphId } from '../guidance/paragraph.ts'
import { barredBy, grades, inWords, type Who } from './authority.ts'
import type { Definitions, Stamp } from './definition.ts'
import { Desk } from './desk.ts'
import { act, type Changes, type FileState, type Request, sweep } from './file.ts'
import type { Line } from './line.ts'
import { dutiesBetween, lettersBetween } from './papers.ts'
import { putRight } from './put-right.ts'
import { noting } from './reads.ts'
import { judge, type Refusal, rulesAbout } from './rule.ts'
import { rulesMeant } from './step.ts'
import { act as actSchema, words } from './words.ts'

/** Every machine accepts this event: it names one line of the instance's history as a mistake. */
export const RECORDED_IN_ERROR = actSchema(
  'RECORDED_IN_ERROR',
  {
    transition: z.int().positive().meta({ label: 'The entry that is wrong' }),
    why: words('Why it is a mistake'),
    shouldHaveBeen: words('What should have been recorded').optional(),
  },
  { title: 'Correct an entry', done: 'marked an entry as recorded in error' },
)

/** A line of history as it was put: enough to put it again. Without a request it is a moment at which deadlines were carried out. */
export interface Root {
  readonly seq: number
  readonly request?: Request
  readonly stamp: Stamp
}

export type Corrected = ({ readonly outcome: 'taken' } & Changes) | { readonly outcome: 'refused'; readonly refusals: readonly Refusal[] }

/** What people put to the file, and when the clock came by, in order, from its history, without what corrections have struck out. */
export function rootsOf(lines: readonly Line[]): readonly Root[] {
  const struck = new Set(lines.filter(({ kind }) => kind === 'correction').map(({ payload }) => payload['transition'] as number))
  return lines.filter(({ kind, seq }) => sweeps.includes(kind) || (kind === 'person' && !struck.has(seq))).map(rootOf)
}

const sweeps: readonly Line['kind'][] = ['clock', 'correction']
const requestOf = ({ instance, event, payload, stamp }: Line): Request => ({
  instance,
  event: { type: event, happenedOn: stamp.happenedOn, ...payload },
})
const rootOf = (line: Line): Root => ({
  seq: line.seq,
  stamp: line.stamp as Stamp,
  ...(line.kind === 'person' && { request: requestOf(line) }),
})

/** The file that these roots give when they are put again, one after the other; and those that would not be accepted. */
export function folded(definitions: Definitions, begun: FileState, roots: readonly Root[]) {
  const fallen: { root: Root; why: string }[] = []
  const file = roots.reduce((held, root) => {
    const { request, seq, stamp } = root
    if (!request) return { ...sweep(definitions, held, stamp).file, revision: seq }
    const acted = held.instances.some(({ id }) => id === request.instance)
      ? act(definitions, held, request, stamp, seq)
      : { outcome: 'notAccepted' as const }
    if (acted.outcome === 'taken') return { ...acted.file, revision: seq }
    fallen.push({
      root,
      why: acted.outcome === 'refused' ? acted.refusals.map(({ because }) => because).join('; ') : 'the state would not accept it',
    })
    return held
  }, begun)
  return { file, fallen }
}

/**
 * The file that a whole history gives, put again line by line, its corrections too: byte for byte the file it came from.
 *
 * @throws {Error} at the first line that would not be accepted again
 */
export function replayed(definitions: Definitions, begun: FileState, lines: readonly Line[]): FileState {
  return lines.reduce((file, line, place) => {
    const stamp = line.stamp as Stamp
    if (line.kind === 'clock') return sweep(definitions, file, stamp).file
    if (line.kind !== 'person' && line.kind !== 'correction') return file
    const again =
      line.kind === 'person'
        ? act(definitions, file, requestOf(line), stamp)
        : correct(definitions, begun, file, lines.slice(0, place), requestOf(line), stamp)
    if (again.outcome !== 'taken') throw new Error(`Entry ${line.seq} (${line.event}) would not be accepted again`)
    return again.file
  }, begun)
}

/**
 * What becomes of a file when one line of its history is struck out: what the remaining events give when they are put again.
 *
 * The line stays, and this correction is a line like any other. Deadlines are worked out anew, as they would have fallen. What was sent
 * stays sent, and somebody is asked to write about it.
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
  if (line?.kind !== 'person' || !roots.some((root) => root.seq === seq)) return refused(notAnEntry(seq))
  if (line.from === 'unopened') return refused(opensTheFile)
  const refusals = authorityOver(definitions, begun, roots, line, stamp)
  const { file: stood } = folded(definitions, begun, roots)
  const { file: remaining, fallen } = folded(
    definitions,
    begun,
    roots.filter((root) => root.seq !== seq),
  )
  const standing = fallen.map(({ root, why }) => laterEntry(root.seq, root.request!.event.type, why))
  if (refusals.length + standing.length > 0) return refused(...refusals, ...standing)
  const place = { seq: caught.file.revision + 1, instance: request.instance, today: stamp.today }
  const now = putRight(caught.file, stood, sweep(definitions, remaining, stamp).file, place)
  return {
    outcome: 'taken',
    ...difference(definitions, file, now, [...caught.lines, correctionLine(definitions, caught.file, now, request, stamp)]),
  }
}

/**
 * A row keeps the settings that were read; put again among other events it may read more: those of the day of the first correction after
 * it, so that a later correction finds the file as that one left it.
 */
function completed(lines: readonly Line[], now: Stamp): readonly Root[] {
  const corrections = lines.filter(({ kind }) => kind === 'correction')
  return rootsOf(lines).map(({ stamp: then, ...root }) => {
    const { settings, scheme } = corrections.find(({ seq }) => seq > root.seq)?.stamp ?? now
    return {
      ...root,
      stamp: {
        ...then,
        settings: { ...settings, ...then.settings } as Stamp['settings'],
        scheme: { ...scheme, ...then.scheme } as Stamp['scheme'],
      },
    }
  })
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
const laterEntry = (seq: number, type: string, why: string) =>
  kernelRefusal(
    'laterEntriesWouldStand',
    'I16',
    `Entry ${seq} (${type}) would then not have been accepted: ${why}. Correct that one first`,
    'transition',
  )

/** By a second person whom the void event's own rules would have admitted, or a line manager if that is higher (setting r). */
function authorityOver(definitions: Definitions, begun: FileState, roots: readonly Root[], line: Line, stamp: Stamp): readonly Refusal[] {
  const { file } = folded(
    definitions,
    begun,
    roots.filter(({ seq }) => seq < line.seq),
  )
  const desk = new Desk(definitions, file)
  const { request, stamp: then } = roots.find(({ seq }) => seq === line.seq)!
  desk.catchUp(noting(then))
  const definition = desk.definitionOf(line.instance)
  const record: unknown = desk.snapshotOf(line.instance).context
  const meant = rulesMeant(definition, desk.snapshotOf(line.instance), request!.event, then)
  const asked = meant.filter((name) => definition.rules[name]!.who)
  const another: Who<unknown> = { otherThan: 'the person who made the entry', are: () => [line.stamp.by.id, ...line.onBehalfOf] }
  const book = {
    ...definition.rules,
    correctedByAnother: rulesAbout<unknown>().must('I26', { who: another }),
    correctedByALineManager: rulesAbout<unknown>().must('I26', { who: { atLeast: grades[1] } }),
  }
  const barred = asked.some((name) => barredBy(definition.rules[name]!.who!, record).includes(line.stamp.by.id))
  return judge(book, [...asked, 'correctedByALineManager', ...(barred ? [] : ['correctedByAnother'])], record, stamp, 'standing').refusals
}

/** The words that say who may correct an entry at all, before one is named. */
export const mayCorrect: Who<unknown> = { atLeast: 'lineManager' }
export const whoMayCorrectInWords = (stamp: Stamp) =>
  `${inWords(mayCorrect, undefined, stamp)} who did not make the entry, and whom its own rules admit`

function correctionLine(definitions: Definitions, before: FileState, after: FileState, { instance, event }: Request, stamp: Stamp): Line {
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
    onBehalfOf: [],
  }
}

/** From the file as it is stored to the file as it should have been. */
function difference(definitions: Definitions, before: FileState, after: FileState, lines: readonly Line[]): Changes {
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
