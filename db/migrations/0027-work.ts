import type { MigrationInterface, QueryRunner } from 'typeorm'
import { MOST_HEIRS } from '../../machines/organisation/record.ts'

/** Of those who keep work and those who change ratings. */
const LOCK = 20_131_219

/**
 * What there is to do, each thing a row with all that lists find, narrow and order it by. A list read it from the duty, its lifecycle and
 * its casefile: of 3,700 rows in an office with 100,000 casefiles that was 25 ms of 35, for one page of 50.
 *
 * - \`work_found\` says what there is to do; \`work\` is the same, kept. Of a casefile itself only where nothing else in it is open, so that
 *   none is forgotten.
 * - \`same_for\`, \`same_shown\`: where a lifecycle waits for nothing but that its duties become overdue, to whom each of those is addressed, and
 *   since when it is shown to the line manager.
 * - \`rating\`: the worst of those that it is about, by which it is ordered (C5).
 * - It is kept anew with every revision of its file, before which nobody writes anything of it: nobody who writes has to think of it. What it
 *   has of others is their rating: while one of those changes, nothing else is kept, so that none is missed.
 */
export class Work implements MigrationInterface {
  readonly name = 'Work1700000000027'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [alone, ratings, found, kept, keeping, rating, foundBefore]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}

/** What is written of a file between the filling and its trigger would be on no list. */
const alone = 'lock table file in share row exclusive mode'

/**
 * As `RATED` of the order of work has it: of each that of the one in force in its place, where it was succeeded. Read like a table, it becomes a part of the
 * statement that reads it: called for each row, it took half of the time of keeping a file's work.
 */
const ratings = `
  create function worst_rating(organisations uuid[]) returns table (rating text) language sql stable rows 1 as $$
    select coalesce(max(case when o.successor is null then o.rating else (
      with recursive heirs as (
        select h.successor, h.rating, 1 as steps from organisation h where h.file_id = o.successor
        union all
        select h.successor, h.rating, n.steps + 1 from heirs n join organisation h on h.file_id = n.successor where n.steps < ${MOST_HEIRS}
      ) select rating from heirs order by steps desc limit 1) end), 'B')
    from organisation o where o.file_id = any(organisations) $$`

const OF_CASEFILE = `c.caseworker, c.directorate, c.reference, case when c.sealed then c.sealed_to end as sealed_to`
const ABOUT = 'case when i.organisation is not null then array[i.organisation] else coalesce(c.organisations, array[i.file_id]) end'

const OF_FILES = `
  select d.id, 'duty' as kind, d.file_id, d.instance_id, i.machine, i.state, i.since, i.source, d.due_on, d.addressee, d.cites, d.ends_by,
    d.shown_to_line_manager_on, ${OF_CASEFILE}, ${ABOUT} as about, null::text[] as same_for, null::date[] as same_shown
  from duty d join instance i on i.id = d.instance_id left join casefile c on c.file_id = d.file_id
  where d.ended_seq is null
  union all
  select i.id, 'lifecycle', i.file_id, i.id, i.machine, i.state, i.since, i.source, n.due_on, null, null, null, null, ${OF_CASEFILE}, ${ABOUT} as about,
    s.addressees, s.shown
  from instance i join casefile c on c.file_id = i.file_id
    cross join lateral (select (i.next_due at time zone 'Europe/London')::date as due_on) n
    left join lateral (
      select array_agg(d.addressee order by d.id) as addressees, array_agg(d.shown_to_line_manager_on order by d.id) as shown from duty d
      where d.file_id = i.file_id and d.instance_id = i.id and d.ended_seq is null and d.ends_by = 'act' and d.due_on + 1 = n.due_on
        and not exists (select from timer t where t.instance_id = i.id and t.due_at = i.next_due and t.name not like '%.inTime')) s on true
  where not i.closed and not i.in_error and (i.machine <> 'casefile' or not c.closed and not exists (
    select from instance o where o.file_id = i.file_id and o.machine <> 'casefile' and not o.closed and not o.in_error))`

const found = `
  create view work_found as
  select f.*, r.rating from (${OF_FILES}) f cross join lateral worst_rating(f.about) r`

const kept = `
  create table work (
    id uuid primary key,
    kind text not null check (kind in ('duty', 'lifecycle')),
    file_id uuid not null,
    instance_id uuid not null,
    machine text not null,
    state text not null,
    since timestamptz(3) not null,
    source text,
    due_on date,
    addressee text,
    cites text,
    ends_by text,
    shown_to_line_manager_on date,
    caseworker text,
    directorate text,
    reference text,
    sealed_to text[],
    about uuid[] not null,
    same_for text[],
    same_shown date[],
    rating text not null,
    check (kind <> 'duty' or (addressee is not null and cites is not null and ends_by is not null and due_on is not null)),
    check (kind <> 'lifecycle' or id = instance_id),
    check (same_for is null or kind = 'lifecycle'),
    check (cardinality(same_for) = cardinality(same_shown))
  ) with (fillfactor = 80);
  insert into work select * from work_found;
  create index work_of_file on work (file_id);
  create index work_of_caseworker on work (caseworker);
  create index work_for on work (addressee) where kind = 'duty';
  create index work_by_day on work (kind, due_on);
  create index work_standing on work (machine, state, kind)`

const keeping = `
  create function keep_work() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared(${LOCK});
      with found as materialized (
        select * from work_found where file_id = new.id
      ), gone as (
        delete from work w where w.file_id = new.id and not exists (select from found f where f.id = w.id)
      )
      insert into work select * from found
      on conflict (id) do update set kind = excluded.kind, instance_id = excluded.instance_id, machine = excluded.machine, state = excluded.state,
        since = excluded.since, source = excluded.source, due_on = excluded.due_on, addressee = excluded.addressee, cites = excluded.cites,
        ends_by = excluded.ends_by, shown_to_line_manager_on = excluded.shown_to_line_manager_on, caseworker = excluded.caseworker,
        directorate = excluded.directorate, reference = excluded.reference, sealed_to = excluded.sealed_to, about = excluded.about,
        same_for = excluded.same_for, same_shown = excluded.same_shown, rating = excluded.rating
      where work.* is distinct from excluded.*;
      return null;
    end $$;
  create trigger keeps_work after insert or update of revision on file for each row execute function keep_work()`

/**
 * The lock is taken before that of any file's work: two who change ratings would else wait for each other. Whoever commits meanwhile waits a tenth of a
 * second where 4,000 of 200,000 rows are about the organisation.
 */
const rating = `
  create function hold_work() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(${LOCK});
      return new;
    end $$;
  create function rate_work() returns trigger language plpgsql as $$
    begin
      update work w set rating = (select r.rating from worst_rating(w.about) r)
      where w.rating <> (select r.rating from worst_rating(w.about) r) and w.about && (
        with recursive taken_over as (
          select new.file_id as id, 0 as steps
          union all
          select o.file_id, t.steps + 1 from taken_over t join organisation o on o.successor = t.id where t.steps < ${MOST_HEIRS}
        ) select array_agg(id) from taken_over);
      return null;
    end $$;
  create trigger holds_work before update of rating, successor on organisation for each row
    when (old.rating <> new.rating or old.successor is distinct from new.successor) execute function hold_work();
  create trigger rates_work after update of rating, successor on organisation for each row
    when (old.rating <> new.rating or old.successor is distinct from new.successor) execute function rate_work()`

/** What lists were found by until now. */
const foundBefore = `
  drop trigger notes_at_work on casefile;
  drop trigger notes_done on casefile;
  drop trigger notes_at_work on instance;
  drop trigger notes_at_work_again on instance;
  drop trigger notes_done on instance;
  drop trigger notes_at_work on duty;
  drop trigger notes_at_work_again on duty;
  drop trigger notes_done on duty;
  drop function note_at_work;
  drop function note_done;
  drop index casefile_at_work;
  alter table casefile drop column at_work;
  drop index instance_due;
  drop index instance_monitored;
  drop index instance_escalated;
  drop index duty_open_for`
