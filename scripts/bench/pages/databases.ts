import { Client } from 'pg'

const FILLING = 'filling'

/** Asks a database something, over a connection that ends with it. */
export async function asking<T>(url: string, ask: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await ask(client)
  } finally {
    await client.end()
  }
}

/**
 * A database that is filled once, beginning as a copy of another one, and found again by whoever measures the same server again. It has
 * its name only when it is whole.
 */
export async function kept(
  database: (name: string) => string,
  name: string,
  from: string | undefined,
  fill: (url: string) => Promise<void>,
): Promise<string> {
  const server = database('postgres')
  const isThere = await asking(server, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount) return true
    await client.query(`drop database if exists ${FILLING}`)
    await client.query(`create database ${FILLING}${from === undefined ? '' : ` template ${from} strategy file_copy`}`)
    return false
  })
  if (isThere) return name
  await fill(database(FILLING))
  await asking(server, (client) => client.query(`alter database ${FILLING} rename to ${name}`))
  return name
}
