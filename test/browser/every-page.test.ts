import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Response } from 'supertest'
import { fill } from '../../scripts/demonstration/load.ts'
import { Office } from '../../scripts/demonstration/office.ts'
import type { Page } from '../../src/web/page.ts'
import { allPages } from '../../src/web/pages/all.ts'
import type { Visitor } from '../support/browse.ts'
import { type Browsing, browsing, type Desk } from '../support/browser.ts'
import { featuresOf } from '../support/browser-features.ts'
import { barriersIn, invalidIn } from '../support/browser-looks.ts'
import { type Places, placesIn, type Sight } from '../support/browser-places.ts'
import { misnamedIn } from '../support/link-names.ts'
import { filledIn } from '../web/support/reading.ts'

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

interface Answer {
  readonly address: string
  readonly post: string
  readonly text: string
  /** Which scripts it lets run. */
  readonly policy: string
  readonly features: ReadonlySet<string>
}

async function visitorOf(post: string): Promise<Visitor> {
  const visitor = visitors.get(post) ?? (await here.office.browse(post))
  visitors.set(post, visitor)
  return visitor
}

/** A page as one post is answered; nothing where there is nothing to look at. */
async function answered(page: string, address: string, post: string, faults: string[]): Promise<Answer | undefined> {
  return answerOf(page, address, post, await (await visitorOf(post)).get(address), faults)
}

/** What comes back where somebody sends a form as it was opened: what is wanting in it, what it would do, or why it is not for them. */
async function answeredWhenSent(page: string, address: string, post: string, faults: string[]): Promise<Answer | undefined> {
  const visitor = await visitorOf(post)
  const { text } = await visitor.get(address)
  const response = await visitor.post(address, filledIn(text))
  return response.status >= 300 && response.status < 400 ? undefined : answerOf(page, address, post, response, faults)
}

function answerOf(
  page: string,
  address: string,
  post: string,
  { status, text, type, headers }: Response,
  faults: string[],
): Answer | undefined {
  if (status >= 500) faults.push(`${address} as ${post}: answered with ${status}`)
  if (type !== 'text/html' || (status >= 300 && status < 400)) leading.add(page)
  if (status === 200 && type === 'text/html') opened.add(page)
  if (type === 'text/html') faults.push(...misnamedIn(text).map((fault) => `${address} as ${post}: ${fault}`))
  return status >= 500 || type !== 'text/html'
    ? undefined
    : { address, post, text, policy: headers['content-security-policy']!, features: featuresOf(text) }
}

const freshIn = ({ features }: Answer) => [...features].filter((feature) => !seen.has(feature)).length

/** Those to look at: first the one that has most that was not seen before, until there is nothing more to see, and at least one. */
function* worthALook(answers: readonly Answer[]): Generator<Answer> {
  for (let left = answers, isFirst = true; left.length > 0; isFirst = false) {
    const next = left.reduce((most, each) => (freshIn(each) > freshIn(most) ? each : most))
    if (!isFirst && freshIn(next) === 0) return
    yield next
    for (const feature of next.features) seen.add(feature)
    left = left.filter((each) => each !== next && freshIn(each) > 0)
  }
}

async function lookedAt(post: string, opens: (desk: Desk) => Promise<void>): Promise<readonly string[]> {
  const desk = desks.get(post) ?? (await here.signsIn(post))
  desks.set(post, desk)
  const before = desk.faults.length
  await opens(desk)
  return [...(await barriersIn(desk)), ...desk.faults.slice(before)]
}

for (const page of allPages.filter(({ method, stream }) => method === 'get' && !stream))
  test(`${page.path} (${page.name}): valid, accessible, nothing wrong in the console and nobody else asked, whichever post looks`, async () => {
    const faults: string[] = []
    const answers: Answer[] = []
    for (const [address, post] of places.of(page))
      answers.push(...[await answered(page.path, address, post, faults)].flatMap((it) => it ?? []))
    for (const { address, post, text } of worthALook(answers))
      faults.push(
        ...[...(await invalidIn(text)), ...(await lookedAt(post, (desk) => desk.goes(address)))].map(
          (fault) => `${address} as ${post}: ${fault}`,
        ),
      )
    if (!opened.has(page.path) && !leading.has(page.path)) faults.push(`${page.path}: was shown to nobody`)
    expect(faults).toEqual([])
  }, 300_000)

/** Opens what a form was answered with, as it came. */
async function isAnswered({ page, goes }: Desk, { address, text, policy }: Answer): Promise<void> {
  const headers = { 'content-security-policy': policy }
  await page.route(
    (url) => url.pathname === address.split('?')[0],
    (route) => route.fulfill({ body: text, contentType: 'text/html', headers }),
    { times: 1 },
  )
  await goes(address)
}

/** Of a route's forms so many are sent: what comes back is built alike. */
const MOST_SENT = 10
const some = (all: readonly Sight[]) =>
  all.filter((_each, nth) => Math.floor((nth * MOST_SENT) / all.length) > Math.floor(((nth - 1) * MOST_SENT) / all.length))
/** Whoever has signed out is shown nothing more. */
const leavingLast = (a: Page, b: Page) => Number(a.path === '/sign-out') - Number(b.path === '/sign-out')

for (const page of allPages.filter(({ method }) => method === 'post').toSorted(leavingLast))
  test(`${page.path} (${page.name}): what comes back of a form sent as it was opened is valid and accessible`, async () => {
    const faults: string[] = []
    const answers: Answer[] = []
    for (const [address, post] of some(places.of(page)))
      answers.push(...[await answeredWhenSent(page.path, address, post, faults)].flatMap((it) => it ?? []))
    for (const answer of worthALook(answers)) {
      const { address, post, text } = answer
      const found = [...(await invalidIn(text)), ...(await lookedAt(post, (desk) => isAnswered(desk, answer)))]
      faults.push(...found.map((fault) => `${address} as ${post}: ${fault}`))
    }
    expect(faults).toEqual([])
  }, 300_000)
