import { expect } from '@jest/globals'
import { fill } from '../../../scripts/demonstration/load.ts'
import type { Read } from './read.ts'
import { type Told, toldOffice } from './told.ts'

export const MACHINE = 'approach'
export const FLOW = `/flow/${MACHINE}`

/** An office with some casefiles of the demonstration. */
export async function flowing(): Promise<Told> {
  const office = await toldOffice()
  await fill(office.office, { casefiles: 12 })
  return office
}

/** A number of the table, with the list that it leads to. */
interface Linked {
  readonly key: string
  readonly href: string
  readonly count: number
}
const NUMBER = /<a [^>]*href="([^"]+)"><span data-count="([^"]+)">([\d,]+)<\/span>/g
/** Where a page has the table of its flow. */
export const tableIn = ({ html }: Read) => /<table class="[^"]*redress-flow__table[\s\S]*?<\/table>/.exec(html)?.[0] ?? ''
export const numbersIn = (html: string): readonly Linked[] =>
  [...html.matchAll(NUMBER)].map(([, href, key, count]) => ({
    key: key!,
    href: href!.replaceAll('&amp;', '&'),
    count: Number(count!.replaceAll(',', '')),
  }))
const MARK = /<a [^>]*href="([^"]+)"><span aria-hidden="true">[^<]+<\/span><span data-attention="([^"]+)">([\d,]+)<\/span>/g
/** The reasons for attention that the table gives, each with the list of as many. */
export const marksIn = (html: string): readonly Linked[] =>
  [...html.matchAll(MARK)].map(([, href, key, count]) => ({
    key: key!,
    href: href!.replaceAll('&amp;', '&'),
    count: Number(count!.replaceAll(',', '')),
  }))
/** How many rows a list has. */
export const rowsIn = ({ html }: Read) => [...html.matchAll(/<th class="govuk-table__header" scope="row"/g)].length
export const countOf = (page: Read, key: string) =>
  Number(new RegExp(`data-count="${key}">([\\d,]+)<`).exec(page.html)?.[1]?.replaceAll(',', ''))

/** The lines of a CSV, its titles first. */
export async function linesOf(office: Told, address: string): Promise<readonly string[]> {
  const visitor = await office.service.browse('lineManager')
  const { text, headers } = await visitor.get(address)
  expect(headers['content-type']).toContain('text/csv')
  return text
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\n')
}
