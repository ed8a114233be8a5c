import { expect } from '@jest/globals'
import type { Desk } from './browser.ts'
import type { Said } from './browser-form.ts'
import { mainOf, textIn } from './browser-work.ts'

/** Work without a mouse: what is not reached with Tab is not there, and every stop on the way can be seen. */

export interface Focused {
  /** What it is called, or says. */
  readonly words: string
  readonly name: string
  readonly value: string
  readonly isSeen: boolean
}
/** Where the keyboard is, and whether somebody who looks can tell. */
const FOCUSED = `(() => {
  const at = document.activeElement
  const { outlineStyle, boxShadow, backgroundColor } = getComputedStyle(at)
  const around = getComputedStyle(at.labels?.[0] ?? at, '::before')
  const { top, bottom, width } = at.getBoundingClientRect()
  const isMarked = outlineStyle !== 'none' || boxShadow !== 'none' || backgroundColor === 'rgb(255, 221, 0)' || around.boxShadow !== 'none'
  // Past the last stop it is nowhere, and then at the first.
  const words = at === document.body ? '' : ((at.labels?.[0] ?? at).innerText ?? '')
  return {
    words: words.replace(/\\s+/g, ' ').trim(),
    name: at.getAttribute('name') ?? '',
    value: at.getAttribute('value') ?? '',
    isSeen: isMarked && width > 0 && bottom > 0 && top < innerHeight,
  }
})()`
export const focused = ({ page }: Desk): Promise<Focused> => page.evaluate<Focused>(FOCUSED)

const MOST_STEPS = 250

/** Goes on with Tab until it is there. */
export async function tabsTo(desk: Desk, is: (at: Focused) => boolean): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    await desk.page.keyboard.press('Tab')
    const at = await focused(desk)
    if (at.words !== '') expect([at.words, at.isSeen]).toEqual([at.words, true])
    if (is(at)) return
  }
  throw new Error(`The keyboard does not come there on ${desk.page.url()}`)
}
export const says = (words: string) => (at: Focused) => at.words === words
export const isNamed = (name: string) => (at: Focused) => at.name === name
export const presses = (desk: Desk, key: string): Promise<void> => desk.page.keyboard.press(key)

/** Follows a link, or presses a button, that says this; the next page has this heading. */
export async function entersAt(desk: Desk, words: string, heading: string | RegExp): Promise<void> {
  await tabsTo(desk, says(words))
  await presses(desk, 'Enter')
  await mainOf(desk).getByRole('heading', { level: 1, name: heading }).waitFor()
}

/** Fills in the fields of these names, which come in this order: what stands in one is written over, of several answers this is chosen. */
export async function types(desk: Desk, answers: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, answer] of Object.entries(answers)) {
    const kind = await kindOf(desk, name)
    const isThere = (at: Focused) => at.name === name && (kind !== 'checkbox' || [at.value, at.words].includes(answer))
    if (!isThere(await focused(desk))) await tabsTo(desk, isThere)
    if (kind === 'radio') await chooses(desk, name, answer)
    else if (kind === 'checkbox') await ticks(desk)
    else {
      if (kind !== 'select-one') await presses(desk, 'Control+A')
      await desk.page.keyboard.type(answer)
    }
  }
}

/** What the form proposes is ticked already. */
async function ticks(desk: Desk): Promise<void> {
  const isTicked = () => desk.page.evaluate<boolean>('document.activeElement.checked')
  if (!(await isTicked())) await presses(desk, 'Space')
  expect(await isTicked()).toBe(true)
}

const kindOf = (desk: Desk, name: string): Promise<string> =>
  mainOf(desk)
    .locator(`[name="${name}"]`)
    .first()
    .evaluate((element) => ('type' in element ? String(element.type) : element.localName))

/** The same of a form with lists: a row that is missing is added by its button, and what may be left as it is is given anew. */
export async function typesAll(desk: Desk, said: { readonly [name: string]: Said }, below = ''): Promise<void> {
  for (const [key, value] of Object.entries(said)) {
    const name = `${below}${key}`
    if (typeof value !== 'object') await types(desk, { [name]: value === true ? 'yes' : value === false ? 'no' : `${value}` })
    else {
      const named = mainOf(desk).locator(`[name="${name}"]`)
      if (Array.isArray(value) && (await named.count()) > 0)
        for (const each of value as readonly string[]) await types(desk, { [name]: each })
      else await typesBelow(desk, name, value as { readonly [name: string]: Said })
    }
  }
}

async function typesBelow(desk: Desk, name: string, said: { readonly [name: string]: Said }): Promise<void> {
  if ((await mainOf(desk).locator(`[name="${name}._is"]`).count()) > 0) await types(desk, { [`${name}._is`]: 'give' })
  if (!Array.isArray(said)) return typesAll(desk, said, `${name}.`)
  for (const [row, value] of said.entries()) {
    const mark = mainOf(desk).locator(`[name="${name}.${row}._row"]`)
    if ((await mark.count()) === 0) {
      await tabsTo(desk, (at) => at.name === '_add' && at.value === name)
      await presses(desk, 'Enter')
      await mark.waitFor({ state: 'attached' })
    }
    await typesAll(desk, { [`${name}.${row}`]: value as Said })
  }
}

/** With the arrows, as the browser lets one choose among several. */
async function chooses(desk: Desk, name: string, answer: string): Promise<void> {
  await presses(desk, 'Space')
  const many = await mainOf(desk).locator(`input[type=radio][name="${name}"]`).count()
  const isChosen = ({ value, words }: Focused) => [value, words].includes(answer)
  for (let steps = 0; !isChosen(await focused(desk)); steps++) {
    if (steps === many) throw new Error(`${name} has no answer ${answer}`)
    await presses(desk, 'ArrowDown')
  }
  expect((await focused(desk)).isSeen).toBe(true)
}

/** Sends the form, by the button that says this; confirms what is to be checked where there is something, and reads what was done. */
export async function sendsByKey(desk: Desk, button = 'Continue'): Promise<string> {
  const main = mainOf(desk)
  const done = main.locator('.govuk-notification-banner--success')
  const confirm = main.getByRole('button', { name: 'Confirm', exact: true })
  await tabsTo(desk, says(button))
  await presses(desk, 'Enter')
  await done.or(confirm).first().waitFor()
  if ((await confirm.count()) > 0) {
    await tabsTo(desk, says('Confirm'))
    await presses(desk, 'Enter')
    await done.waitFor()
  }
  return textIn(done)
}
