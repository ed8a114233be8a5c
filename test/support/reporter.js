/**
 * Says which tests failed and how, keeps what was proved for the register, and ends with the plain line `N passed, N failed`. A test
 * that was skipped or left to write proves nothing, so it counts as failed.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const TITLE = /^((?:(?:I\d+|C\d+[a-z]?|CA) )+)(.+)$/s
const LINES_OF_A_FAILURE = 40

export default class Reporter {
  #root
  #passed = 0
  #failed = 0
  #skipped = 0
  #proved = new Map()

  constructor({ rootDir }) {
    this.#root = rootDir
  }

  onTestFileResult({ path }, { testResults, testExecError, failureMessage, skipped, perfStats }) {
    const file = relative(this.#root, path)
    this.#proved.set(
      file,
      testResults.filter(({ status }) => status === 'passed').flatMap((result) => proofs(file, result)),
    )
    for (const result of testResults) this.#count(file, result)
    const right = testResults.filter(({ status }) => status === 'passed').length
    process.stdout.write(`${file}: ${right} of ${testResults.length} in ${(perfStats.runtime / 1000).toFixed(1)} s\n`)
    // A file that broke before its tests, or after them in a hook, fails even though no test of it did.
    if (skipped || (failureMessage && !testResults.some(({ status }) => status === 'failed'))) {
      this.#failed++
      say(`FAILED ${file}`, testExecError?.stack ?? failureMessage ?? 'the whole file was left out')
    }
  }

  onRunComplete(_contexts, { numTotalTestSuites, runExecError }) {
    if (runExecError) {
      this.#failed++
      say('FAILED the run', runExecError.message)
    }
    if (numTotalTestSuites === 0) {
      this.#failed++
      say('FAILED the run', 'no test was found')
    }
    this.#keepProofs()
    process.stdout.write(`${this.#passed} passed, ${this.#failed} failed\n`)
  }

  /** Otherwise a skipped test would leave the exit code at 0. */
  getLastError() {
    return this.#skipped > 0 ? new Error(`${this.#skipped} skipped`) : undefined
  }

  #count(file, { status, fullName, failureMessages }) {
    if (status === 'passed') {
      this.#passed++
      return
    }
    this.#failed++
    if (status !== 'failed') this.#skipped++
    say(`FAILED ${file}: ${fullName}`, status === 'failed' ? failureMessages.join('\n') : `not run (${status})`)
  }

  /** Of files that did not run this time the last result stands; of files that are gone nothing does. */
  #keepProofs() {
    const file = join(this.#root, 'build', 'register-tests.json')
    const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).tests : []
    const kept = before.filter((test) => !this.#proved.has(test.file) && existsSync(join(this.#root, test.file)))
    const tests = [...kept, ...[...this.#proved.values()].flat()].sort(
      (a, b) => order(a) - order(b) || compare(a.paragraph, b.paragraph) || compare(a.claim, b.claim),
    )
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${JSON.stringify({ tests }, undefined, 2)}\n`)
  }
}

function proofs(file, { title }) {
  const [, ids, claim] = TITLE.exec(title) ?? []
  return ids
    ? ids
        .trim()
        .split(' ')
        .map((paragraph) => ({ paragraph, claim, file }))
    : []
}

const order = ({ paragraph }) => (paragraph.startsWith('I') ? 0 : 1_000) + Number.parseInt(paragraph.slice(1) || '999', 10)
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0)

function say(what, why) {
  const lines = stripVTControlCharacters(String(why))
    .split('\n')
    .filter((line) => !/^\s+at .*(node_modules|node:internal|<anonymous>)/.test(line))
  const shown =
    lines.length > LINES_OF_A_FAILURE ? [...lines.slice(0, LINES_OF_A_FAILURE), `… ${lines.length - LINES_OF_A_FAILURE} more lines`] : lines
  process.stdout.write(`${what}\n${shown.map((line) => `    ${line}`).join('\n')}\n\n`)
}
