import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { HtmlValidate } from 'html-validate'
import type { Desk } from './browser.ts'

/** Every page reads it anew. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** To be read without scrolling sideways (1.4.10). */
const NARROW = { width: 320, height: 800 }
const WIDE = { width: 1_280, height: 900 }
const validator = new HtmlValidate({ extends: ['html-validate:standard'] })

interface Found {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string }[]
}

/** The design system says of radios that they open something, which is told by nothing else; ARIA has no word for it there. */
const isOurs = ({ id, nodes }: Found) =>
  id !== 'aria-allowed-attr' || !nodes.every(({ html }) => html.includes('aria-controls="conditional-'))

/** What is no valid HTML in an answer. */
export async function invalidIn(html: string): Promise<readonly string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`))
}

/** What is folded away is read too, and takes its room. */
const UNFOLDED = `for (const folded of document.querySelectorAll('details')) folded.open = true`

/** The page that is open with all of it unfolded, where the window is too narrow for it. */
export async function tooWide({ page }: Desk): Promise<readonly string[]> {
  await page.evaluate(UNFOLDED)
  await page.setViewportSize(NARROW)
  const width = await page.evaluate<number>('document.documentElement.scrollWidth')
  await page.setViewportSize(WIDE)
  return width > NARROW.width ? [`is ${width} pixels wide where the window has ${NARROW.width}`] : []
}

/** What is wrong with the page that is open, all of it unfolded: for whoever cannot see it, or has a narrow window. */
export async function barriersIn(desk: Desk): Promise<readonly string[]> {
  const { page } = desk
  await page.evaluate(`${UNFOLDED};${AXE};undefined`)
  const violations = await page.evaluate<readonly Found[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'], preload: false }).then(({ violations }) => violations)`,
  )
  return [
    ...(await tooWide(desk)),
    ...violations.filter(isOurs).map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`),
  ]
}

/** All that is wrong with the page that is open, whether it was asked for or answered a form. */
export const faultsShown = async (desk: Desk): Promise<readonly string[]> => [
  ...(await invalidIn(await desk.html())),
  ...(await barriersIn(desk)),
  ...desk.faults,
]
