import type { Request } from 'express'
import { type WorklistName, worklistNames } from '../reports/worklists-names.ts'
import { worklistWords } from '../shown/worklists.ts'
import type { Notice } from './page.ts'

/** A longer address than any that the filters of a list make is not kept. */
const LONGEST = 4_000
const LIST = new RegExp(`^/worklists/(${worklistNames.join('|')})(?:\\?|$)`)

const listAt = (address: string | undefined): WorklistName | undefined =>
  address === undefined || address.length > LONGEST ? undefined : (LIST.exec(address)?.[1] as WorklistName | undefined)

/** The worklist that somebody looks at, with its filters, is where their work comes back to. */
export function noteList({ session, originalUrl }: Request): void {
  if (listAt(originalUrl) !== undefined && session.list !== originalUrl) session.list = originalUrl
}

/** A link to the worklist that was last looked at; only ever to one of our own. */
export function backToList(address: string | undefined): Notice['link'] {
  const name = listAt(address)
  return name && address ? { text: `Back to “${worklistWords[name].title}”`, href: address } : undefined
}
