import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What compliance needs: messages from file to file, letters with a fixed text, referrals in the office, and what is read of organisations. */
export class Compliance implements MigrationInterface {
  readonly name = 'Compliance1700000000003'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [organisations, instances, letters, deliveries, incidents]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}

const organisations = `
  alter table organisation
    add column rating text not null default 'B' check (rating in ('A', 'B', 'C')),
    add column successor uuid references organisation check (successor <> file_id)`

/** Whom an instance is about; and no item is closed but in one of the four ways. */
const instances = `
  alter table instance
    add column organisation uuid,
    add check (machine <> 'compliance' or not closed or state ~ '^closed\\.(complied|notAccepted|notComplied|notSecured)(\\.|$)');
  update instance i set organisation = (s.stored::json #>> '{snapshot,context,organisation}')::uuid
    from snapshot s where s.instance_id = i.id and s.stored::json #>> '{snapshot,context,organisation}' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
  create index instance_about on instance (organisation, machine) where organisation is not null and not in_error`

/** A letter that was sent has its text: the one that an event fixed, or the one kept as it went. */
const letters = `
  alter table letter
    add column office text,
    add column kept_text uuid references text,
    add check (organisation is null or office is null),
    drop constraint letter_check,
    add constraint letter_sent_has_a_text check (sent_on is null or (body is null) <> (kept_text is null)),
    add constraint letter_text_kept_when_sent check (kept_text is null or sent_on is not null)`

/** What one file has another told. The row leaves with the changes that ask for it, and ends with the changes that it makes there. */
const deliveries = `
  alter table transition
    drop constraint transition_kind_check,
    add constraint transition_kind_check check (kind in ('person', 'clock', 'message', 'opened', 'correction', 'delivery'));
  create table delivery (
    id uuid primary key,
    file_id uuid not null references file,
    instance_id uuid not null references instance,
    seq integer not null check (seq > 0),
    place integer not null check (place >= 0),
    to_casefile text,
    to_organisation uuid,
    event text not null,
    happened_on date not null,
    made_at timestamptz(3) not null,
    ended_at timestamptz(3),
    ended_as text check (ended_as in ('heard', 'notConcerned')),
    heard_file uuid references file,
    heard_seq integer,
    set_aside boolean not null default false,
    check (num_nonnulls(to_casefile, to_organisation) = 1),
    check ((ended_at is null) = (ended_as is null)),
    check ((ended_as is not distinct from 'heard') = (heard_seq is not null)),
    check ((heard_file is null) = (heard_seq is null)),
    check (heard_file <> file_id),
    check (not set_aside or ended_at is null),
    unique (heard_file, heard_seq)
  );
  create index delivery_waiting on delivery (made_at, id) where ended_at is null and not set_aside;
  create index delivery_of_file on delivery (file_id)`

/** A delivery that cannot be made is an incident of its own: the file that asked for it goes on. */
const incidents = `
  alter table incident add column delivery uuid references delivery;
  drop index incident_open_of_file;
  create unique index incident_open_of_file on incident (file_id) where resolved_at is null and delivery is null;
  create unique index incident_open_of_delivery on incident (delivery) where resolved_at is null`
