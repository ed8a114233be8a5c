import { goingWithCasefile } from '../../machines/casefile/duties.ts'
import type { PostId } from '../../machines/kernel/authority.ts'
import { postIds, type Reader, seenBy } from './standing.ts'
import type { StatementValues } from './statement-values.ts'
import { type Office, type Scope, scopeOf } from './whose-work.ts'
import type { WorklistName } from './worklists-names.ts'

/** More posts than these are told as rows. */
export const MANY_NAMED = 100

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
  /** Of escalated items the step that is due in each, and when, is not looked for. */
  readonly withoutSteps?: boolean
}

/** `$1` and `$2`, as `VISIBLE` reads them. */
export const withReader = (values: StatementValues, reader: Reader): void => {
  values.of(postIds(reader), 'text[]')
  values.of(reader.seesSealed, 'boolean')
}

/** Of `work` as `w`: what a file's own row says, kept beside all that there is to do in it. */
const SEEN = seenBy('w.sealed_to is not null', 'w.sealed_to')
const WHERE_IT_STANDS =
  'w.file_id, w.instance_id, w.machine, w.state, w.since, w.source, w.reference, w.caseworker, w.directorate, w.about, w.rating'
const IS_DUTY = `w.kind = 'duty'`
const IS_LIFECYCLE = `w.kind = 'lifecycle'`

/** Who holds only the duty of a sealed casefile is told no more than that. */
const DUTY = `w.kind, w.id, w.due_on, ${WHERE_IT_STANDS}, not ${SEEN} as hidden`
/** A lifecycle as work: its next date, or none. */
const WORK = `case when w.due_on is null then 'work' else 'deadline' end as kind, w.id, w.due_on, ${WHERE_IT_STANDS}, false as hidden`
/** The first of what is to be done in lifecycle `w`. */
const firstDuty = (which: string) => `select * from work e where e.file_id = w.file_id and e.instance_id = w.id and e.kind = 'duty'
  and e.ends_by = 'act' ${which} order by e.due_on, e.id limit 1`
/** A lifecycle by its duty `d`, where it has one. */
const DUTY_ELSE_WORK = `case when d.id is not null then 'duty' when w.due_on is not null then 'deadline' else 'work' end as kind,
  coalesce(d.id, w.id) as id, coalesce(d.due_on, w.due_on) as due_on, ${WHERE_IT_STANDS}, false as hidden`

const none = (items: readonly unknown[]) => items.length === 0
const joined = (parts: readonly (string | undefined)[]): string => {
  const some = parts.filter((part) => part !== undefined)
  return some.length > 0 ? some.join(' union all ') : `select ${WORK} from work w where ${SEEN} and false`
}

/** The rows of a list, as a query: each thing once. */
export function itemsOf(name: ItemList, making: Making): string {
  const { reader, office } = making
  if (reader.posts.length === 0) return joined([])
  if (name === 'awaitingMySignOff') return waitingForSignOff(making)
  if (name === 'ratingsDue') return seesCasework(reader) ? RATINGS : joined([])
  if (name === 'escalations') return seesCasework(reader) ? (making.withoutSteps ? ESCALATED : ESCALATIONS) : joined([])
  const scope = scopeOf(reader, office, name)
  const duties = [dutiesAddressed, dutiesOfCasefiles, dutiesOfNobody, dutiesOfTheUnled].map((part) => part(scope, making))
  if (making.dutiesAlone || name === 'dutiesOfMyRoles') return joined(duties)
  // Of a large team there is more work than duties: whoever counts up to a number has it sooner.
  return joined([workOf(scope, making), ...duties, workOfNobody(scope, making), monitored(scope, making)])
}

const seesCasework = ({ seesSealed, posts }: Reader) => seesSealed || posts.some(({ grade }) => grade !== null)

/** To a role, a named post or an office, whoever has the casefile. */
function dutiesAddressed(scope: Scope, { values }: Making): string | undefined {
  const { addressees, officesOf } = scope
  if (none(addressees) && none(officesOf)) return undefined
  const named = [...addressees, ...officesOf.map((office) => office.split(' ')[0]!)]
  return `select ${DUTY} from work w
    where ${IS_DUTY} and w.addressee = any(${values.of(named, 'text[]')})${none(officesOf) ? '' : ` and ${isAddressed('w', scope, values)}`}`
}
const isAddressed = (row: Row, { addressees, officesOf }: Scope, values: StatementValues) =>
  `(${row}.addressee = any(${values.of(addressees, 'text[]')}) or coalesce(${row}.addressee || ' ' || w.directorate, '') = any(${values.of(officesOf, 'text[]')}))`

/** What a duty is told by: a row of `work`, or one that is told with its lifecycle. */
type Row = 'w' | 'd'

/**
 * In a casefile of one of these posts. Of very many as rows: the planner weighs each name of an array, 0.6 ms for 237 of them
 * each time that they are named, against 0.1.
 */
const isOf = (posts: readonly PostId[], values: StatementValues) =>
  posts.length > MANY_NAMED
    ? `w.caseworker in (select unnest(${values.of(posts, 'text[]')}))`
    : `w.caseworker = any(${values.of(posts, 'text[]')})`

/** Of the casefiles of these caseworkers: theirs, and what their line manager has of them. */
function dutiesOfCasefiles(scope: Scope, making: Making): string | undefined {
  const { caseworkers, led } = scope
  const { values } = making
  if (none(caseworkers) && none(led)) return undefined
  return `select ${DUTY} from work w
    where ${IS_DUTY} and ${isOf([...caseworkers, ...led], values)} and not ${isAddressed('w', scope, values)}
      and ${fallsToThem('w', scope, making)}`
}
const fallsToThem = (row: Row, { caseworkers, led }: Scope, { reader, values }: Making) =>
  `(${row}.addressee = 'caseworker' and ${isOf(caseworkers, values)}
    or (${row}.addressee = 'lineManager' or ${row}.shown_to_line_manager_on <= ${values.of(reader.today, 'date')})
      and ${isOf(led, values)})`

/** A casefile is nobody's while it has no post, or its post no holder: its clocks run on. */
const isNobodys = ({ unassignedIn, vacatedUnder }: Scope, { office, values }: Making) =>
  `(w.directorate = any(${values.of(unassignedIn, 'text[]')}) and (w.caseworker is null or w.caseworker = any(${values.of(office.vacant, 'text[]')}))
    or w.caseworker = any(${values.of(vacatedUnder, 'text[]')}))`

function dutiesOfNobody(scope: Scope, making: Making): string | undefined {
  if (none(scope.unassignedIn) && none(scope.vacatedUnder)) return undefined
  return `select ${DUTY} from work w where ${IS_DUTY} and ${isNobodys(scope, making)} and ${isNobodysDuty('w', scope, making)}`
}
const goesWithIt = (row: Row) => `${row}.addressee in (${goingWithCasefile.map((each) => `'${each}'`).join(', ')})`
/** What of `w` is on a list of the unassigned, once nobody has its casefile. */
export const GOES_WITH_CASEFILE = `(${IS_LIFECYCLE} or ${goesWithIt('w')})`
const isNobodysDuty = (row: Row, scope: Scope, making: Making) => `${goesWithIt(row)} and ${mayFallToThem(scope, making)}`

/** The line manager's, of caseworkers who report to nobody. */
function dutiesOfTheUnled(scope: Scope, making: Making): string | undefined {
  const { office, values } = making
  const unled = office.unled.filter((post) => !office.vacant.includes(post))
  if (none(scope.unassignedIn) || none(unled)) return undefined
  return `select ${DUTY} from work w
    where ${IS_DUTY} and w.caseworker = any(${values.of(unled, 'text[]')}) and w.directorate = any(${values.of(scope.unassignedIn, 'text[]')})
      and w.addressee = 'lineManager' and ${mayFallToThem(scope, making)}`
}
const mayFallToThem = ({ aboveCaseworker }: Scope, { values }: Making) => `(${values.of(aboveCaseworker, 'boolean')} or ${SEEN})`

/** What waits for nothing but that a duty `d` becomes overdue, which is on the list already, is not there a second time, a day later. */
const isNotListedAs = (duty: string) =>
  `(w.same_for is null or not exists (select from unnest(w.same_for, w.same_shown) as d (addressee, shown_to_line_manager_on) where ${duty}))`

function workOf(scope: Scope, making: Making): string | undefined {
  if (none(scope.caseworkers)) return undefined
  const { values } = making
  return `select ${WORK} from work w
    where ${IS_LIFECYCLE} and ${SEEN} and ${isOf(scope.caseworkers, values)}
      and ${isNotListedAs(`(${isAddressed('d', scope, values)} or ${fallsToThem('d', scope, making)})`)}`
}

function workOfNobody(scope: Scope, making: Making): string | undefined {
  if (none(scope.unassignedIn) && none(scope.vacatedUnder)) return undefined
  return `select ${WORK} from work w
    where ${IS_LIFECYCLE} and ${SEEN} and ${isNobodys(scope, making)} and ${isNotListedAs(isNobodysDuty('d', scope, making))}`
}

/** Beside those of the reader's own casefiles. */
function monitored({ monitors, caseworkers }: Scope, { values }: Making): string | undefined {
  if (!monitors) return undefined
  return `select ${WORK} from work w
    where ${IS_LIFECYCLE} and w.machine = 'compliance' and w.source = 'intervention' and ${SEEN}
      and (${isOf(caseworkers, values)}) is not true`
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
  return `select distinct on (w.id) ${DUTY_ELSE_WORK}
    from unnest(${machines}, ${states}) as s (machine, state)
    join work w on ${IS_LIFECYCLE} and w.machine = s.machine and (w.state = s.state or w.state like s.state || '.%')
    left join lateral (${firstDuty('')}) d on true
    where ${SEEN}`
}

/** Ratings to be looked at again, and suggestions to be agreed (C7, C9): whoever does casework sees them all, so that whoever may agree one finds it. */
const RATINGS = `select ${DUTY} from work w where ${IS_DUTY} and w.machine = 'rating'`

/** How the place of an item begins that is under escalation: at one of its stages. Before, it is due, or held back (C20). */
export const AT_A_STAGE = 'open.escalation.stage'
const IS_ESCALATED = `${IS_LIFECYCLE} and w.machine = 'compliance' and starts_with(w.state, '${AT_A_STAGE}') and ${SEEN}`
/** Items at a stage of the escalation procedure, each with the step that is due in it: whoever does casework sees them all (C19, C22). */
const ESCALATIONS = `select ${DUTY_ELSE_WORK} from work w
  left join lateral (${firstDuty("and e.cites like 'C2%'")}) d on true
  where ${IS_ESCALATED}`
const ESCALATED = `select ${WORK} from work w where ${IS_ESCALATED}`
