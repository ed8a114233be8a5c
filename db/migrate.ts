import { Client, escapeIdentifier } from 'pg'
import { DataSource } from 'typeorm'
import { grantsFor } from './grants.ts'
import { Files } from './migrations/0001-files.ts'
import { People } from './migrations/0002-people.ts'
import { Compliance } from './migrations/0003-compliance.ts'
import { Sessions } from './migrations/0004-sessions.ts'
import { Search } from './migrations/0005-search.ts'
import { TheOffice } from './migrations/0006-office.ts'
import { Worklists } from './migrations/0007-worklists.ts'
import { Deviations } from './migrations/0008-deviations.ts'
import { Drafts } from './migrations/0009-drafts.ts'
import { LastSweep } from './migrations/0010-last-sweep.ts'
import { Stays } from './migrations/0011-stays.ts'
import { AtWork } from './migrations/0012-at-work.ts'
import { WrittenLately } from './migrations/0013-written-lately.ts'
import { FlowViews } from './migrations/0014-flow-views.ts'
import { LookedAt } from './migrations/0015-looked-at.ts'
import { FlowFilters } from './migrations/0016-flow-filters.ts'
import { TeamBeginnings } from './migrations/0017-team-beginnings.ts'
import { WhatItemsSay } from './migrations/0018-what-items-say.ts'
import { StaysInStates } from './migrations/0019-stays-in-states.ts'
import { LastWritten } from './migrations/0020-last-written.ts'
import { AnnualFigures } from './migrations/0021-annual-figures.ts'
import { Standstills } from './migrations/0022-standstills.ts'
import { HowManyStand } from './migrations/0023-how-many-stand.ts'
import { DueByDay } from './migrations/0024-due-by-day.ts'
import { RemedySums } from './migrations/0025-remedy-sums.ts'
import { TargetDates } from './migrations/0026-target-dates.ts'
import { Work } from './migrations/0027-work.ts'
import { Letterhead } from './migrations/0028-letterhead.ts'
import { FoundOfOrganisations } from './migrations/0029-found-of-organisations.ts'
import { EarlierReferencesBare } from './migrations/0030-earlier-references-bare.ts'

/** In the order in which they are run. */
export const migrations = [
  Files,
  People,
  Compliance,
  Sessions,
  Search,
  TheOffice,
  Worklists,
  Deviations,
  Drafts,
  LastSweep,
  Stays,
  AtWork,
  WrittenLately,
  FlowViews,
  LookedAt,
  FlowFilters,
  TeamBeginnings,
  WhatItemsSay,
  StaysInStates,
  LastWritten,
  AnnualFigures,
  Standstills,
  HowManyStand,
  DueByDay,
  RemedySums,
  TargetDates,
  Work,
  Letterhead,
  FoundOfOrganisations,
  EarlierReferencesBare,
]
/** Any number, as long as it is ours: whoever holds this lock migrates, the others wait and find nothing left to do. */
const LOCK = 20_131_217
const OLDEST = 150_000

/** The database is not one this service can work with; the message says what to do. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly code = 'database'
}

/**
 * Brings the database to this version of the service. Safe to call from several processes at once.
 *
 * @param ownerUrl of the tables' owner, where `url` belongs to a role of its own: that role is granted only what it needs, and so cannot change history
 * @throws DatabaseError when the server is older than PostgreSQL 15
 */
export async function migrate(url: string, { ownerUrl }: { readonly ownerUrl?: string | undefined } = {}): Promise<void> {
  const client = new Client({ connectionString: ownerUrl ?? url })
  await client.connect()
  try {
    await expectRecent(client)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await runMigrations(ownerUrl ?? url)
    if (ownerUrl) await grantTo(client, new URL(url).username)
  } finally {
    await client.end()
  }
}

async function expectRecent(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: string; known: string }>(
    "select current_setting('server_version_num') as version, current_setting('server_version') as known",
  )
  if (Number(rows[0]!.version) < OLDEST) throw new DatabaseError(`This is PostgreSQL ${rows[0]!.known}: use 15 or later.`)
}

async function runMigrations(url: string): Promise<void> {
  const source = new DataSource({ type: 'postgres', url, migrations, migrationsTableName: 'migration', migrationsTransactionMode: 'each' })
  await source.initialize()
  try {
    await source.runMigrations()
  } finally {
    await source.destroy()
  }
}

async function grantTo(client: Client, role: string): Promise<void> {
  const { rows } = await client.query<{ owner: string }>('select current_user as owner')
  if (rows[0]!.owner === role) return
  await client.query(grantsFor(escapeIdentifier(role)))
}
