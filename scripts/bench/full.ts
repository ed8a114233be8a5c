import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { definitions } from '../../machines/index.ts'
import type { Changeset } from '../../src/engine/changeset.ts'
import { prepared } from '../../src/engine/commit.ts'
import { changesetOf, decided, keptOf, stampFor } from '../../src/engine/decide.ts'
import { type Found, type Held, readAll } from '../../src/engine/read.ts'
import { submissionOf } from '../../src/engine/submission.ts'
import { person } from './casefiles.ts'
import type { Task } from './workload.ts'

interface Statement {
  readonly name: string
  readonly text: string
  readonly values: readonly string[]
}

/** Statements a second of the engine's own commit, one changeset in each, everything else having been done before the time runs. */
export async function full(pool: Pool, workers: readonly Iterator<Task, never>[], each: number): Promise<number> {
  const queues: Statement[][] = []
  for (const work of workers) queues.push(await statementsFor(pool, work, each))
  const clients = await Promise.all(queues.map(() => pool.connect()))
  try {
    const begun = performance.now()
    await Promise.all(
      clients.map(async (client, place) => {
        for (const statement of queues[place]!) {
          const { rowCount } = await client.query({ ...statement, values: [...statement.values] })
          if (rowCount !== 1) throw new Error('A changeset was not written: its casefile had moved on')
        }
      }),
    )
    return (workers.length * each) / ((performance.now() - begun) / 1_000)
  } finally {
    for (const client of clients) client.release()
  }
}

/** What the engine would write for the next tasks, each decided on what the one before it left. */
async function statementsFor(pool: Pool, work: Iterator<Task, never>, count: number): Promise<Statement[]> {
  const tasks = Array.from({ length: count }, () => work.next().value)
  const subjects = [...new Set(tasks.map(({ subject }) => subject))]
  const founds = await readAll(
    pool,
    subjects.map(({ file, organisation }) => ({ file, person, organisations: [organisation] })),
  )
  const heads = new Map(founds.map((found) => [found.held!.file.id, found]))
  return tasks.map((task) => {
    const found = heads.get(task.subject.file)!
    const { changeset, held } = next(found, task)
    heads.set(task.subject.file, { ...found, held })
    const { name, text, values } = prepared([changeset])
    return { name, text, values: values.map((column) => (typeof column === 'string' ? column : asLiteral(column))) }
  })
}

function next(found: Found, { instance, event }: Task): { changeset: Changeset; held: Held } {
  const before = found.held!
  const { machine } = before.file.instances.find(({ id }) => id === instance)!
  const submission = submissionOf(definitions[machine]!, before.file.id, event)
  const acted = decided(definitions, before, instance, submission.event, stampFor(found, person, submission))
  if (acted.outcome !== 'taken') throw new Error(`${event.type} was not taken: ${JSON.stringify(acted)}`)
  const request = { key: randomUUID(), digest: randomUUID(), answer: JSON.stringify(keptOf(acted, instance)) }
  const changeset = { ...changesetOf(definitions, before, acted, found, submission.texts), request }
  return { changeset, held: { ...before, file: acted.file, head: changeset.transitions.at(-1)!.hash } }
}

/** An array as PostgreSQL reads it, so that not even this is left to do. */
const asLiteral = (column: readonly unknown[]): string =>
  `{${column.map((value) => (value === null ? 'NULL' : `"${String(value).replace(/["\\]/g, '\\$&')}"`)).join(',')}}`
