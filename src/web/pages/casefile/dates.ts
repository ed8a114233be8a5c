import type { Services } from '../../../services.ts'
import { type KeptDay, type WorkedOut, workedOut } from '../../../shown/worked-out.ts'
import type { Opened } from './file.ts'
import { datesInFile, dutiesInFile } from './next.ts'

/** The dates and open duties of a casefile, each with how its day was worked out, and where the timeline tells it. */
export async function explainedDates(services: Services, file: Opened) {
  const dates = datesInFile(services.engine, file).map((date) => ({
    date,
    kept: { instance: date.instance, day: date.from, of: { deadline: date.deadline } },
  }))
  const duties = dutiesInFile(services.engine, file).map((duty) => ({
    duty,
    kept: { instance: duty.instance, day: duty.dueOn, of: { duty: duty.name } },
  }))
  const found = await workedOut(
    services,
    file.look.file,
    [...dates, ...duties].map(({ kept }) => kept),
  )
  const worked = (kept: KeptDay) => linked(file, found.get(kept))
  return {
    dates: dates.map(({ date, kept }) => ({ ...date, worked: worked(kept) })),
    duties: duties.map(({ duty, kept }) => ({ ...duty, worked: worked(kept) })),
  }
}

function linked({ header: { reference } }: Opened, worked: WorkedOut | undefined) {
  if (worked === undefined) return undefined
  const href = ({ after, seq }: WorkedOut['entry']) => `/casefiles/${reference}/timeline?after=${after}#entry-${seq}`
  const named = (entry: WorkedOut['entry']) => ({ ...entry, href: href(entry) })
  return { ...worked, entry: named(worked.entry), earlier: worked.earlier.map((each) => ({ ...each, entry: named(each.entry) })) }
}
