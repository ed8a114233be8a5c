import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { opensWithAttempt } from '../../scripts/demonstration/passages.ts'
import { type Browsing, browsing, type Desk } from '../support/browser.ts'
import { mainOf, textOf } from '../support/browser-work.ts'
import { complaintIn, leave, sceneIn, type Told } from './scene.ts'

let here: Browsing
let scene: Told
beforeAll(async () => {
  here = await browsing()
  scene = await sceneIn(here)
})
afterAll(() => here?.end())

const MOST_STEPS = 120

interface Focused {
  readonly words: string
  readonly name: string
  readonly isSeen: boolean
}
/** Where the keyboard is, and whether somebody who looks can tell. */
const FOCUSED = `(() => {
  const at = document.activeElement
  const { outlineStyle, boxShadow, backgroundColor } = getComputedStyle(at)
  const { top, bottom, width } = at.getBoundingClientRect()
  const isMarked = outlineStyle !== 'none' || boxShadow !== 'none' || backgroundColor === 'rgb(255, 221, 0)'
  const words = (at.labels?.[0] ?? at).innerText ?? ''
  return { words: words.replace(/\\s+/g, ' ').trim(), name: at.getAttribute('name') ?? '', isSeen: isMarked && width > 0 && bottom > 0 && top < innerHeight }
})()`
const focused = ({ page }: Desk) => page.evaluate<Focused>(FOCUSED)

/** Goes on with Tab until it is there; every stop on the way can be seen. */
async function tabsTo(desk: Desk, is: (at: Focused) => boolean): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    await desk.page.keyboard.press('Tab')
    const at = await focused(desk)
    if (at.words !== '') expect([at.words, at.isSeen]).toEqual([at.words, true])
    if (is(at)) return
  }
  throw new Error(`The keyboard does not come there on ${desk.page.url()}`)
}
const says = (words: string) => (at: Focused) => at.words === words
const presses = (desk: Desk, key: string) => desk.page.keyboard.press(key)

test('a casefile is found and a note written in it by keyboard alone, also after a mistake', async () => {
  const { file } = await opensWithAttempt(scene, 'caseworker', complaintIn(scene))
  const desk = await here.opens()
  await desk.goes('/sign-in')
  await tabsTo(desk, says('Caseworker'))
  await presses(desk, 'Enter')
  await desk.page.waitForURL('**/worklists/mine')

  // Past the head of the page in one step.
  await tabsTo(desk, says('Skip to main content'))
  await presses(desk, 'Enter')
  expect(await desk.page.evaluate('document.activeElement.closest("main") !== null')).toBe(true)

  await desk.goes('/worklists/mine')
  await tabsTo(desk, ({ name }) => name === 'q')
  await desk.page.keyboard.type(file.reference)
  await presses(desk, 'Enter')
  await desk.page.waitForURL(`**/casefiles/${file.reference}`)

  await tabsTo(desk, says('Add a note'))
  await presses(desk, 'Enter')
  await desk.page.waitForURL('**/events/ADD_NOTE')
  await tabsTo(desk, says('Continue'))
  await presses(desk, 'Enter')

  // The summary of what is wrong has the focus, and leads to the field.
  await mainOf(desk).locator('.govuk-error-summary').waitFor()
  expect(await desk.page.evaluate('document.activeElement.classList.contains("govuk-error-summary")')).toBe(true)
  await presses(desk, 'Tab')
  await presses(desk, 'Enter')
  expect((await focused(desk)).name).toBe('note')
  await desk.page.keyboard.type('Written without a mouse')
  await tabsTo(desk, says('Continue'))
  await presses(desk, 'Enter')
  await mainOf(desk).locator('.govuk-notification-banner--success').waitFor()
  expect(await textOf(desk)).toContain('You added a note')
  await leave(desk)
}, 120_000)
