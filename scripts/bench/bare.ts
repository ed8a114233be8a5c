import { spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'

const ROWS_EACH = 1_000
/** As long as a line of history commonly is. */
const ENTRY = 300

const move = (row: string, entry: string) =>
  `with moved as (update bare set n = n + 1 where id = ${row} returning id, n) insert into bare_log (id, n, entry) select id, n, ${entry} from moved`

/** One prepared statement that moves one row and logs it: what this database does at all, by so many connections at once. */
export interface Bare {
  /** What sends the statements: pgbench where it is installed. */
  readonly by: 'pgbench' | 'pg'
  /** Statements a second. */
  run(seconds: number): Promise<number>
}

export async function bare(url: string, folder: string, connections: number): Promise<Bare> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query('create table bare (id integer primary key, n integer not null) with (fillfactor = 70)')
  await client.query('create table bare_log (id integer, n integer, entry text not null, primary key (id, n))')
  await client.query('insert into bare select id, 0 from generate_series(0, $1::integer - 1) id', [connections * ROWS_EACH])
  await client.end()
  if (spawnSync('pgbench', ['--version']).status !== 0) return { by: 'pg', run: (seconds) => withClients(url, connections, seconds) }
  const script = join(folder, 'bare.sql')
  writeFileSync(script, `\\set row random(0, ${ROWS_EACH - 1}) + :client_id * ${ROWS_EACH}\n${move(':row', `repeat('x', ${ENTRY})`)};\n`)
  return { by: 'pgbench', run: (seconds) => withPgbench(url, script, connections, seconds) }
}

async function withPgbench(url: string, script: string, connections: number, seconds: number): Promise<number> {
  const { hostname, port, username, password, pathname } = new URL(url)
  const env = { ...process.env, PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: password, PGDATABASE: pathname.slice(1) }
  const words = ['-n', '-M', 'prepared', '-c', connections, '-j', 2, '-T', Math.ceil(seconds), '-f', script].map(String)
  const child = spawn('pgbench', words, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  const code = await new Promise((answer) => child.once('close', answer))
  const [, rate] = /tps = ([\d.]+) \(without/.exec(said) ?? []
  if (code !== 0 || rate === undefined) throw new Error(`pgbench failed: ${said}`)
  return Number(rate)
}

async function withClients(url: string, connections: number, seconds: number): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new Client({ connectionString: url })
      await client.connect()
      return client
    }),
  )
  const entry = 'x'.repeat(ENTRY)
  const begun = performance.now()
  let done = 0
  await Promise.all(
    clients.map(async (client, place) => {
      while (performance.now() - begun < seconds * 1_000) {
        const row = place * ROWS_EACH + Math.floor(Math.random() * ROWS_EACH)
        await client.query({ name: 'bare', text: move('$1', '$2'), values: [row, entry] })
        done++
      }
    }),
  )
  const took = (performance.now() - begun) / 1_000
  await Promise.all(clients.map((client) => client.end()))
  return done / took
}
