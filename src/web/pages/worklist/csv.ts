import { pipeline, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import type { PlaceInOrder } from '../../../reports/order-of-work.ts'
import type { Reader } from '../../../reports/standing.ts'
import { isOfCasefiles } from '../../../reports/worklists-names.ts'
import type { Services } from '../../../services.ts'
import { postsNamed } from '../../../shown/posts.ts'
import { worksShown } from '../../../shown/work-told-apart.ts'
import { keysAt, rowsOf } from '../../../shown/worklists.ts'
import type { AskedOfList } from './asked.ts'
import { type Column, columnsOfCasefiles, columnsOfWork } from './columns.ts'

const AT_ONCE = 500

/**
 * All pages of the list as it was asked for, as they are read: with the mark by which a spreadsheet knows its letters, and with what it
 * would take for a formula made harmless. What is sealed to the reader is as hidden as on the page; of the rest it is noted who took it away.
 */
export async function csvOf(services: Services, reader: Reader, asked: AskedOfList): Promise<Readable> {
  const { name } = asked
  const columns = isOfCasefiles(name) ? columnsOfCasefiles : columnsOfWork
  const csv = stringify({ header: true, columns: columns.map(({ title }) => title), bom: true, escape_formulas: true })
  pipeline(Readable.from(lines(services, reader, asked, columns)), csv, () => {})
  return csv
}

async function* lines(services: Services, reader: Reader, { name, filters, sorting }: AskedOfList, columns: readonly Column[]) {
  const posts = await postsNamed(services)
  for (let after: PlaceInOrder | undefined; ; ) {
    const rows = await rowsOf(services, reader, name, { after, limit: AT_ONCE, filters, sorting })
    const seen = rows.filter(({ hidden, fileKind }) => !hidden && fileKind === 'casefile')
    services.readings.note(reader.person, 'export', [...new Set(seen.map(({ file }) => file))])
    for (const work of await worksShown(services, reader, rows)) yield columns.map((column) => column.of(work, posts))
    const last = rows.at(-1)
    if (last === undefined || rows.length < AT_ONCE) return
    after = keysAt(last, after?.[0] ?? reader.today)
  }
}
