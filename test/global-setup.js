/** One PostgreSQL for the whole run, and in it a template with the schema, which every test file clones. */
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeStyles } from '../scripts/styles.js'
import '../scripts/typescript.js'

export default async function setup() {
  writeStyles(join(import.meta.dirname, '../src/web/public'))
  const { startServer } = await import('./support/server.ts')
  globalThis.testServer = await startServer(() => {
    const folder = mkdtempSync(join(tmpdir(), 'redress-test-'))
    chmodSync(folder, 0o755) // as root, PostgreSQL runs as a user of its own, who has to enter it
    return folder
  })
}
