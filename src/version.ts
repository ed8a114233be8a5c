import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The project's own folder, whether the sources run or what was built of them. */
export const projectFolder: string = above(import.meta.dirname)

export const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string }

function above(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : above(dirname(folder))
}
