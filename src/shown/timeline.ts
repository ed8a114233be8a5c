import { z } from 'zod'
import { cite } from '../../machines/guidance/paragraph.ts'
import { sayState } from '../../machines/kernel/chart.ts'
import type { Definition, Definitions } from '../../machines/kernel/definition.ts'
import type { FileState } from '../../machines/kernel/file.ts'
import { entries } from '../../machines/kernel/fold.ts'
import { endedAt, keysIn, paged } from '../paging.ts'
import { linesWith, namesOf } from '../reports/history.ts'
import { organisationNames } from '../reports/organisations.ts'
import type { Sees } from '../reports/standing.ts'
import { type TimelineAsked, type TimelineKind, type TimelineRow, timeline, timelineKinds } from '../reports/timeline.ts'
import type { Services } from '../services.ts'
import { metaOf, schemaOf } from './actions.ts'
import { comparisonsSeen } from './compared.ts'
import { linesShown } from './history.ts'
import { entriesOfLetters } from './letters-told.ts'
import { linesSeen, UNSEEN } from './linked.ts'
import { ruledBy, ruleInWords } from './rule-words.ts'
import { type NameOf, saidBy } from './said.ts'

/** What is about a letter alone, and what only adds to the papers of a casefile or tells the complainant how things stand. */
const letters = ['EDIT_LETTER', 'LETTER_SENT'] as const
const notes = ['ADD_NOTE', 'FILE_DOCUMENT', 'RECORD_CORRESPONDENCE', 'RECORD_COMPLAINANT_CONTACT', 'UPDATE_COMPLAINANT'] as const

const place = z.tuple([endedAt.instant, z.int().min(1).max(2), z.int().positive().max(Number.MAX_SAFE_INTEGER)])

export interface TimelineWanted {
  readonly file: Pick<FileState, 'id' | 'instances'>
  readonly sees: Sees
  readonly instance?: string | undefined
  readonly kinds: readonly TimelineKind[]
  readonly order: TimelineAsked['order']
  readonly after?: string | undefined
  readonly limit: number
  readonly address: string
  /** What the filters are called in the address, as they were asked. */
  readonly filters: Readonly<Record<string, string | undefined>>
}

/**
 * What happened in a file, one entry for each thing that somebody did or the clock recorded, with what followed from it; and the attempts
 * that were refused, by whom and by which rules. Whoever may see the file sees them all.
 *
 * @throws Problem 400 for a place that no page of this list ended at
 */
export async function timelineShown(
  services: Services,
  { file, sees, instance, kinds, order, after, limit, address, filters }: TimelineWanted,
  nameOf: NameOf,
) {
  const { engine, lists } = services
  const isAll = timelineKinds.every((kind) => kinds.includes(kind))
  const rows = await timeline(lists, {
    file: file.id,
    instance,
    kinds,
    letters,
    notes,
    wrote: isAll || !kinds.includes('letters') ? [] : await entriesOfLetters(services, file),
    order,
    after: keysIn(place, after),
    limit: limit + 1,
  })
  const page = paged(rows, { limit, address, filters }, { keys: ({ at, rank, place: where }) => [at, rank, where], item: (row) => row })
  const told = await linesWith(
    lists,
    file.id,
    page.items.flatMap(({ rank, place: seq }) => (rank === 1 ? [seq] : [])),
  )
  const lines = await comparisonsSeen(lists, sees, await linesSeen(lists, sees, await linesShown(services, told), UNSEEN))
  const corrections = await correctionsOf(services, file.id, lines)
  const named = await naming(services, lines, nameOf)
  const people = await namesOf(
    lists,
    page.items.flatMap(({ person }) => person ?? []),
    [],
  )
  const entryOf = (row: TimelineRow) =>
    row.rank === 2
      ? refusedShown(engine.definitions, row, people)
      : lineShown(engine.definitions, lines.find(({ seq }) => seq === row.place)!, lines, corrections, named)
  return { entries: page.items.map(entryOf), nextLink: page.nextLink }
}

type Line = Awaited<ReturnType<typeof linesShown>>[number]

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Organisations that were named and stand in no record any more have their names too. */
async function naming({ lists }: Services, lines: readonly Line[], nameOf: NameOf): Promise<NameOf> {
  const ids = new Set(lines.flatMap(({ payload }) => JSON.stringify(payload).match(ID) ?? []))
  const names = await organisationNames(
    lists,
    [...ids].filter((id) => nameOf(id) === undefined),
  )
  return (id) => nameOf(id) ?? names.get(id)
}

/** The corrections that struck out some of these lines, by their seq: who made them, and why. */
async function correctionsOf(services: Services, file: string, lines: readonly Line[]) {
  const seqs = [...new Set(lines.flatMap(({ struckOut }) => struckOut?.by ?? []))]
  const made = await linesShown(services, await linesWith(services.lists, file, seqs))
  return new Map(made.map((line) => [line.seq, line]))
}

function lineShown(definitions: Definitions, line: Line, lines: readonly Line[], corrections: ReadonlyMap<number, Line>, nameOf: NameOf) {
  const schema = definitions[line.machine] && schemaOf(definitions[line.machine]!, line.event)
  const struck = line.struckOut && corrections.get(line.struckOut.by)
  return {
    kind: line.kind,
    seq: line.seq,
    instance: line.instance,
    at: line.recordedAt,
    happenedOn: line.happenedOn,
    by: line.by,
    onBehalfOf: line.onBehalfOf,
    done: doneSaid(line, schema !== undefined),
    moved: movedIn(line),
    said:
      schema && ['person', 'correction', 'delivery'].includes(line.kind)
        ? saidBy(schema, line.payload as Record<string, unknown>, nameOf)
        : [],
    waived: line.waived.map((each) => ({ ...each, words: ruleInWords(definitions[line.machine], each.rule) })),
    followed: lines
      .filter(({ cause }) => cause === line.seq)
      .flatMap((each) =>
        each.kind === 'opened' || movedIn(each)
          ? [{ ...each, moved: movedIn(each), lifecycle: definitions[each.machine]?.title ?? sayState(each.machine) }]
          : [],
      ),
    struckOut: struck
      ? { by: struck.by.name, on: struck.recordedAt, why: (struck.payload as { why?: string | null }).why ?? null, seq: struck.seq }
      : undefined,
    correctable: (entries as readonly string[]).includes(line.kind) && line.struckOut === null && line.from !== 'unopened',
    ids: { definitionVersion: line.definitionVersion, guidanceVersion: line.guidanceVersion, hash: line.hash, event: line.event },
  }
}

/** What has no schema was told by another file, or passed by the clock. */
export const doneSaid = ({ done, event }: Line, hasSchema: boolean): string =>
  !hasSchema && done === event ? sayState(event.toLowerCase()).replaceAll('_', ' ').toLowerCase() : done

const movedIn = ({ from, to, fromWords, toWords, kind }: Line) =>
  from === to || kind === 'opened' ? undefined : { from: fromWords, to: toWords }

const refusedShown = (
  definitions: Definitions,
  { at, place: seq, instance, person, event, rules }: TimelineRow,
  names: ReadonlyMap<string, string>,
) => ({
  kind: 'refused' as const,
  seq,
  instance: instance ?? undefined,
  at,
  by: { id: person!, name: names.get(`person ${person}`) ?? person! },
  tried: titleOf(definitions, event!),
  rules: rules!.map((name) => {
    const ruling = ruledBy(definitions, name, event!)
    return { words: ruleInWords(ruling, name), ...citesOf(ruling, name) }
  }),
})

const titleOf = (definitions: Definitions, event: string): string => {
  for (const definition of Object.values(definitions)) {
    const schema = schemaOf(definition, event)
    if (schema) return metaOf(schema).title
  }
  return sayState(event.toLowerCase()).replaceAll('_', ' ')
}

const citesOf = (ruling: Definition | undefined, rule: string) => {
  const known = ruling?.rules[rule]
  return known ? { cites: known.cites, paragraph: cite(known.cites) } : {}
}

export type TimelineEntry = Awaited<ReturnType<typeof timelineShown>>['entries'][number]
