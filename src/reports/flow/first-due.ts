import type { DataSource } from 'typeorm'
import type { CalendarDate } from '../../../machines/kernel/calendar.ts'

/** What is due in a lifecycle on the day that its row says: a duty, else the timer that runs out. */
export interface FirstDue {
  readonly instance: string
  readonly title: string | null
  /** The duty is only to be taken note of: it holds nothing up. */
  readonly toNote: boolean
  readonly timer: string | null
}
type Asked = { readonly instance: string | null; readonly file: string | null; readonly dueOn: CalendarDate | null }

const FIRST = `
  select r.instance, case when t.name is null or d.ends_by = 'act' then d.title end as title,
    coalesce(t.name is null and d.ends_by = 'acknowledgement', false) as "toNote", t.name as timer
  from unnest($1::uuid[], $2::uuid[], $3::date[]) as r (instance, file, due_on)
  left join lateral (
    select title, ends_by from duty where file_id = r.file and instance_id = r.instance and ended_seq is null and due_on = r.due_on
    order by ends_by = 'act' desc, id limit 1
  ) d on true
  left join lateral (
    select name from timer where instance_id = r.instance and (due_at at time zone 'Europe/London')::date = r.due_on order by due_at, name limit 1
  ) t on true`

/** Of some rows of a list, as it is now: what is sealed to the reader is passed over. */
export async function firstDueOf(source: DataSource, rows: readonly Asked[]): Promise<ReadonlyMap<string, FirstDue>> {
  const asked = rows.filter(({ instance, dueOn }) => instance !== null && dueOn !== null)
  if (asked.length === 0) return new Map()
  const column = (name: keyof Asked) => asked.map((row) => row[name])
  const found = await source.query<FirstDue[]>(FIRST, [column('instance'), column('file'), column('dueOn')])
  return new Map(found.map((each) => [each.instance, each]))
}
