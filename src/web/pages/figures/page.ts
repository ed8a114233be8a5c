import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { notFound } from '../../../problem.ts'
import { type AnnualMeasure, annualFigures, annualMeasures, type Figures, firstYear } from '../../../reports/annual-figures.ts'
import { organisationNames } from '../../../reports/organisations.ts'
import type { Reader } from '../../../reports/standing.ts'
import type { Services } from '../../../services.ts'
import { page } from '../../page.ts'

const query = z.object({ year: z.string().max(20).optional().catch(undefined) })

const columns: Readonly<Record<AnnualMeasure, string>> = {
  due: 'Came due',
  keptByFirstDate: 'In target: by the first date',
  keptByLaterDate: 'By a later date that was agreed',
  missedFirstDate: 'Late: the first date was missed',
  excessivelyDelayed: 'Delayed excessively',
}

/** The figures of a year, this one where none is named: all together, and by organisation. */
export const figurePages = [
  page({
    method: 'get',
    path: '/figures',
    name: 'annual figures',
    query,
    run: async (services, { reader, query: { year: asked } }) => {
      const { year, first, all, lines, sealed, unread } = await figuresOf(services, reader, asked)
      return {
        view: 'figures/view',
        title: `Annual figures, ${year}`,
        data: {
          year,
          notThere: asked === undefined || asked === String(year) ? undefined : asked,
          isRunning: year === yearOf(reader.today),
          heads: annualMeasures.map((measure) => columns[measure]),
          all: valuesOf(all),
          lines,
          sealed,
          unread,
          before: year > first ? year - 1 : undefined,
          after: year < yearOf(reader.today) ? year + 1 : undefined,
        },
      }
    },
  }),
  page({
    method: 'get',
    path: '/figures/csv',
    name: 'annual figures as CSV',
    query,
    run: async (services, { reader, query: { year: asked } }) => {
      const { year, all, lines } = await figuresOf(services, reader, asked)
      const rows = [...lines.map(({ name, values }) => [name, ...values]), ['All organisations', ...valuesOf(all)]]
      const header = [`Organisation (${year}, calendar days)`, ...annualMeasures.map((measure) => columns[measure])]
      return {
        download: stringify([header, ...rows], { bom: true, escape_formulas: true }),
        type: 'text/csv; charset=utf-8',
        name: `annual-figures-${year}.csv`,
      }
    },
  }),
]

const yearOf = (day: string): number => Number(day.slice(0, 4))
const valuesOf = (figures: Figures): readonly number[] => annualMeasures.map((measure) => figures[measure])

/**
 * Of the year that was asked for; of this one, where that has not begun or is before anything was agreed.
 *
 * @throws Problem 404 to whoever holds no post today
 */
async function figuresOf({ lists, engine }: Services, { posts, today }: Reader, asked: string | undefined) {
  if (posts.length === 0) throw notFound()
  const first = await firstYear(lists, today)
  const year = asked !== undefined && Number(asked) >= first && Number(asked) <= yearOf(today) ? Math.trunc(Number(asked)) : yearOf(today)
  const { all, by, sealed, unread } = await annualFigures(lists, engine.definitions, { year, today })
  const names = await organisationNames(lists, [...by.keys()])
  const lines = [...by]
    .map(([id, figures]) => ({ id, name: names.get(id) ?? 'An organisation', values: valuesOf(figures) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
  return { year, first, all, lines, sealed, unread }
}
