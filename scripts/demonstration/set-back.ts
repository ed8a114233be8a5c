import { Client } from 'pg'

/**
 * When stories begin that are to be told from so many days ago until now, as SQL: at the time of day that it is now. One morning in spring
 * there is no time from one to two, and who comes to it is an hour ahead from then on: around it they begin, and end, a little earlier.
 */
export const beginning = (now: string, days: string) => `
  (select (l::date - ${days} + case when l::time >= '00:30' and l::time < '02:00' then time '00:30' else l::time end) at time zone 'Europe/London'
   from (select ${now} at time zone 'Europe/London') as local (l))`

/** @returns whether it was: where something has happened already, the clock goes forward only */
export const setBackIfEmpty = async (databaseUrl: string, days: number): Promise<boolean> =>
  (await changed(
    databaseUrl,
    `update clock set offset_ms = (extract(epoch from ${beginning('clock_timestamp()', '$1::int')} - clock_timestamp()) * 1000)::bigint
     where not exists (select from file)`,
    [days],
  )) === 1

/** What is left of the way to the present moment. */
export const setToNow = (databaseUrl: string) => changed(databaseUrl, 'update clock set offset_ms = 0 where offset_ms < 0')

async function changed(databaseUrl: string, statement: string, values: readonly unknown[] = []): Promise<number | null> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query(statement, [...values])).rowCount
  } finally {
    await client.end()
  }
}
