import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The figures of a year are kept as sums beside what they are counted from. Counted anew for every visit, 122,000 of a year took 250 ms at
 * 100,000 casefiles, and ever longer.
 */
export class AnnualFigures implements MigrationInterface {
  readonly name = 'AnnualFigures1700000000021'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [alone, said, sums, noted, found]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}

/** What an item came to say between the filling and its trigger would be in no sum. */
const alone = 'lock table remedy in share row exclusive mode'

/** What an item adds to the figures of which year: all that is found of it, and that it was agreed. No item adds nothing. */
const said = `
  create function figures_of(item remedy) returns table (organisation uuid, year integer, measure text, from_day date)
    language sql immutable strict as $$
      select item.organisation, extract(year from f.on_day)::integer, f.measure, f.from_day
      from unnest(item.found, item.found_on, item.found_from) as f (measure, on_day, from_day)
      union all
      select item.organisation, extract(year from item.agreed_on)::integer, 'agreed', null $$`

/**
 * Each change is a row of its own, \`times\` more or fewer, so that nobody who writes waits for another who does: a figure is the sum of its
 * rows. Once a day they become one again.
 *
 * - \`from_day\`: where time alone tells, from which day on it counts
 */
const sums = `
  create table annual_figure (
    organisation uuid not null references organisation,
    year integer not null,
    measure text not null check (measure <> ''),
    from_day date,
    times integer not null check (times <> 0)
  );
  create index annual_figure_of_year on annual_figure (year);
  insert into annual_figure select f.*, count(*) from remedy r cross join lateral figures_of(r) f group by 1, 2, 3, 4`

/** Kept by the database: nobody who writes an item has to think of it. */
const noted = `
  create function note_figures() returns trigger language plpgsql as $$
    begin
      insert into annual_figure
      select f.organisation, f.year, f.measure, f.from_day, sum(f.times) from (
        select before.*, -1 as times from figures_of(old) before
        union all
        select after.*, 1 from figures_of(new) after
      ) f group by 1, 2, 3, 4 having sum(f.times) <> 0;
      return null;
    end $$;
  create trigger notes_figures after insert or delete or update of organisation, agreed_on, found, found_on, found_from on remedy
    for each row execute function note_figures()`

/** Of an organisation whose place another took, and of a casefile that is sealed, items are read one by one; none is read off an index alone. */
const found = `
  drop index if exists remedy_found, remedy_of_file;
  create index remedy_of_file on remedy (file_id);
  create index remedy_of_organisation on remedy (organisation);
  create index remedy_unread on remedy (agreed_on) where found is null`
