import type { Organisation } from '../../../../machines/organisation/record.ts'
import type { RatingRecord } from '../../../../machines/rating/record.ts'
import type { FileLook } from '../../../engine/engine.ts'
import { notFound } from '../../../problem.ts'
import { fileWith } from '../../../reports/casefiles.ts'
import { organisationNames, successorsOf } from '../../../reports/organisations.ts'
import { openItemsCounted } from '../../../reports/organisations-items.ts'
import type { Services } from '../../../services.ts'
import { standing } from '../../../shown/instance.ts'
import { ratingIn } from '../../../shown/organisation.ts'
import { ratingInWords } from '../../../shown/rating.ts'
import type { Visit } from '../../page.ts'

/** @throws Problem 404 where there is no such organisation */
export async function organisationAt({ engine, lists }: Services, { person, params: { id } }: Visit<{ id: string }>): Promise<FileLook> {
  const file = await fileWith(lists, 'organisation', id)
  if (file === undefined) throw notFound()
  return engine.lookAt(person, file)
}

export const sectorWords = { parliamentary: 'Parliamentary', health: 'Health' } as const

/** What stands above every page of an organisation. */
export async function headOf({ engine, lists }: Services, { reader, address }: Visit, { file }: FileLook) {
  const record = standing(engine.definitions, file.instances[0]!).snapshot.context as Organisation
  const { rating, information } = standing(engine.definitions, ratingIn(file)).snapshot.context as RatingRecord
  const open = await openItemsCounted(lists, reader, file.id)
  const heirs = record.successor ? await successorsOf(lists, file.id) : []
  const names = record.successor ? await organisationNames(lists, [record.successor.organisation]) : new Map<string, string>()
  return {
    id: file.id,
    name: record.name,
    sector: sectorWords[record.sector],
    rating,
    says: ratingInWords(rating, information),
    open,
    successor: record.successor && {
      id: record.successor.organisation,
      name: names.get(record.successor.organisation),
      on: record.successor.on,
      inForce: heirs.at(-1),
    },
    tabs: tabsOf(file.id, open.count, address),
  }
}

function tabsOf(id: string, open: number, address: string) {
  const [path] = address.split('?')
  return [
    { text: 'Overview', href: `/organisations/${id}` },
    { text: 'Rating', href: `/organisations/${id}/rating` },
    { text: 'How it complies', href: `/organisations/${id}/record` },
    { text: `Open items (${open.toLocaleString('en-GB')})`, href: `/organisations/${id}/items` },
    { text: 'Past responses', href: `/organisations/${id}/responses` },
  ].map((tab) => ({ ...tab, active: tab.href === path }))
}
