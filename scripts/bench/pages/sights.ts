import type { Client } from 'pg'
import { worklistNames } from '../../../src/reports/worklists-names.ts'

/** A page to be measured: how it is called, where it is, and who looks at it. */
export interface Sight {
  readonly page: string
  readonly posts: readonly string[]
  /** Some of the addresses it has in this database, another one for each visit. */
  readonly addresses: readonly string[]
}

const EACH = 12
const everybody = [
  'caseworker',
  'lineManager',
  'operationsManager',
  'deputyDirector',
  'complianceOfficer',
  'assessmentOutcomesOfficer',
  'chiefOperatingOfficer',
] as const
/** The pages, each with addresses spread over all that there is. */
export async function sightsIn(client: Client): Promise<readonly Sight[]> {
  const some = async (sql: string) => (await client.query<{ it: string }>(`${sql} limit ${EACH}`)).rows.map(({ it }) => it)
  const [references, open, organisations, letters, names] = await Promise.all([
    some('select reference as it from casefile order by md5(reference)'),
    some(`select reference as it from casefile c where not c.closed and caseworker is not null order by md5(reference)`),
    some('select file_id as it from organisation order by md5(file_id::text)'),
    some('select id as it from letter where not discarded and sent_on is not null order by id'),
    some("select words as it from text where words ~ '^(Mr|Mrs|Ms|Miss|Dr) [^ ]+ [^ ]+$' order by id"),
  ])
  const instances = await some(
    `select i.id as it from instance i where machine in ('intervention', 'compliance', 'approach') and not i.in_error order by md5(i.id::text)`,
  )
  const of = (page: string, addresses: readonly string[], posts: readonly string[] = ['caseworker']): Sight => ({ page, posts, addresses })
  return [
    ...worklistNames.map((name) => of(`worklist ${name}`, [`/worklists/${name}`], everybody)),
    of(
      'casefile',
      references.map((each) => `/casefiles/${each}`),
    ),
    of(
      'casefile, open',
      open.map((each) => `/casefiles/${each}`),
      ['caseworker', 'lineManager', 'auditor'],
    ),
    of(
      'timeline',
      references.map((each) => `/casefiles/${each}/timeline`),
    ),
    of(
      'letters',
      references.map((each) => `/casefiles/${each}/letters`),
    ),
    of(
      'letter',
      letters.map((each) => `/letters/${each}`),
    ),
    of(
      'instance',
      instances.map((each) => `/instances/${each}`),
    ),
    of(
      'organisation',
      organisations.map((each) => `/organisations/${each}`),
      ['caseworker', 'complianceOfficer'],
    ),
    of('organisations', ['/organisations']),
    of('register', ['/register']),
    of(
      'search by reference',
      references.map((each) => `/search?q=${each.slice(0, -1)}`),
    ),
    of(
      'search by name',
      names.map((each) => `/search?q=${encodeURIComponent(each)}`),
    ),
    of(
      'search by words',
      ['records lost', 'benefit delay', 'hospital discharge', 'apology'].map((each) => `/search?q=${encodeURIComponent(each)}`),
    ),
    of('administration', ['/administration'], ['administrator']),
  ]
}
