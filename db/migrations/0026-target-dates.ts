import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * By when an item is to be done stands beside it: what is open with an organisation is shown by these days, and they were read off the snapshots
 * of all its items, 0.1 s of a page whose organisation had 10 times as many.
 *
 * - \`target_on\`: missing where the record could not be read.
 */
export class TargetDates implements MigrationInterface {
  readonly name = 'TargetDates1700000000026'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table remedy add target_on date;
      update remedy r set target_on = substring(s.stored from '"targetDate":"([0-9]{4}-[0-9]{2}-[0-9]{2})"')::date
        from snapshot s where s.instance_id = r.instance_id`)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}
