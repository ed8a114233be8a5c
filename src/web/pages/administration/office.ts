import type { CalendarDate } from '../../../../machines/kernel/calendar.ts'
import type { Office } from '../../../../machines/office/record.ts'
import { notFound } from '../../../problem.ts'
import { officeNow } from '../../../reports/administration.ts'
import type { Services } from '../../../services.ts'
import { administers } from '../../../shown/administration/sign-in.ts'
import type { Visit } from '../../page.ts'

/** The office as whoever looks may see it: who holds what everybody may, and change it only an administrator. */
export interface Seen {
  readonly office: Office
  readonly today: CalendarDate
  readonly administers: boolean
}

/** @throws {Problem} 404 to whoever holds no post today */
export async function officeSeen(services: Services, { reader }: Pick<Visit, 'reader'>): Promise<Seen> {
  if (reader.posts.length === 0) throw notFound()
  return {
    office: await officeNow(services),
    today: reader.today,
    administers: administers(reader),
  }
}
