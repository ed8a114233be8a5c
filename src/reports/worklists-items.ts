import { postIds, type Reader, VISIBLE } from './standing.ts'
import type { StatementValues } from './statement-values.ts'
import { type Office, type Scope, scopeOf } from './whose-work.ts'
import { type Days, daysOf, dutiesDue, isOfMany, OPEN, OPEN_DUTIES_OF_IT, OPEN_IN_IT, openDue } from './worklists-found.ts'
import type { WorklistName } from './worklists-names.ts'

/** A list of what there is to do. */
export type ItemList = Exclude<WorklistName, 'all' | 'closed'>

/** What a list is made for. The values are those of the statement it becomes a part of, with the reader's posts and sight as the first two. */
export interface Making {
  readonly reader: Reader
  readonly office: Office
  readonly values: StatementValues
  /** In these states of these machines a lifecycle waits for a sign-off. */
  readonly waiting?: readonly { readonly machine: string; readonly state: string }[]
  readonly dutiesAlone?: boolean
  /** Only what is due on these days is wanted, of a list that keeps to none itself. */
  readonly days?: Days
  /** Of escalated items the step that is due in each, and when, is not looked for. */
  readonly withoutSteps?: boolean
}

/** `$1` and `$2`, as `VISIBLE` reads them. */
export const withReader = (values: StatementValues, reader: Reader): void => {
  values.of(postIds(reader), 'text[]')
  values.of(reader.seesSealed, 'boolean')
}

/** Whom instance `i` is about. */
const ABOUT = `case when i.organisation is not null then array[i.organisation] when c.file_id is null then array[i.file_id] else c.organisations end as about`
const WHERE_IT_STANDS = `i.file_id, i.id as instance_id, i.machine, i.state, i.since, c.reference, c.caseworker, c.directorate, c.closed, ${ABOUT}`

/** Who holds only the duty of a sealed casefile is told no more than that. */
const DUTY = `'duty' as kind, d.id, d.title, d.due_on, d.cites, d.addressee, d.ends_by, d.entered_late,
  d.shown_to_line_manager_on, ${WHERE_IT_STANDS}, c.file_id is not null and not ${VISIBLE} as hidden`
const OPEN_DUTY = 'd.ended_seq is null'

/** A lifecycle as work: its next date, or none. */
const NEXT_DUE = `(i.next_due at time zone 'Europe/London')::date`
const WORK = `case when i.next_due is null then 'work' else 'deadline' end as kind, i.id, null::text as title, ${NEXT_DUE} as due_on,
  null::text as cites, null::text as addressee, null::text as ends_by, false as entered_late, null::date as shown_to_line_manager_on,
  ${WHERE_IT_STANDS}, false as hidden`
/** The first of what is to be done in lifecycle `i`. */
const firstDuty = (which: string) => `select * from duty e where e.file_id = i.file_id and e.instance_id = i.id and e.ended_seq is null
  and e.ends_by = 'act' ${which} order by e.due_on, e.id limit 1`
/** A lifecycle `i` by its duty `d`, where it has one. */
const DUTY_ELSE_WORK = `case when d.id is not null then 'duty' when i.next_due is not null then 'deadline' else 'work' end as kind,
  coalesce(d.id, i.id) as id, d.title, coalesce(d.due_on, ${NEXT_DUE}) as due_on, d.cites, d.addressee,
  d.ends_by, coalesce(d.entered_late, false) as entered_late, d.shown_to_line_manager_on, ${WHERE_IT_STANDS}, false as hidden`

const none = (items: readonly unknown[]) => items.length === 0
const joined = (parts: readonly (string | undefined)[]): string => {
  const some = parts.filter((part) => part !== undefined)
  return some.length > 0 ? some.join(' union all ') : `select ${WORK} from casefile c join instance i on false where ${VISIBLE} and false`
}

/** The rows of a list, as a query: each thing once. */
export function itemsOf(name: ItemList, making: Making): string {
  const { reader, office } = making
  if (reader.posts.length === 0) return joined([])
  if (name === 'awaitingMySignOff') return waitingForSignOff(making)
  if (name === 'ratingsDue') return seesCasework(reader) ? RATINGS : joined([])
  if (name === 'escalations') return seesCasework(reader) ? (making.withoutSteps ? ESCALATED : ESCALATIONS) : joined([])
  const scope = scopeOf(reader, office, name)
  const days = isOfMany(scope) ? (making.days ?? daysOf(name, making)) : undefined
  const duties = [dutiesAddressed, dutiesOfCasefiles, dutiesOfNobody, dutiesOfTheUnled].map((part) => part(scope, making, days))
  if (making.dutiesAlone || name === 'dutiesOfMyRoles') return joined(duties)
  // Of a large team there is more work than duties: whoever counts up to a number has it sooner.
  return joined([workOf(scope, making, days), ...duties, workOfNobody(scope, making), monitored(scope, making)])
}

const seesCasework = ({ seesSealed, posts }: Reader) => seesSealed || posts.some(({ grade }) => grade !== null)

/** To a role, a named post or an office, whoever has the casefile. */
function dutiesAddressed(scope: Scope, { values }: Making): string | undefined {
  const { addressees, officesOf } = scope
  if (none(addressees) && none(officesOf)) return undefined
  const named = [...addressees, ...officesOf.map((office) => office.split(' ')[0]!)]
  return `select ${DUTY}
    from duty d join instance i on i.id = d.instance_id
    left join lateral (select * from casefile where file_id = d.file_id limit 1) c on true
    where ${OPEN_DUTY} and d.addressee = any(${values.of(named, 'text[]')})${none(officesOf) ? '' : ` and ${isAddressed(scope, values)}`}`
}
const isAddressed = ({ addressees, officesOf }: Scope, values: StatementValues) =>
  `(d.addressee = any(${values.of(addressees, 'text[]')}) or coalesce(d.addressee || ' ' || c.directorate, '') = any(${values.of(officesOf, 'text[]')}))`

/** Of the casefiles of these caseworkers: theirs, and what their line manager has of them. */
function dutiesOfCasefiles(scope: Scope, making: Making, days?: Days): string | undefined {
  const { caseworkers, led } = scope
  const { values } = making
  if (none(caseworkers) && none(led)) return undefined
  return `select ${DUTY}
    from ${days ? dutiesDue(days) : `casefile c ${OPEN_DUTIES_OF_IT}`}
    where c.at_work and c.caseworker = any(${values.of([...caseworkers, ...led], 'text[]')}) and not ${isAddressed(scope, values)}
      and ${fallsToThem(scope, making)}`
}
const fallsToThem = ({ caseworkers, led }: Scope, { reader, values }: Making) =>
  `(d.addressee = 'caseworker' and c.caseworker = any(${values.of(caseworkers, 'text[]')})
    or (d.addressee = 'lineManager' or d.shown_to_line_manager_on <= ${values.of(reader.today, 'date')})
      and c.caseworker = any(${values.of(led, 'text[]')}))`

/** A casefile is nobody's while it has no post, or its post no holder: its clocks run on. */
const isNobodys = ({ unassignedIn, vacatedUnder }: Scope, { office, values }: Making) =>
  `(c.directorate = any(${values.of(unassignedIn, 'text[]')}) and (c.caseworker is null or c.caseworker = any(${values.of(office.vacant, 'text[]')}))
    or c.caseworker = any(${values.of(vacatedUnder, 'text[]')}))`

function dutiesOfNobody(scope: Scope, making: Making): string | undefined {
  if (none(scope.unassignedIn) && none(scope.vacatedUnder)) return undefined
  return `select ${DUTY}
    from casefile c ${OPEN_DUTIES_OF_IT}
    where c.at_work and ${isNobodys(scope, making)} and ${isNobodysDuty(scope, making)}`
}
const isNobodysDuty = (scope: Scope, making: Making) => `d.addressee in ('caseworker', 'lineManager') and ${mayFallToThem(scope, making)}`

/** The line manager's, of caseworkers who report to nobody. */
function dutiesOfTheUnled(scope: Scope, making: Making): string | undefined {
  const { office, values } = making
  const unled = office.unled.filter((post) => !office.vacant.includes(post))
  if (none(scope.unassignedIn) || none(unled)) return undefined
  return `select ${DUTY}
    from casefile c ${OPEN_DUTIES_OF_IT}
    where c.at_work and c.caseworker = any(${values.of(unled, 'text[]')}) and c.directorate = any(${values.of(scope.unassignedIn, 'text[]')})
      and d.addressee = 'lineManager' and ${mayFallToThem(scope, making)}`
}
const mayFallToThem = ({ aboveCaseworker }: Scope, { values }: Making) => `(${values.of(aboveCaseworker, 'boolean')} or ${VISIBLE})`

/**
 * Where lifecycle `i` waits for nothing but that one of its duties `d` becomes overdue, which is on the list already, it is not there a second
 * time, a day later.
 */
const isNotListedAs = (duty: string) => `not (i.next_due is not null and exists (
  select from duty d where d.file_id = i.file_id and d.instance_id = i.id and d.ended_seq is null and d.ends_by = 'act'
    and d.due_on + 1 = ${NEXT_DUE} and ${duty})
  and not exists (select from timer t where t.instance_id = i.id and t.due_at = i.next_due and t.name not like '%.inTime'))`

function workOf(scope: Scope, making: Making, days?: Days): string | undefined {
  if (none(scope.caseworkers)) return undefined
  const { values } = making
  return `select ${WORK}
    from ${days ? openDue(days) : `casefile c ${OPEN_IN_IT}`}
    where c.at_work and ${VISIBLE} and c.caseworker = any(${values.of(scope.caseworkers, 'text[]')})
      and ${isNotListedAs(`(${isAddressed(scope, values)} or ${fallsToThem(scope, making)})`)}`
}

function workOfNobody(scope: Scope, making: Making): string | undefined {
  if (none(scope.unassignedIn) && none(scope.vacatedUnder)) return undefined
  return `select ${WORK}
    from casefile c ${OPEN_IN_IT}
    where c.at_work and ${VISIBLE} and ${isNobodys(scope, making)} and ${isNotListedAs(isNobodysDuty(scope, making))}`
}

/** Beside those of the reader's own casefiles. */
function monitored({ monitors, caseworkers }: Scope, { values }: Making): string | undefined {
  if (!monitors) return undefined
  return `select ${WORK}
    from instance i cross join lateral (select * from casefile where file_id = i.file_id limit 1) c
    where ${VISIBLE} and i.machine = 'compliance' and i.source = 'intervention' and ${OPEN}
      and (c.caseworker = any(${values.of(caseworkers, 'text[]')})) is not true`
}

/**
 * Lifecycles that wait for a sign-off and that the reader may see; whether the reader may give it depends on who submitted, and is asked of
 * the machine.
 */
function waitingForSignOff({ values, waiting = [] }: Making): string {
  const machines = values.of(
    waiting.map(({ machine }) => machine),
    'text[]',
  )
  const states = values.of(
    waiting.map(({ state }) => state),
    'text[]',
  )
  return `select distinct on (i.id) ${DUTY_ELSE_WORK}
    from unnest(${machines}, ${states}) as s (machine, state)
    join instance i on i.machine = s.machine and (i.state = s.state or i.state like s.state || '.%')
    join casefile c on c.file_id = i.file_id
    left join lateral (${firstDuty('')}) d on true
    where ${VISIBLE} and ${OPEN}`
}

/** Ratings to be looked at again, and suggestions to be agreed (C7, C9): whoever does casework sees them all, so that whoever may agree one finds it. */
const RATINGS = `select ${DUTY}
  from instance i cross join lateral (
    select * from duty where file_id = i.file_id and instance_id = i.id and ended_seq is null offset 0) d
  left join casefile c on c.file_id = i.file_id
  where i.machine = 'rating' and ${OPEN}`

/** How the place of an item begins that is under escalation: at one of its stages. Before, it is due, or held back (C20). */
export const AT_A_STAGE = 'open.escalation.stage'
const IS_ESCALATED = `${VISIBLE} and i.machine = 'compliance' and ${OPEN} and starts_with(i.state, '${AT_A_STAGE}')`
/** Items at a stage of the escalation procedure, each with the step that is due in it: whoever does casework sees them all (C19, C22). */
const ESCALATIONS = `select ${DUTY_ELSE_WORK}
  from instance i join casefile c on c.file_id = i.file_id
  left join lateral (${firstDuty("and e.cites like 'C2%'")}) d on true
  where ${IS_ESCALATED}`
const ESCALATED = `select ${WORK} from instance i join casefile c on c.file_id = i.file_id where ${IS_ESCALATED}`
