import { DataSource } from 'typeorm'
import { casefileEntity, fileEntity, instanceEntity, organisationEntity, transitionEntity } from './entities/files.ts'
import { delegationEntity, holdingEntity, personEntity, postEntity, schemeEntity, settingEntity } from './entities/people.ts'
import { dutyEntity, incidentEntity, letterEntity, refusedAttemptEntity } from './entities/work.ts'

/** Timers, texts, snapshots, keys and the chain's own tables are the engine's; nothing reads them through entities. */
const entities = [
  fileEntity,
  casefileEntity,
  organisationEntity,
  instanceEntity,
  transitionEntity,
  dutyEntity,
  letterEntity,
  refusedAttemptEntity,
  incidentEntity,
  personEntity,
  postEntity,
  holdingEntity,
  delegationEntity,
  schemeEntity,
  settingEntity,
]

/**
 * Many short statements at once: to begin other processes for one takes 8 to 13 ms, which is as long as most of them take by themselves, and
 * to compile one longer than any.
 */
const AS_PAGES_ASK = '-c max_parallel_workers_per_gather=0 -c jit=off -c random_page_cost=1.1'

/** For lists and pages. Whatever changes a file goes through the engine instead. */
export async function openDataSource(url: string, { max = 6 }: { readonly max?: number } = {}): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url,
    entities,
    applicationName: 'redress lists',
    poolSize: max,
    connectTimeoutMS: 5_000,
    // The pool opens a new connection by itself when the database has hung up on one.
    poolErrorHandler: () => {},
    extra: { keepAlive: true, statement_timeout: 15_000, query_timeout: 20_000, options: AS_PAGES_ASK },
  })
  return source.initialize()
}
