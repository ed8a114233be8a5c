import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What lists and search find their rows by among very many: what is open, by its casefile, and every letter of a file. */
export class AtWork implements MigrationInterface {
  readonly name = 'AtWork1700000000012'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [open, monitored, letters]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}

/** Most casefiles are closed, and a list of somebody's work asks each of theirs whether anything still is. A casefile itself is never closed as a lifecycle is: it is found by its own row. */
const open = `create index instance_open_of_file on instance (file_id) where machine <> 'casefile' and not closed and not in_error`

/** Items that came from an intervention: those that the assessment outcomes officer monitors (I34). */
const monitored = `create index instance_monitored on instance (file_id) where source = 'intervention' and not closed and not in_error`

/** Search says of a text in which letter it stands, also of one that was discarded: without an index of those, each text cost a look at all letters. */
const letters = `
  drop index letter_of_file;
  create index letter_of_file on letter (file_id)`
