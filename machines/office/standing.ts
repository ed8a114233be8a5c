import { defaultSettings, type Settings } from '../guidance/settings.ts'
import {
  type Actor,
  type DelegationScheme,
  type Directorate,
  decisions,
  type Holding,
  type PersonId,
  type PostId,
  type Standing,
} from '../kernel/authority.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { LetterheadName } from './letterhead.ts'
import { coversDay, type DaysEntry, type Office, type Post, type WordsEntry } from './record.ts'

/** Our reading (p): a line manager or above, until the scheme says otherwise. */
const SMALLEST = 'lineManager'

/** Everyone who holds a post on a day, as rules about people see them; a delegation lasts no longer than what it delegates. */
export function directoryOn(office: Office, day: CalendarDate): readonly Actor[] {
  const posts = new Map(office.posts.map((post) => [post.id, post]))
  const holds = office.holdings.filter((holding) => coversDay(holding, day))
  const held = new Map<PersonId, Holding[]>()
  const gives = (person: PersonId, id: PostId, as: Pick<Holding, 'how' | 'onBehalfOf'>) => {
    const post = posts.get(id)
    held.set(person, [...(held.get(person) ?? []), ...(post ? [heldPost(post, as)] : [])])
  }
  for (const { person, post, how } of holds) gives(person, post, { how })
  for (const each of office.delegations)
    if (coversDay(each, day) && holds.some(({ person, post }) => person === each.byPerson && post === each.post))
      gives(each.toPerson, each.post, { how: 'delegated', onBehalfOf: each.byPerson })
  return [...held].map(([id, holdings]) => ({ id, holdings }))
}

const heldPost = ({ id, title: _, ...post }: Post, as: Pick<Holding, 'how' | 'onBehalfOf'>): Holding => ({ post: id, ...post, ...as })

/** The posts that somebody holds on a day, also under a delegation. */
export const heldOn = (office: Office, day: CalendarDate): ReadonlySet<PostId> =>
  new Set(directoryOn(office, day).flatMap(({ holdings }) => holdings.map(({ post }) => post)))

export const holdersOn = (office: Office, post: PostId, day: CalendarDate): readonly PersonId[] =>
  directoryOn(office, day)
    .filter(({ holdings }) => holdings.some((holding) => holding.post === post))
    .map(({ id }) => id)

/** The Delegation Scheme of one directorate on a day (I26). */
export const schemeOn = ({ scheme }: Office, directorate: Directorate, day: CalendarDate): DelegationScheme =>
  Object.fromEntries(
    decisions.map((decision) => [
      decision,
      latest(
        scheme.filter((each) => each.directorate === directorate && each.decision === decision),
        day,
      )?.grade ?? SMALLEST,
    ]),
  ) as DelegationScheme

/** What is in force of entries that each hold from a day on. */
export const latest = <T extends { readonly fromDay: CalendarDate }>(entries: readonly T[], day: CalendarDate): T | undefined =>
  entries.filter(({ fromDay }) => fromDay <= day).sort((a, b) => (a.fromDay < b.fromDay ? 1 : -1))[0]

export const settingsOn = (office: Office, day: CalendarDate): Settings => ({
  ...defaultSettings,
  ...Object.fromEntries(
    [...new Set(daysEntriesOf(office).map(({ name }) => name))].flatMap((name) => {
      const entry = latest(daysEntriesOf(office, name), day)
      return entry ? [[name, entry.days]] : []
    }),
  ),
})
/** The numbers of days that were set, of one setting or of all. */
export const daysEntriesOf = ({ settings }: Office, name?: DaysEntry['name']): readonly DaysEntry[] =>
  settings.filter((each): each is DaysEntry => 'days' in each && (name === undefined || each.name === name))
/** What letters were set to say of one way to reach us. */
export const wordsEntriesOf = ({ settings }: Office, name: LetterheadName): readonly WordsEntry[] =>
  settings.filter((each): each is WordsEntry => 'words' in each && each.name === name)
export const wordsOn = (office: Office, name: LetterheadName, day: CalendarDate): string | undefined =>
  latest(wordsEntriesOf(office, name), day)?.words

/** How things stand in one directorate on a day, for the question "may this person?". */
export function standingOn(office: Office, directorate: Directorate, day: CalendarDate): Standing {
  const vacant = !office.posts.some(
    (post) =>
      post.grade === 'director' &&
      post.directorate === directorate &&
      office.holdings.some((holding) => holding.post === post.id && coversDay(holding, day)),
  )
  return {
    today: day,
    scheme: schemeOn(office, directorate, day),
    settings: settingsOn(office, day),
    ...(vacant && { directorVacant: true as const }),
  }
}
