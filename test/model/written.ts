import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from '@jest/globals'

/** A text kept beside the test. `WRITE_AUTHORITY=1` writes it anew; otherwise it must be what is there, and a change shows as a difference. */
export function expectWritten(name: string, text: string): void {
  const path = fileURLToPath(new URL(`authority/${name}.txt`, import.meta.url))
  if (process.env['WRITE_AUTHORITY']) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  expect(text).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '')
}
