import type { DataSource } from 'typeorm'

/** Whether a deadline of this file has passed that the clock has not recorded yet: what is shown is then ahead of the revision. */
export async function hasDeadlinePassed(source: DataSource, file: string): Promise<boolean> {
  const [row] = await source.query<[{ passed: boolean }]>(
    'select exists (select from timer where file_id = $1 and due_at <= present_moment()) as passed',
    [file],
  )
  return row.passed
}
