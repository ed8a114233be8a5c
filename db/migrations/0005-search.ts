import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What search reads, what was asked for as a remedy, and what is kept beside the files: who read what, saved views, drafts of forms. */
export class Search implements MigrationInterface {
  readonly name = 'Search1700000000005'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [likeness, people, words, backfilled, references, remedies, readings, views, drafts])
      await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Who read what is never taken back: restore a backup instead')
  }
}

/** Trusted since PostgreSQL 13: whoever may create in the database may have it. Accents it takes for a typing mistake, so it is all we need. */
const likeness = 'create extension if not exists pg_trgm'

/** Which texts name the people of a casefile and say what they claim: ids alone, so that whoever erases a text need not look here. */
const people = `
  alter table casefile
    add column complainant uuid references text,
    add column aggrieved uuid references text,
    add column representative uuid references text,
    add column injustices uuid[] not null default '{}'`

/**
 * The words of every text as search compares them, made by the database when they are written and gone when they are erased. Kept, since
 * to work them out for each text that is ranked took ten times as long as ranking it. What the indexes cost those who write was measured:
 * see src/reports/search.ts. Their lists of what is not yet sorted in are short, so that nobody who writes waits long for the sorting.
 */
const words = `
  alter table text
    add column part text check (part in ('name', 'injustice')),
    add column searched tsvector generated always as (to_tsvector('english', words)) stored;
  create index text_searched on text using gin (searched) with (gin_pending_list_limit = 512);
  create index text_injustice on text using gin (searched) with (gin_pending_list_limit = 512) where part = 'injustice';
  create index text_naming on text using gin (words gin_trgm_ops) with (gin_pending_list_limit = 512) where part = 'name'`

/** Of what was opened before. */
const backfilled = `
  update casefile c set
    complainant = substring(k.record #>> '{complainant,name}' from 6 for 36)::uuid,
    aggrieved = substring(k.record #>> '{aggrieved,name}' from 6 for 36)::uuid,
    representative = substring(k.record #>> '{representative,name}' from 6 for 36)::uuid,
    injustices = array(select substring(ref from 6 for 36)::uuid
      from json_array_elements_text(coalesce(k.record -> 'injustices', '[]')) with ordinality as each (ref, place) order by place)
  from (select i.file_id, s.stored::json #> '{snapshot,context}' as record
        from instance i join snapshot s on s.instance_id = i.id where i.machine = 'casefile' and i.parent is null) k
  where k.file_id = c.file_id;
  update text t set part = 'name' from casefile c where c.file_id = t.file_id and t.id in (c.complainant, c.aggrieved, c.representative);
  update text t set part = 'injustice' from casefile c where c.file_id = t.file_id and t.id = any (c.injustices)`

const references = `
  create index casefile_by_part_of_reference on casefile using gin (reference gin_trgm_ops, earlier_reference gin_trgm_ops);
  create index casefile_by_earlier_reference_typed on casefile (upper(earlier_reference)) where earlier_reference is not null;
  create index organisation_naming on organisation using gin (name gin_trgm_ops)`

/** What an organisation was to do, one for each item: to be compared with (I15). Written with the item, read off its record. */
const remedies = `
  create table remedy (
    instance_id uuid primary key references instance,
    file_id uuid not null references file,
    kind text not null check (kind <> ''),
    what text not null,
    measure text not null,
    money text not null,
    amount bigint check (amount >= 0),
    agreed_on date not null,
    ending text check (ending in ('complied', 'notAccepted', 'notComplied', 'notSecured')),
    ended_on date,
    searched tsvector generated always as (to_tsvector('english', what || ' ' || measure)) stored,
    check (ending is not null or ended_on is null)
  ) with (fillfactor = 80);
  insert into remedy (instance_id, file_id, kind, what, measure, money, amount, agreed_on, ending, ended_on)
  select i.id, i.file_id, k.record #>> '{action,kind}', k.record #>> '{action,what}', k.record #>> '{action,measure}',
    k.record #> '{action,money}', (select sum((line ->> 'amount')::bigint) from json_array_elements(k.record #> '{action,money}') line),
    (k.record ->> 'agreedOn')::date, k.record ->> 'ending', (k.record ->> 'endedOn')::date
  from instance i join snapshot s on s.instance_id = i.id, lateral (select s.stored::json #> '{snapshot,context}' as record) k
  where i.machine = 'compliance';
  create index remedy_of_file on remedy (file_id);
  create index remedy_searched on remedy using gin (searched) with (gin_pending_list_limit = 512)`

/** Who read what about people. At most one row for each person, file, way and hour; as history, only ever added to. */
const readings = `
  create table reading (
    file_id uuid not null references file,
    hour timestamptz(3) not null check (extract(epoch from hour)::bigint % 3600 = 0),
    person text not null check (person not in ('', 'system')),
    view text not null check (view in ('casefile', 'lifecycle', 'letter', 'history', 'search', 'export')),
    first_at timestamptz(3) not null,
    check (first_at >= hour and first_at < hour + interval '1 hour'),
    primary key (file_id, hour, person, view)
  );
  create index reading_by on reading (person, hour);
  create trigger append_only before update or delete on reading for each row execute function refuse_change();
  create trigger append_only_table before truncate on reading for each statement execute function refuse_change();
  alter table reading enable always trigger append_only;
  alter table reading enable always trigger append_only_table`

/** A list as somebody wants to see it again. A search may name people, so it is shared with nobody. */
const views = `
  create table saved_view (
    id uuid primary key,
    owner text not null references person,
    team text references post,
    name text not null check (name = btrim(name) and length(name) between 1 and 80),
    page text not null check (page in ('worklist', 'search', 'organisations')),
    path text not null check (path ~ '^/[a-z]' and length(path) <= 100),
    query text not null check (length(query) <= 2000),
    saved_at timestamptz(3) not null,
    check (team is null or page <> 'search'),
    unique (id, page)
  );
  create unique index saved_view_of_owner on saved_view (owner, lower(name)) where team is null;
  create unique index saved_view_of_team on saved_view (team, lower(name)) where team is not null;
  create table usual_view (
    person text not null references person,
    page text not null,
    view uuid not null,
    primary key (person, page),
    foreign key (view, page) references saved_view (id, page) on delete cascade
  );
  create index usual_view_of on usual_view (view)`

/** What somebody has typed into a long form and not yet sent: theirs alone, and kept for some days. */
const drafts = `
  create table draft (
    person text not null references person,
    instance_id uuid references instance,
    event text not null check (event ~ '^[A-Z][A-Z_]*$'),
    fields json not null check (json_typeof(fields) = 'object' and length(fields::text) <= 500000),
    saved_at timestamptz(3) not null,
    unique nulls not distinct (person, instance_id, event)
  );
  create index draft_by_age on draft (saved_at);
  create table retention (
    what text not null check (what in ('drafts')),
    days integer not null check (days between 1 and 3650),
    from_day date not null,
    primary key (what, from_day)
  )`
