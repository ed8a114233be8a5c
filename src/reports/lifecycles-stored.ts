import type { DataSource } from 'typeorm'
import type { Stored } from '../../machines/kernel/stored.ts'

/** What these lifecycles have stored, by their ids. */
export async function lifecyclesStored(source: DataSource, instances: readonly string[]): Promise<ReadonlyMap<string, Stored>> {
  if (instances.length === 0) return new Map()
  const rows = await source.query<{ instance: string; stored: Stored }[]>(
    'select instance_id as instance, stored from snapshot where instance_id = any($1::uuid[])',
    [instances],
  )
  return new Map(rows.map(({ instance, stored }) => [instance, stored]))
}
