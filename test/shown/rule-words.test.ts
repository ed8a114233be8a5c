import { describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { sayState } from '../../machines/kernel/chart.ts'
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

  test('is said as what was wrong where its sentence is another in every case, not as what was to be right', () => {
    expect(said('responseWithinFourteenDays', 'PROPOSE_INTERVENTION')).toBe('The response date is more than 14 days ahead')
    expect(said('everyActionIsSpecific', 'PROPOSE_INTERVENTION')).toMatch(/^An action only asks the organisation to consider something/)
    expect(said('passedOnByTheirLineManager')).toBe("This is for the line manager of the casefile's caseworker")
  })

  test('is never said as its name: that states the opposite of what was in the way', () => {
    const named = Object.entries(definitions).flatMap(([machine, definition]) =>
      Object.keys(definition.rules).flatMap((name) => (ruleInWords(definition, name) === sayState(name) ? [`${machine}: ${name}`] : [])),
    )
    expect(named).toEqual([])
    expect(Object.values(definitions).flatMap(({ rules }) => Object.keys(rules)).length).toBeGreaterThan(300)
  })

  test('that is none any more has its name in words', () => {
    expect(said('aRuleOfEarlierYears')).toBe('A rule of earlier years')
  })
})
