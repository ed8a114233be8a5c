import type { Pool, PoolClient } from 'pg'
import type { Definitions } from '../../machines/kernel/definition.ts'
import { GENESIS, type Sealed, sealOf } from './changeset.ts'
import type { FileKind } from './engine.ts'
import { type FileKept, keptRows } from './kept.ts'
import { apart, type Difference, replayed } from './replay.ts'
import { type Rows, rowDiffering } from './rows.ts'
import { textDiffering } from './texts.ts'

export type { Difference } from './replay.ts'

export interface Verified {
  readonly files: number
  readonly lines: number
  readonly instances: number
  readonly stays: number
  readonly timers: number
  readonly duties: number
  readonly letters: number
  readonly texts: number
  readonly deliveries: number
  /** The first one; nothing after it was looked at. */
  readonly difference?: Difference
}

const FILES_AT_ONCE = 100

/**
 * Proves that what is kept is what history gives: every chain whole, every event put again with its own stamp and taken again with the
 * same lines, and in the end the same snapshots, stays, timers, duties, letters, deliveries and list rows, byte for byte; every text what was
 * written; what one file says it had another told stands in that one's history, and nothing else does; the figures of years are what
 * items say, and what there is to do is what files say.
 */
export async function verify(pool: Pool, definitions: Definitions): Promise<Verified> {
  const counted = { files: 0, lines: 0, instances: 0, stays: 0, timers: 0, duties: 0, letters: 0, texts: 0, deliveries: 0 }
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const files = await pageOf(pool, after)
    for (const file of files) {
      const difference = differenceIn(definitions, file)
      if (difference) return { ...counted, difference }
      counted.files++
      counted.lines += file.history.length
      counted.texts += file.texts.length
      for (const kind of ['instances', 'stays', 'timers', 'duties', 'letters', 'deliveries'] as const) counted[kind] += file.rows[kind].size
    }
    if (files.length < FILES_AT_ONCE) {
      const difference = (await deliveryDiffering(pool)) ?? (await figureDiffering(pool)) ?? (await workDiffering(pool))
      return { ...counted, ...(difference && { difference }) }
    }
    after = files.at(-1)!.id
  }
}

const DELIVERED = `
select d.heard_file as file, d.heard_seq as seq, d.event::json ->> 'type' as expected, coalesce(t.event, 'no such line') as found
from delivery d left join transition t on t.file_id = d.heard_file and t.seq = d.heard_seq and t.kind = 'delivery'
where d.ended_as = 'heard' and t.event is distinct from d.event::json ->> 'type'
union all
select t.file_id, t.seq, 'a delivery of another file', t.event from transition t
where t.kind = 'delivery' and not exists (select from delivery d where d.heard_file = t.file_id and d.heard_seq = t.seq)
limit 1`

/** Between two files: what was heard is what was delivered, each time, in the same place. */
async function deliveryDiffering(pool: Pool): Promise<Difference | undefined> {
  const { rows } = await pool.query<Omit<Difference, 'what'>>(DELIVERED)
  return rows[0] && { ...rows[0], what: 'what another file had this one told' }
}

const SUMMED = `
select coalesce(k.organisation, f.organisation) as file, concat_ws(' ', coalesce(k.measure, f.measure), coalesce(k.year, f.year)) as what,
  coalesce(f.times, 0)::text as expected, coalesce(k.times, 0)::text as found
from (select organisation, year, measure, sum(times) as times from annual_figure group by 1, 2, 3) k
full join (select f.organisation, f.year, f.measure, count(*) as times from remedy r cross join lateral figures_of(r) f group by 1, 2, 3) f
  using (organisation, year, measure)
where coalesce(k.times, 0) <> coalesce(f.times, 0) order by 1, 2 limit 1`

/** What is kept of the figures of years is what all items say together. */
async function figureDiffering(pool: Pool): Promise<Difference | undefined> {
  const { rows } = await pool.query<Difference>(SUMMED)
  return rows[0] && { ...rows[0], what: `a figure of a year: ${rows[0].what}` }
}

const WORKED = `
select coalesce(f.file_id, w.file_id) as file, coalesce(f.kind, w.kind) as kind, coalesce(to_json(f)::text, 'nothing') as expected,
  coalesce(to_json(w)::text, 'nothing') as found
from work_found f full join work w using (id) where f is distinct from w order by id limit 1`

/** What lists are read from is what each file says that there is to do. */
async function workDiffering(pool: Pool): Promise<Difference | undefined> {
  const { rows } = await pool.query<Omit<Difference, 'what'> & { kind: string }>(WORKED)
  if (!rows[0]) return undefined
  const { file, kind, expected, found } = rows[0]
  return { file, what: `what there is to do: a ${kind}`, ...apart(expected, found) }
}

/** Some files with all that is kept of them, of one moment, so that a service may go on meanwhile. */
async function pageOf(pool: Pool, after: string): Promise<readonly FileKept[]> {
  const client: PoolClient = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    return await keptRows(client, after, FILES_AT_ONCE)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

function differenceIn(definitions: Definitions, file: FileKept): Difference | undefined {
  const broken = chainBroken(file)
  if (broken) return broken
  const outcome = again(definitions, file.kind, file.id, file.history)
  if ('difference' in outcome) return outcome.difference
  const row = rowDiffering(staysSince(outcome.rows, file), staysSince(file.rows, file))
  if (row) return { file: file.id, what: row.what, ...apart(row.expected, row.found) }
  const text = textDiffering(file.history.map(({ entry }) => entry).join('\n'), file.texts, outcome.rows.casefile)
  return text === undefined ? undefined : { file: file.id, what: text, expected: 'what was written', found: 'something else' }
}

/** Since when what was read off its history stood in each of its states is not known so well, and stands in what follows. */
function staysSince(rows: Rows, { staysFrom }: FileKept): Rows {
  if (staysFrom === 0) return rows
  const after = [...rows.stays]
    .filter(([, { enteredSeq }]) => enteredSeq > staysFrom)
    .map(([key, stay]) => [key, { ...stay, since: [] }] as const)
  return { ...rows, stays: new Map(after) }
}

/** What throws while it is put again is a difference too. */
function again(
  definitions: Definitions,
  kind: FileKind,
  file: string,
  history: readonly Sealed[],
): { rows: Rows } | { difference: Difference } {
  try {
    return replayed(definitions, kind, file, history)
  } catch (error) {
    return {
      difference: {
        file,
        what: 'the history cannot be put again',
        expected: 'that it can',
        found: error instanceof Error ? error.message : String(error),
      },
    }
  }
}

/** Every seq once, every line sealed with the one before, the head where the file says. */
function chainBroken({ id: file, history, revision, head }: FileKept): Difference | undefined {
  let previous = GENESIS
  for (const [index, line] of history.entries()) {
    const { seq } = line
    if (seq !== index + 1)
      return { file, seq, what: 'the chain: a line is missing before this one', expected: String(index + 1), found: String(seq) }
    if (line.previous !== previous)
      return { file, seq, what: 'the chain: this line does not follow the one before', expected: previous, found: line.previous }
    const hash = sealOf(line)
    if (hash !== line.hash)
      return { file, seq, what: 'the chain: this line was changed after it was sealed', expected: hash, found: line.hash }
    previous = line.hash
  }
  if (revision !== history.length)
    return { file, what: 'the chain: the newest lines are missing', expected: String(revision), found: String(history.length) }
  if (head !== previous) return { file, what: 'the chain: the file ends in another line', expected: previous, found: head }
  return undefined
}
