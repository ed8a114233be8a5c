import type { MigrationInterface, QueryRunner } from 'typeorm'

/** A setting is a number of days, or the words with which letters say how we are reached. */
export class Letterhead implements MigrationInterface {
  readonly name = 'Letterhead1700000000028'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table setting alter column days drop not null,
        add words text check (words <> ''),
        add constraint setting_of_one_kind check (num_nonnulls(days, words) = 1)`)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}
