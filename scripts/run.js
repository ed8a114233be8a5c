/** `node scripts/run.js src/start` runs the compiled file from the project's folder, and compiles first only if a source is newer. */
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, stale } from './build.js'

const root = dirname(import.meta.dirname)
const [, , name, ...rest] = process.argv
process.chdir(root)

if (stale()) {
  process.stdout.write('Building …\n')
  if (!build()) process.exit(1)
}
const file = join(root, 'dist', `${name}.js`)
process.argv = [process.argv[0], file, ...rest]
await import(pathToFileURL(file).href)
