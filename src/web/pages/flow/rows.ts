import { type CalendarDate, dayInLondon, daysBetween, daysInWords } from '../../../../machines/kernel/calendar.ts'
import type { Definition } from '../../../../machines/kernel/definition.ts'
import type { FirstDue } from '../../../reports/flow/first-due.ts'
import type { FlowRow } from '../../../reports/flow/list.ts'
import { deadlineNamed } from '../../../shown/clock-kinds.ts'
import { sayPlace } from '../../../shown/place.ts'
import { type PostsNamed, sayPost } from '../../../shown/posts.ts'
import { whatComes } from '../../../shown/work.ts'
import { counted } from '../../words.ts'
import type { FlowPage } from './asked.ts'

/** One line of the list, in words. What is sealed to the reader says where it stands, and nothing else. */
export interface RowSaid {
  readonly href: string | undefined
  readonly reference: string | undefined
  readonly about: string
  readonly rating: string | null
  readonly state: string
  /** Of what is sealed it is not told. */
  readonly since: CalendarDate | null
  readonly age: string
  readonly dueOn: CalendarDate | null
  /** What is due then; of a past moment it is not asked. */
  readonly due: string | undefined
  readonly caseworker: string
  readonly sealed: boolean
}

export function rowOf(definition: Definition, today: CalendarDate, posts: PostsNamed, row: FlowRow, first?: FirstDue): RowSaid {
  const since = row.since && dayInLondon(row.since)
  return {
    href: row.hidden ? undefined : caseOf(row),
    reference: row.hidden ? undefined : (row.reference ?? undefined),
    about: row.organisations.map(({ name }) => name).join('; '),
    rating: row.rating,
    state: sayPlace(definition, row.state),
    since,
    age: since === null ? '' : counted(Math.max(0, daysBetween({ from: since, to: today })), 'day'),
    dueOn: row.dueOn,
    due: first && dueSaid(definition, today, row.dueOn, first),
    caseworker: row.hidden ? '' : row.caseworker === null ? 'Nobody' : sayPost(posts, row.caseworker),
    sealed: row.hidden,
  }
}

/** As worklists say it, and that a duty holds nothing up where it does not. */
function dueSaid(
  { deadlines }: Definition,
  today: CalendarDate,
  on: CalendarDate | null,
  { title, toNote, timer }: FirstDue,
): string | undefined {
  const deadline = timer === null ? undefined : deadlines[deadlineNamed(timer)]
  const said = title ?? (deadline && whatComes(deadline.title, on, today))
  return said && daysInWords(toNote ? `${said}: to take note of, it holds nothing up` : said)
}

/** After the titles of what is as the casefile has it today, where the rest of a row is of a past moment. */
export const ofToday = ({ asked: { at } }: Pick<FlowPage, 'asked'>): string => (at === undefined ? '' : ' today')

/** The casefile; of a lifecycle of an organisation, itself. */
export const caseOf = ({ reference, instance }: FlowRow): string =>
  reference === null ? `/instances/${instance}` : `/casefiles/${reference}`
