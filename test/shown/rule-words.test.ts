import { describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { ruledBy, ruleInWords } from '../../src/shown/rule-words.ts'

const said = (name: string, event?: string) => ruleInWords(ruledBy(definitions, name, event), name)

describe('a rule that stood in the way', () => {
  test('is said in the sentence that it refuses with, where that is always the same', () => {
    const sentence = definitions['casefile']!.rules['toAnotherPost']!.because({} as never, {} as never)
    expect(said('toAnotherPost')).toBe(sentence)
    expect(sentence).not.toBe('To another post')
  })

  test('is said as whom it lets act, where it is about people', () => {
    expect(said('byTheCaseworker')).toMatch(/^This is for .*caseworker/)
  })

  test('is that of the lifecycle that took the event, where two have one of its name', () => {
    expect(ruledBy(definitions, 'consentOfTheComplainant', 'PROPOSE_INTERVENTION')).toBe(definitions['intervention'])
  })

  test('is called in words where its sentence is another in every case', () => {
    expect(said('responseWithinFourteenDays')).toBe('Response within fourteen days')
  })

  test('that is none any more has its name in words', () => {
    expect(said('aRuleOfEarlierYears')).toBe('A rule of earlier years')
  })
})
