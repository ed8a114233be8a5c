import type { Pool } from 'pg'
import type { PersonId } from '../../machines/kernel/authority.ts'
import type { Instant } from '../../machines/kernel/calendar.ts'
import { houseSettings } from '../../machines/office/house-settings.ts'
import { Problem } from '../problem.ts'
import { postIds, type Reader } from '../reports/standing.ts'

/** A long form that somebody has begun: of an event at an instance, or of one that opens a file. */
export interface DraftOf {
  /** Null where the form opens a file. */
  readonly instance: string | null
  readonly event: string
  /** What of it the form is about, as an address names it: `letter=…`, `action=…`; empty where there is but one such form. */
  readonly about: string
}

/** The fields of a form as they were typed, by their names. */
export type DraftFields = Readonly<Record<string, string | readonly string[]>>

export interface Draft extends DraftOf {
  readonly fields: DraftFields
  readonly savedAt: Instant
}

/** A draft as its owner's list of drafts has it. */
export interface DraftListed extends DraftOf {
  readonly savedAt: Instant
  readonly fields: DraftFields
  /** Of the casefile that it is in. */
  readonly reference: string | null
  readonly machine: string | null
}

const MOST_CHARACTERS = 400_000

/**
 * Keeps what somebody has typed so far, in place of what was kept of the same form. It may be about people, so it is theirs alone, is in no
 * log, and is forgotten after some days.
 *
 * @throws Problem 413 where it is longer than any form
 */
export async function saveDraft(pool: Pool, person: PersonId, { instance, event, about }: DraftOf, fields: DraftFields): Promise<Instant> {
  const typed = JSON.stringify(fields)
  if (typed.length > MOST_CHARACTERS) throw new Problem('too-large', 'The form is too long to be kept')
  const { rows } = await pool.query<{ savedAt: Instant }>({
    name: 'save draft',
    text: `insert into draft (person, instance_id, event, about, fields, saved_at) values ($1, $2, $3, $4, $5, present_moment())
      on conflict (person, instance_id, event, about) do update set fields = excluded.fields, saved_at = excluded.saved_at
      returning saved_at as "savedAt"`,
    values: [person, instance, event, about, typed],
  })
  return rows[0]!.savedAt
}

/** A draft of what one may no longer see is not shown; once one may see it again, it is, until it is forgotten. */
const STILL_SEEN = `(d.instance_id is null or exists (
  select from instance i left join casefile c on c.file_id = i.file_id
  where i.id = d.instance_id and cardinality($2::text[]) > 0 and (c.file_id is null or not c.sealed or c.sealed_to && $2 or $3)))`

/** What the reader has typed into forms of this event here and not sent, the newest first: one for each thing that they are about. */
export async function draftsBegun(pool: Pool, reader: Reader, { instance, event }: Omit<DraftOf, 'about'>): Promise<readonly Draft[]> {
  const { rows } = await pool.query<Draft>({
    name: 'drafts of a form',
    text: `select d.instance_id as instance, d.event, d.about, d.fields, d.saved_at as "savedAt" from draft d
      where d.person = $1 and d.instance_id is not distinct from $4::uuid and d.event = $5 and ${STILL_SEEN}
      order by d.saved_at desc`,
    values: [reader.person, postIds(reader), reader.seesSealed, instance, event],
  })
  return rows
}

/** The forms that the reader has begun, the newest first. */
export async function draftsOf(pool: Pool, reader: Reader): Promise<readonly DraftListed[]> {
  const { rows } = await pool.query<DraftListed>({
    name: 'drafts',
    text: `select d.instance_id as instance, d.event, d.about, d.fields, d.saved_at as "savedAt", f.reference, i.machine
      from draft d left join instance i on i.id = d.instance_id left join casefile f on f.file_id = i.file_id
      where d.person = $1 and ${STILL_SEEN} order by d.saved_at desc limit 200`,
    values: [reader.person, postIds(reader), reader.seesSealed],
  })
  return rows
}

/** Once a form was sent, or its owner wants what they typed no longer. */
export async function discardDraft(pool: Pool, person: PersonId, { instance, event, about }: DraftOf): Promise<void> {
  await pool.query({
    name: 'discard draft',
    text: 'delete from draft where person = $1 and instance_id is not distinct from $2::uuid and event = $3 and about = $4',
    values: [person, instance, event, about],
  })
}

const DAYS = `coalesce((select days from setting, (select (present_moment() at time zone 'Europe/London')::date as day) today
  where name = 'draftRetentionDays' and from_day <= day order by from_day desc limit 1), ${houseSettings.draftRetentionDays.days})`

/** How many days a draft is kept today. */
export async function draftDays(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ days: number }>(`select ${DAYS} as days`)
  return rows[0]!.days
}

/** Forgets what was begun and left lying; the answer is how many. */
export async function forgetDrafts(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query(`delete from draft where saved_at < present_moment() - ${DAYS} * interval '1 day'`)
  return rowCount ?? 0
}
