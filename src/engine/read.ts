import type { Pool } from 'pg'
import { defaultSettings, type Settings } from '../../machines/guidance/settings.ts'
import {
  type DecisionType,
  type DelegationScheme,
  decisions,
  type Grade,
  type Holding,
  type PersonId,
  type PostId,
} from '../../machines/kernel/authority.ts'
import type { CalendarDate, Instant } from '../../machines/kernel/calendar.ts'
import type { OrganisationFacts, OrganisationId } from '../../machines/kernel/definition.ts'
import type { LetterHeld, OpenDuty } from '../../machines/kernel/effect.ts'
import type { FileState, HeldInstance } from '../../machines/kernel/file.ts'
import { canonical } from '../../machines/kernel/stored.ts'
import { MOST_HEIRS } from '../../machines/organisation/record.ts'
import type { FileKind } from './engine.ts'
import { type PartyColumns, partyOf } from './party.ts'
import { takingRows } from './statement.ts'

/** What somebody wants to know before a decision. The file is named by itself or by one of its instances. */
export interface Asked {
  readonly file?: string
  readonly instance?: string
  readonly key?: string
  /** Missing: the clock. */
  readonly person?: PersonId
  /** Ids that may be organisations, to be looked up. */
  readonly organisations?: readonly OrganisationId[]
}

/** The moment, and what is in force at it: the same for every question of one statement. */
export interface Present {
  readonly now: Instant
  readonly today: CalendarDate
  /** The revision of posts, delegations and settings. */
  readonly authority: string
  readonly settings: Settings
}

export interface Found extends Present {
  readonly holdings: readonly Holding[]
  readonly scheme: DelegationScheme
  readonly organisations: Readonly<Record<OrganisationId, OrganisationFacts>>
  /** Missing where there is no such file. */
  readonly held?: Held
}

/** A file as it is kept. */
export interface Held {
  readonly kind: FileKind
  readonly file: FileState
  readonly head: string
  /** The places of instances and letters, in the order of the file. */
  readonly places: ReadonlyMap<string, number>
  /** Set where the key has been used here before. */
  readonly before?: { readonly digest: string; readonly answer: string }
  /** The row that lists know a casefile by, and what of it is asked for. */
  readonly listed?: { readonly row: object; readonly reference: string; readonly sealed: boolean; readonly sealedTo: readonly PostId[] }
  /** The post that the casefile's caseworker's post reports to. */
  readonly line?: PostId
  /** Nobody is director of the casefile's directorate today (setting m). */
  readonly directorVacant?: true
  /** Whom the instance that was asked for is about: its facts are among those of the organisations. */
  readonly about?: OrganisationId
}

const { numbered, values } = takingRows({
  asked: { file: 'uuid', instance: 'uuid', key: 'text', person: 'text', organisations: 'text' },
})
const iso = (moment: string) => `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/**
 * One statement sees one state of the database: what is decided on was all true at the same moment.
 *
 * Every `limit 1` is for the planner: whatever it believes of the sizes of tables, it then looks rows up by their keys. Snapshots come as
 * they are, a line each (canonical text has no line breaks): to quote them into JSON and out of it took a third of the statement.
 *
 * What is read of an organisation is what is so of the one in force: of its successor, where it was succeeded (C6).
 */
const READ = `
with moment as materialized (
  select present_moment() as now
), day as materialized (
  select now, (now at time zone 'Europe/London')::date as today from moment limit 1
), authorities as materialized (
  select revision from authority limit 1
), settings as materialized (
  select coalesce(json_object_agg(name, days), '{}') as settings
  from (select distinct on (name) name, days from setting, day where from_day <= today and days is not null order by name, from_day desc) s
), directed as materialized (
  select coalesce(array_agg(distinct p.directorate), '{}') as directorates
  from post p join holding h on h.post = p.id, day d
  where p.grade = 'director' and p.directorate is not null and h.from_day <= d.today and (h.to_day is null or h.to_day >= d.today)
), schemes as materialized (
  select coalesce(json_agg(s), '[]') as schemes
  from (select distinct on (directorate, decision) directorate, decision, grade from delegation_scheme, day
        where from_day <= today order by directorate, decision, from_day desc) s
)
select a.place::int, ${iso('d.now')} as now, d.today::text, u.revision::text as authority, s.settings, c.schemes,
  f.id, f.kind, f.revision, f.head, r.digest, r.answer,
  n.instances, n.stored,
  case when f.id is not null then
    (select coalesce(json_agg(json_build_object('id', t.id, 'instance', t.instance_id, 'name', t.name, 'to', t.addressee, 'title', t.title,
        'dueOn', t.due_on, 'cites', t.cites, 'endsBy', t.ends_by, 'shownToLineManagerOn', t.shown_to_line_manager_on,
        'enteredLate', t.entered_late) order by t.opened_seq, t.id), '[]')
     from duty t where t.file_id = f.id and t.ended_seq is null) end as duties,
  case when f.id is not null then
    (select coalesce(json_agg(json_build_object('id', l.id, 'instance', l.instance_id, 'letter', l.letter, 'organisation', l.organisation,
        'office', l.office, 'cites', l.cites, 'body', l.body, 'sentOn', l.sent_on, 'place', l.place) order by l.place), '[]')
     from letter l where l.file_id = f.id and not l.discarded) end as letters,
  case when a.person is not null then
    (select coalesce(json_agg(json_build_object('post', p.id, 'grade', p.grade, 'named', p.named, 'roles', p.roles, 'directorate', p.directorate,
        'reportsTo', p.reports_to, 'how', w.how, 'onBehalfOf', w.behalf) order by w.how, p.id, w.behalf), '[]')
     from (
       select h.post, h.how, null as behalf from holding h
       where h.person = a.person and h.from_day <= d.today and (h.to_day is null or h.to_day >= d.today)
       union all
       select g.post, 'delegated', g.by_person from delegation g
       where g.to_person = a.person and d.today between g.from_day and g.to_day and exists (
         select from holding h where h.person = g.by_person and h.post = g.post and h.from_day <= d.today and (h.to_day is null or h.to_day >= d.today))
     ) w join post p on p.id = w.post) end as holdings,
  case when coalesce(a.organisations, at.organisation::text) is not null then
    (with recursive succession as (
       select o.file_id as named, o.file_id as heir, o.sector, o.rating, o.successor, 0 as heirs
       from organisation o where o.file_id = any (coalesce(a.organisations, '{}')::uuid[]) or o.file_id = at.organisation
       union all
       select l.named, o.file_id, o.sector, o.rating, o.successor, l.heirs + 1
       from succession l join organisation o on o.file_id = l.successor where l.heirs < ${MOST_HEIRS}
     )
     select coalesce(json_object_agg(i.named, json_strip_nulls(json_build_object('sector', i.sector, 'rating', nullif(i.rating, 'B'), 'inForce', nullif(i.heir, i.named),
         'leadsBack', (select true from succession l where l.named = i.named and l.heir = f.id limit 1)))), '{}')
     from (select distinct on (named) named, heir, sector, rating from succession order by named, heirs desc) i) end as organisations,
  case when k.file_id is not null then json_build_object('reference', k.reference, 'earlierReference', k.earlier_reference,
    'directorate', k.directorate, 'stage', k.stage, 'caseworker', k.caseworker, 'receivedOn', k.received_on, 'organisations', k.organisations,
    'sealed', k.sealed, 'sealedTo', k.sealed_to, 'closed', k.closed, 'complainant', k.complainant, 'aggrieved', k.aggrieved,
    'representative', k.representative, 'injustices', k.injustices) end as casefile,
  w.reports_to as line, at.organisation as about, k.directorate <> all (v.directorates) as "directorVacant"
from ${numbered('asked', 'a')}
cross join day d cross join authorities u cross join settings s cross join schemes c cross join directed v
left join lateral (select * from instance where id = a.instance limit 1) at on true
left join lateral (select * from file where id = coalesce(a.file, at.file_id) limit 1) f on true
left join lateral (
  select coalesce(json_agg(json_build_object('id', i.id, 'machine', i.machine, 'parent', i.parent, 'key', i.key,
      'nextDue', ${iso('i.next_due')}, 'inError', i.in_error, 'place', i.place) order by i.place), '[]') as instances,
    string_agg(p.stored, E'\\n' order by i.place) as stored
  from instance i join snapshot p on p.instance_id = i.id where i.file_id = f.id
) n on true
left join lateral (select * from request where file_id = f.id and key = a.key limit 1) r on true
left join lateral (select * from casefile where file_id = f.id limit 1) k on true
left join lateral (select * from post where id = k.caseworker limit 1) w on true`

/** Everything these decisions read, of one moment, in the order of the questions. */
export async function readAll(pool: Pool, asked: readonly Asked[]): Promise<readonly Found[]> {
  const { rows } = await pool.query<Row>({ name: 'read', text: READ, values: values({ asked: asked.map(columnsOf) }) })
  const found: Found[] = []
  for (const row of rows) found[row.place - 1] = foundIn(row)
  return found
}

const columnsOf = ({ file, instance, key, person, organisations = [] }: Asked) => [
  file,
  instance,
  key,
  person,
  organisations.length > 0 ? `{${organisations.join(',')}}` : null,
]

interface Row {
  readonly place: number
  readonly now: Instant
  readonly today: CalendarDate
  readonly authority: string
  readonly settings: Partial<Settings>
  readonly schemes: readonly { directorate: string; decision: DecisionType; grade: Grade }[]
  readonly id: string | null
  readonly kind: FileKind
  readonly revision: number
  readonly head: string
  readonly digest: string | null
  readonly answer: string
  readonly instances: readonly (Nullable<Omit<HeldInstance, 'stored'>> & { place: number; inError: boolean })[]
  readonly stored: string | null
  readonly duties: readonly (Nullable<OpenDuty> & { enteredLate: boolean })[]
  readonly letters: readonly (Nullable<LetterHeld> & { place: number } & PartyColumns)[]
  readonly holdings: readonly Nullable<Holding>[] | null
  readonly organisations: Found['organisations'] | null
  readonly casefile: ({ reference: string; sealed: boolean; sealedTo: PostId[]; directorate: string } & Record<string, unknown>) | null
  readonly line: PostId | null
  readonly about: OrganisationId | null
  readonly directorVacant: boolean | null
}
type Nullable<T> = { readonly [K in keyof T]: T[K] | null }

function foundIn(row: Row): Found {
  const { now, today, authority, settings, schemes, holdings, organisations, casefile } = row
  const ours = schemes.filter(({ directorate }) => directorate === casefile?.directorate)
  return {
    now,
    today,
    authority,
    settings: { ...defaultSettings, ...settings },
    // Our reading (p): a line manager or above, until the scheme says otherwise.
    scheme: Object.fromEntries(
      decisions.map((each) => [each, ours.find(({ decision }) => decision === each)?.grade ?? 'lineManager']),
    ) as DelegationScheme,
    holdings: (holdings ?? []).map((holding) => withoutNulls<Holding>(holding)),
    organisations: organisations ?? {},
    ...(row.id !== null && { held: heldIn({ ...row, id: row.id }) }),
  }
}

function heldIn({
  id,
  kind,
  revision,
  head,
  instances,
  stored,
  duties,
  letters,
  digest,
  answer,
  casefile,
  line,
  about,
  directorVacant,
}: Row & { id: string }): Held {
  const { reference, ...listed } = casefile ?? {}
  const snapshots = stored?.split('\n') ?? []
  // A snapshot that was spoilt by a line break cannot be told from two: then none of them is read.
  const snapshotOf = snapshots.length === instances.length ? (index: number) => snapshots[index]! : () => ''
  return {
    kind,
    head,
    file: {
      id,
      revision,
      instances: instances.map(({ place: _, inError, ...held }, index) => ({
        ...withoutNulls<Omit<HeldInstance, 'stored'>>(held),
        stored: snapshotOf(index),
        ...(inError && { inError }),
      })),
      duties: duties.map(({ enteredLate, ...duty }) => ({ ...withoutNulls<OpenDuty>(duty), ...(enteredLate && { enteredLate }) })),
      letters: letters.map(({ place: _, organisation, office, ...letter }) => ({
        ...withoutNulls<LetterHeld>(letter),
        to: partyOf({ organisation, office }),
      })),
    },
    places: new Map([...instances, ...letters].map(({ id: of, place }) => [of!, place])),
    ...(digest !== null && { before: { digest, answer } }),
    ...(casefile && {
      listed: { row: withoutNulls<object>(listed), reference: casefile.reference, sealed: casefile.sealed, sealedTo: casefile.sealedTo },
    }),
    ...(line !== null && { line }),
    ...(directorVacant && { directorVacant }),
    ...(about !== null && { about }),
  }
}

/** Whether two list rows say the same. */
export const sameListing = (one: object, other: object): boolean => canonical(one) === canonical(other)

/** By hand: it is done to every row of every file that is read. */
function withoutNulls<T>(row: object): T {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(row)) if (value !== null) kept[name] = value
  return kept as T
}
