import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What lists and search find their rows by among very many: in which casefiles anything is open, and every letter of a file. */
export class AtWork implements MigrationInterface {
  readonly name = 'AtWork1700000000012'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [open, atWork, noted, monitored, owed, letters]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}

/** A casefile itself is never closed as a lifecycle is: it is found by its own row. */
const open = `create index instance_open_of_file on instance (file_id) where machine <> 'casefile' and not closed and not in_error`

/**
 * Whether anything in a casefile is open: itself, a lifecycle or a duty. Nearly all are done with, whoever had them; items and duties outlive
 * their casefile. A list of somebody's work begins with those that are at work, as many as there is work, however long the office has been there.
 */
const atWork = `
  alter table casefile add column at_work boolean not null default false;
  update casefile c set at_work = true where not closed
    or file_id in (select file_id from instance where machine <> 'casefile' and not closed and not in_error)
    or file_id in (select file_id from duty where ended_seq is null);
  alter table casefile alter column at_work set default true;
  create index casefile_at_work on casefile (caseworker, file_id) where at_work`

/** Kept by the database, with what it follows from: nobody who writes one of the three has to think of it. */
const noted = `
  create function note_at_work() returns trigger language plpgsql as $$
    begin
      update casefile set at_work = true where file_id = new.file_id and not at_work;
      return null;
    end $$;
  create function note_done() returns trigger language plpgsql as $$
    begin
      update casefile c set at_work = false where file_id = new.file_id and at_work and closed
        and not exists (select from instance where file_id = new.file_id and machine <> 'casefile' and not closed and not in_error)
        and not exists (select from duty where file_id = new.file_id and ended_seq is null);
      return null;
    end $$;
  create trigger notes_at_work after update of closed on casefile for each row
    when (old.closed and not new.closed) execute function note_at_work();
  create trigger notes_done after update of closed on casefile for each row
    when (new.closed and not old.closed) execute function note_done();
  create trigger notes_at_work after insert on instance for each row
    when (not new.closed and not new.in_error and new.machine <> 'casefile') execute function note_at_work();
  create trigger notes_at_work_again after update of closed, in_error on instance for each row
    when ((old.closed or old.in_error) and not new.closed and not new.in_error) execute function note_at_work();
  create trigger notes_done after update of closed, in_error on instance for each row
    when ((new.closed or new.in_error) and not old.closed and not old.in_error) execute function note_done();
  create trigger notes_at_work after insert on duty for each row when (new.ended_seq is null) execute function note_at_work();
  create trigger notes_at_work_again after update of ended_seq on duty for each row
    when (old.ended_seq is not null and new.ended_seq is null) execute function note_at_work();
  create trigger notes_done after update of ended_seq on duty for each row
    when (old.ended_seq is null and new.ended_seq is not null) execute function note_done()`

/** Items that came from an intervention: those that the assessment outcomes officer monitors (I34). */
const monitored = `create index instance_monitored on instance (file_id) where source = 'intervention' and not closed and not in_error`

/** What an organisation has still to comply with, beside all that it has complied with. */
const owed = `create index instance_owed on instance (organisation) where machine = 'compliance' and not closed and not in_error`

/** Search says of a text in which letter it stands, also of one that was discarded: without an index of those, each text cost a look at all letters. */
const letters = `
  drop index letter_of_file;
  create index letter_of_file on letter (file_id)`
