import type { Pool } from 'pg'
import { openPool } from '../../db/pool.ts'
import { definitions } from '../../machines/index.ts'
import { sweep } from '../../machines/kernel/file.ts'
import { changesetOf, stampOf } from '../../src/engine/decide.ts'
import { readAll } from '../../src/engine/read.ts'
import { composeFrom } from '../../src/letters/compose.ts'
import { sweeping } from '../../src/timers/sweep.ts'
import { inCopy, makeDue } from './due.ts'
import type { Setting } from './rounds.ts'

const IN_ONE_STATEMENT = 500

/** Deadlines a second. */
export interface SweepRound {
  readonly sweep: number
  readonly bulkUpdate: number
}

interface SweepSetting extends Pick<Setting, 'server' | 'database' | 'says'> {
  readonly size: { readonly timers: number; readonly sweeps: number }
}

/** The sweep and the bulk update by turns, each in a copy of the same database; the first round warms up. */
export async function sweepRounds({ server, database, size: { timers, sweeps }, says }: SweepSetting): Promise<readonly SweepRound[]> {
  says(`Making ${timers} casefiles with a deadline that has passed …`)
  await server.query('create database due')
  await makeDue(database('due'), timers)
  const rounds: SweepRound[] = []
  for (let round = 0; round <= sweeps; round++) {
    const carriedOut = await inCopy(server, 'due', (name) => swept(database(name), timers))
    const bulkUpdate = await inCopy(server, 'due', (name) => bulkUpdated(database(name), timers))
    says(`  sweep ${round === 0 ? 'warm-up' : round}: ${Math.round(carriedOut)} a second, by bulk update ${Math.round(bulkUpdate)}`)
    if (round > 0) rounds.push({ sweep: carriedOut, bulkUpdate })
  }
  return rounds
}

/** Deadlines a second that the service's own sweep carries out. */
async function swept(url: string, count: number): Promise<number> {
  const pool = openPool(url)
  try {
    const sweepOnce = sweeping({ pool, definitions, compose: composeFrom })
    const begun = performance.now()
    const { files, lines } = await sweepOnce()
    const took = (performance.now() - begun) / 1_000
    if (files !== count || lines !== count)
      throw new Error(`The sweep carried out ${lines} deadlines in ${files} casefiles, and not ${count}`)
    return count / took
  } finally {
    await pool.end()
  }
}

/** Deadlines a second where the database does the same writes by itself, with nothing worked out and nobody asked. */
async function bulkUpdated(url: string, count: number): Promise<number> {
  const pool = openPool(url)
  try {
    const values = await sampleWrites(pool)
    const begun = performance.now()
    let done = 0
    for (let written = IN_ONE_STATEMENT; written === IN_ONE_STATEMENT; done += written) {
      written = (await pool.query({ name: 'bulk', text: BULK, values: [...values, IN_ONE_STATEMENT] })).rowCount!
    }
    const took = (performance.now() - begun) / 1_000
    if (done !== count) throw new Error(`The bulk update moved ${done} casefiles, and not ${count}`)
    return count / took
  } finally {
    await pool.end()
  }
}

/** What the sweep would write for one of the casefiles: the bulk update writes the same for all of them. */
async function sampleWrites(pool: Pool): Promise<readonly unknown[]> {
  const { rows } = await pool.query<{ file: string }>('select file_id as file from timer limit 1')
  const [found] = await readAll(pool, rows)
  const changes = sweep(definitions, found!.held!.file, stampOf(found!))
  const { transitions, instances, arm, drop, dutiesOpened, dutiesEnded, letters, texts, casefile } = changesetOf(
    definitions,
    found!.held!,
    changes,
    found!,
  )
  const others = dutiesOpened.length + dutiesEnded.length + letters.length + texts.length + (casefile ? 1 : 0)
  if ([transitions.length, instances.length, arm.length, drop.length, others].join() !== '1,1,1,1,0') {
    throw new Error('The sweep of a casefile writes other rows than the bulk update does')
  }
  const [line] = transitions
  const [instance] = instances
  const { version, guidance, event, entry, actor, happenedOn, recordedAt, snapshotDigest, previous, hash } = line!
  return [
    found!.now,
    instance!.state,
    instance!.nextDue,
    instance!.stored,
    arm[0]!.name,
    arm[0]!.dueAt,
    instance!.machine,
    version,
    guidance,
    event,
    entry,
    actor,
    happenedOn,
    recordedAt,
    snapshotDigest,
    previous,
    hash,
  ]
}

const BULK = `
with due as materialized (
  select instance_id, name, file_id from timer where due_at <= $1::timestamptz and not set_aside order by due_at limit $18
), files as (
  update file f set revision = revision + 1, head = $17 from due where f.id = due.file_id returning f.id, f.revision
), instances as (
  update instance i set version = $8, state = $2, next_due = $3, since = $14::timestamptz from due where i.id = due.instance_id
), snapshots as (
  update snapshot s set stored = $4 from due where s.instance_id = due.instance_id
), dropped as (
  delete from timer t using due where t.instance_id = due.instance_id and t.name = due.name
), armed as (
  insert into timer (instance_id, name, file_id, due_at) select instance_id, $5, file_id, $6 from due
)
insert into transition (file_id, seq, changeset, instance_id, machine, version, guidance, kind, event, entry, actor, happened_on, recorded_at,
  snapshot_digest, previous, hash)
select f.id, f.revision, f.revision, due.instance_id, $7, $8, $9, 'clock', $10, $11, $12, $13, $14, $15, $16, $17
from due join files f on f.id = due.file_id`
