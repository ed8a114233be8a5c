import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The office is a file of its own, one of it: whoever changes people, posts, delegations or settings leaves a line in its history. How long drafts are kept is one of its settings. */
export class TheOffice implements MigrationInterface {
  readonly name = 'TheOffice1700000000006'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table file drop constraint file_kind_check,
        add constraint file_kind_check check (kind in ('casefile', 'organisation', 'office'));
      create unique index file_of_the_office on file (kind) where kind = 'office';
      drop table retention`)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}
