import type { MigrationInterface, QueryRunner } from 'typeorm'

/** History by when it was written, for who follows it: lines are only ever added at the end, so that a summary of each few pages is enough. */
export class WrittenLately implements MigrationInterface {
  readonly name = 'WrittenLately1700000000013'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create index transition_written on transition using brin (recorded_at) with (pages_per_range = 16, autosummarize = on)',
    )
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}
