import type { MigrationInterface, QueryRunner } from 'typeorm'

/** A flow can be saved as somebody looks at it, like a list. */
export class FlowViews implements MigrationInterface {
  readonly name = 'FlowViews1700000000014'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table saved_view drop constraint saved_view_page_check;
      alter table saved_view add constraint saved_view_page_check check (page in ('worklist', 'search', 'organisations', 'flow'))`)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}
