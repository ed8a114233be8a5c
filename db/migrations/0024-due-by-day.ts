import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Who leads many is shown what is late by its day: what each of their casefiles waits for is then not looked for in every one. */
export class DueByDay implements MigrationInterface {
  readonly name = 'DueByDay1700000000024'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [duties, lifecycles]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}

const duties = 'create index duty_open_by_day on duty (due_on) where ended_seq is null'

const lifecycles = 'create index instance_due on instance (next_due) where next_due is not null and not closed and not in_error'
