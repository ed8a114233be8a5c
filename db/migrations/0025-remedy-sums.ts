import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What an organisation offered or paid before was added to what its remedy comes to: whoever compared with "pay a further 30 pounds" was told
 * of 80, and recorded it. Such sums are worked out again from the lines of money, which stand beside them.
 */
export class RemedySums implements MigrationInterface {
  readonly name = 'RemedySums1700000000025'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update remedy set amount = (
        select sum((line ->> 'amount')::bigint) from json_array_elements(money::json) line
        where line ->> 'kind' in ('payment', 'debtWrittenOff', 'backdatedAward'))
      where money ~ '"(earlierOffer|alreadyPaid)"'`)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}
