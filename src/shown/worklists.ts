import { grades } from '../../machines/kernel/authority.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import { Unreadable } from '../../machines/kernel/stored.ts'
import { NotFound } from '../engine/errors.ts'
import { type PlaceInOrder, SOME_DAY } from '../reports/order-of-work.ts'
import type { Reader } from '../reports/standing.ts'
import { smallestGradeThatSigns } from '../reports/whose-work.ts'
import { countsOf, worklist } from '../reports/worklists.ts'
import { byUrgency, type WorkFilters, type WorklistName, type WorkRow, worklistNames } from '../reports/worklists-names.ts'
import { type Count, counted, type WorkPage } from '../reports/worklists-rows.ts'
import type { Services } from '../services.ts'
import { actionsShown } from './actions.ts'
import { placesTaking } from './place.ts'

/** What each list is called, and what is on it. */
export const worklistWords: Readonly<Record<WorklistName, { readonly title: string; readonly about: string }>> = {
  mine: {
    title: 'My work',
    about:
      'What the casefiles of your posts wait for, and the duties that fall to you; where people report to you, theirs as well, once they are late',
  },
  team: {
    title: 'Team',
    about: 'What those have who report to you, straight or through others; where nobody does, those who report to whom you do',
  },
  unassigned: { title: 'Unassigned', about: 'What nobody has: casefiles without a post, or whose post nobody holds' },
  awaitingMySignOff: { title: 'Awaiting my sign-off', about: 'Decisions that you could sign off' },
  overdue: { title: 'Overdue', about: 'Your work and your team’s, where the date has passed' },
  dueIn7Days: { title: 'Due in 7 days', about: 'Your work and your team’s, due from today to a week from today' },
  escalations: { title: 'Escalations', about: 'Compliance items at stage 1, 2 or 3, each with its next step' },
  dutiesOfMyRoles: { title: 'Duties of my roles', about: 'What falls to your roles and offices, whoever has the casefile' },
  ratingsDue: { title: 'Ratings due', about: 'Ratings to be looked at again, and those suggested' },
  all: { title: 'All casefiles', about: 'Every casefile that you may see, the newest first' },
  closed: { title: 'Closed casefiles', about: 'Every closed casefile that you may see, the newest first' },
}

export type Asking = Pick<WorkPage, 'after' | 'limit' | 'filters' | 'sorting'>

/** Where the row stands in this sort: the next page begins after it. Of what is sealed to the reader it tells no rating. */
export const keysAt = ({ hidden, rating, dueOn, id, key }: WorkRow, asOf: CalendarDate): PlaceInOrder => [
  asOf,
  hidden ? 'A' : rating,
  dueOn ?? SOME_DAY,
  id,
  key,
]

/** The rows of a list, as many as are asked for. */
export const rowsOf = (services: Services, reader: Reader, name: WorklistName, asking: Asking): Promise<readonly WorkRow[]> =>
  name === 'awaitingMySignOff' ? signOffsFor(services, reader, asking) : worklist(services.lists, reader, name, asking)

/** How many rows each list has: what its pages show, counted, up to a number from which on only that there are more is said. */
export async function listsCounted(
  services: Services,
  reader: Reader,
  asked: readonly { readonly name: WorklistName; readonly filters?: WorkFilters | undefined }[] = worklistNames.map((name) => ({ name })),
): Promise<readonly Count[]> {
  const others = asked.flatMap(({ name, filters = {} }) => (name === 'awaitingMySignOff' ? [] : [{ name, filters }]))
  const [inSql, toSign] = await Promise.all([
    countsOf(services.lists, reader, others),
    Promise.all(
      asked
        .filter(({ name }) => name === 'awaitingMySignOff')
        .map(({ filters }) => signOffsFor(services, reader, { filters, limit: MOST_SIGN_OFFS_COUNTED + 1 })),
    ),
  ])
  const counts = [...inSql]
  const signed = [...toSign]
  return asked.map(({ name }) => (name === 'awaitingMySignOff' ? counted(signed.shift()!.length, MOST_SIGN_OFFS_COUNTED) : counts.shift()!))
}

/** Each of them costs a look at its casefile. */
export const MOST_SIGN_OFFS_COUNTED = 20
/** The engine reads as many in one statement; so many whole casefiles are held in memory at once, and no more. */
const AT_ONCE = 64

/** The states in which a lifecycle waits for a sign-off. */
export const waitingFor = ({ definitions }: Services['engine']) =>
  Object.values(definitions).flatMap((definition) =>
    placesTaking(definition, 'SIGN_OFF').map((state) => ({ machine: definition.name, state })),
  )

/** Who may sign depends on the scheme, the grade and who submitted: each candidate is asked what it offers to this person. */
async function signOffsFor(services: Services, reader: Reader, asking: Asking): Promise<readonly WorkRow[]> {
  const { engine, lists } = services
  const { limit, sorting = byUrgency, filters } = asking
  if (!(await mayEverSign(lists, reader))) return []
  const waiting = waitingFor(engine)
  const found: WorkRow[] = []
  for (let { after } = asking; ; ) {
    const most = Math.min(AT_ONCE, Math.max(limit - found.length, 8))
    const candidates = await worklist(lists, reader, 'awaitingMySignOff', { after, limit: most, filters, sorting, waiting })
    const may = await Promise.all(candidates.map(({ instance }) => isOffered(engine, reader.person, instance)))
    found.push(...candidates.filter((_, place) => may[place]))
    if (found.length >= limit) return found.slice(0, limit)
    const last = candidates.at(-1)
    if (last === undefined || candidates.length < most) return found
    after = keysAt(last, asking.after?.[0] ?? reader.today)
  }
}

/** Whether a grade of the reader's reaches what the Delegation Scheme asks for anywhere today (I26): most people's does not, and they are asked about nothing. */
async function mayEverSign(source: Services['lists'], { posts, today }: Reader): Promise<boolean> {
  const least = await smallestGradeThatSigns(source, today)
  return posts.some(({ grade }) => grade !== null && grades.indexOf(grade) >= grades.indexOf(least))
}

async function isOffered(engine: Services['engine'], person: string, instance: string): Promise<boolean> {
  try {
    const look = await engine.look(person, instance, { shown: false })
    return actionsShown(engine, look).some(({ type, offered }) => type === 'SIGN_OFF' && offered)
  } catch (error) {
    if (error instanceof NotFound || error instanceof Unreadable) return false // sealed meanwhile, or spoilt: the others stand
    throw error
  }
}
