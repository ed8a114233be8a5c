import { createHmac } from 'node:crypto'
import type { Pool } from 'pg'
import type { DataSource } from 'typeorm'
import { openDataSource } from '../db/data-source.ts'
import { openPool } from '../db/pool.ts'
import { definitions } from '../machines/index.ts'
import { createMeasures, type Measures } from './api/measures.ts'
import { notingReadings, type Readings, withReadingsNoted } from './beside/readings.ts'
import type { Config } from './config.ts'
import { type Deliveries, delivering } from './deliveries/deliver.ts'
import { createEngine, type Engine } from './engine/engine.ts'
import { keptSecret } from './identity/secret.ts'
import { type DemonstrationTokens, demonstrationTokens, issuedTokens, remembering, type Tokens } from './identity/tokens.ts'

import { composeFrom, lacksOf, requiredIn } from './letters/compose.ts'

import { momentOf } from './live/moment.ts'
import { readingsFrom } from './live/readings.ts'
import { type FlowWatch, MOST_OF_ONE_POST, watchingFlows } from './live/watch.ts'
import type { Logger } from './logger.ts'
import { type SweepWatch, watchingSweeps } from './timers/last-sweep.ts'
import { type Swept, sweeping } from './timers/sweep.ts'

/** What the application is made of, built once and handed down. */
export interface Services {
  readonly config: Pick<Config, 'mode' | 'migrationDatabaseUrl'>
  readonly logger: Logger
  readonly engine: Engine
  readonly pool: Pool
  /** For lists and pages; whatever changes a file goes through the engine. */
  readonly lists: DataSource
  readonly tokens: Tokens
  readonly demonstration: DemonstrationTokens | undefined
  /** Signs the cookies of the pages; the same on every node, and after a restart. */
  readonly sessionSecret: string
  readonly measures: Measures
  /** Who read what about people. */
  readonly readings: Readings
  /** What one file has another told. */
  readonly deliveries: Deliveries
  /** Carries out what has fallen due, and makes the deliveries that are waiting, now. */
  readonly sweep: () => Promise<Swept>
  /** Whether the sweep comes by. */
  readonly sweeps: SweepWatch
  /** How lifecycles stand, for all who watch it. */
  readonly flows: FlowWatch
  /** Whether the service is about to stop. */
  readonly draining: () => boolean
  /** From now on the service says that it is not ready. */
  drain(): void
  /** Done when the service is about to stop: what would go on for ever is ended. */
  onDrain(end: () => unknown): void
  /** Done before the database is let go. */
  onClose(end: () => unknown): void
  close(): Promise<void>
}

export interface Built {
  readonly config: Config
  readonly databaseUrl: string
  readonly logger: Logger
}

export async function createServices({ config, databaseUrl, logger }: Built): Promise<Services> {
  const told = (error: unknown) => logger.error({ err: error }, 'went wrong beside an answer')
  const pool = openPool(databaseUrl, { onError: told })
  const lists = await openDataSource(databaseUrl)
  const parts = { pool, definitions, compose: composeFrom }
  const deliveries = delivering({
    ...parts,
    onError: told,
    onIncident: (delivery, error) => logger.error({ err: error, delivery }, 'set aside'),
  })
  const readings = notingReadings(pool, told)
  const engine = withReadingsNoted(
    createEngine({ ...parts, lacks: lacksOf, requires: requiredIn, onDeliveries: deliveries.soon, onError: told }),
    readings,
  )
  const sweep = sweeping({ ...parts, onIncident: (file, error) => logger.error({ err: error, casefile: file }, 'set aside') })
  const sweeps = watchingSweeps(pool)
  const demonstration = config.oidc ? undefined : demonstrationTokens(keptSecret(config.dataDir))
  const tokens = remembering(demonstration ?? issuedTokens(config.oidc!, personWith(pool)))
  let closing: Promise<void> | undefined
  let stopping = false
  const ends: (() => unknown)[] = []
  const flows = watchingFlows({
    definitions,
    moment: () => momentOf(pool),
    readings: readingsFrom(lists, definitions),
    onError: (error) => logger.error({ err: error }, 'the flows cannot be counted'),
    ...(config.mode === 'demonstration' && { mostOfOne: MOST_OF_ONE_POST }),
  })
  const drains: (() => unknown)[] = [flows.close]
  return {
    config,
    logger,
    engine,
    pool,
    lists,
    tokens,
    demonstration,
    sessionSecret: await secretOf(pool),
    measures: createMeasures(pool),
    readings,
    deliveries,
    sweeps,
    sweep: async () => {
      const swept = await sweep()
      await deliveries.all()
      await sweeps.note()
      return swept
    },
    flows,
    draining: () => stopping,
    drain: () => {
      stopping = true
      for (const end of drains) end()
    },
    onDrain: (end) => void drains.push(end),
    onClose: (end) => void ends.push(end),
    close: () =>
      (closing ??= Promise.all([flows.close(), deliveries.settled(), readings.written(), ...ends.map((end) => end())])
        .then(() => Promise.all([pool.ended ? undefined : pool.end(), lists.destroy()]))
        .then(() => {})),
  }
}

/** Of this installation, made with its database: what signs cookies must not be guessed from what else is derived of it. */
const secretOf = async (pool: Pool) => {
  const { rows } = await pool.query<{ secret: string }>('select secret from installation')
  return createHmac('sha256', rows[0]!.secret).update('sessions').digest('base64url')
}

/** Identity is issuer and subject together; one issuer is trusted, so the subject is kept. */
const personWith = (pool: Pool) => async (_issuer: string, subject: string) => {
  const { rows } = await pool.query<{ id: string }>({
    name: 'person of subject',
    text: 'select id from person where subject = $1',
    values: [subject],
  })
  return rows[0]?.id
}
