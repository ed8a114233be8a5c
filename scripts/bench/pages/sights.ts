import type { Client } from 'pg'
import { worklistNames } from '../../../src/reports/worklists-names.ts'
import type { Fields } from './visitor.ts'

/** A page to be measured, or what the API answers: how it is called, where it is, and who looks at it. */
export interface Sight {
  readonly page: string
  readonly posts: readonly string[]
  /** Some of the addresses it has in this database, another one for each visit. */
  readonly addresses: readonly string[]
  /** Of a form that is sent, the fields. */
  readonly sent?: Fields
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

/** Ids and references, spread over all that there is. */
const SOME = {
  references: 'select reference as it from casefile order by md5(reference)',
  /** Told, and not copied: a route is found by putting the history once more, and a copy's was never put. */
  told: "select reference as it from casefile where reference < 'RD-010000' order by md5(reference)",
  open: 'select reference as it from casefile where not closed and caseworker is not null order by md5(reference)',
  organisations: 'select file_id as it from organisation order by md5(file_id::text)',
  letters: 'select id as it from letter where not discarded and sent_on is not null order by md5(id::text)',
  names: "select words as it from text where part = 'name' and words ~ '^(Mr|Mrs|Ms|Miss|Dr) [^ ]+ [^ ]+$' order by md5(id::text)",
  instances: `select id as it from instance where machine in ('intervention', 'compliance', 'approach') and not in_error order by md5(id::text)`,
  /** Casefiles in which the caseworker of the demonstration may act, and what is open in them. */
  own: `select i.id as it from instance i join casefile c on c.file_id = i.file_id
    where i.machine = 'casefile' and not c.closed and c.caseworker = 'caseworker' order by md5(i.id::text)`,
  ownOpen: `select reference as it from casefile where not closed and caseworker = 'caseworker' order by md5(reference)`,
  ownAttempts: `select i.id as it from instance i join casefile c on c.file_id = i.file_id
    where i.machine = 'intervention' and not i.closed and not i.in_error and c.caseworker = 'caseworker' order by md5(i.id::text)`,
} as const
type Some = Readonly<Record<keyof typeof SOME, readonly string[]>>

/** The pages, each with addresses spread over all that there is. */
export async function sightsIn(client: Client): Promise<readonly Sight[]> {
  const some: Partial<Record<keyof typeof SOME, readonly string[]>> = {}
  for (const [name, sql] of Object.entries(SOME)) {
    const { rows } = await client.query<{ it: string }>(`${sql} limit ${EACH}`)
    some[name as keyof typeof SOME] = rows.map(({ it }) => it)
  }
  const found = some as Some
  return [
    worklists(),
    casefiles(found),
    forms(found),
    organisations(found),
    searches(found),
    administration(),
    flows(found),
    others(found),
    api(found),
  ]
    .flat()
    .filter(({ addresses }) => addresses.length > 0)
}

const of = (page: string, addresses: readonly string[], posts: readonly string[] = ['caseworker'], sent?: Fields): Sight => ({
  page,
  posts,
  addresses,
  ...(sent && { sent }),
})
const below = (list: readonly string[], start: string, ending = '') => list.map((each) => `${start}/${encodeURIComponent(each)}${ending}`)

const worklists = () => [
  ...worklistNames.map((name) => of(`worklist ${name}`, [`/worklists/${name}`], everybody)),
  of('worklist overdue, rated C', ['/worklists/overdue?rating=C'], ['caseworker', 'complianceOfficer']),
  of('worklist mine, as CSV', ['/worklists/mine/csv']),
  of('worklist mine, the next one', ['/worklists/mine/next'], ['caseworker'], {}),
]

const casefiles = ({ references, open }: Some) => [
  of('casefiles', ['/casefiles']),
  of('form of a casefile', ['/casefiles/new']),
  of('casefile', below(references, '/casefiles')),
  of('casefile, open', below(open, '/casefiles'), ['caseworker', 'lineManager', 'auditor']),
  ...['timeline', 'letters', 'remedies', 'parties', 'tasks', 'print'].map((each) => of(each, below(references, '/casefiles', `/${each}`))),
  of('reads', below(references, '/casefiles', '/reads'), ['auditor']),
]

const forms = ({ own, ownOpen, ownAttempts }: Some) => [
  of('form of a note', below(own, '/instances', '/events/ADD_NOTE')),
  of('form of correspondence', below(own, '/instances', '/events/RECORD_CORRESPONDENCE')),
  of('form of assigning', below(own, '/instances', '/events/ASSIGN'), ['lineManager']),
  of('check of assigning', ['/worklists/team/assign/check'], ['lineManager'], { casefile: ownOpen, post: 'secondCaseworker' }),
  of('form of a decision', below(ownAttempts, '/instances', '/events/SUBMIT_FOR_SIGN_OFF')),
  of('workbench', below(ownAttempts, '/instances', '/workbench')),
]

const organisations = ({ organisations: all }: Some) => [
  of('organisations', ['/organisations']),
  of('form of an organisation', ['/organisations/new']),
  of('organisations, suggested', ['/organisations/suggest?q=tru']),
  of('organisation', below(all, '/organisations'), ['caseworker', 'complianceOfficer']),
  ...['record', 'rating', 'items', 'responses'].map((each) => of(`organisation, ${each}`, below(all, '/organisations', `/${each}`))),
]

const searches = ({ references, names }: Some) => [
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
  of(
    'search by signs alone',
    ['??', '--', '___', 'Mr ??'].map((each) => `/search?q=${encodeURIComponent(each)}`),
  ),
]

const administration = () =>
  [
    of('administration', ['/administration']),
    ...['people', 'posts', 'scheme', 'settings', 'history'].map((each) => of(`administration, ${each}`, [`/administration/${each}`])),
    of('administration, a post', ['/administration/posts/lineManager']),
    of('administration, a person', ['/administration/people/holder-of-caseworker']),
    of('administration, form of a post', ['/administration/changes/CHANGE_POST?post=caseworker']),
  ].map((sight) => ({ ...sight, posts: ['administrator'] }))

const flows = ({ told }: Some) => [
  of('flows', ['/flow'], ['caseworker', 'director']),
  ...['intervention', 'compliance', 'approach'].map((machine) =>
    of(`flow of ${machine}`, [`/flow/${machine}`], ['caseworker', 'director']),
  ),
  of('flow, list behind it', ['/flow/compliance/list']),
  of('flow, list behind it, as CSV', ['/flow/compliance/list.csv']),
  of('flow, table as CSV', ['/flow/compliance/table.csv']),
  of('flow, a state', ['/flow/compliance/state?state=compliance.open.target']),
  of('flow, the oldest of a state', ['/flow/compliance/oldest?state=compliance.open.target']),
  of('flow, numbers', ['/flow/compliance/numbers']),
  of('flow, whole picture', ['/flow/compliance/picture']),
  of('rehearsal', ['/clock/rehearsal'], ['caseworker', 'administrator']),
  of('route', below(told, '/casefiles', '/route')),
  of('stuck', ['/stuck'], ['administrator']),
  of('what the clock will do', ['/clock'], ['caseworker', 'administrator']),
  of('changes', ['/changes']),
]

const others = ({ letters, instances }: Some) => [
  of('sign-in', ['/sign-in']),
  of('demonstration clock', ['/demonstration/clock']),
  of('letter', below(letters, '/letters')),
  of('instance', below(instances, '/instances')),
  of('register', ['/register']),
  of(
    'register, a paragraph',
    ['I9', 'I20', 'C5', 'C19'].map((each) => `/register/${each}`),
  ),
  of('settings', ['/register/settings']),
  of('guidance', ['/guidance/I9']),
  of('views', ['/views']),
  of('form of a view', ['/views/new?path=/worklists/mine']),
  of('annual figures', ['/figures'], ['caseworker', 'director']),
  of('annual figures, as CSV', ['/figures/csv'], ['director']),
  of('help', ['/help']),
  of('columns', ['/help/columns']),
  of('tour', ['/tour/caseworker']),
  of('accessibility', ['/accessibility']),
  of('problems', ['/problems', '/problems/refused']),
]

const api = ({ references }: Some) => [
  of('API worklists', ['/api/v1/worklists'], everybody),
  ...worklistNames.map((name) => of(`API worklist ${name}`, [`/api/v1/worklists/${name}`], everybody)),
  of('API duties', ['/api/v1/duties'], everybody),
  of('API casefile', below(references, '/api/v1/casefiles')),
]
