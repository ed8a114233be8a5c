import { expect, test } from '@jest/globals'
import { z } from 'zod'
import { pence } from '../../machines/kernel/words.ts'
import { fieldsOf } from '../../src/web/forms/fields.ts'
import { formOf } from '../../src/web/forms/form.ts'
import { saidIn } from '../../src/web/pages/submit-event/said.ts'

const saidOf = (sum: string) => saidIn(formOf(fieldsOf(z.object({ sum: pence('Sum') })), { typed: { sum } }))

test.each([
  ['12.5', '£12.50'],
  ['£.5', '£0.50'],
  ['1234.56', '£1,234.56'],
  ['1,234,567.8', '£1,234,567.80'],
  ['a lot', 'a lot'],
])('a sum typed as %s is shown to be checked as it will be recorded: %s', (typed, shown) => {
  expect(saidOf(typed)).toEqual([{ label: 'Sum', lines: [shown] }])
})
