import type { ParagraphId } from '../../../machines/guidance/paragraph.ts'
import { type CalendarDate, dayInLondon, daysBetween, type Instant } from '../../../machines/kernel/calendar.ts'
import type { Definition } from '../../../machines/kernel/definition.ts'
import type { Taken } from '../../../machines/kernel/taken.ts'
import type { Sealed } from '../../engine/changeset.ts'
import { linesWith } from '../../reports/history.ts'
import type { Services } from '../../services.ts'
import { schemaOf } from '../actions.ts'
import { linesShown } from '../history.ts'
import { chartFor, sayPlace } from '../place.ts'
import { ruleInWords } from '../rule-words.ts'
import { doneSaid } from '../timeline.ts'
import { isSamePlace, type StepTaken } from './retraced.ts'

type Line = Awaited<ReturnType<typeof linesShown>>[number]

/** What a lifecycle of the file is called; undefined for one that is not of it. */
export type LifecycleName = (instance: string) => string | undefined

export interface AboutFile {
  readonly file: string
  readonly history: readonly Sealed[]
  readonly instance: string
  readonly definition: Definition
  readonly lifecycle: LifecycleName
  /** By the id of the lifecycle that opened them. */
  readonly childrenOf: readonly { readonly id: string; readonly parent?: string; readonly machine: string }[]
}

/** Gaps shorter than a week are nothing to speak of. */
const GAP_DAYS = 8

/** The steps of a lifecycle in words: who did what and when, from where to where, and how long it had stood there. */
export async function stepsShown(services: Services, about: AboutFile, steps: readonly StepTaken[]) {
  const lines = await linesOf(services, about, steps)
  const shown: StepShown[] = []
  let stoodSince: CalendarDate | undefined
  for (const [place, step] of steps.entries()) {
    const line = lines.get(step.seq)!
    const before = shown.at(-1)
    const moved = !isSamePlace(step.from, step.to) && isOfItself(step)
    shown.push({
      number: place + 1,
      ...said(services, about, step, line, lines),
      from: isOfItself(step) ? step.from : null,
      to: step.to,
      fromWords: isOfItself(step) ? sayPlace(about.definition, step.from) : null,
      toWords: sayPlace(about.definition, step.to),
      moved,
      taken: moved ? step.taken.filter(({ from, to }) => to.some((target) => target !== from)) : [],
      cites: citesOf(about.definition, step),
      exact: step.stood !== undefined,
      isCorrection: step.isCorrection,
      inError: step.stood?.held.inError === true,
      stoodDays: moved && stoodSince ? daysFrom(stoodSince, line.happenedOn) : null,
      gapDays: before ? gapIn(before.recordedAt, line.recordedAt) : null,
      opened: openedIn(about, step.seq, steps[place + 1]?.seq),
    })
    if (moved || stoodSince === undefined) stoodSince = line.happenedOn
  }
  return shown
}

export interface StepShown {
  /** Among the steps of the lifecycle, from 1. */
  readonly number: number
  /** Its entry in the history of the file. */
  readonly seq: number
  readonly kind: Line['kind']
  readonly event: string
  /** In words, beginning with who did it. */
  readonly sentence: string
  readonly by: Line['by']
  readonly onBehalfOf: Line['onBehalfOf']
  readonly happenedOn: CalendarDate
  readonly recordedAt: Instant
  readonly from: string | null
  readonly to: string
  readonly fromWords: string | null
  readonly toWords: string
  readonly moved: boolean
  /** The arrows of the chart that lead somewhere else. */
  readonly taken: readonly Taken[]
  /** The paragraphs of its arrow: of the deadline that passed, or of the rules that had to hold. */
  readonly cites: readonly ParagraphId[]
  /** Whether the history, put once more, gives it still. */
  readonly exact: boolean
  readonly isCorrection: boolean
  readonly inError: boolean
  /** Calendar days that it had stood where it left. */
  readonly stoodDays: number | null
  /** Calendar days before it on which nothing was recorded, where they are many. */
  readonly gapDays: number | null
  readonly opened: readonly { readonly id: string; readonly machine: string; readonly name: string }[]
  readonly waived: readonly (Line['waived'][number] & { readonly words: string })[]
  readonly struckOut: { readonly by: string; readonly on: Instant; readonly why: string | null; readonly seq: number } | null
  /** Of a correction, the entry that it struck out. */
  readonly corrects: number | null
}

function citesOf(definition: Definition, { taken }: StepTaken): readonly ParagraphId[] {
  const drawn = chartFor(definition).arrows.filter((arrow) =>
    taken.some(({ event, from, to }) => arrow.event === event && arrow.from === from && arrow.to.join() === to.join()),
  )
  return [
    ...new Set(drawn.flatMap(({ deadline, rules }) => (deadline ? [deadline.cites] : rules.map(({ cites }) => cites)))),
  ] as ParagraphId[]
}

const isOfItself = ({ from }: StepTaken) => from !== '' && from !== 'unopened'
const daysFrom = (from: CalendarDate, to: CalendarDate) => Math.max(0, daysBetween({ from, to }))

function gapIn(before: Instant, after: Instant): number | null {
  const days = daysBetween({ from: dayInLondon(before), to: dayInLondon(after) }) - 1
  return days < GAP_DAYS ? null : days
}

/** The lines of the steps, of what caused them elsewhere, and of all corrections. */
async function linesOf({ lists, ...services }: Services, { file, history }: AboutFile, steps: readonly StepTaken[]) {
  const causes = steps.flatMap(({ seq }) => history[seq - 1]!.cause ?? [])
  const corrections = history.filter(({ kind }) => kind === 'correction').map(({ seq }) => seq)
  const wanted = [...new Set([...steps.map(({ seq }) => seq), ...causes, ...corrections])]
  const rows = (await linesWith(lists, file, wanted)).filter(({ seq }) => wanted.includes(seq))
  const lines = await linesShown({ ...services, lists }, rows)
  return new Map(lines.map((line) => [line.seq, line]))
}

function said({ engine }: Services, about: AboutFile, { seq }: StepTaken, line: Line, lines: ReadonlyMap<number, Line>) {
  const { definitions } = engine
  const correction = line.struckOut && lines.get(line.struckOut.by)
  const { transition } = line.payload as { transition?: number }
  return {
    seq,
    kind: line.kind,
    event: line.event,
    sentence: sentenceOf(definitions, about, line, lines),
    by: line.by,
    onBehalfOf: line.onBehalfOf,
    happenedOn: line.happenedOn,
    recordedAt: line.recordedAt,
    waived: line.waived.map((each) => ({ ...each, words: ruleInWords(definitions[line.machine], each.rule) })),
    struckOut: correction ? { by: correction.by.name, on: correction.recordedAt, why: whyOf(correction), seq: correction.seq } : null,
    corrects: line.kind === 'correction' ? (transition ?? null) : null,
  }
}

const whyOf = ({ payload }: Line) => (payload as { why?: string | null }).why ?? null

/** Who did what, as the timeline says it; of what came from another lifecycle, what was done there. */
function sentenceOf(
  definitions: Services['engine']['definitions'],
  about: AboutFile,
  line: Line,
  lines: ReadonlyMap<number, Line>,
): string {
  const done = (each: Line) => doneSaid(each, definitions[each.machine] !== undefined && !!schemaOf(definitions[each.machine]!, each.event))
  const who = (each: Line) => (each.kind === 'clock' ? `The clock recorded: ${lower(done(each))}` : `${each.by.name} ${done(each)}`)
  const cause = line.cause === null ? undefined : lines.get(line.cause)
  const elsewhere = cause && cause.instance !== about.instance ? ` (${about.lifecycle(cause.instance) ?? 'another lifecycle'})` : ''
  if (line.kind === 'delivery') return `Another casefile told this one: ${done(line)}`
  if (line.kind === 'opened') return cause ? `Opened: ${who(cause)}${elsewhere}` : 'Opened'
  if (line.kind === 'message') return cause ? `${who(cause)}${elsewhere}, and this followed` : `It was told: ${done(line)}`
  return line.instance === about.instance ? who(line) : `${who(line)} (${about.lifecycle(line.instance) ?? 'another lifecycle'})`
}
const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

/** What it opened itself, between this step and the next. */
const openedIn = ({ history, childrenOf, instance, lifecycle }: AboutFile, from: number, to = Number.POSITIVE_INFINITY) =>
  history
    .filter(({ kind, seq }) => kind === 'opened' && seq > from && seq < to)
    .flatMap((line) => childrenOf.filter(({ id, parent }) => id === line.instance && parent === instance))
    .map(({ id, machine }) => ({ id, machine, name: lifecycle(id) ?? machine }))
