import type { MigrationInterface, QueryRunner } from 'typeorm'
import { findingsIn } from '../../machines/compliance/findings.ts'
import type { Compliance } from '../../machines/compliance/record.ts'
import { definitions } from '../../machines/index.ts'
import { recordStored, Unreadable } from '../../machines/kernel/stored.ts'

const AT_ONCE = 1_000

/**
 * What each item says of how its organisation complies stands beside it: the figures of a year are counted from these rows. Until then
 * they were read off every item there had ever been, which took 13 s at 77,000 items.
 *
 * - \`found\`, \`found_on\`, \`found_from\`: what counts, for which day, and, where time alone tells, from which day on; missing where the record
 *   could not be read.
 */
export class WhatItemsSay implements MigrationInterface {
  readonly name = 'WhatItemsSay1700000000018'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table remedy add organisation uuid references organisation, add found text[], add found_on date[], add found_from date[];
      update remedy r set organisation = i.organisation from instance i where i.id = r.instance_id`)
    await saidByItems(runner)
    await runner.query(`
      alter table remedy alter organisation set not null,
        add check (cardinality(found) = cardinality(found_on) and cardinality(found) = cardinality(found_from)),
        add check ((found is null) = (found_on is null) and (found is null) = (found_from is null));
      drop index if exists remedy_of_file;
      create index remedy_found on remedy (file_id) include (organisation, agreed_on, found, found_on, found_from)`)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}

async function saidByItems(runner: QueryRunner): Promise<void> {
  let after: string | null = null
  for (;;) {
    const rows: readonly Row[] = await runner.query(
      `select r.instance_id as id, i.in_error as "inError", s.stored from remedy r join instance i on i.id = r.instance_id
         join snapshot s on s.instance_id = r.instance_id where $1::uuid is null or r.instance_id > $1 order by r.instance_id limit ${AT_ONCE}`,
      [after],
    )
    for (const { id, inError, stored } of rows) {
      const found = inError ? [] : said(stored)
      if (found === undefined) continue
      await runner.query('update remedy set found = $2, found_on = $3, found_from = $4 where instance_id = $1', [
        id,
        found.map(({ measure }) => measure),
        found.map(({ on }) => on),
        found.map(({ from }) => from ?? null),
      ])
    }
    if (rows.length < AT_ONCE) return
    after = rows.at(-1)!.id
  }
}
interface Row {
  readonly id: string
  readonly inError: boolean
  readonly stored: string
}

function said(stored: string) {
  try {
    return findingsIn(recordStored(definitions['compliance']!, stored) as Compliance)
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}
