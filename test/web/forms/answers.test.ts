import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { z } from 'zod'
import { payloadOf } from '../../../src/web/forms/answers.ts'
import { faultsOf } from '../../../src/web/forms/faults.ts'
import { fieldsOf } from '../../../src/web/forms/fields.ts'
import { formOf } from '../../../src/web/forms/form.ts'
import { typedOf } from '../../../src/web/forms/prefill.ts'
import { reasonsIn } from '../../../src/web/forms/reasons.ts'
import { changedForm } from '../../../src/web/forms/rows.ts'
import type { Typed } from '../../../src/web/page.ts'
import { submissionFor } from '../../support/arbitrary.ts'
import { everyEvent, rendered, someOfEverything } from './support.ts'

const organisation = () => someOfEverything.organisation![0]!.value
const schemaOf = (machine: string, type: string) => everyEvent.find((each) => each.machine === machine && each.type === type)!.schema

describe('What was typed', () => {
  it.each(everyEvent)('of $machine $type is read back as the event it was typed for', ({ schema }) => {
    fc.assert(
      fc.property(submissionFor(schema, organisation), (event) => {
        const parsed = schema.safeParse(event)
        fc.pre(parsed.success)
        const payload = payloadOf(schema, typedOf(schema, event as object))
        expect({ faults: payload.faults, event: schema.parse(payload.event) }).toEqual({ faults: [], event: withoutBlanks(parsed.data) })
      }),
      { numRuns: 25 },
    )
  })

  it('begins with nothing that an address names and that is no value of its field', () => {
    for (const { schema, type } of everyEvent)
      for (const value of ['x', '', '-1', '1e9', 'constructor', { x: 'x' }, [['x']], 3, true]) {
        const typed = typedOf(schema, Object.fromEntries(Object.keys(schema.shape).map((name) => [name, value])))
        expect([type, JSON.stringify(typed).match(/NaN|\[object|undefined/)]).toEqual([type, null])
        formOf(fieldsOf(schema, someOfEverything), { typed, faults: [] })
      }
  })

  it('is answered whatever it is, and reaches nothing beside the event', () => {
    const before = Object.keys(Object.prototype)
    fc.assert(
      fc.property(fc.constantFrom(...everyEvent), arbitraryTyped, ({ schema }, typed) => {
        const fields = fieldsOf(schema, someOfEverything)
        const { event, faults } = payloadOf(schema, typed, someOfEverything)
        expect(Object.getPrototypeOf(event)).toBe(Object.prototype)
        formOf(fields, { typed, faults })
        reasonsIn(typed)
        changedForm(typed)
      }),
      { numRuns: 2_000 },
    )
    expect(Object.keys(Object.prototype)).toEqual(before)
  })

  it('stands in the form again, also where it cannot be read', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everyEvent.filter(({ type }) => /OPEN$|ADD_ACTION|OFFERED|SUGGEST/.test(type))),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
        (event, text) => {
          const mark = `X${text.replaceAll(/[\0\r]/g, '')}X`
          const typed = Object.fromEntries(textNames(event.schema).map((name) => [name, mark]))
          const { faults } = payloadOf(event.schema, typed)
          const form = JSON.stringify(formOf(fieldsOf(event.schema), { typed, faults }))
          expect(form.split(JSON.stringify(mark)).length - 1).toBeGreaterThanOrEqual(Object.keys(typed).length)
        },
      ),
      { numRuns: 20 },
    )
  })

  it.each([
    ['27/3/2026', '2026-03-27'],
    ['27/03/2026', '2026-03-27'],
    ['27.3.2026', '2026-03-27'],
    ['2026-03-27', '2026-03-27'],
    ['27 March 2026', '2026-03-27'],
    [' 1 Feb 2024 ', '2024-02-01'],
  ])('"%s" is the day %s', (typed, day) => {
    expect(payloadOf(schemaOf('compliance', 'DECLINE_EXTENSION'), { why: 'No' }).faults).toEqual([])
    expect(payloadOf(schemaOf('compliance', 'HOLD_BACK'), { why: 'Because', reviewOn: typed })).toEqual({
      event: { type: 'HOLD_BACK', why: 'Because', reviewOn: day },
      faults: [],
    })
  })

  it.each(['31/2/2026', '2026-13-01', 'tomorrow', '1/1/26', '29/2/2023'])(
    '"%s" is no real date, and the form says what one is',
    (typed) => {
      expect(payloadOf(schemaOf('compliance', 'HOLD_BACK'), { why: 'Because', reviewOn: typed })).toEqual({
        event: { type: 'HOLD_BACK', why: 'Because', reviewOn: typed },
        faults: [{ id: 'reviewOn', text: 'When it is looked at again must be a real date, like 27/3/2026' }],
      })
    },
  )

  it.each([
    ['250', 25_000],
    ['£1,234.50', 123_450],
    ['0.07', 7],
    ['.5', 50],
    ['1234567.89', 123_456_789],
  ])('"%s" is %i pence', (typed, pence) => {
    expect(moneyTyped(typed)).toEqual([{ kind: 'payment', amount: pence }])
  })

  it.each(['1.234', 'ten', '1,23', '-5', '£', '1e3'])('"%s" is no sum of money', (typed) => {
    const { faults } = payloadOf(schemaOf('compliance', 'UMBRELLA_AGREED'), {
      ...umbrella,
      'money.0.kind': 'payment',
      'money.0.amount': typed,
    })
    expect(faults).toEqual([{ id: 'money-0-amount', text: 'Amount must be in pounds and pence, like 250 or 250.50' }])
  })

  it('says at each field what is missing, in words', () => {
    const { faults } = payloadOf(schemaOf('intervention', 'PROPOSE_INTERVENTION'), {}, someOfEverything)
    expect(faults).toEqual([
      { id: 'whom', text: 'Choose at least one organisation' },
      { id: 'channel', text: 'Answer the question “How do you approach the organisation?”' },
      { id: 'contact', text: 'Answer the question “Whom do you approach there?”' },
      { id: 'respondBy', text: 'Enter the date by which it is to respond' },
    ])
  })

  it('is asked for in a sentence where nothing was typed', () => {
    const asked = (machine: string, type: string) => payloadOf(schemaOf(machine, type), {}).faults.map(({ text }) => text)
    expect(asked('organisation', 'ADD_NOTE')).toContain('Enter a note')
    expect(asked('casefile', 'SET_FLAG')).toContain('Select a flag')
    expect(asked('casefile', 'DUTY_DONE')).toContain('Select a duty')
    expect(asked('casefile', 'LINK')).toContain('Enter the reference of the other casefile')
    expect(asked('compliance', 'JUDGE_EVIDENCE')).toEqual(['Select a judgement', 'Enter reasons'])
    expect(asked('compliance', 'GO_TO_STAGE')).toContain('Select a stage')
    expect(asked('approach', 'ESCALATE')).toContain('Enter what is escalated, and why')
  })

  it('leaves out a group that was left empty, and asks for what is missing in one that was begun', () => {
    const opening = {
      receivedOn: '5/11/2012',
      'complainant.name': 'Mr J',
      'complainedAbout.0': organisation(),
      complaint: 'His records were lost.',
    }
    const schema = schemaOf('casefile', 'OPEN')
    expect(payloadOf(schema, { ...opening, 'aggrieved.name': '  ' }).event).not.toHaveProperty('aggrieved')
    expect(payloadOf(schema, { ...opening, 'aggrieved.telephone': '020 7946 0000' }).faults).toEqual([
      { id: 'aggrieved-name', text: 'Aggrieved person: enter a name' },
    ])
  })

  it('tells a party that is taken away from one that is left as it is', () => {
    const schema = schemaOf('casefile', 'CHANGE_PARTY')
    expect(payloadOf(schema, { 'aggrieved._is': 'none' }).event).toEqual({ type: 'CHANGE_PARTY', aggrieved: null })
    expect(payloadOf(schema, { 'aggrieved._is': 'leave', 'aggrieved.name': 'Mrs J' }).event).toEqual({ type: 'CHANGE_PARTY' })
    expect(payloadOf(schema, { 'aggrieved._is': 'give', 'aggrieved.name': 'Mrs J' }).event).toEqual({
      type: 'CHANGE_PARTY',
      aggrieved: { name: 'Mrs J' },
    })
  })

  it('closes blank rows up, and finds the fault of a row where the row stands', () => {
    const { event, faults } = payloadOf(schemaOf('compliance', 'UMBRELLA_AGREED'), {
      ...umbrella,
      'money.0.amount': ' ',
      'money.3.kind': 'payment',
      'money.5.amount': '20',
    })
    expect(event['money']).toEqual([{ kind: 'payment' }, { amount: 2_000 }])
    expect(faults).toEqual([{ id: 'money-5-kind', text: 'Amount 2: select what the money is for' }])
  })

  it('names a new action for the caseworker, as none that is there', () => {
    const action = { 'action.kind': 'debtWrittenOff', 'action.what': 'Write off the debt' }
    const named = (choices = {}) =>
      (payloadOf(schemaOf('intervention', 'ADD_ACTION'), action, choices).event['action'] as { id: string }).id
    expect(named()).toBe('debt-written-off-1')
    expect(named({ action: [{ value: 'debt-written-off-1', text: 'x' }] })).toBe('debt-written-off-2')
  })

  it('makes one text of a usual reason and what was written to it', () => {
    expect(
      reasonsIn({
        'reasons.apologyAskedFor._usual': 'It has apologised already',
        'reasons.apologyAskedFor': 'on 3 May',
        'reasons.toldByTelephone': ' ',
        'reasons.x y': 'z',
      }),
    ).toEqual({ apologyAskedFor: 'It has apologised already: on 3 May' })
  })
})

describe('What the engine finds wrong', () => {
  it('stands at its input; what belongs to none is said of the whole form', () => {
    const schema = schemaOf('compliance', 'UMBRELLA_AGREED')
    const typed = { 'money.2.kind': 'payment' }
    const found = [
      { pointer: '/organisation', detail: 'a' },
      { pointer: '/money/0/amount', detail: 'b' },
      { pointer: '/reasons/umbrellaUnderstands', detail: 'c' },
      { pointer: '/nothing/of/this', detail: 'd' },
      { field: 'until', detail: 'e' },
      { field: undefined, detail: 'f' },
    ]
    expect(faultsOf(fieldsOf(schema), found, typed)).toEqual([
      { id: 'organisation', text: 'a' },
      { id: 'money-2-amount', text: 'b' },
      { id: 'reasons-umbrellaUnderstands', text: 'c' },
      { id: 'fields', text: 'd' },
      { id: 'until', text: 'e' },
      { id: 'fields', text: 'f' },
    ])
  })
})

describe('What was typed to choose by, where nothing of that name was chosen', () => {
  const schema = schemaOf('casefile', 'OPEN')
  const many = Array.from({ length: 30 }, (_, at) => ({
    value: `${at}`.padStart(8, '0').concat('-1111-4111-8111-111111111111'),
    text: `Trust ${at}`,
  }))
  const organisations = (choices: object, typed: Typed) => {
    const { event, faults } = payloadOf(schema, typed, choices)
    const shown = rendered(formOf(fieldsOf(schema, choices), { typed, faults }))
    return { event, shown, said: faults.filter(({ id }) => id.startsWith('complainedAbout')) }
  }
  const notOne = { id: 'complainedAbout-0', text: '“Zzz Trust” is not one of the organisations: choose one' }

  it('is said to be none of them, and is in the form again', () => {
    const { shown, said } = organisations({ organisation: many }, { 'complainedAbout.0': '', 'complainedAbout.0._typed': ' Zzz Trust' })
    expect(said).toEqual([notOne])
    expect(shown).toContain('data-typed="Zzz Trust"')
  })

  it('is so too where it was typed to be found, and in a row after one that was chosen', () => {
    const searched = { organisation: many, searched: ['organisation'] }
    expect(organisations(searched, { 'complainedAbout.0': '', 'complainedAbout.0._search': 'Zzz Trust' }).said).toEqual([notOne])
    const second = { 'complainedAbout.0': many[3]!.value, 'complainedAbout.1': '', 'complainedAbout.1._typed': 'Zzz Trust' }
    expect(organisations({ organisation: many }, second).said).toEqual([{ ...notOne, id: 'complainedAbout-1' }])
  })

  it('is asked about no more once one is chosen, and where nothing was typed nothing is said of it', () => {
    const chosen = { 'complainedAbout.0': many[3]!.value, 'complainedAbout.0._typed': 'Trust 3' }
    expect(organisations({ organisation: many }, chosen)).toMatchObject({ event: { complainedAbout: [many[3]!.value] }, said: [] })
    expect(organisations({ organisation: many }, { 'complainedAbout.0._typed': '' }).said).toEqual([
      { id: 'complainedAbout', text: 'Name at least one organisation' },
    ])
  })
})

describe('A list without JavaScript', () => {
  it('has a row more, and a row less, by buttons that keep what was typed', () => {
    const typed = { 'money.0.kind': 'payment', 'money.0.amount': '5', why: 'x' }
    const longer = changedForm({ ...typed, _add: 'money' })!
    expect(longer).toMatchObject({ ...typed, 'money.1._row': '1' })
    expect(changedForm({ ...longer, 'money.1.amount': '7', _remove: 'money.0' })).toMatchObject({ why: 'x', 'money.0.amount': '7' })
    expect(changedForm(typed)).toBeUndefined()
    const page = rendered(formOf(fieldsOf(schemaOf('compliance', 'UMBRELLA_AGREED')), { typed: longer }))
    expect(page).toContain('name="money.1.amount"')
    expect(page).toContain('value="money.1"')
  })
})

const umbrella = {
  organisation: someOfEverything.organisation![0]!.value,
  what: 'Apologise',
  measure: 'A copy of the letter',
  until: '1/2/2013',
  'money._is': 'give',
}
const moneyTyped = (amount: string) =>
  payloadOf(schemaOf('compliance', 'UMBRELLA_AGREED'), { ...umbrella, 'money.0.kind': 'payment', 'money.0.amount': amount }).event['money']

/** As a form sends it: an empty text is none. */
function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, each]) => (each === undefined ? [] : [[key, withoutBlanks(each)]])))
}

const nameParts = fc.constantFrom(
  'action',
  'actions',
  'money',
  'complainant',
  'points',
  'whom',
  'factors',
  '0',
  '1',
  '7',
  '999999',
  '1e9',
  '-1',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '_is',
  '_row',
  '_search',
  '_typed',
  '_usual',
  'reasons',
  'name',
  'answer',
  'why',
  'by',
  'until',
  'id',
  '',
)
const someName = fc.oneof(
  fc.array(nameParts, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('.')),
  fc.constantFrom('_add', '_remove', '_find', 'transition', 'respondBy', 'happenedOn'),
  fc.string({ unit: 'binary', maxLength: 8 }),
)
const someText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', ' ', 'yes', 'no', 'give', 'none', '27/3/2026', '1e400', '9'.repeat(400), '__proto__', 'money.0', 'reasons.x'),
)
const arbitraryTyped: fc.Arbitrary<Typed> = fc
  .array(fc.tuple(someName, fc.oneof(someText, fc.array(someText, { maxLength: 3 }))), { maxLength: 12 })
  .map((entries) => Object.fromEntries(entries))

/** The inputs of a form that take a text, each in its first row. */
function textNames(schema: z.ZodObject): readonly string[] {
  const names: string[] = []
  const seek = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const { kind, name } = value as { kind?: string; name?: string }
    if (name && (kind === 'text' || kind === 'date' || kind === 'money')) names.push(name)
    Object.values(value).forEach(seek)
  }
  seek(formOf(fieldsOf(schema), { typed: {} }).fields)
  return names
}
