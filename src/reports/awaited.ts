import type { DataSource } from 'typeorm'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import { postIds, type Reader, VISIBLE } from './standing.ts'

/** Something that an organisation owes us: an open item of compliance, or an answer to an approach. */
export interface Awaited {
  readonly reference: string
  readonly organisation: string
  readonly machine: string
  readonly state: string
  /** The next day that the clock waits for. */
  readonly dueOn: CalendarDate | null
}

/** What is awaited from organisations in these casefiles, of those that the reader may see; the most urgent first. */
export const awaitedIn = (source: DataSource, reader: Reader, references: readonly string[]): Promise<readonly Awaited[]> =>
  source.query(
    `select c.reference, i.organisation, i.machine, i.state, (i.next_due at time zone 'Europe/London')::date::text as "dueOn"
     from casefile c join instance i on i.file_id = c.file_id and not i.closed and not i.in_error and i.organisation is not null
       and (i.machine = 'compliance' or i.machine = 'approach' and starts_with(i.state, 'awaiting'))
     where c.reference = any($3) and ${VISIBLE} order by i.next_due, i.place, i.id`,
    [postIds(reader), reader.seesSealed, references],
  )
