import type { Pool } from 'pg'

const SET_ASIDE = `
with noted as (
  insert into incident (file_id, kind, what, first_at, last_at)
  select $1, $2, $3, now, now from (select present_moment() as now) m
  on conflict (file_id) where resolved_at is null and delivery is null
  do update set times = incident.times + 1, kind = excluded.kind, what = excluded.what, last_at = excluded.last_at
)
update timer set set_aside = true where file_id = $1 and not set_aside`

/**
 * Sets a file aside whose snapshots cannot be read, or whose deadlines cannot be worked out: the sweep passes it by, and an incident
 * says so, once however often it is met. Nothing that people wrote goes into it.
 */
export async function setAside(pool: Pool, file: string, error: unknown): Promise<void> {
  await pool.query({ name: 'set aside', text: SET_ASIDE, values: [file, ...saidOf(error)] })
}

const SET_DELIVERY_ASIDE = `
with noted as (
  insert into incident (file_id, delivery, kind, what, first_at, last_at)
  select $1, $2, $3, $4, now, now from (select present_moment() as now) m
  on conflict (delivery) where resolved_at is null
  do update set times = incident.times + 1, kind = excluded.kind, what = excluded.what, last_at = excluded.last_at
)
update delivery set set_aside = true where id = $2 and ended_at is null`

/** Sets a delivery aside that cannot be made: the file that asked for it goes on, and the incident says so. */
export async function setDeliveryAside(
  pool: Pool,
  { id, from }: { readonly id: string; readonly from: string },
  error: unknown,
): Promise<void> {
  const [name, what] = saidOf(error)
  await pool.query({ name: 'set delivery aside', text: SET_DELIVERY_ASIDE, values: [from, id, name, what] })
}

function saidOf(error: unknown): readonly [name: string, what: string] {
  const { name, message } = error instanceof Error ? error : { name: 'Unknown', message: 'Something that is no error was thrown' }
  return [name, message.slice(0, 1_000)]
}

/** Takes up again what was set aside, all of it or one file: the next sweep tries it, and sets it aside anew if it must. */
export async function takeUp(pool: Pool, file?: string): Promise<number> {
  const { rowCount } = await pool.query(
    `with resolved as (
       update incident set resolved_at = present_moment() where resolved_at is null and ($1::uuid is null or file_id = $1) returning file_id, delivery
     ), again as (
       update delivery d set set_aside = false from resolved r where d.id = r.delivery
     )
     update timer t set set_aside = false from resolved r where r.delivery is null and t.file_id = r.file_id and t.set_aside`,
    [file ?? null],
  )
  return rowCount ?? 0
}
