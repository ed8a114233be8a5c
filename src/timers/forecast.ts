import type { Casefile } from '../../machines/casefile/record.ts'
import type { Directorate } from '../../machines/kernel/authority.ts'
import { type CalendarDate, dayBegins, dayInLondon } from '../../machines/kernel/calendar.ts'
import type { Definitions, Stamp } from '../../machines/kernel/definition.ts'
import { type Changes, type FileState, sweep } from '../../machines/kernel/file.ts'
import { snapshotOf } from '../../machines/kernel/stored.ts'
import type { Office } from '../../machines/office/record.ts'
import { standingOn } from '../../machines/office/standing.ts'
import { stampOf } from '../engine/decide.ts'
import type { Found } from '../engine/read.ts'

/** What the clock does in one file on one day, if nobody does anything meanwhile. */
export interface DayForeseen {
  readonly day: CalendarDate
  readonly stamp: Stamp
  readonly before: FileState
  readonly changes: Changes
}

/** Nothing the clock does leads to so many days on which it does something again. */
const MOST_DAYS = 400

/**
 * What the sweep will do in a file until the end of a day, day by day, each on what the days before have left: the same `sweep`, with
 * how things will stand on that day (settings and who is in office are entered ahead). What is due already is done today.
 *
 * @throws what `sweep` throws of a file that cannot be read
 */
export function forecast(definitions: Definitions, found: Found, office: Office, until: CalendarDate): readonly DayForeseen[] {
  const days: DayForeseen[] = []
  let before = found.held!.file
  for (let turn = 0; turn < MOST_DAYS; turn++) {
    const day = nextDay(before, found.today)
    if (day === undefined || day > until) return days
    const foreseen = sweptOn(definitions, found, office, before, day)
    if (foreseen.changes.lines.length === 0) return days
    days.push(foreseen)
    before = foreseen.changes.file
  }
  return days
}

/** What one sweep on this day would do in a file, all that is due by then at once: a rehearsal of it. */
export const rehearsed = (definitions: Definitions, found: Found, office: Office, day: CalendarDate): DayForeseen =>
  sweptOn(definitions, found, office, found.held!.file, day)

function sweptOn(definitions: Definitions, found: Found, office: Office, before: FileState, day: CalendarDate): DayForeseen {
  const stamp = stampOn(found, office, day)
  return { day, stamp, before, changes: sweep(definitions, before, stamp) }
}

/** The first day on which a deadline of the file passes; one that has passed is the present day's. */
function nextDay({ instances }: FileState, today: CalendarDate): CalendarDate | undefined {
  const due = instances.flatMap(({ nextDue, inError }) => (nextDue === undefined || inError ? [] : [nextDue])).sort()[0]
  if (due === undefined) return undefined
  const day = dayInLondon(due)
  return day < today ? today : day
}

/** How things will stand as that day begins, as far as it is known today; today as they stand. */
export function stampOn(found: Found, office: Office, day: CalendarDate): Stamp {
  const stamp = stampOf(found)
  if (day === found.today) return stamp
  const { directorVacant: _, ...rest } = stamp
  const { scheme, settings, directorVacant } = standingOn(office, directorateOf(found) ?? 'customerServices', day)
  const isOfCasefile = directorateOf(found) !== undefined
  return {
    ...rest,
    now: dayBegins(day),
    today: day,
    happenedOn: day,
    settings,
    scheme: isOfCasefile ? scheme : stamp.scheme,
    ...(isOfCasefile && directorVacant && { directorVacant }),
  }
}

const directorateOf = ({ held }: Found): Directorate | undefined =>
  (held?.listed?.row as { directorate?: Directorate } | undefined)?.directorate

/** The record of the casefile, where the file is one. */
export function casefileIn(definitions: Definitions, { instances }: FileState): Casefile | undefined {
  const held = instances.find(({ machine }) => machine === 'casefile')
  return held && (snapshotOf(definitions['casefile']!, held).context as Casefile)
}
