import { Client } from 'pg'
import { Office } from './office.ts'
import { registerOrganisations } from './organisations.ts'
import { examples, others } from './stories.ts'
import { tell } from './timeline.ts'

/** The longest story takes less; the last day of all of them is today. */
const BEGUN_DAYS_AGO = 60
const DAY = 86_400_000

/**
 * Fills an empty demonstration with its stories, through the public API as colleagues would enter them.
 *
 * They begin two months ago: the clock of the new database is set back once, before anything has happened in it, and moves forward
 * with the stories until it is today again. Answers whether there was anything to load.
 */
export async function loadDemonstration(address: string, databaseUrl: string): Promise<boolean> {
  if (!(await setBackIfEmpty(databaseUrl))) return false
  const office = new Office(address)
  const begun = await office.today()
  const organisations = await registerOrganisations(office)
  await tell(office, organisations, [...Object.values(examples), ...Object.values(others)])
  const passed = (Date.parse(await office.today()) - Date.parse(begun)) / DAY
  await office.waits(BEGUN_DAYS_AGO - passed)
  return true
}

async function setBackIfEmpty(databaseUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('update clock set offset_ms = $1 where not exists (select from file)', [-BEGUN_DAYS_AGO * DAY])
    return rowCount === 1
  } finally {
    await client.end()
  }
}
