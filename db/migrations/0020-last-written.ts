import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * When something was last recorded of a lifecycle stands beside it: of which nothing was heard is asked of all that are open. To look for it in
 * history took longer than a statement may, with 280,000 of them. It is in no index, so that most of what is recorded changes none.
 */
export class LastWritten implements MigrationInterface {
  readonly name = 'LastWritten1700000000020'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table instance add written_at timestamptz(3)')
    await runner.query(`
      update instance i set written_at = t.written_at
      from (select instance_id, max(recorded_at) as written_at from transition group by instance_id) t where t.instance_id = i.id`)
    await runner.query('update instance set written_at = opened_at where written_at is null')
    await runner.query('alter table instance alter written_at set not null')
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}
