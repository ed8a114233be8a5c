import type { Pool } from 'pg'
import { DataSource } from 'typeorm'
import { definitions } from '../../../machines/index.ts'
import { wantedTimers } from '../../../machines/kernel/deadline.ts'
import { placeOf } from '../../../machines/kernel/step.ts'
import { fromStored } from '../../../machines/kernel/stored.ts'
import type { Subject } from '../casefiles.ts'
import { caseEntity, entities, timerEntity } from './entities.ts'

/** The same approaches and interventions in the tables of the plain implementation, with the same snapshots. */
export async function seedNaive(from: Pool, url: string, subjects: readonly Subject[]): Promise<void> {
  const source = await new DataSource({ type: 'postgres', url, entities, synchronize: true }).initialize()
  const ids = subjects.flatMap(({ approach, intervention }) => [approach, intervention])
  const { rows } = await from.query<{ id: string; machine: string; stored: string }>(
    'select i.id, i.machine, s.stored from instance i join snapshot s on s.instance_id = i.id where i.id = any ($1)',
    [ids],
  )
  for (const { id, machine, stored } of rows) {
    const snapshot = fromStored(definitions[machine]!, stored)
    const timers = wantedTimers(definitions[machine]!.deadlines, snapshot)
    await source.manager.insert(caseEntity, { id, machine, snapshot: JSON.parse(stored).snapshot, state: placeOf(snapshot), version: 1 })
    if (timers.length > 0)
      await source.manager.insert(
        timerEntity,
        timers.map(({ name, dueAt }) => ({ caseId: id, name, dueAt: new Date(dueAt) })),
      )
  }
  await source.destroy()
}
