import { expect, test } from '@jest/globals'
import { defaultSettings, type Setting, settings } from '../../../machines/guidance/settings.ts'

const all: readonly [string, Setting][] = Object.entries(settings)

test('every silence of the guidance, (a) to (ad), has its reading', () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz', 'aa', 'ab', 'ac', 'ad']
  expect([...new Set(all.map(([, { letter }]) => letter))].sort()).toEqual(letters.sort())
})

test('each reading says that it is ours, and which paragraph was silent', () => {
  expect(all.filter(([, { reading, paragraphs }]) => !/^Our reading: .+\.$/.test(reading) || paragraphs.length === 0)).toEqual([])
})

test('the waits that differ from a week have these defaults', () => {
  expect(Object.fromEntries(Object.entries(defaultSettings).filter(([, days]) => days !== 7))).toEqual({
    promptDays: 0,
    updateEveryDays: 14,
    otherStepDays: 14,
    escalationDutyDays: 0,
    showAfterDays: 3,
    holdBackDays: 14,
    reportAnswerDays: 28,
    reviewAcceptDays: 14,
    reviewConcludeDays: 28,
  })
})

test('what we ourselves wait for can each be changed apart from the others', () => {
  expect(all.filter(([, { letter }]) => letter === 'x').map(([name]) => name)).toEqual([
    'consideringOfferDays',
    'passingOnDays',
    'consideringObjectionsDays',
    'tellComplainantDays',
    'readyForSignOffDays',
    'signOffDays',
    'issuingDays',
    'agreeingRatingDays',
    'extensionRequestDays',
    'judgingEvidenceDays',
    'doubtDays',
    'caseworkTeamDays',
    'ombudsmanDays',
    'judgingReplyDays',
    'conferringDays',
    'reassessingDays',
    'executiveDays',
  ])
})

test('a fixed reading is shown and is no number that could be changed', () => {
  expect(Object.keys(defaultSettings)).not.toContain('authorityIsMust')
  expect(settings.authorityIsMust.type).toBe('reading')
})
