import type { MigrationInterface, QueryRunner } from 'typeorm'

/** How far in a casefile somebody has looked, so that they can be told what is new to them. It says no more than the readings do. */
export class LookedAt implements MigrationInterface {
  readonly name = 'LookedAt1700000000015'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table looked_at (
        person text not null,
        file_id uuid not null references file (id),
        revision integer not null check (revision > 0),
        primary key (person, file_id)
      )`)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}
