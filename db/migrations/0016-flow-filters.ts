import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What flows are narrowed by stands with each stay: among a million lifecycles nothing else is looked up for those that are open. */
export class FlowFilters implements MigrationInterface {
  readonly name = 'FlowFilters1700000000016'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table stay add organisation uuid, add source text, add opened_at timestamptz(3)')
    await runner.query(FILTERS_OF_STAYS)
    await runner.query(`
      alter table stay alter opened_at set not null;
      drop index stay_standing;
      create index stay_standing on stay (machine, state, due_on, since) include (instance_id, file_id, organisation, source, opened_at, entered_at)
        where left_seq is null and open`)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}

export const FILTERS_OF_STAYS = `
  update stay s set organisation = i.organisation, source = i.source, opened_at = i.opened_at from instance i where i.id = s.instance_id`
