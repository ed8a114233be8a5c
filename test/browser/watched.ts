import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { pictureOf } from '../../src/live/picture.ts'
import { chartFor } from '../../src/shown/place.ts'
import { type Caller, openedCasefile, registered } from '../support/app.ts'
import type { Browsing, Desk } from '../support/browser.ts'
import { staged, type Told } from './scene.ts'

/** What others do is seen as soon. */
export const SOON_MS = 2_000
export const PATIENCE_MS = 10_000

const countIn = ({ page }: Desk, key: string) => page.locator(`[data-count="${key}"]`).first()
export const countOf = async (desk: Desk, key: string) => Number(await countIn(desk, key).textContent())
/** Until a number in the page is this one, or the time is up. */
export const becomes = (desk: Desk, key: string, count: number, ms: number) =>
  countIn(desk, key)
    .filter({ hasText: new RegExp(`^${count}$`) })
    .waitFor({ timeout: ms })
/** Until it is so, or the time is up. */
export const until = async (is: () => boolean | Promise<boolean>) => {
  for (const end = performance.now() + PATIENCE_MS; !(await is()); await pause(20))
    if (performance.now() > end) throw new Error('It did not come about')
}
export const isLive = (desk: Desk) => desk.page.getByText('Live', { exact: true }).waitFor()
export const pauseOf = ({ page }: Desk) => page.getByRole('button', { name: 'Pause' })
/** The page is hidden, as by another window, or seen again. */
export const turns = ({ page }: Desk, hidden: boolean) =>
  page.evaluate(
    `Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
  )

/** The stage of those who watch flows. */
export interface Watched {
  readonly here: Browsing
  readonly scene: Told
  /** A casefile is opened, by somebody else. */
  opens(): ReturnType<typeof openedCasefile>
  /** Until so many casefiles are open, as the service tells who asks. */
  isCounted(open: number): Promise<void>
}

/** @param pictures the lifecycles whose flow is looked at: a picture is laid out once, which takes a while */
export function watched(...pictures: readonly string[]): Watched {
  const stage = staged()
  let caseworker: Caller
  let organisation: string
  beforeAll(async () => {
    caseworker = await stage.here.office.signIn('caseworker')
    organisation = await registered(caseworker)
    const { reference } = await openedCasefile(caseworker, organisation)
    await caseworker.post(`/casefiles/${reference}/instances`, { machine: 'intervention' })
    for (const machine of pictures) await pictureOf(chartFor(definitions[machine]!), machine)
  }, 300_000)
  return {
    get here() {
      return stage.here
    },
    get scene() {
      return stage.scene
    },
    opens: () => openedCasefile(caseworker, organisation),
    isCounted: (open) =>
      until(async () => {
        const { told } = await stage.here.office.services.flows.current({ machine: 'casefile', filters: {} })
        return told.changed['all:open'] === open
      }),
  }
}
