import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Who holds which post when, what was delegated, and what an administrator may set; the present moment, and this installation's secret. */
export class People implements MigrationInterface {
  readonly name = 'People1700000000002'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [people, delegations, settings, authority, installation]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Posts and delegations are part of what history refers to: restore a backup instead')
  }
}

const grades = `('caseworker', 'lineManager', 'operationsManager', 'deputyDirector', 'director', 'executive')`
const directorates = `('customerServices', 'operations', 'businessDevelopment')`

const people = `
  create table person (
    id text primary key check (id not in ('', 'system')),
    name text not null check (name <> ''),
    subject text unique
  );
  create table post (
    id text primary key check (id <> ''),
    title text not null check (title <> ''),
    grade text check (grade in ${grades}),
    named text unique check (named in
      ('interimDirectorOfOperations', 'interimDirectorOfBusinessDevelopment', 'chiefOperatingOfficer', 'ombudsman')),
    roles text[] not null default '{}' check (roles <@ array['complianceOfficer', 'outcomesOfficer', 'assessmentOutcomesOfficer',
      'caseworkTeam', 'reviewTeam', 'clinicalAdviser', 'administrator', 'auditor']),
    directorate text check (directorate in ${directorates}),
    reports_to text references post check (reports_to <> id)
  );
  create index post_reporting_to on post (reports_to);
  create table holding (
    id uuid primary key default gen_random_uuid(),
    person text not null references person,
    post text not null references post,
    how text not null default 'held' check (how in ('held', 'actingUp')),
    from_day date not null,
    to_day date,
    check (to_day >= from_day),
    unique (person, post, from_day)
  );
  create index holding_of_post on holding (post)`

/** One who holds a post lets another act in it; both names go into the history. */
const delegations = `
  create table delegation (
    id uuid primary key default gen_random_uuid(),
    by_person text not null references person,
    to_person text not null references person check (to_person <> by_person),
    post text not null references post,
    from_day date not null,
    to_day date not null,
    check (to_day >= from_day),
    unique (by_person, to_person, post, from_day)
  );
  create index delegation_to on delegation (to_person)`

const settings = `
  create table delegation_scheme (
    directorate text not null check (directorate in ${directorates}),
    decision text not null check (decision in ('resolved', 'decline', 'premature', 'valueAdded')),
    grade text not null check (grade in ${grades}),
    from_day date not null,
    primary key (directorate, decision, from_day)
  );
  create table setting (
    name text not null check (name <> ''),
    days integer not null check (days between 0 and 3650),
    from_day date not null,
    primary key (name, from_day)
  )`

/** A decision is kept only if nothing that gives authority changed since it was read. */
const authority = `
  create table authority (
    one boolean primary key default true check (one),
    revision bigint not null
  ) with (fillfactor = 50);
  insert into authority (revision) values (1);
  create function raise_authority() returns trigger language plpgsql as
    $$ begin update authority set revision = revision + 1; return null; end $$;
  create trigger raises_authority after insert or update or delete on post for each statement execute function raise_authority();
  create trigger raises_authority after insert or update or delete on holding for each statement execute function raise_authority();
  create trigger raises_authority after insert or update or delete on delegation for each statement execute function raise_authority();
  create trigger raises_authority after insert or update or delete on delegation_scheme for each statement execute function raise_authority();
  create trigger raises_authority after insert or update or delete on setting for each statement execute function raise_authority()`

const installation = `
  create table clock (
    one boolean primary key default true check (one),
    offset_ms bigint not null
  );
  insert into clock (offset_ms) values (0);
  create function present_moment() returns timestamptz(3) language sql volatile as
    $$ select date_trunc('milliseconds', clock_timestamp() + offset_ms * interval '1 millisecond') from clock $$;
  create table installation (
    one boolean primary key default true check (one),
    secret text not null
  );
  insert into installation (secret) values (replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''))`
