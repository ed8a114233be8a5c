/** Compiles src/web/styles into one stylesheet. Plain JavaScript, since the build and the tests run it before anything is compiled. */
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { compile, Logger } from 'sass'

const root = dirname(import.meta.dirname)
const styles = join(root, 'src/web/styles')

/** Writes `redress.css` there, unless the one that is there is newer than every source. */
export function writeStyles(folder) {
  const file = join(folder, 'redress.css')
  if (existsSync(file) && statSync(file).mtimeMs > newest()) return
  const { css } = compile(join(styles, 'redress.scss'), {
    loadPaths: [root, join(root, 'node_modules')],
    style: 'compressed',
    // The warnings are about the components' own sources.
    quietDeps: true,
    silenceDeprecations: ['import'],
    logger: Logger.silent,
  })
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, css)
}

const newest = () =>
  Math.max(...readdirSync(styles).map((name) => statSync(join(styles, name)).mtimeMs), statSync(join(root, 'package-lock.json')).mtimeMs)
