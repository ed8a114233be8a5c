import type { DataSource } from 'typeorm'
import type { Directorate, PostId } from '../../machines/kernel/authority.ts'
import type { Office, SettingKey } from '../../machines/office/record.ts'
import { officeInTables } from '../engine/office.ts'
import type { Services } from '../services.ts'
import { postIds, type Reader, VISIBLE } from './standing.ts'
import { GOES_WITH_CASEFILE } from './worklists-items.ts'

/** The office as it stands, also before anybody has changed it. */
export const officeNow = ({ pool }: Pick<Services, 'pool'>): Promise<Office> => officeInTables(pool)

/** The file of the office, once somebody has changed it. */
export async function fileOfOffice(source: DataSource): Promise<{ readonly id: string; readonly revision: number } | undefined> {
  const [row] = await source.query<{ id: string; revision: number }[]>("select id, revision from file where kind = 'office'")
  return row
}

/** What is open now, counted by all that decides who may act on it. */
export interface Standing {
  readonly machine: string
  readonly state: string
  readonly directorate: Directorate | null
  readonly caseworker: PostId | null
  /** What an item of compliance came from. */
  readonly source: 'investigation' | 'premature' | 'intervention' | null
  readonly count: number
}
export const openNow = (source: DataSource): Promise<readonly Standing[]> =>
  source.query(
    `select i.machine, i.state, c.directorate, c.caseworker, i.source, count(*)::int as count
     from instance i left join casefile c on c.file_id = i.file_id where not i.closed and not i.in_error group by 1, 2, 3, 4, 5`,
  )

export interface DutiesOpen {
  readonly addressee: string
  readonly directorate: Directorate | null
  readonly caseworker: PostId | null
  readonly count: number
}
export const dutiesOpenNow = (source: DataSource): Promise<readonly DutiesOpen[]> =>
  source.query(
    `select d.addressee, c.directorate, c.caseworker, count(*)::int as count
     from duty d left join casefile c on c.file_id = d.file_id where d.ended_seq is null group by 1, 2, 3`,
  )

/** Of duties in these groups those of one name, by where their lifecycles stand. */
export interface DutiesStanding extends Standing {
  readonly addressee: string
}
export const dutiesNamed = (source: DataSource, groups: readonly DutiesOpen[], name: string): Promise<readonly DutiesStanding[]> =>
  source.query(
    `select d.addressee, i.machine, i.state, c.directorate, c.caseworker, i.source, count(*)::int as count
     from duty d join instance i on i.id = d.instance_id left join casefile c on c.file_id = d.file_id join ${groupsIn('$1')}
     where d.ended_seq is null and d.name = $2 group by 1, 2, 3, 4, 5, 6`,
    [JSON.stringify(groups), name],
  )
/** A parameter names whom duties are for and whose casefiles they are of. */
const groupsIn = (parameter: string) => `jsonb_to_recordset(${parameter}) as g (addressee text, directorate text, caseworker text)
       on g.addressee = d.addressee and g.directorate is not distinct from c.directorate and g.caseworker is not distinct from c.caseworker`

export interface DutyListed {
  readonly id: string
  readonly title: string
  readonly addressee: string
  readonly dueOn: string
  readonly cites: string
  /** Null where the casefile is sealed to the reader, or there is none. */
  readonly reference: string | null
}
/**
 * The first of the duties in these groups, the ones due first before the others.
 *
 * @param but not those of this name where their lifecycles stand so
 */
export async function dutiesAmong(
  source: DataSource,
  reader: Reader,
  groups: readonly DutiesOpen[],
  { name, standings }: { readonly name: string; readonly standings: readonly DutiesStanding[] },
  most: number,
): Promise<readonly DutyListed[]> {
  if (groups.length === 0) return []
  return source.query(
    `select d.id, d.title, d.addressee, d.due_on::text as "dueOn", d.cites, case when ${VISIBLE} then c.reference end as reference
     from duty d join instance i on i.id = d.instance_id left join casefile c on c.file_id = d.file_id join ${groupsIn('$3')}
     where d.ended_seq is null and not (d.name = $5 and exists (
       select from jsonb_to_recordset($6) as s (addressee text, machine text, state text, directorate text, caseworker text, source text)
       where s.addressee = d.addressee and s.machine = i.machine and s.state = i.state and s.directorate is not distinct from c.directorate
         and s.caseworker is not distinct from c.caseworker and s.source is not distinct from i.source))
     order by d.due_on, d.id limit $4`,
    [postIds(reader), reader.seesSealed, JSON.stringify(groups), most, name, JSON.stringify(standings)],
  )
}

export interface CasefilesOf {
  readonly post: PostId
  readonly count: number
  readonly duties: number
}
/** The casefiles of these posts in which anything is to do, closed ones too, and the duties that go with them. */
export const casefilesOf = (source: DataSource, posts: readonly PostId[]): Promise<readonly CasefilesOf[]> =>
  source.query(
    `select w.caseworker as post, count(distinct w.file_id)::int as count, (count(*) filter (where w.kind = 'duty'))::int as duties
     from work w where w.caseworker = any ($1) and ${GOES_WITH_CASEFILE} group by 1 order by 1`,
    [posts],
  )

export interface WaitingListed {
  readonly instance: string
  readonly machine: string
  readonly state: string
  readonly name: string
  readonly dueAt: Date
  readonly reference: string | null
}
/**
 * The lifecycles that came to stand where they wait by an entry that read this setting, the ones due first before the others: what history
 * keeps of an entry are the settings that it read.
 */
export const waitingUnder = (source: DataSource, reader: Reader, setting: SettingKey, most: number): Promise<readonly WaitingListed[]> =>
  source.query(
    `select i.id as instance, i.machine, i.state, t.name, t.due_at as "dueAt", case when ${VISIBLE} then c.reference end as reference
     from timer t join instance i on i.id = t.instance_id left join casefile c on c.file_id = i.file_id
     where not t.set_aside and not i.closed and exists (
       select from transition x where x.file_id = i.file_id and x.recorded_at = i.since and x.entry like '%"settings":{%"' || $3 || '":%')
     order by t.due_at, i.id limit $4`,
    [postIds(reader), reader.seesSealed, setting, most],
  )
