import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A letter of the invented case, word for word as it goes out. */
export const asKept = (name: string) => readFileSync(join(import.meta.dirname, 'golden', `${name}.txt`), 'utf8')
