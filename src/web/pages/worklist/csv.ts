import { pipeline, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { inPlainWords } from '../../../../machines/kernel/authority.ts'
import { dayInLondon } from '../../../../machines/kernel/calendar.ts'
import type { PlaceInOrder } from '../../../reports/order-of-work.ts'
import type { Reader } from '../../../reports/standing.ts'
import { isOfCasefiles, type WorkRow } from '../../../reports/worklists-names.ts'
import type { Services } from '../../../services.ts'
import { type PostsNamed, postsNamed, sayPost } from '../../../shown/posts.ts'
import { workShown } from '../../../shown/work.ts'
import { keysAt, rowsOf } from '../../../shown/worklists.ts'
import { dueInWords } from '../../words.ts'
import type { AskedOfList } from './asked.ts'

const AT_ONCE = 500

/**
 * All pages of the list as it was asked for, as they are read: with the mark by which a spreadsheet knows its letters, and with what it
 * would take for a formula made harmless. What is sealed to the reader is as hidden as on the page; of the rest it is noted who took it away.
 */
export async function csvOf(services: Services, reader: Reader, asked: AskedOfList): Promise<Readable> {
  const { name } = asked
  const posts = await postsNamed(services)
  const columns = isOfCasefiles(name) ? COLUMNS.filter((column) => OF_CASEFILES.includes(column)) : COLUMNS
  const csv = stringify({ header: true, columns: [...columns], bom: true, escape_formulas: true })
  pipeline(Readable.from(lines(services, reader, asked, posts)), csv, () => {})
  return csv
}

async function* lines(services: Services, reader: Reader, { name, filters, sorting }: AskedOfList, posts: PostsNamed) {
  for (let after: PlaceInOrder | undefined; ; ) {
    const rows = await rowsOf(services, reader, name, { after, limit: AT_ONCE, filters, sorting })
    const seen = rows.filter(({ hidden, fileKind }) => !hidden && fileKind === 'casefile')
    services.readings.note(reader.person, 'export', [...new Set(seen.map(({ file }) => file))])
    for (const row of rows) yield cellsOf(services, reader, posts, row)
    const last = rows.at(-1)
    if (last === undefined || rows.length < AT_ONCE) return
    after = keysAt(last, after?.[0] ?? reader.today)
  }
}

const COLUMNS = [
  'Casefile',
  'Organisation',
  'Rating',
  'What is to be done',
  'For',
  'Paragraph',
  'Kind of lifecycle',
  'State',
  'Stage of escalation',
  'Since',
  'Due on',
  'Due',
  'Caseworker',
  'Directorate',
] as const
type Column = (typeof COLUMNS)[number]
const OF_CASEFILES: readonly Column[] = [
  'Casefile',
  'Organisation',
  'Rating',
  'State',
  'Since',
  'Due on',
  'Due',
  'Caseworker',
  'Directorate',
]

const SEALED = 'Sealed to others'

function cellsOf({ engine }: Services, { today }: Reader, posts: PostsNamed, row: WorkRow): Readonly<Record<Column, string>> {
  const shown = workShown(engine, today, row)
  return {
    Casefile: shown.sealed ? SEALED : (shown.casefile?.reference ?? ''),
    Organisation: shown.about.map(({ name }) => name).join('; '),
    Rating: shown.rating ?? '',
    'What is to be done': shown.title,
    For: shown.toWords ?? '',
    Paragraph: shown.paragraph ?? '',
    'Kind of lifecycle': shown.instance?.title ?? '',
    State: shown.instance?.stateWords ?? '',
    'Stage of escalation': shown.stage === null ? '' : String(shown.stage),
    Since: shown.instance ? dayInLondon(shown.instance.since) : '',
    'Due on': shown.dueOn ?? '',
    Due: dueInWords(shown.dueOn, today),
    Caseworker: shown.caseworker === null ? '' : sayPost(posts, shown.caseworker),
    Directorate: shown.directorate === null ? '' : inPlainWords(shown.directorate),
  }
}
