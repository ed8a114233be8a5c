import { z } from 'zod'
import { permits } from '../../../../machines/kernel/authority.ts'
import { dayInLondon } from '../../../../machines/kernel/calendar.ts'
import { mayCorrect } from '../../../../machines/kernel/correct.ts'
import { type TimelineKind, timelineKinds } from '../../../reports/timeline.ts'
import type { Services } from '../../../services.ts'
import { addresseeInWords, letterTitles } from '../../../shown/letter-words.ts'
import { lookerAt } from '../../../shown/linked.ts'
import type { NameOf } from '../../../shown/said.ts'
import { type TimelineEntry, timelineShown } from '../../../shown/timeline.ts'
import type { Opened } from './file.ts'

const ENTRIES = 40

export const timelineQuery = z.object({
  kind: z.enum(timelineKinds).optional(),
  order: z.enum(['newest', 'oldest']).default('newest'),
  after: z.string().max(500).optional(),
  limit: z.string().optional(),
})
export type TimelineQuery = z.output<typeof timelineQuery>

const kindsSaid: Readonly<Record<TimelineKind, string>> = {
  steps: 'Steps',
  letters: 'Letters',
  notes: 'Notes and correspondence',
  clock: 'What the clock recorded',
  corrections: 'Corrections',
  refused: 'Refused attempts',
}

/** What ids in the history of this casefile stand for. */
export function namesIn({ look, organisations, posts }: Opened): NameOf {
  const names = new Map([...organisations].map(([id, { name }]) => [id, name]))
  const letters = new Map(look.file.letters.map(({ id, letter, to }) => [id, `${letterTitles[letter]} to ${addresseeInWords(to, names)}`]))
  const duties = new Map(look.file.duties.map(({ id, title }) => [id, title]))
  return (id) => names.get(id) ?? letters.get(id) ?? duties.get(id) ?? posts.get(id)?.title
}

/** The timeline of a casefile, or of one of its lifecycles, with its filters as addresses. */
export async function timelineOf(
  services: Services,
  opened: Opened,
  { kind, order, after }: TimelineQuery,
  { address, instance, limit = ENTRIES }: { readonly address: string; readonly instance?: string; readonly limit?: number },
) {
  const query = (asked: Readonly<Record<string, string | undefined>>) => {
    const given = Object.entries(asked).filter((each): each is [string, string] => each[1] !== undefined)
    return given.length > 0 ? `${address}?${new URLSearchParams(given)}` : address
  }
  const { entries, nextLink } = await timelineShown(
    services,
    {
      file: opened.look.file,
      sees: lookerAt(opened.look),
      instance,
      kinds: kind ? [kind] : timelineKinds,
      order,
      after,
      limit,
      address,
      filters: { kind, order },
    },
    namesIn(opened),
  )
  const ordered = order === 'newest' ? undefined : order
  const [before, beyond] = order === 'newest' ? ['later', 'earlier'] : ['earlier', 'later']
  return {
    days: byDay(entries, opened),
    nextLink,
    here: instance,
    isLater: after !== undefined,
    notOnSheet: [...(after === undefined ? [] : [before]), ...(nextLink ? [beyond] : [])].sort().join(' and '),
    kind: kind && kindsSaid[kind],
    first: query({ kind, order: ordered }),
    kinds: [undefined, ...timelineKinds].map((each) => ({
      text: each ? kindsSaid[each] : 'Everything',
      href: query({ kind: each, order: ordered }),
      active: each === kind,
    })),
    orders: (['newest', 'oldest'] as const).map((each) => ({
      text: each === 'newest' ? 'Newest first' : 'Oldest first',
      href: query({ kind, order: each === 'newest' ? undefined : each }),
      active: each === order,
    })),
  }
}

/** Nobody strikes out an entry of their own. */
const mayCorrectIn =
  ({ look }: Opened) =>
  (entry: TimelineEntry): boolean =>
    'correctable' in entry &&
    entry.correctable &&
    entry.by.id !== look.stamp.by.id &&
    permits(mayCorrect, undefined, look.stamp.by, look.stamp)

/** Entries of one day stand together. */
function byDay(entries: readonly TimelineEntry[], opened: Opened) {
  const days: { day: string; entries: ReturnType<typeof entryIn>[] }[] = []
  for (const entry of entries) {
    const day = dayInLondon(entry.at)
    if (days.at(-1)?.day !== day) days.push({ day, entries: [] })
    days.at(-1)!.entries.push(entryIn(opened, entry, day))
  }
  return days
}

const entryIn = (opened: Opened, entry: TimelineEntry, day: string) => ({
  ...entry,
  day,
  lifecycle: entry.instance === undefined ? undefined : opened.names.get(entry.instance),
  followed: 'followed' in entry ? entry.followed.map((line) => ({ ...line, name: opened.names.get(line.instance) })) : [],
  mayCorrect: mayCorrectIn(opened)(entry),
  late: 'happenedOn' in entry && entry.kind !== 'clock' && entry.happenedOn !== day,
})
