import type { DataSource } from 'typeorm'
import type { ChartModel } from '../../../machines/kernel/chart.ts'
import { StatementValues } from '../statement-values.ts'
import type { FlowAsked } from './numbers.ts'
import { besideOf, momentOf, openIn } from './relation.ts'
import { mostRegions, pathsIn } from './states.ts'

/**
 * How many of those that stand in a state have stood there for more days than are given for it. States are leaves of the chart, by their ids;
 * those where nobody has are left out.
 */
export async function standingLonger(
  source: DataSource,
  model: ChartModel,
  asked: FlowAsked,
  most: Readonly<Record<string, number>>,
): Promise<Readonly<Record<string, number>>> {
  const leaves = Object.entries(most)
  if (leaves.length === 0) return {}
  const values = new StatementValues()
  const [paths, days] = [
    values.of(
      leaves.map(([id]) => id.slice(model.machine.length + 1)),
      'text[]',
    ),
    values.of(
      leaves.map(([, each]) => each),
      'int[]',
    ),
  ]
  const regions = Array.from({ length: mostRegions(model) }, (_, nth) => nth + 1)
  // Which days count is found once for each place, of which there are few, and not for each that stands there.
  const text = `
    with recursive ${momentOf(asked, values)}${besideOf(asked)}, place as materialized (
      select distinct s.state as place from ${openIn({ ...asked, filters: {} }, values)}
    ), before as materialized (
      select p.place, array_agg(((select today from moment) - m.days)::timestamp at time zone 'Europe/London' order by r.nth) as days
      from place p cross join lateral unnest(string_to_array(p.place, ' + ')) with ordinality as r (path, nth)
        left join unnest(${paths}, ${days}) as m (path, days) on m.path = r.path
      group by p.place
    )
    select s.state as place, array[${regions.map((nth) => `(count(*) filter (where s.since[${nth}] < before.days[${nth}]))::int`).join(', ')}] as longer
    from (select s.state, s.since from ${openIn(asked, values)}) s join before on before.place = s.state
    group by s.state`
  const rows = await source.query<{ place: string; longer: readonly number[] }[]>(text, values.list)
  const counted: Record<string, number> = {}
  for (const { place, longer } of rows)
    for (const [nth, path] of pathsIn(place).entries())
      if (longer[nth]! > 0) counted[`${model.machine}.${path}`] = (counted[`${model.machine}.${path}`] ?? 0) + longer[nth]!
  return counted
}
