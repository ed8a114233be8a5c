import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Where somebody went another way than a *normally* rule says, paragraph by paragraph: an index of what the history says of it. */
export class Deviations implements MigrationInterface {
  readonly name = 'Deviations1700000000008'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [deviations, noting, backfilled, beside]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}

const deviations = `
  create table deviation (
    file_id uuid not null,
    seq integer not null,
    rule text not null,
    cites text not null,
    recorded_at timestamptz(3) not null,
    primary key (file_id, seq, rule),
    foreign key (file_id, seq) references transition
  );
  create index deviation_from on deviation (cites, recorded_at desc, file_id desc, seq desc, rule desc)`

/** The keys of an entry are in order, and what was waived comes last: nearly every line waives nothing, and is told by its end. */
const noting = `
  create function note_deviations() returns trigger language plpgsql as $$
    begin
      insert into deviation (file_id, seq, rule, cites, recorded_at)
      select new.file_id, new.seq, waived ->> 'rule', waived ->> 'cites', new.recorded_at
      from jsonb_array_elements(new.entry::jsonb -> 'waived') waived;
      return null;
    end $$;
  create trigger notes_deviations after insert on transition for each row
    when (right(new.entry, 12) <> '"waived":[]}') execute function note_deviations()`

const backfilled = `
  insert into deviation (file_id, seq, rule, cites, recorded_at)
  select t.file_id, t.seq, waived ->> 'rule', waived ->> 'cites', t.recorded_at
  from transition t, jsonb_array_elements(t.entry::jsonb -> 'waived') waived where right(t.entry, 12) <> '"waived":[]}'`

/** The few lines and casefiles that are taken off a count. */
const beside = `
  create index transition_correcting on transition (file_id, seq) where kind = 'correction';
  create index casefile_sealed on casefile (file_id) where sealed`
