/** Compiles the sources to `dist` and copies what is not TypeScript (templates, SQL, styles) beside it. Plain JavaScript, since it runs first. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeStyles } from './styles.js'

const root = dirname(import.meta.dirname)
const dist = join(root, 'dist')
const stamp = join(dist, '.built')
const folders = ['machines', 'db', 'src', 'scripts']
const settings = ['package.json', 'tsconfig.json', 'tsconfig.build.json']

const filesBelow = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

/** A folder's own date moves when a file in it is removed, so that a deleted source is noticed too. */
const dates = () =>
  folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => [
      join(root, folder),
      ...readdirSync(join(root, folder), { recursive: true }).map((name) => join(root, folder, String(name))),
    ])
    .concat(settings.map((name) => join(root, name)))
    .map((path) => statSync(path).mtimeMs)

export const stale = () => !existsSync(stamp) || Math.max(...dates()) > statSync(stamp).mtimeMs

/** What browsers are given is copied as it is, but for the stylesheet that the tests compiled from the styles of then. */
const isCopied = (path) => (path.includes('/public/') ? !path.endsWith('/redress.css') : !['.ts', '.js', '.scss'].includes(extname(path)))

/** Answers whether the sources compiled; what the compiler says goes to the terminal. */
export function build() {
  const begun = new Date()
  rmSync(dist, { recursive: true, force: true })
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' })
  if (status !== 0) return false
  for (const folder of folders.filter((name) => existsSync(join(root, name))))
    for (const file of filesBelow(folder).filter(isCopied)) cpSync(file, join(dist, file.slice(root.length + 1)))
  writeStyles(join(dist, 'src/web/public'))
  writeFileSync(stamp, '')
  // A source saved while the compiler ran is newer than what came of it.
  utimesSync(stamp, begun, begun)
  return true
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) process.exitCode = build() ? 0 : 1
