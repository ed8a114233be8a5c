import type { ClientBase } from 'pg'
import type { CasefileListed, OrganisationListed, Sealed } from './changeset.ts'
import type { FileKind } from './engine.ts'
import { sealedLines } from './history.ts'
import { inOrder, officeInTables } from './office.ts'
import { type PartyColumns, partyOf } from './party.ts'
import { type Rows, type StayRow, stayKey, timerKey } from './rows.ts'
import type { TextRow } from './texts.ts'

/** A file with all that is kept of it. */
export interface FileKept {
  readonly id: string
  readonly kind: FileKind
  readonly revision: number
  readonly head: string
  readonly history: readonly Sealed[]
  readonly rows: Rows
  readonly texts: readonly TextRow[]
  /** The line after which its stays were kept as it went on; those before were read off its history, once. */
  readonly staysFrom: number
}

/** The files after this id, in the order of their ids, with all that is kept of each. */
export async function keptRows(client: ClientBase, after: string, most: number): Promise<readonly FileKept[]> {
  const { rows: files } = await client.query<Pick<FileKept, 'id' | 'kind' | 'revision' | 'head'>>(
    'select id, kind, revision, head from file where id > $1 order by id limit $2',
    [after, most],
  )
  const kept: FileKept[] = []
  for (const file of files) {
    const { rows: texts } = await client.query<TextRow>('select id, salt, words, part from text where file_id = $1', [file.id])
    const staysFrom = await firstStayOf(client, file.id)
    kept.push({ ...file, history: await sealedLines(client, file.id), rows: await rowsOf(client, file), texts, staysFrom })
  }
  return kept
}

async function firstStayOf(client: ClientBase, file: string): Promise<number> {
  const { rows } = await client.query<{ line: number }>(`select coalesce(max(history_to), 0) as line ${OF_FILE}`, [file])
  return rows[0]!.line
}

async function rowsOf(client: ClientBase, { id: file, kind }: Pick<FileKept, 'id' | 'kind'>): Promise<Rows> {
  const of = async <T>(sql: string) => (await client.query<Record<string, unknown>>(sql, [file])).rows.map((row) => withoutNulls(row) as T)
  const [casefile] = await of<CasefileListed>(CASEFILE)
  const [organisation] = await of<OrganisationListed>('select name, sector, rating, successor from organisation where file_id = $1')
  return {
    instances: byId(
      (await of<Rows['instances'] extends ReadonlyMap<string, infer T> ? T : never>(INSTANCES)).map(({ inError, ...row }) => ({
        ...row,
        ...(inError && { inError }),
      })),
    ),
    stays: new Map((await of<StayRow>(STAYS)).map((stay) => [stayKey(stay), stay])),
    timers: new Map((await of<{ instance: string; name: string; dueAt: string }>(TIMERS)).map((timer) => [timerKey(timer), timer])),
    duties: byId(
      (await of<Rows['duties'] extends ReadonlyMap<string, infer T> ? T : never>(DUTIES)).map(({ enteredLate, endedSeq, ...row }) => ({
        ...row,
        endedSeq: endedSeq ?? null,
        ...(enteredLate && { enteredLate }),
      })),
    ),
    letters: byId(
      (await of<LetterRow>(LETTERS)).map(({ organisation, office, ...row }) => ({ ...row, to: partyOf({ organisation, office }) })),
    ),
    deliveries: byId(
      (await of<DeliveryRow>(DELIVERIES)).map(({ casefile: reference, organisation: id, event, ...row }) => ({
        ...row,
        to: reference === undefined ? { organisation: id! } : { casefile: reference },
        event: JSON.parse(event),
      })),
    ),
    ...(casefile && { casefile }),
    ...(organisation && { organisation }),
    ...(kind === 'office' && { office: inOrder(await officeInTables(client)) }),
  }
}

type LetterRow = Omit<Rows['letters'] extends ReadonlyMap<string, infer T> ? T : never, 'to'> & PartyColumns
type DeliveryRow = Omit<Rows['deliveries'] extends ReadonlyMap<string, infer T> ? T : never, 'to' | 'event'> & {
  readonly casefile?: string
  readonly organisation?: string
  readonly event: string
}
const byId = <T extends { readonly id: string }>(rows: readonly T[]): ReadonlyMap<string, T> => new Map(rows.map((row) => [row.id, row]))
const withoutNulls = (row: object) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))

const INSTANCES = `
select id, place, machine, version, parent, key, state, closed, next_due as "nextDue", in_error as "inError", opened_at as "openedAt", since, written_at as "writtenAt", instance.organisation, source, stored,
  case when r.instance_id is not null then json_strip_nulls(json_build_object('kind', r.kind, 'what', r.what, 'measure', r.measure, 'money', r.money,
    'amount', r.amount, 'agreedOn', r.agreed_on, 'ending', r.ending, 'endedOn', r.ended_on, 'organisation', r.organisation, 'targetOn', r.target_on,
    'findings', case when r.found is not null then (
      select coalesce(json_agg(json_build_object('measure', f.measure, 'on', f.on_day, 'from', f.from_day) order by nth), '[]')
      from unnest(r.found, r.found_on, r.found_from) with ordinality as f (measure, on_day, from_day, nth)) end)) end as remedy
from instance join snapshot s on s.instance_id = id left join remedy r on r.instance_id = id where instance.file_id = $1`
/** Stays are found by their lifecycles. */
const OF_FILE = 'from stay s join instance i on i.id = s.instance_id where i.file_id = $1'
const STAYS = `
select s.instance_id as instance, s.machine, s.state, s.open, s.due_on as "dueOn", s.organisation, s.source, s.opened_at as "openedAt", come_from as "comeFrom", event, entered_seq as "enteredSeq",
  entered_at as "enteredAt", left_seq as "leftSeq", left_at as "leftAt",
  array(select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from unnest(s.since) with ordinality as s (moment, nth) order by nth) as since
${OF_FILE}`
const TIMERS = 'select instance_id as instance, name, due_at as "dueAt" from timer where file_id = $1'
const DUTIES = `
select id, instance_id as instance, name, addressee as "to", title, due_on as "dueOn", cites, ends_by as "endsBy",
  shown_to_line_manager_on as "shownToLineManagerOn", entered_late as "enteredLate", opened_seq as "openedSeq", ended_seq as "endedSeq"
from duty where file_id = $1`
const LETTERS = `
select id, place, instance_id as instance, letter, organisation, office, cites, body, sent_on as "sentOn", kept_text as "keptText", discarded
from letter where file_id = $1`
const DELIVERIES = `
select id, instance_id as instance, to_casefile as casefile, to_organisation as organisation, event, happened_on as "happenedOn", seq, place
from delivery where file_id = $1`
const CASEFILE = `
select earlier_reference as "earlierReference", directorate, stage, caseworker, received_on as "receivedOn", organisations, sealed,
  sealed_to as "sealedTo", closed, complainant, aggrieved, representative, injustices from casefile where file_id = $1`
