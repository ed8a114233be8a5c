import { z } from 'zod'
import { cite, type ParagraphId } from '../guidance/paragraph.ts'
import { barredBy, grades, inWords, type Who } from './authority.ts'
import type { Definitions, Stamp } from './definition.ts'
import { Desk, type Line } from './desk.ts'
import { act, type Changes, type FileState, type Request, sweep } from './file.ts'
import { noting } from './reads.ts'
import { judge, type Refusal, rulesAbout } from './rule.ts'
import { rulesMeant } from './step.ts'
import { act as actSchema, words } from './words.ts'

/** Every machine accepts this event: it names one line of the instance's history as a mistake. */
export const RECORDED_IN_ERROR = actSchema('RECORDED_IN_ERROR', {
  transition: z.int().positive().meta({ label: 'The entry that is wrong' }),
  why: words('Why it is a mistake'),
  shouldHaveBeen: words('What should have been recorded').optional(),
}, { title: 'Correct an entry', done: 'marked an entry as recorded in error' })

/** An event of history as a person put it: enough to put it again. */
export interface Root { readonly seq: number; readonly request: Request; readonly stamp: Stamp }

export type Corrected =
  | ({ readonly outcome: 'taken' } & Changes)
  | { readonly outcome: 'refused'; readonly refusals: readonly Refusal[] }

/** What people put to the file, in order, from its history, without what corrections have struck out. */
export function rootsOf(lines: readonly Line[]): readonly Root[] {
  const struck = new Set(lines.filter(({ kind }) => kind === 'correction').map(({ payload }) => payload['transition'] as number))
  return lines.filter(({ kind, seq }) => kind === 'person' && !struck.has(seq)).map(rootOf)
}

const rootOf = ({ seq, instance, event, payload, stamp }: Line): Root => ({
  seq, request: { instance, event: { type: event, happenedOn: stamp.happenedOn, ...payload } }, stamp: stamp as Stamp,
})

/** The file that these roots give when they are put again, one after the other; and those that would not be accepted. */
export function folded(definitions: Definitions, begun: FileState, roots: readonly Root[]) {
  const fallen: { root: Root; why: string }[] = []
  const file = roots.reduce((held, root) => {
    const acted = act(definitions, held, root.request, root.stamp, root.seq)
    if (acted.outcome === 'taken') return { ...acted.file, revision: root.seq }
    fallen.push({ root, why: acted.outcome === 'refused' ? acted.refusals.map(({ because }) => because).join('; ') : 'the state would not accept it' })
    return held
  }, begun)
  return { file, fallen }
}

/**
 * What becomes of a file when one line of its history is struck out: what the remaining events give when they are put again.
 *
 * The line stays, and this correction is a line like any other. Deadlines are worked out anew, as they would have fallen.
 *
 * @param begun the file before anything happened; @param lines its whole history
 */
export function correct(definitions: Definitions, begun: FileState, file: FileState, lines: readonly Line[], request: Request, stamp: Stamp): Corrected {
  const seq = request.event['transition'] as number
  const line = lines.find((each) => each.seq === seq && each.instance === request.instance)
  const roots = rootsOf(lines).map((root) => ({ ...root, stamp: completed(root.stamp, stamp) }))
  if (!line || line.kind !== 'person' || !roots.some((root) => root.seq === seq)) return refused(notAnEntry(seq))
  if (line.from === 'unopened') return refused(opensTheFile)
  const refusals = authorityOver(definitions, begun, roots, line, stamp)
  const { file: remaining, fallen } = folded(definitions, begun, roots.filter((root) => root.seq !== seq))
  const standing = fallen.map(({ root, why }) => laterEntry(root.seq, root.request.event.type, why))
  if (refusals.length + standing.length > 0) return refused(...refusals, ...standing)
  const now = sweep(definitions, { ...remaining, revision: file.revision }, stamp).file
  return { outcome: 'taken', ...difference(definitions, file, now, correctionLine(definitions, file, now, request, stamp)) }
}

/** A row keeps the settings that were read; put again among other events it may read more: those of the correction's own day. */
const completed = (then: Stamp, now: Stamp): Stamp => ({ ...then, settings: { ...now.settings, ...then.settings }, scheme: { ...now.scheme, ...then.scheme } })

const refused = (...refusals: readonly Refusal[]): Corrected => ({ outcome: 'refused', refusals })
const kernelRefusal = (rule: string, cites: ParagraphId, because: string, field?: string): Refusal => ({
  rule, strength: 'must', cites, paragraph: cite(cites), because, reasonWouldHelp: false, ...(field && { field }),
})
const notAnEntry = (seq: number) =>
  kernelRefusal('namesAnEntryOfThisInstance', 'I16', `Entry ${seq} is not one that a person made here and that still stands`, 'transition')
const opensTheFile = kernelRefusal('notTheOpening', 'I16', 'The entry that opened the file cannot be struck out: close the complaint instead', 'transition')
const laterEntry = (seq: number, type: string, why: string) =>
  kernelRefusal('laterEntriesWouldStand', 'I16', `Entry ${seq} (${type}) would then not have been accepted: ${why}. Correct that one first`, 'transition')

/** By a second person whom the void event's own rules would have admitted, or a line manager if that is higher (setting r). */
function authorityOver(definitions: Definitions, begun: FileState, roots: readonly Root[], line: Line, stamp: Stamp): readonly Refusal[] {
  const { file } = folded(definitions, begun, roots.filter(({ seq }) => seq < line.seq))
  const desk = new Desk(definitions, file)
  const original = { ...rootOf(line), stamp: completed(rootOf(line).stamp, stamp) }
  desk.catchUp(noting(original.stamp))
  const definition = desk.definitionOf(line.instance)
  const record: unknown = desk.snapshotOf(line.instance).context
  const meant = rulesMeant(definition, desk.snapshotOf(line.instance), original.request.event, original.stamp)
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
export const whoMayCorrectInWords = (stamp: Stamp) => `${inWords(mayCorrect, undefined, stamp)} who did not make the entry, and whom its own rules admit`

function correctionLine(definitions: Definitions, before: FileState, after: FileState, { instance, event }: Request, stamp: Stamp): Line {
  const { type, happenedOn: _, ...payload } = event
  const held = before.instances.find(({ id }) => id === instance)!
  const definition = definitions[held.machine]!
  const { settings: __, scheme: ___, ...kept } = stamp
  return {
    seq: before.revision + 1, instance, machine: definition.name, version: definition.version, kind: 'correction', event: type, payload,
    stamp: { ...kept, happenedOn: stamp.today, settings: stamp.settings, scheme: stamp.scheme },
    from: new Desk(definitions, before).placeOf(instance), to: new Desk(definitions, after).placeOf(instance), waived: [], onBehalfOf: [],
  }
}

/** From the file as it stood to the file as it should have been. What was opened by mistake stays in the file, marked, with nothing armed. */
function difference(definitions: Definitions, before: FileState, after: FileState, line: Line): Changes {
  const was = new Desk(definitions, before)
  const is = new Desk(definitions, after)
  const gone = before.instances.filter(({ id }) => !after.instances.some((held) => held.id === id)).map(({ nextDue: _, ...held }) => ({ ...held, inError: true as const }))
  const changed = after.instances.filter((held) => before.instances.find(({ id }) => id === held.id)?.stored !== held.stored)
  const timers = after.instances.map(({ id }) => is.timersAgainst(id, before.instances.some((held) => held.id === id) ? was : undefined))
  const sent = before.letters.filter(({ id, sentOn }) => sentOn && !after.letters.some((letter) => letter.id === id))
  return {
    lines: [line],
    instances: [...changed, ...gone],
    arm: timers.flatMap(({ arm }) => arm),
    drop: [...timers.flatMap(({ drop }) => drop), ...gone.flatMap(({ id }) => was.timerNames(id).map((name) => ({ instance: id, name })))],
    dutiesOpened: after.duties.filter(({ id }) => !before.duties.some((duty) => duty.id === id)),
    dutiesEnded: before.duties.filter(({ id }) => !after.duties.some((duty) => duty.id === id)).map(({ id }) => id),
    letters: after.letters.filter((letter) => !before.letters.includes(letter)),
    lettersDiscarded: before.letters.filter(({ id, sentOn }) => !sentOn && !after.letters.some((letter) => letter.id === id)).map(({ id }) => id),
    file: { ...after, revision: line.seq, instances: [...after.instances, ...gone], letters: [...after.letters, ...sent] },
  }
}
