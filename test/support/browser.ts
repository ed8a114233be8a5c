import type { Server } from 'node:http'
import type { Browser, BrowserContext, Page, Response } from 'playwright-core'
import { startChromium } from '../../scripts/chromium.ts'
import { serverFor } from '../../src/http-server.ts'
import { portFor } from '../../src/port.ts'
import { type TestApp, testApp } from './app.ts'
import { posts } from './people.ts'

/** Chromium over the application that ships, listening: one for each test file. */
export interface Browsing {
  readonly office: TestApp
  /** Without a slash at the end. */
  readonly address: string
  /** A window in which nobody is signed in yet. */
  opens(window?: Window): Promise<Desk>
  /** Somebody who holds this post, signed in, in a window of their own. */
  signsIn(post: string, window?: Window): Promise<Desk>
  end(): Promise<void>
}

export interface Window {
  /** False where the browser runs no scripts. */
  readonly scripts?: boolean
  /** As wide as a phone. */
  readonly phone?: boolean
}

/** A person at a browser. */
export interface Desk {
  readonly page: Page
  /** Opens an address of the service. */
  goes(path: string): Promise<void>
  /** The page that is open, as the service answered it. */
  html(): Promise<string>
  /** What went wrong beside the pages themselves: in the console, in what they asked for, or whom. It is empty, or the test fails. */
  readonly faults: readonly string[]
  closes(): Promise<void>
}

const FIRST_PORT = 23_000
const PORTS_FOR_EACH = 40
const PATIENCE_MS = 10_000
const WIDTHS = { desk: { width: 1_280, height: 900 }, phone: { width: 390, height: 844 } } as const

/** Starts both. */
export async function browsing(): Promise<Browsing> {
  const browser = await startChromium()
  const office = await testApp()
  const { server, address } = await listening(office)
  const opens = async (window: Window = {}) => deskIn(await contextOf(browser, address, window), address)
  return {
    office,
    address,
    opens,
    signsIn: async (post, window) => {
      const desk = await opens(window)
      await signIn(desk, post)
      return desk
    },
    end: async () => {
      await browser.close()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      await office.end()
    },
  }
}

async function listening(office: TestApp): Promise<{ server: Server; address: string }> {
  const host = '127.0.0.1'
  const from = FIRST_PORT + (process.pid % 100) * PORTS_FOR_EACH
  const { port } = await portFor({ mode: 'demonstration', host, port: from })
  const server = serverFor(office.app)
  await new Promise<void>((begun, failed) => server.once('error', failed).listen(port, host, begun))
  return { server, address: `http://${host}:${port}` }
}

async function contextOf(browser: Browser, address: string, { scripts = true, phone = false }: Window): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: address,
    javaScriptEnabled: scripts,
    viewport: phone ? WIDTHS.phone : WIDTHS.desk,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  return context
}

async function deskIn(context: BrowserContext, address: string): Promise<Desk> {
  const page = await context.newPage()
  const faults: string[] = []
  watch(page, address, (fault) => faults.push(`${new URL(page.url()).pathname}: ${fault}`))
  let answered: Response | undefined
  page.on('response', (response) => {
    if (response.request().isNavigationRequest() && !isRedirect(response)) answered = response
  })
  return {
    page,
    faults,
    html: async () => (await answered?.text()) ?? '',
    goes: async (path) => {
      await page.goto(path)
    },
    closes: () => context.close(),
  }
}

const isRedirect = (response: Response) => response.status() >= 300 && response.status() < 400

/** A page that is itself answered with a refusal is said so in the console too; that is no fault. */
const OF_THE_PAGE_ITSELF = /^Failed to load resource: the server responded with a status of 4\d\d/

function watch(page: Page, address: string, fault: (what: string) => void): void {
  page.on('console', (said) => {
    const isOwn = OF_THE_PAGE_ITSELF.test(said.text()) && said.location().url === page.url()
    if (['error', 'warning'].includes(said.type()) && !isOwn) fault(`${said.type()} in the console: ${said.text()}`)
  })
  page.on('pageerror', (error) => fault(`a script broke: ${error.message}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(`${address}/`) && !request.url().startsWith('data:')) fault(`asked ${request.url()}`)
  })
  page.on('requestfailed', (request) => {
    // Leaving a page breaks off what it was still asking for.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') fault(`${request.url()} failed: ${request.failure()?.errorText}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) fault(`${response.url()} was answered with ${response.status()}`)
  })
}

/** As anybody does in the demonstration: by choosing a post. */
async function signIn({ page, goes }: Desk, post: string): Promise<void> {
  const { title } = posts.find(({ key }) => key === post)!
  await goes('/sign-in')
  await page.getByRole('button', { name: title, exact: true }).click()
}
