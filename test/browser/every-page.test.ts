import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { fill } from '../../scripts/demonstration/load.ts'
import { Office } from '../../scripts/demonstration/office.ts'
import { allPages } from '../../src/web/pages/all.ts'
import type { Visitor } from '../support/browse.ts'
import { type Browsing, browsing, type Desk } from '../support/browser.ts'
import { featuresOf } from '../support/browser-features.ts'
import { barriersIn, invalidIn } from '../support/browser-looks.ts'
import { type Places, placesIn } from '../support/browser-places.ts'

const CASEFILES = 8

let here: Browsing
let places: Places
beforeAll(async () => {
  here = await browsing()
  await here.office.setClock('2013-02-04')
  await fill(new Office(here.address), { casefiles: CASEFILES })
  places = await placesIn(here.office)
}, 300_000)
afterAll(() => here?.end())

/** What was built in the same way was looked at before, on whatever page. */
const seen = new Set<string>()
/** Pages that were opened: what they bring with them is not seen in how they are built. */
const opened = new Set<string>()
/** Those that answer with a file, or lead elsewhere. */
const leading = new Set<string>()
const desks = new Map<string, Desk>()
const visitors = new Map<string, Visitor>()

/** What is wrong with one page as one post sees it; the first time that it is shown, however it is built. */
async function faultsOf(page: string, address: string, post: string): Promise<readonly string[]> {
  const visitor = visitors.get(post) ?? (await here.office.browse(post))
  visitors.set(post, visitor)
  const { status, text, type } = await visitor.get(address)
  if (status >= 500) return [`${address} as ${post}: answered with ${status}`]
  if (type !== 'text/html' || (status >= 300 && status < 400)) leading.add(page)
  if (type !== 'text/html') return []
  const fresh = [...featuresOf(text)].filter((feature) => !seen.has(feature))
  for (const feature of fresh) seen.add(feature)
  const isFirst = status === 200 && !opened.has(page)
  if (isFirst) opened.add(page)
  if (fresh.length === 0 && !isFirst) return []
  return [...(await invalidIn(text)), ...(await lookedAt(address, post))].map((fault) => `${address} as ${post}: ${fault}`)
}

async function lookedAt(address: string, post: string): Promise<readonly string[]> {
  const desk = desks.get(post) ?? (await here.signsIn(post))
  desks.set(post, desk)
  const before = desk.faults.length
  await desk.goes(address)
  return [...(await barriersIn(desk)), ...desk.faults.slice(before)]
}

for (const page of allPages.filter(({ method, stream }) => method === 'get' && !stream))
  test(`${page.path} (${page.name}): valid, accessible, nothing wrong in the console and nobody else asked, whichever post looks`, async () => {
    const faults: string[] = []
    for (const [address, post] of places.of(page)) faults.push(...(await faultsOf(page.path, address, post)))
    if (!opened.has(page.path) && !leading.has(page.path)) faults.push(`${page.path}: was shown to nobody`)
    expect(faults).toEqual([])
  }, 300_000)
