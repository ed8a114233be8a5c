import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Who is signed in on the pages: kept under a digest, so that whoever reads the table cannot act as anybody in it. */
export class Sessions implements MigrationInterface {
  readonly name = 'Sessions1700000000004'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table session (
        sid text primary key check (length(sid) = 64),
        sess json not null,
        expire timestamptz(3) not null
      );
      create index session_by_expiry on session (expire)`)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}
