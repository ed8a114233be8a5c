import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Files, what they consist of, and their history. */
export class Files implements MigrationInterface {
  readonly name = 'Files1700000000001'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      files,
      casefiles,
      organisations,
      instances,
      snapshots,
      history,
      texts,
      timers,
      duties,
      letters,
      requests,
      apart,
    ]) {
      await runner.query(statement)
    }
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}

/** The unit of locking: whoever changes anything of a file raises its revision, which is the seq of its last transition. */
const files = `
  create table file (
    id uuid primary key,
    kind text not null check (kind in ('casefile', 'organisation')),
    revision integer not null check (revision > 0),
    head text not null check (length(head) = 64)
  ) with (fillfactor = 70)`

const casefiles = `
  create sequence casefile_reference;
  create table casefile (
    file_id uuid primary key references file,
    reference text not null unique default 'RD-' || lpad(nextval('casefile_reference')::text, 6, '0'),
    earlier_reference text,
    directorate text not null check (directorate in ('customerServices', 'operations', 'businessDevelopment')),
    stage text not null check (stage in ('preliminary', 'furtherAssessment', 'investigation')),
    caseworker text,
    received_on date not null,
    organisations uuid[] not null,
    sealed boolean not null,
    sealed_to text[] not null check (sealed or sealed_to = '{}'),
    closed boolean not null,
    opened_at timestamptz(3) not null
  ) with (fillfactor = 80);
  create index casefile_of_caseworker on casefile (caseworker, file_id) where not closed;
  create index casefile_by_age on casefile (opened_at, file_id);
  create index casefile_by_earlier_reference on casefile (earlier_reference) where earlier_reference is not null;
  create index casefile_of_organisation on casefile using gin (organisations)`

const organisations = `
  create table organisation (
    file_id uuid primary key references file,
    name text not null check (name <> ''),
    sector text not null check (sector in ('parliamentary', 'health'))
  );
  create index organisation_by_name on organisation (lower(name), file_id)`

/** The narrow row of an instance, for lists; what it is restored from lies apart. */
const instances = `
  create table instance (
    id uuid primary key,
    file_id uuid not null references file,
    place integer not null check (place >= 0),
    machine text not null,
    version integer not null check (version > 0),
    parent uuid references instance,
    key text,
    state text not null,
    closed boolean not null,
    next_due timestamptz(3),
    in_error boolean not null,
    opened_at timestamptz(3) not null,
    since timestamptz(3) not null,
    check ((parent is null) = (key is null)),
    check (next_due is null or not in_error)
  ) with (fillfactor = 70);
  create unique index instance_by_key on instance (parent, machine, key) where not in_error;
  create index instance_of_file on instance (file_id);
  create index instance_by_state on instance (machine, state, since) where not closed and not in_error;
  create index approach_to_organisation on instance (key, opened_at) where machine = 'approach' and not in_error`

/** Read and written whole: kept in its row, uncompressed as long as it fits. */
const snapshots = `
  create table snapshot (
    instance_id uuid primary key references instance,
    stored text not null
  ) with (fillfactor = 50, toast_tuple_target = 8160);
  alter table snapshot alter column stored set storage main`

const history = `
  create table transition (
    file_id uuid not null references file,
    seq integer not null check (seq > 0),
    changeset integer not null check (changeset between 1 and seq),
    instance_id uuid not null references instance,
    machine text not null,
    version integer not null check (version > 0),
    guidance text not null,
    kind text not null check (kind in ('person', 'clock', 'message', 'opened', 'correction')),
    event text not null,
    entry text not null,
    actor text not null,
    happened_on date not null,
    recorded_at timestamptz(3) not null,
    cause integer check (cause < seq),
    snapshot_digest text not null,
    previous text not null,
    hash text not null check (length(hash) = 64),
    primary key (file_id, seq),
    unique (file_id, previous)
  );
  create function refuse_change() returns trigger language plpgsql as
    $$ begin raise exception 'history is append-only' using errcode = 'RD001'; end $$;
  create trigger append_only before update or delete on transition for each row execute function refuse_change();
  create trigger append_only_table before truncate on transition for each statement execute function refuse_change();
  alter table transition enable always trigger append_only;
  alter table transition enable always trigger append_only_table`

/** Free text about people, by itself: erasing words and salt leaves history, snapshots and replay whole. */
const texts = `
  create table text (
    id uuid primary key,
    file_id uuid not null references file,
    salt text,
    words text,
    erased_at timestamptz(3),
    check ((erased_at is null) = (words is not null)),
    check ((words is null) = (salt is null))
  );
  create index text_of_file on text (file_id)`

/** An index of what snapshots ask for: the sweep works out anew what is due. */
const timers = `
  create table timer (
    instance_id uuid not null references instance,
    name text not null,
    file_id uuid not null references file,
    due_at timestamptz(3) not null,
    set_aside boolean not null default false,
    primary key (instance_id, name)
  );
  create index timer_due on timer (due_at) where not set_aside;
  create index timer_of_file on timer (file_id)`

const duties = `
  create table duty (
    id uuid primary key,
    file_id uuid not null references file,
    instance_id uuid not null references instance,
    name text not null,
    addressee text not null,
    title text not null check (title <> ''),
    due_on date not null,
    cites text not null,
    ends_by text not null check (ends_by in ('act', 'acknowledgement')),
    shown_to_line_manager_on date,
    entered_late boolean not null,
    opened_seq integer not null check (opened_seq > 0),
    ended_seq integer check (ended_seq >= opened_seq)
  ) with (fillfactor = 80);
  create index duty_open_of_file on duty (file_id) where ended_seq is null;
  create index duty_open_for on duty (addressee, due_on, id) where ended_seq is null`

const letters = `
  create table letter (
    id uuid primary key,
    file_id uuid not null references file,
    place integer not null check (place >= 0),
    instance_id uuid not null references instance,
    letter text not null,
    organisation uuid,
    cites text not null,
    body text,
    sent_on date,
    discarded boolean not null,
    check (sent_on is null or body is not null),
    check (sent_on is null or not discarded)
  );
  create index letter_of_file on letter (file_id) where not discarded`

/** Idempotency keys, each with its first answer. Within a file, so that the file's lock covers them. */
const requests = `
  create table request (
    file_id uuid not null references file,
    key text not null,
    digest text not null,
    answer text not null,
    at timestamptz(3) not null default clock_timestamp(),
    primary key (file_id, key)
  )`

/** What changed nothing is kept apart from the history. */
const apart = `
  create table refused_attempt (
    id bigint generated always as identity primary key,
    file_id uuid,
    instance_id uuid,
    person text not null,
    event text not null,
    rules text[] not null check (cardinality(rules) > 0),
    at timestamptz(3) not null
  );
  create index refused_attempt_of_file on refused_attempt (file_id, at);
  create table incident (
    id bigint generated always as identity primary key,
    file_id uuid not null references file,
    kind text not null,
    what text not null,
    times integer not null default 1 check (times > 0),
    first_at timestamptz(3) not null,
    last_at timestamptz(3) not null,
    resolved_at timestamptz(3)
  );
  create unique index incident_open_of_file on incident (file_id) where resolved_at is null`
