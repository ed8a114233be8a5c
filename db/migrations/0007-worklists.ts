import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What worklists find their rows by, and who has just been given which casefile to look at. */
export class Worklists implements MigrationInterface {
  readonly name = 'Worklists1700000000007'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [casefiles, escalated, given]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}

/** Items outlive their casefile, and so do duties: a list of what somebody has reads closed casefiles, too. */
const casefiles = `
  drop index casefile_of_caseworker;
  create index casefile_of_caseworker on casefile (caseworker, file_id);
  create index casefile_closed_by_age on casefile (opened_at, file_id) where closed`

const escalated = `
  create index instance_escalated on instance (file_id)
    where machine = 'compliance' and not closed and not in_error and starts_with(state, 'open.escalation.stage')`

/** Whom a casefile was last given to by "give me the next one", and by which form: for a minute nobody else is given it. */
const given = `
  create table given (
    file_id uuid primary key references file,
    person text not null references person,
    key text not null,
    at timestamptz(3) not null
  );
  create index given_by_form on given (person, key)`
