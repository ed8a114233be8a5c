import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Layout } from './placed.ts'

/** Raised whenever charts are laid out otherwise than before: what was kept of the old way is passed over. */
export const WAY = 2

/** Where layouts are kept from one start of the service to the next. */
export interface Kept {
  read(key: string): Promise<Layout | undefined>
  write(key: string, layout: Layout): Promise<void>
}

/** Nothing is kept, nothing is found. */
export const notKept: Kept = { read: async () => undefined, write: async () => undefined }

/** In a folder, a file each. One that cannot be read or written is as one that is not there: the chart is laid out again. */
export function keptIn(folder: string): Kept {
  const file = (key: string) => join(folder, `${key}.json`)
  return {
    async read(key) {
      try {
        return JSON.parse(await readFile(file(key), 'utf8')) as Layout
      } catch {
        return undefined
      }
    },
    async write(key, layout) {
      const beside = `${file(key)}.${process.pid}`
      try {
        await mkdir(folder, { recursive: true })
        await writeFile(beside, JSON.stringify(layout))
        await rename(beside, file(key))
      } catch {
        // A folder that cannot be written to costs time at the next start, and nothing else.
      }
    },
  }
}
