import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { notFound } from '../../../problem.ts'
import { type AnnualMeasure, annualFigures, annualMeasures, type Figures, firstYear } from '../../../reports/annual-figures.ts'
import { organisationNames } from '../../../reports/organisations.ts'
import type { Reader } from '../../../reports/standing.ts'
import type { Services } from '../../../services.ts'
import { page } from '../../page.ts'
import { counted } from '../../words.ts'

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
      const figures = await figuresOf(services, reader, asked)
      const { year, first, all, lines } = figures
      return {
        view: 'figures/view',
        title: `Annual figures, ${year}`,
        data: {
          year,
          ...notesOn(figures, reader, asked),
          heads: annualMeasures.map((measure) => columns[measure]),
          all: valuesOf(all),
          lines,
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
      const figures = await figuresOf(services, reader, asked)
      const { year, all, lines } = figures
      const rows = [...lines.map(({ name, values }) => [name, ...values]), ['All organisations', ...valuesOf(all)]]
      const { notThere, about, leftOut } = notesOn(figures, reader, asked)
      // As long as all others, which some that read it ask of every row.
      const notes = [...(notThere ? [notThere] : []), about, ...leftOut].map((note) => [note, ...annualMeasures.map(() => '')])
      const header = [`Organisation (${year}, calendar days)`, ...annualMeasures.map((measure) => columns[measure])]
      return {
        download: stringify([header, ...rows, ...notes], { bom: true, escape_formulas: true }),
        type: 'text/csv; charset=utf-8',
        name: `annual-figures-${year}.csv`,
      }
    },
  }),
]

/** What to know beside the numbers, the same on the page and in the table to take away. */
function notesOn({ year, sealed, unread }: Awaited<ReturnType<typeof figuresOf>>, { today }: Reader, asked: string | undefined) {
  const soFar = year === yearOf(today) ? ', as far as the year has come' : ''
  return {
    notThere: asked === undefined || asked === String(year) ? undefined : `There are no figures of ${asked}: these are of ${year}.`,
    about:
      `Remedies that came due from 1 January to 31 December ${year}${soFar}. Each is measured by the day it was provided, and counted under ` +
      'the organisation in force on that day. What was put off because of the complainant or of us is not late. Sealed casefiles are left out, whoever looks.',
    leftOut: [
      ...(sealed > 0 ? [`${sealed} in sealed casefiles left out.`] : []),
      ...(unread > 0
        ? [
            `${counted(unread, 'item')} could not be read, and ${unread === 1 ? 'is' : 'are'} left out: whoever runs the service finds ` +
              `${unread === 1 ? 'it' : 'them'} by verifying the history.`,
          ]
        : []),
    ],
  }
}

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
