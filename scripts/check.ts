/**
 * `npm run check`: everything that is checked beside the tests, all of it even when something fails, one line each and below it what was
 * found. Ends with `N passed, N failed`. `npm run check -- lint format` runs those alone.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { packageFaults } from './check-packages.ts'

interface Finding {
  readonly passed: boolean
  readonly found: string
}

const root = join(import.meta.dirname, '..')

const checks: Readonly<Record<string, () => Finding>> = {
  types: () => tool('tsc', '-p', 'tsconfig.json'),
  lint: () => tool('biome', 'lint', '--error-on-warnings', '--max-diagnostics=50'),
  /** `npx biome check --write` repairs what it lists. */
  format: () => tool('biome', 'check', '--linter-enabled=false', '--reporter=summary'),
  'dead code': () => tool('knip', '--no-progress'),
  packages: () => {
    const faults = packageFaults(read('package.json'), read('package-lock.json'))
    return { passed: faults.length === 0, found: faults.join('\n') }
  },
  schema: () => ours('schema', '--check'),
  register: () =>
    existsSync(join(root, 'build/register-tests.json'))
      ? ours('register')
      : { passed: false, found: 'No test has proved anything here yet: run "npm test" first.' },
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in checks))
if (unknown.length > 0) {
  process.stderr.write(`There is no check ${unknown.join(', ')}: ${Object.keys(checks).join(', ')}.\n`)
  process.exit(2)
}

let passed = 0
let failed = 0
for (const [name, check] of Object.entries(checks)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const finding = check()
  if (finding.passed) passed++
  else failed++
  process.stdout.write(`${finding.passed ? 'ok    ' : 'FAILED'} ${name}\n`)
  if (!finding.passed) process.stdout.write(`${indented(finding.found)}\n`)
}
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0

function tool(name: string, ...words: string[]): Finding {
  return ran(join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name), words)
}

/** A script of ours runs as it ships, compiled. */
function ours(name: string, ...words: string[]): Finding {
  return ran(process.execPath, [join(root, 'scripts', 'run.js'), `scripts/${name}`, ...words])
}

function ran(program: string, words: readonly string[]): Finding {
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
    maxBuffer: 64 * 1024 * 1024,
    shell: program.endsWith('.cmd'),
  })
  return { passed: status === 0, found: error ? error.message : stripVTControlCharacters(`${stdout}${stderr}`) }
}

function read(name: string): string {
  return readFileSync(join(root, name), 'utf8')
}

function indented(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `       ${line}`.trimEnd())
    .join('\n')
}
