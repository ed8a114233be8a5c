import type { MigrationInterface, QueryRunner } from 'typeorm'

/** An earlier reference is found whatever signs it is typed with: ADJ/4410 as ADJ-4410, too. */
export class EarlierReferencesBare implements MigrationInterface {
  readonly name = 'EarlierReferencesBare1700000000030'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index casefile_by_earlier_reference_typed;
      create index casefile_by_earlier_reference_bare on casefile (upper(regexp_replace(earlier_reference, '[^[:alnum:]]', '', 'g')))
        where earlier_reference is not null`)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}
