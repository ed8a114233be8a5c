import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Where each lifecycle has stood, from when to when: what a flow is counted from, now and at any past moment. */
export class Stays implements MigrationInterface {
  readonly name = 'Stays1700000000011'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [sources, stays, STAYS_FROM_HISTORY, foundBy, usual]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}

/** What an item of compliance came from, where lists see it without looking into its record. */
const sources = `
  alter table instance add source text
    check (source in ('investigation', 'premature', 'intervention'))
    check (source is null or machine = 'compliance');
  update instance i set source = s.stored::json #>> '{snapshot,context,source}' from snapshot s
  where s.instance_id = i.id and i.machine = 'compliance'`

/**
 * One row for each time that a lifecycle stood in one state with one day by which something is due in it. The next row begins with the line
 * of history with which the one before it ends, so that of every moment there is one.
 *
 * - \`state\` is as in \`instance\`; '' where it is in error, which is nowhere. \`open\` says whether it counts.
 * - \`due_on\` is the first day of its open duties and of its next deadline.
 * - \`since\`: since when it has stood in each of the states in which it stands, one for each region.
 * - \`come_from\` is the state before, '' where there was none; \`event\` what led from there, missing where it was opened, or only its day changed.
 * - \`history_to\`: it was read off the history that there was when stays were first kept, which ended with this line.
 */
const stays = `
  create table stay (
    instance_id uuid not null references instance,
    entered_seq integer not null check (entered_seq > 0),
    file_id uuid not null references file,
    machine text not null,
    state text not null,
    open boolean not null,
    due_on date,
    since timestamptz(3)[] not null,
    come_from text not null,
    event text,
    entered_at timestamptz(3) not null,
    left_seq integer,
    left_at timestamptz(3),
    history_to integer,
    primary key (instance_id, entered_seq),
    check (left_seq > entered_seq),
    check (left_at >= entered_at),
    check ((left_seq is null) = (left_at is null)),
    check (cardinality(since) = cardinality(string_to_array(state, ' + '))),
    check (state <> '' or not open),
    check (due_on is null or open)
  )`

/** What can be known of earlier days: the days by which something was due were not kept, but for the present one. */
export const STAYS_FROM_HISTORY = `
  with line as (
    select instance_id, file_id, seq, recorded_at, kind, event, entry::json ->> 'from' as was, entry::json ->> 'to' as is_now from transition
  ), moved as (
    select instance_id, file_id, seq, recorded_at, case when kind = 'opened' then null else event end as event, was, is_now from line where was <> is_now
  ), ended as (
    select distinct on (instance_id) instance_id, seq, is_now from moved order by instance_id, seq desc
  ), put_right as (
    select i.id as instance_id, i.file_id, c.seq, c.recorded_at, c.event, coalesce(e.is_now, '') as was, case when i.in_error then '' else i.state end as is_now
    from instance i left join ended e on e.instance_id = i.id
    cross join lateral (
      select seq, recorded_at, event from transition where file_id = i.file_id and kind = 'correction' and seq > coalesce(e.seq, 0) order by seq desc limit 1) c
    where coalesce(e.is_now, '') <> case when i.in_error then '' else i.state end
  ), entered as ( -- a clock that was set back ended nothing before it began
    select m.*, max(recorded_at) over (partition by instance_id order by seq) as entered_at from (select * from moved union all select * from put_right) m
  ), period as (
    select e.*, lead(seq) over each as left_seq, lead(entered_at) over each as left_at, coalesce(lag(is_now) over each, was) as come_from
    from entered e window each as (partition by instance_id order by seq)
  )
  insert into stay (instance_id, entered_seq, file_id, machine, state, open, due_on, since, come_from, event, entered_at, left_seq, left_at, history_to)
  select p.instance_id, p.seq, p.file_id, i.machine, p.is_now, s.open, d.due_on,
    array_fill(p.entered_at, array[cardinality(string_to_array(p.is_now, ' + '))]), p.come_from, p.event, p.entered_at, p.left_seq, p.left_at, f.revision
  from period p join instance i on i.id = p.instance_id join file f on f.id = p.file_id
  cross join lateral (select p.is_now <> '' and case when p.left_seq is null then not i.closed and not i.in_error else p.is_now !~ '^closed(\\.|$)' end as open) s
  left join lateral (
    select least((i.next_due at time zone 'Europe/London')::date, min(due_on)) as due_on from duty where instance_id = i.id and ended_seq is null
  ) d on s.open and p.left_seq is null`

/** One present stay of each lifecycle; what stands now, without looking into the table; moves by their days; and what stood at a moment. */
const foundBy = `
  create unique index stay_present on stay (instance_id) where left_seq is null;
  create index stay_standing on stay (machine, state, due_on, since) where left_seq is null and open;
  create index stay_entered on stay (machine, entered_at);
  create index stay_left on stay (machine, left_at) where open and left_at is not null`

/** How many days lifecycles stood in a state before they left it, as it was last reckoned. */
const usual = `
  create table usual_stay (
    machine text not null,
    state text not null,
    times integer not null check (times >= 0),
    half integer not null,
    most integer not null,
    nearly_all integer not null,
    reckoned_at timestamptz(3) not null,
    primary key (machine, state),
    check (0 <= half and half <= most and most <= nearly_all)
  )`
