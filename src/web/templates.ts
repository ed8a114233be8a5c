import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import nunjucks from 'nunjucks'
import { enquirySaid } from '../shown/enquiry-said.ts'
import { PAST_USUAL } from '../shown/flow/usual-said.ts'
import { lowerFirst } from '../shown/lower-first.ts'
import type { Assets } from './assets.ts'
import { citationOf, paragraphOf } from './cited.ts'
import type { ViewName } from './page.ts'
import { asMany, counted, date, dateTime, dayOf, dueInWords, money, reckonedInWords, shortDate, time } from './words.ts'

const require = createRequire(import.meta.url)
const packaged = (name: string) => dirname(require.resolve(`${name}/package.json`))

/** Our own templates, and those of the two design systems as they are published. */
const folders = [import.meta.dirname, join(packaged('govuk-frontend'), 'dist'), packaged('@ministryofjustice/frontend')]

/** Writes a view: whatever is not markup of ours is escaped. */
export type Render = (view: ViewName | 'error', data: object) => string

export function openTemplates(assets: Assets): Render {
  const templates = new nunjucks.Environment(new nunjucks.FileSystemLoader(folders), { autoescape: true, throwOnUndefined: false })
  for (const [name, filter] of Object.entries(filters)) templates.addFilter(name, filter)
  templates.addGlobal('asset', assets.address)
  templates.addGlobal('dueInWords', dueInWords)
  templates.addGlobal('counted', counted)
  templates.addGlobal('asMany', asMany)
  templates.addGlobal('enquirySaid', enquirySaid)
  templates.addGlobal('pastUsual', PAST_USUAL)
  templates.addGlobal('paragraphOf', paragraphOf)
  templates.addGlobal('citationOf', citationOf)
  return (view, data) => templates.render(`pages/${view}.njk`, data)
}

/** `date` and `mojDate` stand where the packages would load a library that tells the time of the server's own zone. */
const filters = {
  date,
  shortDate,
  dateTime,
  time,
  money,
  number: (count: number) => count.toLocaleString('en-GB'),
  dayOf,
  mojDate: (instant: string, how?: string) => (how === 'date' ? date(dayOf(instant)) : how === 'time' ? time(instant) : dateTime(instant)),
  idOf: (name: string) => name.replaceAll(/[^\w-]/g, '-'),
  reckoned: reckonedInWords,
  lowerFirst,
  upperFirst: (text: string) => text.charAt(0).toUpperCase() + text.slice(1),
}
