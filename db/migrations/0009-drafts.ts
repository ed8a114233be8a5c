import type { MigrationInterface, QueryRunner } from 'typeorm'

/** One letter or one action of a casefile is not another: what is being written about the one is kept beside the other. */
export class Drafts implements MigrationInterface {
  readonly name = 'Drafts1700000000009'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table draft add about text not null default '' check (length(about) <= 500),
        drop constraint draft_person_instance_id_event_key,
        add constraint draft_of_one_form unique nulls not distinct (person, instance_id, event, about)`)
  }

  async down(): Promise<void> {
    throw new Error('What somebody has begun to write is not thrown away: restore a backup instead')
  }
}
