import type { Locator } from 'playwright-core'
import type { Desk } from './browser.ts'
import { fillIn, type Said } from './browser-form.ts'

/** What became of a form that was sent: what the page before it said would happen, where it has one, and what the next page said was done. */
export interface Done {
  readonly checked: string
  readonly said: string
}

export const mainOf = ({ page }: Desk): Locator => page.getByRole('main')
/** What can be seen, in one line. */
export const textIn = async (where: Locator): Promise<string> => (await where.allInnerTexts()).join(' ').replaceAll(/\s+/g, ' ').trim()
export const textOf = (desk: Desk): Promise<string> => textIn(mainOf(desk))

/** Follows a link or presses a button that says this. */
export async function follows(desk: Desk, title: string | RegExp, within: Locator = mainOf(desk)): Promise<void> {
  const words = { name: title, exact: typeof title === 'string' }
  await within.getByRole('link', words).or(within.getByRole('button', words)).first().click()
}

/**
 * Takes one of the steps that the page offers: opens its form, fills it in, sends it, and confirms what is to be checked.
 *
 * @throws where the service does not do it, with what it says instead
 */
export async function does(
  desk: Desk,
  title: string | RegExp,
  said: { readonly [name: string]: Said } = {},
  within?: Locator,
): Promise<Done> {
  await follows(desk, title, within)
  await fillIn(mainOf(desk), said)
  await sends(desk)
  return confirms(desk)
}

/** Sends the form that is open. */
export async function sends(desk: Desk): Promise<void> {
  await mainOf(desk).locator('form.redress-form button.govuk-button:not(.govuk-button--secondary)').last().click()
}

/** Confirms what was checked, where there is something to check, and reads what was done. */
export async function confirms(desk: Desk): Promise<Done> {
  const main = mainOf(desk)
  const confirm = main.getByRole('button', { name: 'Confirm', exact: true })
  const hasCheck = (await confirm.count()) > 0
  const checked = hasCheck ? await textOf(desk) : ''
  if (hasCheck) await confirm.click()
  const banner = main.locator('.govuk-notification-banner--success')
  if ((await banner.count()) === 0) throw new Error(`It was not done: ${await textOf(desk)}`)
  return { checked, said: await textIn(banner) }
}

/** What the error summary says, in its order. */
export const faultsIn = async (desk: Desk): Promise<readonly string[]> =>
  mainOf(desk).locator('.govuk-error-summary__list li').allInnerTexts()

/** A lifecycle on the page of its casefile, by what it is called. */
export const lifecycle = (desk: Desk, name: string | RegExp): Locator => mainOf(desk).getByRole('region', { name })

/** Opens what is folded away under these words. */
export async function unfolds(desk: Desk, words: RegExp): Promise<void> {
  await mainOf(desk).locator('summary').filter({ hasText: words }).first().click()
}
