import { Client, escapeIdentifier } from 'pg'
import { migrate } from '../../db/migrate.ts'
import { openPool } from '../../db/pool.ts'
import { seedPosts } from '../../db/seed-posts.ts'
import { casefilesReady } from './casefiles.ts'

const DAYS_TO_THE_DEADLINE = 15

/** A new id that depends on the old one and the number of the copy alone, so that what belongs together stays together. */
const copyOf = (id: string) => `md5(n || ${id}::text)::uuid`
/** What the sweep reads of a casefile, copied; its history is not read, and so not copied. */
const COPIES = [
  `insert into file (id, kind, revision, head) select ${copyOf('id')}, kind, revision, head from file, generate_series(1, $1::integer) n where kind = 'casefile'`,
  `insert into casefile (file_id, directorate, stage, caseworker, received_on, organisations, sealed, sealed_to, closed, opened_at)
   select ${copyOf('file_id')}, directorate, stage, caseworker, received_on, organisations, sealed, sealed_to, closed, opened_at
   from casefile, generate_series(1, $1::integer) n`,
  `insert into instance (id, file_id, place, machine, version, parent, key, state, closed, next_due, in_error, source, opened_at, since, written_at)
   select ${copyOf('i.id')}, ${copyOf('file_id')}, place, machine, version, ${copyOf('parent')}, key, state, i.closed, next_due, in_error, source, i.opened_at,
     since, written_at
   from instance i join casefile using (file_id), generate_series(1, $1::integer) n order by n, place`,
  `insert into stay (instance_id, entered_seq, file_id, machine, state, open, due_on, organisation, source, opened_at, since, come_from,
     event, entered_at, left_seq, left_at)
   select ${copyOf('instance_id')}, entered_seq, ${copyOf('file_id')}, machine, state, open, due_on, organisation, source, opened_at, since,
     come_from, event, entered_at, left_seq, left_at
   from stay join casefile using (file_id), generate_series(1, $1::integer) n`,
  `insert into snapshot (instance_id, stored)
   select ${copyOf('i.id')}, stored from instance i join snapshot s on s.instance_id = i.id join casefile using (file_id), generate_series(1, $1::integer) n`,
  `insert into timer (instance_id, name, file_id, due_at) select ${copyOf('instance_id')}, name, ${copyOf('file_id')}, due_at from timer, generate_series(1, $1::integer) n`,
  `insert into duty (id, file_id, instance_id, name, addressee, title, due_on, cites, ends_by, shown_to_line_manager_on, entered_late, opened_seq, ended_seq)
   select ${copyOf('id')}, ${copyOf('file_id')}, ${copyOf('instance_id')}, name, addressee, title, due_on, cites, ends_by, shown_to_line_manager_on, entered_late,
     opened_seq, ended_seq from duty, generate_series(1, $1::integer) n`,
  `insert into letter (id, file_id, place, instance_id, letter, organisation, cites, body, sent_on, discarded)
   select ${copyOf('id')}, ${copyOf('file_id')}, place, ${copyOf('instance_id')}, letter, organisation, cites, body, sent_on, discarded
   from letter, generate_series(1, $1::integer) n`,
]

/** Fills an empty database with casefiles in each of which one deadline has just passed: no response came by its date. */
export async function makeDue(url: string, count: number): Promise<void> {
  await migrate(url)
  const pool = openPool(url)
  await seedPosts(pool)
  await casefilesReady(pool, 1)
  await pool.end()
  // Not from the pool, whose limits are made for requests.
  const client = new Client({ connectionString: url })
  await client.connect()
  for (const copy of COPIES) await client.query(copy, [count - 1])
  await client.query('insert into work select * from work_found on conflict do nothing')
  await client.query('update clock set offset_ms = $1::bigint * 86400000', [DAYS_TO_THE_DEADLINE])
  const { rows } = await client.query<{ due: number }>('select count(*)::int as due from timer where due_at <= present_moment()')
  if (rows[0]!.due !== count) throw new Error(`${rows[0]!.due} deadlines have passed, and not ${count}`)
  await client.query('vacuum analyze')
  await client.end()
}

/** A copy of a database to work in; it is gone afterwards. */
export async function inCopy<T>(server: Client, of: string, work: (name: string) => Promise<T>): Promise<T> {
  const name = `${of}_copy`
  await server.query(`create database ${escapeIdentifier(name)} template ${escapeIdentifier(of)} strategy file_copy`)
  try {
    return await work(name)
  } finally {
    await server.query(`drop database ${escapeIdentifier(name)}`)
  }
}
