import { addDays, dayBegins } from '../../../machines/kernel/calendar.ts'
import { IN_FORCE, RATED } from '../order-of-work.ts'
import type { StatementValues } from '../statement-values.ts'
import { NOBODY } from '../worklists-names.ts'
import type { FlowAsked, FlowFilters } from './numbers.ts'

/**
 * What only the particulars of a casefile answer: for these nobody is shown what is sealed, nor told how much of it there is. The day of its
 * opening is one: who may ask for any days finds it.
 */
const OF_PARTICULARS = ['organisation', 'rating', 'directorate', 'caseworker', 'source', 'openedFrom', 'openedTo'] as const

/**
 * When something is due in it, or was last recorded, is a particular, too: what is sealed is counted where it stands and since when, and
 * in no number of these. A condition on a stay `s`; few are sealed, and looked up once.
 */
export const NOT_SEALED = 's.file_id not in (select file_id from casefile where sealed)'

export const isFiltered = (filters: FlowFilters) => OF_PARTICULARS.some((name) => filters[name]?.length)

/** The moment that is asked for, the day in London at it, and a week from that day: `moment (as_of, today, soon)`. */
export const momentOf = ({ at }: Pick<FlowAsked, 'at'>, values: StatementValues): string => `moment as materialized (
    select as_of, (as_of at time zone 'Europe/London')::date as today, (as_of at time zone 'Europe/London')::date + 7 as soon
    from (select ${at === undefined ? 'present_moment()' : values.of(at, 'timestamptz(3)')} as as_of) m)`

/** What the filters read, as table expressions after `momentOf`. */
export const besideOf = ({ filters }: Pick<FlowAsked, 'filters'>): string =>
  filters.organisation?.length || filters.rating?.length ? `, ${IN_FORCE}, ${RATED}` : ''

/**
 * The lifecycles that are open, each once, as `s`, with all that a `where` of its own may follow: the numbers of a flow and the rows of its
 * lists are read from this alone, and so cannot differ.
 */
export const openIn = (asked: FlowAsked, values: StatementValues): string => narrowed(standing(asked, values), asked.filters, values)

/** The stays in which they stand: now, or at the moment that is asked for. */
function standing({ machine, at, withoutSealed }: FlowAsked, values: StatementValues): string {
  const name = values.of(machine, 'text')
  const told = 'file_id not in (select file_id from casefile where sealed)'
  if (at === undefined)
    return `select * from stay where machine = ${name} and left_seq is null and open${withoutSealed ? ` and ${told}` : ''}`
  const moment = values.of(at, 'timestamptz(3)')
  // Moment by moment, what is sealed would tell its days: where it stands is counted of now alone.
  const begun = `machine = ${name} and open and entered_at <= ${moment} and ${told}`
  return `select * from stay where ${begun} and left_seq is null union all select * from stay where ${begun} and left_at > ${moment}`
}

/** Days by which something is due, by those of `moment`. */
export const DAYS = {
  overdue: 's.due_on < (select today from moment)',
  dueIn7Days: 's.due_on between (select today from moment) and (select soon from moment)',
} as const
/** When something is due in it, where that may be told. */
export const BANDS = { overdue: `${DAYS.overdue} and ${NOT_SEALED}`, dueIn7Days: `${DAYS.dueIn7Days} and ${NOT_SEALED}` } as const

/** After stays, as `s`, those of them that the filters leave, with a `where` of its own; nothing is joined that no filter needs. */
export function narrowed(stays: string, filters: FlowFilters, values: StatementValues): string {
  if (!isFiltered(filters)) return `(${stays}) s where true`
  const { source, openedFrom, openedTo } = filters
  const conditions = [
    'not exists (select from casefile k where k.sealed and k.file_id = s.file_id)',
    source?.length && `s.source = any(${values.of(source, 'text[]')})`,
    openedFrom !== undefined && `s.opened_at >= ${values.of(dayBegins(openedFrom), 'timestamptz')}`,
    openedTo !== undefined && `s.opened_at < ${values.of(dayBegins(addDays(openedTo, 1)), 'timestamptz')}`,
  ]
  return `(${about(ofCasefiles(stays, filters, values), filters, values)}) s where ${all(conditions)}`
}

const all = (conditions: readonly (string | false | 0 | undefined)[]) => conditions.filter(Boolean).join(' and ')

/** Of a casefile's caseworker, and in its directorate: nothing of other casefiles is read. */
function ofCasefiles(stays: string, { directorate, caseworker }: FlowFilters, values: StatementValues): string {
  if (!directorate?.length && !caseworker?.length) return stays
  const texts = (list: readonly string[]) => values.of(list, 'text[]')
  const conditions = all([
    directorate?.length && `c.directorate = any(${texts(directorate)})`,
    caseworker?.length && ofCaseworkers(caseworker, texts),
  ])
  const inCasefiles = `select s.* from casefile c ${caseworker?.length ? eachOf(stays) : allOf(stays)} where ${conditions}`
  // What stands in an organisation's own file has no caseworker, nor a directorate.
  return directorate?.length || !caseworker?.includes(NOBODY)
    ? inCasefiles
    : `${inCasefiles} union all select s.* from (${stays}) s where s.file_id in (select file_id from organisation)`
}

const allOf = (stays: string) => `join (${stays}) s on s.file_id = c.file_id`
/** Looked up casefile by casefile: of the 9,000 of 249,000 casefiles that nobody has it takes 34 ms, and to join them with all 60. */
const eachOf = (stays: string) => `cross join lateral (select * from (${stays}) s where s.file_id = c.file_id offset 0) s`

/**
 * Whom it is about: the organisation that it names, else those of its casefile, else the one whose file it is in. Those that name one are asked
 * apart: for them no casefile is read.
 */
function about(stays: string, { organisation, rating }: FlowFilters, values: StatementValues): string {
  if (!organisation?.length && !rating?.length) return stays
  const ids = organisation?.length ? values.of(organisation, 'uuid[]') : ''
  const ratings = rating?.length ? values.of(rating, 'text[]') : ''
  const isNamed = `(o.id = any(${ids}) or o.heir = any(${ids}))`
  const ofNamed = all([ids && isNamed, ratings && `coalesce(o.rating, 'B') = any(${ratings})`])
  const ofCasefile = all([
    ids && `(${isNamed} or cardinality(a.organisations) > 1 and ${amongOthers(ids)})`,
    ratings && `coalesce(case when cardinality(a.organisations) > 1 then ${WORST} else o.rating end, 'B') = any(${ratings})`,
  ])
  return `select s.* from (${stays}) s left join rated o on o.id = s.organisation where s.organisation is not null and ${ofNamed}
    union all
    select s.* from (${stays}) s left join casefile a on a.file_id = s.file_id left join rated o on o.id = coalesce(a.organisations[1], s.file_id)
    where s.organisation is null and ${ofCasefile}`
}
const WORST = '(select max(m.rating) from unnest(a.organisations) as named (id) join rated m on m.id = named.id)'
/** One whose place the organisation named took is meant, too. */
const amongOthers = (ids: string) => `exists (
  select from unnest(a.organisations) as named (id) join rated m on m.id = named.id where m.id = any(${ids}) or m.heir = any(${ids}))`

const ofCaseworkers = (caseworkers: readonly string[], texts: (list: readonly string[]) => string): string => {
  const posts = `c.caseworker = any(${texts(caseworkers)})`
  return caseworkers.includes(NOBODY) ? `(c.caseworker is null or ${posts})` : posts
}
