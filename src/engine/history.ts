import type { ClientBase, Pool } from 'pg'
import type { Definitions } from '../../machines/kernel/definition.ts'
import type { Line } from '../../machines/kernel/desk.ts'
import type { Sealed } from './changeset.ts'
import { ChangedSince } from './errors.ts'

const LINES = `
select seq, changeset, instance_id as instance, machine, version, guidance, kind, event, entry, actor, happened_on as "happenedOn",
  recorded_at as "recordedAt", cause, snapshot_digest as "snapshotDigest", previous, hash
from transition where file_id = $1 order by seq`

/** The whole history of a file, as written. */
export async function sealedLines(pool: Pool | ClientBase, file: string): Promise<readonly Sealed[]> {
  return (await pool.query<Sealed>({ name: 'history', text: LINES, values: [file] })).rows
}

/** A line as the machines know it. */
export function lineOf({ seq, instance, machine, version, kind, event, entry, cause }: Sealed): Line {
  const { payload, stamp, from, to, waived, onBehalfOf } = JSON.parse(entry) as Pick<
    Line,
    'payload' | 'stamp' | 'from' | 'to' | 'waived' | 'onBehalfOf'
  >
  return { seq, instance, machine, version, kind, event, payload, stamp, from, to, waived, onBehalfOf, ...(cause !== null && { cause }) }
}

/**
 * Who changed a file last since a revision: what a caller is told who had seen that revision. Lines of the clock do not count: views show
 * what has fallen due whether or not the sweep has been by, so nobody has seen less for want of them.
 */
export async function changeSince(
  pool: Pool,
  definitions: Definitions,
  file: string,
  seen: number,
  revision: number,
): Promise<ChangedSince | undefined> {
  const { rows } = await pool.query<{ id: string; name: string | null; at: string; machine: string; event: string }>({
    name: 'changed since',
    text: `select t.actor as id, p.name, t.recorded_at as at, t.machine, t.event from transition t left join person p on p.id = t.actor
           where t.file_id = $1 and t.seq > $2 and t.kind in ('person', 'correction') order by t.seq desc limit 1`,
    values: [file, seen > revision ? 0 : seen],
  })
  const last = rows[0]
  if (!last) return undefined
  const { done } = (definitions[last.machine]?.events[last.event]?.meta() ?? {}) as { done?: string }
  return new ChangedSince({
    by: { id: last.id, name: last.name ?? last.id },
    at: last.at,
    what: done ?? 'marked an entry as recorded in error',
    revision,
  })
}
