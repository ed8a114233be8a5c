import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { HtmlValidate } from 'html-validate'
import nunjucks from 'nunjucks'
import type { z } from 'zod'
import { definitions } from '../../../machines/index.ts'
import { RECORDED_IN_ERROR } from '../../../machines/kernel/correct.ts'
import type { FormChoices } from '../../../src/web/forms/field.ts'
import type { Form } from '../../../src/web/forms/form.ts'

const require = createRequire(import.meta.url)
const packaged = (name: string) => dirname(require.resolve(`${name}/package.json`))
const folders = [
  join(import.meta.dirname, '../../../src/web'),
  join(packaged('govuk-frontend'), 'dist'),
  packaged('@ministryofjustice/frontend'),
]
const templates = new nunjucks.Environment(new nunjucks.FileSystemLoader(folders), { autoescape: true })
const PAGE = `{% from "forms/fields.njk" import fields %}<!DOCTYPE html>
<html lang="en"><head><title>Form</title></head><body><main><h1>Form</h1>
<form method="post" action="/x" novalidate><div id="fields">{{ fields(form) }}</div><button type="submit">Continue</button></form></main></body></html>`

/** A page with nothing on it but this form. */
export const rendered = (form: Form): string => templates.renderString(PAGE, { form })

const html = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // As the design systems write their components.
    'no-trailing-whitespace': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit', 'reset'] }],
    'long-title': 'off',
    'attribute-boolean-style': 'off',
    'no-implicit-button-type': 'error',
    'valid-id': ['error', { relaxed: true }],
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    'no-autofocus': 'off',
    'require-sri': 'off',
  },
})

/** What is wrong with a page, each as one line. */
export function faultsOfHtml(page: string): readonly string[] {
  const { results } = html.validateStringSync(page)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, selector }) => `${ruleId}: ${message} (${line}: ${selector})`),
  )
}

export interface Named {
  readonly machine: string
  readonly type: string
  readonly schema: z.ZodObject
}

/** Every event that anybody can submit. */
export const everyEvent: readonly Named[] = [
  ...Object.values(definitions).flatMap(({ name, events }) =>
    Object.entries(events).map(([type, schema]) => ({ machine: name, type, schema })),
  ),
  { machine: 'every machine', type: 'RECORDED_IN_ERROR', schema: RECORDED_IN_ERROR },
]

const ids = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222', '33333333-3333-4333-8333-333333333333']
const several = (what: string, values: readonly string[]) =>
  values.map((value, index) => ({ value, text: `${what} ${index + 1}`, hint: `Hint ${index + 1}` }))

/** A casefile that has some of everything. */
export const someOfEverything: FormChoices = {
  organisation: several('Organisation', ids),
  party: several('Organisation', ids),
  post: several('Post', ['caseworker', 'lineManager', 'auditor']),
  gradedPost: several(
    'Post',
    Array.from({ length: 12 }, (_, index) => `post${index}`),
  ),
  letter: several('Letter', ids),
  duty: several('Duty', ids),
  action: several('Action', ['apology-1', 'payment-1']),
  decision: several('Decision', ['attempt-1']),
  entry: several('Entry', ['1', '2', '3']),
}
