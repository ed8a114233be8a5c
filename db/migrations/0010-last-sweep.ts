import type { MigrationInterface, QueryRunner } from 'typeorm'

/** When the sweep last carried out what had fallen due, by real time: a clock that stands still is to be seen. */
export class LastSweep implements MigrationInterface {
  readonly name = 'LastSweep1700000000010'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table last_sweep (
        one boolean primary key default true check (one),
        at timestamptz(3) not null default clock_timestamp()
      );
      insert into last_sweep default values`)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}
