import { z } from 'zod'
import { addYears, type CalendarDate } from '../../../../machines/kernel/calendar.ts'
import { endedAt, keysIn, paged } from '../../../paging.ts'
import { MOST_RESPONSES } from '../../../reports/organisations.ts'
import { openItems } from '../../../reports/organisations-items.ts'
import { type Measure, measures } from '../../../reports/record-of-organisation-findings.ts'
import { openItemShown, openItemsSummed } from '../../../shown/organisation-items.ts'
import { pastResponsesShown } from '../../../shown/past-responses.ts'
import { recordOfOrganisationShown } from '../../../shown/record-of-organisation.ts'
import { page } from '../../page.ts'
import { headOf, organisationAt } from './at.ts'

const PAGE = 25
const params = z.object({ id: z.uuid() })

/** The annex's eleven factors, worked out from the casefiles, each with what stands behind it (CA). */
export const organisationRecord = page({
  method: 'get',
  path: '/organisations/{id}/record',
  name: 'how an organisation complies',
  params,
  query: z.object({ since: endedAt.day.optional(), until: endedAt.day.optional(), all: z.enum(measures).optional() }),
  run: async (services, visit) => {
    const { since, until, all } = visit.query
    const look = await organisationAt(services, visit)
    const organisation = await headOf(services, visit, look)
    const record = await recordOfOrganisationShown(services, visit.reader, look, since, until)
    const behind = newestBehind(look.file.id, { since, until, all })
    return {
      view: 'organisation/record',
      title: `How ${organisation.name} complies`,
      data: {
        organisation,
        record: {
          ...record,
          figures: record.figures.map((figure) => ({ ...figure, found: figure.found.map(behind) })),
          apart: record.apart.map(behind),
        },
        today: visit.reader.today,
        since,
        until,
        windows: windowsOf(look.file.id, visit),
      },
    }
  },
})

type Found = Awaited<ReturnType<typeof recordOfOrganisationShown>>['apart'][number]
const NEWEST = 25

/**
 * Behind the figures of a large organisation stand hundreds of casefiles: the newest are shown, and those of one figure all, where it is
 * asked for. What is counted is items and recommendations, of which one casefile may have several.
 */
const newestBehind =
  (
    id: string,
    {
      since,
      until,
      all,
    }: { readonly since?: CalendarDate | undefined; readonly until?: CalendarDate | undefined; readonly all?: Measure | undefined },
  ) =>
  (found: Found) => {
    const newest = found.casefiles.toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
    const shown = all === found.measure ? newest : newest.slice(0, NEWEST)
    const query = new URLSearchParams({ ...(since && { since }), ...(until && { until }), all: found.measure })
    const references = new Set(newest.map(({ reference }) => reference)).size
    return { ...found, behind: newest.length, references, casefiles: shown, allAt: `/organisations/${id}/record?${query}` }
  }

/** A figure says since when it counts; these are the usual ones. */
function windowsOf(
  id: string,
  {
    reader: { today },
    query: { since, until },
  }: { reader: { today: CalendarDate }; query: { since?: string | undefined; until?: string | undefined } },
) {
  const yearsAgo = (years: number) => addYears(today, -years)
  const windows = [
    { text: 'All years', since: undefined },
    { text: 'The last three years', since: yearsAgo(3) },
    { text: 'The last year', since: yearsAgo(1) },
  ]
  return windows.map(({ text, since: from }) => ({
    text,
    href: `/organisations/${id}/record${from ? `?since=${from}` : ''}`,
    current: from === since && until === undefined,
  }))
}

/** What the organisation has still to comply with, what passed to it among that. */
export const organisationItems = page({
  method: 'get',
  path: '/organisations/{id}/items',
  name: 'open items of an organisation',
  params,
  query: z.object({ after: z.string().max(500).optional() }),
  run: async (services, visit) => {
    const { lists } = services
    const look = await organisationAt(services, visit)
    const organisation = await headOf(services, visit, look)
    const summed = await openItemsSummed(services, visit.reader, look.file.id, organisation.open)
    const after = keysIn(z.tuple([z.iso.date(), z.uuid()]), visit.query.after)
    const rows = await openItems(lists, visit.reader, look.file.id, { after, limit: PAGE + 1 })
    const { items, nextLink } = paged(
      rows,
      { limit: PAGE, address: `/organisations/${look.file.id}/items` },
      { keys: ({ target, instance }) => [target, instance] as const, item: (row) => openItemShown(services, visit.reader, row) },
    )
    return {
      view: 'organisation/items',
      title: `Open items of ${organisation.name}`,
      data: { organisation, items, nextLink, summed, isFirst: after === undefined },
    }
  },
})

/** How it answered our newest approaches: in time, late, not at all, or with a refusal (I13). */
export const organisationResponses = page({
  method: 'get',
  path: '/organisations/{id}/responses',
  name: 'past responses of an organisation',
  params,
  run: async (services, visit) => {
    const look = await organisationAt(services, visit)
    const organisation = await headOf(services, visit, look)
    const responses = await pastResponsesShown(services, visit.reader, look.file.id)
    const count = (which: (each: (typeof responses)[number]) => boolean) => responses.filter(which).length
    return {
      view: 'organisation/responses',
      title: `Past responses of ${organisation.name}`,
      data: {
        organisation,
        responses,
        most: MOST_RESPONSES,
        counts: {
          inTime: count(({ timeliness }) => timeliness === 'inTime'),
          late: count(({ timeliness }) => timeliness === 'late'),
          noAnswer: count(({ timeliness }) => timeliness === 'noAnswer'),
          refused: count(({ refused }) => refused),
        },
      },
    }
  },
})
