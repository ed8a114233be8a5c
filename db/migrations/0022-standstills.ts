import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What stands still is found by a look at all that is open, once an hour, and kept: while somebody waited, a page came through a hundredth of
 * 108,000 lifecycles.
 */
export class Standstills implements MigrationInterface {
  readonly name = 'Standstills1700000000022'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [standstill, look]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}

/**
 * - \`place\`: the order of the list. A page ends at one, which says nothing of a casefile that is sealed
 * - \`revision\`: of the file, as it was looked at; one that is another by now is looked at anew
 * - \`found_at\`: first, in the looks since which it has stood still
 */
const standstill = `
  create table standstill (
    instance_id uuid primary key references instance,
    file_id uuid not null references file,
    place bigint generated always as identity unique,
    revision integer not null check (revision > 0),
    found_at timestamptz(3) not null,
    reasons json not null check (case when json_typeof(reasons) = 'array' then json_array_length(reasons) > 0 else false end)
  );
  create index standstill_of_file on standstill (file_id)`

/**
 * - \`whole_…\`: of the last look that came through all
 * - the others: of the one that is under way
 * - \`authority\`: the revision of all that gives authority, as the look began
 */
const look = `
  create table standstill_look (
    one boolean primary key default true check (one),
    whole_begun_at timestamptz(3),
    whole_ended_at timestamptz(3) check (whole_ended_at >= whole_begun_at),
    whole_looked integer check (whole_looked >= 0),
    whole_authority bigint,
    begun_at timestamptz(3),
    looked integer check (looked >= 0),
    of_all integer check (of_all >= looked),
    authority bigint,
    check (num_nulls(whole_begun_at, whole_ended_at, whole_looked, whole_authority) in (0, 4)),
    check (num_nulls(begun_at, looked, of_all, authority) in (0, 4))
  ) with (fillfactor = 50);
  insert into standstill_look default values`
