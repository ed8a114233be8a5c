import type { Locator } from 'playwright-core'

/** What an event says, as its form asks for it; an organisation may be given by its name. Money is in pence, a day in ISO. */
export type Said = string | number | boolean | readonly Said[] | { readonly [name: string]: Said }

/**
 * Fills in a form as a person would, with or without scripts: ticks, chooses from lists, adds the rows that are missing.
 *
 * @example
 * await fillIn(page.getByRole('main'), { channel: 'telephone', actions: [{ what: 'Write a letter of apology', by: '2012-12-20' }] })
 */
export async function fillIn(form: Locator, said: { readonly [name: string]: Said }, below = ''): Promise<void> {
  for (const [name, value] of Object.entries(said)) await fill(form, `${below}${name}`, value)
}

async function fill(form: Locator, name: string, value: Said): Promise<void> {
  if (Array.isArray(value)) await fillList(form, name, value as readonly Said[])
  else if (typeof value === 'object') {
    await givenAnew(form, name)
    await fillIn(form, value as { readonly [name: string]: Said }, `${name}.`)
  } else await fillOne(form, name, value as string | number | boolean)
}

const named = (form: Locator, name: string) => form.locator(`[name="${name}"]`)

async function fillList(form: Locator, name: string, values: readonly Said[]): Promise<void> {
  if ((await form.locator(`input[type=checkbox][name="${name}"]`).count()) > 0) {
    for (const value of values) await tick(form, name, String(value))
    return
  }
  await givenAnew(form, name)
  for (const [row, value] of values.entries()) {
    if ((await form.locator(`[name="${name}.${row}._row"]`).count()) === 0) {
      await form.locator(`button[name="_add"][value="${name}"]`).click()
      await form.locator(`[name="${name}.${row}._row"]`).waitFor({ state: 'attached' })
    }
    await fill(form, `${name}.${row}`, value)
  }
}

/** What may be left as it is opens only when it is to be given. */
async function givenAnew(form: Locator, name: string): Promise<void> {
  const give = form.locator(`input[type=radio][name^="${name}._"][value="give"]`)
  if ((await give.count()) > 0) await give.check()
}

async function fillOne(form: Locator, name: string, value: string | number | boolean): Promise<void> {
  const field = named(form, name).first()
  const { kind, isMoney } = await field.evaluate((element) => ({
    kind: 'type' in element ? String(element.type) : element.localName,
    isMoney: element.parentElement?.querySelector('.govuk-input__prefix') != null,
  }))
  const text = value === true ? 'yes' : value === false ? 'no' : String(value)
  if (kind === 'radio') await tick(form, name, text)
  else if (kind === 'checkbox') await field.setChecked(value === true)
  else if (kind === 'select-one') await choose(form, field, text)
  else await field.fill(isMoney ? String(Number(value) / 100) : typed(text))
}

/** By its value or by its words. */
async function tick(form: Locator, name: string, text: string): Promise<void> {
  const byValue = named(form, name).and(form.locator(`[value="${text}"]`))
  await ((await byValue.count()) > 0 ? byValue : named(form, name).and(form.getByLabel(text, { exact: true }))).check()
}

/** `2012-12-20` as people write it. */
const typed = (text: string) => text.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1')

/** By its value or by its words; from a long list by typing, and where no script helps by looking for it. */
async function choose(form: Locator, field: Locator, text: string): Promise<void> {
  if (await field.isVisible()) {
    const option = (await optionIn(field, text)) ?? (await lookFor(form, field, text).then(() => optionIn(field, text)))
    await field.selectOption(option ?? text)
    return
  }
  const id = (await field.getAttribute('id'))!.replace(/-select$/, '')
  const words = await field.locator(`option[value="${text}"]`).allInnerTexts()
  await form.locator(`input[id="${id}"]`).fill(words[0]?.trim() ?? text)
  await form.getByRole('option').first().click()
}

async function optionIn(field: Locator, text: string): Promise<{ value: string } | undefined> {
  const values = await field.locator('option').evaluateAll((options, wanted) => {
    const all = options as { value: string; text: string }[]
    return all.filter(({ value, text: words }) => value === wanted || words.trim() === wanted).map(({ value }) => value)
  }, text)
  return values[0] === undefined ? undefined : { value: values[0] }
}

async function lookFor(form: Locator, field: Locator, text: string): Promise<void> {
  const name = await field.getAttribute('name')
  const group = form
    .locator('.govuk-form-group')
    .filter({ has: form.locator(`select[name="${name}"]`) })
    .last()
  await group.locator('[data-find-more] input').fill(text)
  await group.getByRole('button', { name: /^Find/ }).click()
}
