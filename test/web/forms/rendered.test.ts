import { describe, expect, it } from '@jest/globals'
import { fieldsOf } from '../../../src/web/forms/fields.ts'
import { formOf } from '../../../src/web/forms/form.ts'
import { everyEvent, faultsOfHtml, rendered, someOfEverything } from './support.ts'

describe('A form', () => {
  it.each(everyEvent)('is valid HTML, each input with its label, for $machine $type', ({ schema }) => {
    const page = rendered(formOf(fieldsOf(schema, someOfEverything), { typed: {} }))
    expect(faultsOfHtml(page)).toEqual([])
  })
})
