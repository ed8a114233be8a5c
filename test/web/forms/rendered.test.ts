import { describe, expect, it } from '@jest/globals'
import { cite } from '../../../machines/guidance/paragraph.ts'
import { definitions } from '../../../machines/index.ts'
import { rulesThatTakeReasons } from '../../../src/shown/place.ts'
import { payloadOf } from '../../../src/web/forms/answers.ts'
import { WHOLE } from '../../../src/web/forms/faults.ts'
import type { FormChoices } from '../../../src/web/forms/field.ts'
import { fieldsOf } from '../../../src/web/forms/fields.ts'
import { formOf } from '../../../src/web/forms/form.ts'
import { reasonsAsked } from '../../../src/web/forms/reasons.ts'
import type { Typed } from '../../../src/web/page.ts'
import { everyEvent, faultsOfHtml, type Named, rendered, someOfEverything } from './support.ts'

/** Sent as it is, with something unreadable in it, and a reason for every rule that takes one. */
function refused({ machine, type, schema }: Named, typed: Typed, choices: FormChoices) {
  const { faults } = payloadOf(schema, typed, choices)
  const definition = definitions[machine]
  const rules = definition ? rulesThatTakeReasons(definition, type) : []
  const reasons = definition
    ? reasonsAsked({
        definition,
        refusals: rules.map(({ name, cites }) => ({
          rule: name,
          strength: 'normally',
          cites: cites as 'I1',
          paragraph: cite(cites as 'I1'),
          because: 'It is normally otherwise',
          reasonWouldHelp: true,
        })),
        takesReasons: rules.map(({ name, cites }) => ({ rule: name, paragraph: cite(cites as 'I1') })),
        typed,
      })
    : []
  return { faults, reasons, page: rendered(formOf(fieldsOf(schema, choices), { typed, faults, reasons })) }
}

describe('A form', () => {
  it.each(everyEvent)('is valid HTML, each input with its label, for $machine $type', ({ schema }) => {
    const page = rendered(formOf(fieldsOf(schema, someOfEverything), { typed: {} }))
    expect(faultsOfHtml(page)).toEqual([])
    expect(page).not.toMatch(/>\s*(undefined|null|\[object)/)
  })

  it.each(everyEvent)('has every fault and every reason at an input of its own, for $machine $type', (event) => {
    for (const choices of [someOfEverything, { searched: ['organisation'] } as const]) {
      const { faults, reasons, page } = refused(event, {}, choices)
      expect(faultsOfHtml(page)).toEqual([])
      for (const { id, text } of faults) {
        if (id !== WHOLE) expect({ text, there: page.includes(`id="${id}"`) }).toEqual({ text, there: true })
        expect(text).not.toMatch(/Invalid|expected|undefined|NaN|\p{Ll}\p{Lu}/u)
      }
      for (const { rule } of reasons) expect(page.split(`name="reasons.${rule}"`)).toHaveLength(2)
    }
  })

  it('says what was typed as it was typed, and as no markup', () => {
    const schema = everyEvent.find(({ type }) => type === 'ADD_NOTE')!.schema
    const page = rendered(formOf(fieldsOf(schema), { typed: { note: '</textarea><script>alert(1)</script>' } }))
    expect(page).toContain('&lt;/textarea&gt;&lt;script&gt;')
    expect(page).not.toContain('<script>')
  })
})
