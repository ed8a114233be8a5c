import { describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { outlookOf } from '../../src/shown/item-outlook.ts'
import { chartFor } from '../../src/shown/place.ts'
import { proves } from '../support/proves.ts'

const item = { machine: 'compliance', state: 'open.escalation.none', rating: 'B', sector: 'health' } as const
const ahead = (state: string) => outlookOf({ ...item, state: `open.evidence.awaited + ${state}` }, null)?.nextLetter?.title

describe('the letter that is next for an item', () => {
  test('is the reminder while its target date is ahead, and then that of each stage', () => {
    expect(ahead('open.escalation.none + open.target.date.onTrack')).toBe('Reminder')
    expect(ahead('open.escalation.none + open.target.date.reminded')).toBeUndefined()
    expect(ahead('open.escalation.due.toBegin')).toBe('Stage 1 letter')
    expect(ahead('open.escalation.stage1.letterDue')).toBe('Stage 1 letter')
    expect(ahead('open.escalation.stage1.awaitingReply')).toBe('Stage 2 letter')
    expect(ahead('open.escalation.stage2.letterDue')).toBe('Stage 2 letter')
    expect(ahead('open.escalation.stage2.noReply')).toBe('Stage 3 letter')
  })

  test('is read off states that the chart has', () => {
    const ids = chartFor(definitions['compliance']!).states.map(({ id }) => id)
    for (const state of ['due', 'stage1.letterDue', 'stage1.awaitingReply', 'stage2.letterDue', 'stage2.noReply', 'none'])
      expect(ids).toContain(`compliance.open.escalation.${state}`)
    expect(ids.filter((id) => id.endsWith('.onTrack'))).toEqual(['compliance.open.target.date.onTrack'])
  })
})

proves('C17', 'how closely evidence is looked at goes by sector and rating: clinical advice is of health bodies rated B or C alone', () => {
  const evidence = (sector: 'parliamentary' | 'health', rating: 'A' | 'B' | 'C') => outlookOf({ ...item, sector, rating }, null)?.evidence
  for (const sector of ['parliamentary', 'health'] as const) expect(evidence(sector, 'A')).toBe('That it came and is complete')
  for (const rating of ['B', 'C'] as const) {
    expect(evidence('parliamentary', rating)).toBe('Held against the Principles')
    expect(evidence('health', rating)).toContain('clinical advice considered')
  }
  expect(evidence('health', 'B')).toContain('if it is systemic, very serious, complex or technical')
})

test('of what is over, or is no item, nothing is said', () => {
  expect(outlookOf({ ...item, state: 'closed.complied' }, null)).toBeNull()
  expect(outlookOf({ ...item, machine: 'intervention' }, null)).toBeNull()
})
