import { Pool, types } from 'pg'

const DATE = 1082
const TIMESTAMPTZ = 1184

/** Days stay text: as a `Date` they would be midnight of wherever the process runs. Moments are ISO texts in UTC with milliseconds. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [DATE]: (text) => text,
  [TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
}

export interface PoolOptions {
  readonly max?: number
  /** Told when the database hangs up on an idle connection; the pool opens a new one by itself. */
  readonly onError?: (error: Error) => void
}

/** Connections that give up in time: a request that waits for ever helps nobody, and its key makes it safe to send again. */
export function openPool(url: string, { max = 10, onError = () => {} }: PoolOptions = {}): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: 'redress',
    // Planning the statement that commits takes longer than carrying it out: it is planned once for each connection, whatever its arguments.
    options: '-c plan_cache_mode=force_generic_plan',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    statement_timeout: 15_000,
    lock_timeout: 10_000,
    query_timeout: 20_000,
    idle_in_transaction_session_timeout: 10_000,
    types: {
      getTypeParser: ((oid: number, format: 'text') => parsers[oid] ?? types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  })
  // Without this listener, and the one on each client, the process would end when the database restarts.
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}
