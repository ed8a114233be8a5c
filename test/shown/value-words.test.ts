import { describe, expect, it } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { valuesIn, wordsOfValue } from '../../src/shown/value-words.ts'

const events = Object.values(definitions).flatMap(({ name, events: known }) =>
  Object.entries(known).map(([type, schema]) => ({ machine: name, type, schema })),
)

describe('What can be chosen', () => {
  it.each(events)('has words for people in $machine $type', ({ schema }) => {
    for (const { text, value } of valuesIn(schema, '')) {
      expect(text).toMatch(/^\p{Lu}/u)
      expect(text).not.toMatch(/\p{Ll}\p{Lu}/u)
      if (/[A-Z]/.test(value.slice(1))) expect(text).not.toContain(value)
    }
  })

  it('is found by its value alone, or by its field where one value means two things', () => {
    expect(wordsOfValue('focalPoint')).toBe('The focal point for the Ombudsman')
    expect(wordsOfValue('notProvided', 'judgement')).toBe('It was not provided')
    expect(wordsOfValue('letter', 'channel')).toBe('By letter')
    expect(wordsOfValue('letter', 'to')).toBe('The letter')
    expect(wordsOfValue('letter')).toBeUndefined()
    expect(wordsOfValue('noSuchValue')).toBeUndefined()
    expect(wordsOfValue('constructor', 'toString')).toBeUndefined()
  })
})
