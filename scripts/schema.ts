/** `npm run schema` writes db/schema.sql as the migrations make it; with `--check` it only says whether the file is what they make. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { openPool } from '../db/pool.ts'
import { schemaOf } from '../db/schema.ts'

const file = resolve('db/schema.sql')

async function made(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-schema-'))
  chmodSync(folder, 0o755) // as root, PostgreSQL runs as a user of its own, who has to enter it
  const server = await startEmbedded({ dataDir: folder, keep: false })
  const pool = openPool(server.url)
  try {
    await migrate(server.url)
    return await schemaOf(pool)
  } finally {
    await pool.end()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const schema = await made()
if (!process.argv.includes('--check')) writeFileSync(file, schema)
else if (!existsSync(file) || readFileSync(file, 'utf8') !== schema) {
  process.stderr.write('db/schema.sql is not what the migrations make: run "npm run schema" and read the difference.\n')
  process.exitCode = 1
}
