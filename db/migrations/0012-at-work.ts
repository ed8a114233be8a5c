import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What is open, by its casefile: most casefiles are closed, and a list of somebody's work asks each of theirs whether anything still is. */
export class AtWork implements MigrationInterface {
  readonly name = 'AtWork1700000000012'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [open, monitored]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}

/** A casefile itself is never closed as a lifecycle is: it is found by its own row. */
const open = `create index instance_open_of_file on instance (file_id) where machine <> 'casefile' and not closed and not in_error`

/** Items that came from an intervention: those that the assessment outcomes officer monitors (I34). */
const monitored = `create index instance_monitored on instance (file_id) where source = 'intervention' and not closed and not in_error`
