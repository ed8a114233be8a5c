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

  const OPEN = everyEvent.find(({ type }) => type === 'OPEN')!.schema
  const opening = (typed: Typed) => {
    const { faults } = payloadOf(OPEN, typed, someOfEverything)
    return { faults, page: rendered(formOf(fieldsOf(OPEN, someOfEverything), { typed, faults })) }
  }
  const folds = (page: string) =>
    Object.fromEntries(
      [...page.matchAll(/<details class="govuk-details redress-folded"[^>]*?( open)?>\s*<summary[^>]*><span[^>]*>([^<]*)/g)].map(
        ([, open, words]) => [words, open !== undefined],
      ),
    )

  it('asks first for the complaint, whom it is about, who complains and the day, and folds away people who are seldom there', () => {
    expect(fieldsOf(OPEN).map(({ key }) => key)).toEqual([
      ...['complaint', 'complainedAbout', 'complainant', 'receivedOn', 'injustices', 'remedySought', 'aggrieved', 'representative'],
      ...['earlierReference', 'directorate', 'stage', 'flags', 'linkedTo', 'reassesses'],
    ])
    const { page } = opening({})
    expect(folds(page)).toEqual({ 'The aggrieved person is somebody else': false, 'Somebody represents them': false })
  })

  it('opens what is folded where something in it was typed or is wrong', () => {
    const { page, faults } = opening({ 'aggrieved.telephone': '01632 960001', 'aggrieved._is': '' })
    expect(faults.map(({ id }) => id)).toContain('aggrieved-name')
    expect(folds(page)).toEqual({ 'The aggrieved person is somebody else': true, 'Somebody represents them': false })
    expect(faultsOfHtml(page)).toEqual([])
  })

  it('lets an answer that need not be given be taken back, and is then as if nobody had answered', () => {
    const name = 'reassesses'
    expect(opening({}).page).toMatch(/name="reassesses" type="radio" value="">\s*<label[^>]*>\s*Not answered/)
    const { page } = opening({ [name]: '' })
    expect(page).toMatch(/name="reassesses" type="radio" value="" checked>/)
    expect(payloadOf(OPEN, { [name]: '' }).event).not.toHaveProperty(name)
    const asked = everyEvent.find(({ type }) => type === 'SET_FLAG')!.schema
    expect(rendered(formOf(fieldsOf(asked), { typed: {} }))).not.toContain('Not answered')
  })

  it('offers what would keep a rule before it asks why the rule is not kept', () => {
    const definition = definitions['intervention']!
    const page = rendered(
      formOf(fieldsOf(definition.events['DECIDE_TO_ATTEMPT']!), {
        typed: {},
        reasons: reasonsAsked({
          definition,
          refusals: [
            {
              rule: 'suitableForAnIntervention',
              strength: 'normally',
              cites: 'I5',
              paragraph: cite('I5'),
              because: 'Nothing is assessed',
              reasonWouldHelp: true,
              unlockedBy: 'RECORD_ASSESSMENT',
            },
          ],
          takesReasons: [{ rule: 'suitableForAnIntervention', paragraph: cite('I5') }],
          typed: {},
          unlocked: (type) => ({ title: 'Record the assessment', href: `/instances/1/events/${type}` }),
        }),
      }),
    )
    expect(page).not.toContain('20000 characters')
    expect(page).toMatch(
      /href="\/instances\/1\/events\/RECORD_ASSESSMENT">Record the assessment first<\/a>[\s\S]*Why is it otherwise here\?/,
    )
    expect(faultsOfHtml(page)).toEqual([])
  })
})
