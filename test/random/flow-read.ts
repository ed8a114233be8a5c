import { expect } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import type { Instant } from '../../machines/kernel/calendar.ts'
import type { ChartModel } from '../../machines/kernel/chart.ts'
import { flowNumbers } from '../../src/reports/flow/flow.ts'
import { type FlowPage, type FlowRow, flowRows } from '../../src/reports/flow/list.ts'
import type { FlowAsked, FlowFilters } from '../../src/reports/flow/numbers.ts'
import type { Reader } from '../../src/reports/standing.ts'
import type { Services } from '../../src/services.ts'
import { chartFor } from '../../src/shown/place.ts'
import type { Visitor } from '../support/browse.ts'

export const models = Object.values(definitions)
  .map(chartFor)
  .filter(({ machine }) => machine !== 'office')

export const numbersOf = ({ lists }: Services, model: ChartModel, filters: FlowFilters, at?: Instant) =>
  flowNumbers(lists, model, { machine: model.machine, filters, ...(at !== undefined && { at }) })

/** All pages of a list, so many rows on each. */
export async function walked(
  { lists }: Services,
  model: ChartModel,
  asked: FlowAsked,
  page: Omit<FlowPage, 'limit' | 'after'>,
  limit: number,
  reader: Reader,
): Promise<readonly FlowRow[]> {
  const rows: FlowRow[] = []
  for (;;) {
    const after = rows.at(-1)?.at
    const more = await flowRows(lists, reader, model, asked, { ...page, limit, after })
    rows.push(...more)
    if (more.length < limit) return rows
  }
}

/** Some of everything that a flow can be narrowed by, as it happens to be in this office. */
export async function filtersThere({ pool }: Services): Promise<readonly FlowFilters[]> {
  const { rows } = await pool.query<{ organisation: string; caseworker: string; directorate: string; day: string }>(
    `select o.file_id as organisation, c.caseworker, c.directorate, c.opened_at::date::text as day
     from organisation o, casefile c where c.caseworker is not null order by o.name, c.opened_at desc limit 1`,
  )
  const { organisation, caseworker, directorate, day } = rows[0]!
  return [
    {},
    { organisation: [organisation] },
    { rating: ['B', 'C'] },
    { rating: ['A'] },
    { directorate: [directorate] },
    { caseworker: [caseworker, 'nobody'] },
    { source: ['intervention'] },
    { openedFrom: day, openedTo: day },
    { rating: ['B'], caseworker: [caseworker], openedFrom: '2026-03-02' },
  ]
}

/** Whose casefile is sealed is a matter of today, and what is due in it is then not counted: what was so before is compared without. */
export async function withoutSeals<T>({ pool }: Services, told: () => Promise<T>): Promise<T> {
  const { rows } = await pool.query<{ file_id: string; sealed_to: string[] }>('select file_id, sealed_to from casefile where sealed')
  await pool.query(`update casefile set sealed = false, sealed_to = '{}' where sealed`)
  try {
    return await told()
  } finally {
    for (const { file_id, sealed_to } of rows)
      await pool.query('update casefile set sealed = true, sealed_to = $2 where file_id = $1', [file_id, sealed_to])
  }
}

/** The lines of a CSV, by the titles of its columns. */
export async function csvAt(visitor: Visitor, address: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const { text, status } = await visitor.get(address)
  expect([address, status]).toEqual([address, 200])
  const [titles = [], ...lines] = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^",]*)(?:,|$)/g)].map(([, cell]) => cell!.replace(/^"|"$/g, '').replaceAll('""', '"')),
    )
  return lines.map((cells) => Object.fromEntries(titles.map((title, nth) => [title, cells[nth] ?? ''])))
}

/** What the table of a flow says of the oldest in each of its states: "12 days", or a dash where there is none. */
export const oldestOnPage = (html: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    html
      .split('<tr ')
      .flatMap((row) =>
        [...row.matchAll(/<th [^>]*data-state="([^"]+)".*? data-label="Oldest">(?:<a [^>]*>)?([^<]+)</gs)].map(([, id, said]) => [
          id!,
          said!,
        ]),
      ),
  )

/** Of each row of a list since when it says that it has stood there, and when something is due; nothing where it says neither. */
export const daysOnPage = (html: string): readonly (readonly [since: string, due: string])[] =>
  html
    .split('<tr ')
    .slice(2)
    .map((row) => {
      const [, since = ''] = /data-label="Since">([^<]+)</.exec(row) ?? []
      const [, due = ''] = /data-label="Due">.*?<span class="redress-work__beside">([^<]+)</.exec(row) ?? []
      return [since === 'No data' ? '' : since, due]
    })
