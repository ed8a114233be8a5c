import { describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { outlookOf } from '../../src/shown/item-outlook.ts'
import { chartFor } from '../../src/shown/place.ts'

const ahead = (state: string) => outlookOf('compliance', `open.evidence.awaited + ${state}`, 'B', null)?.nextLetter?.title

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

test('how closely evidence is looked at goes by the rating; of what is over, or is no item, nothing is said', () => {
  const evidence = (rating: 'A' | 'B' | 'C') => outlookOf('compliance', 'open.escalation.none', rating, null)?.evidence
  expect(evidence('A')).toBe('That it came and is complete')
  expect(evidence('B')).toBe('Held against the Principles')
  expect(evidence('C')).toContain('clinical advice')
  expect(outlookOf('compliance', 'closed.complied', 'A', null)).toBeNull()
  expect(outlookOf('intervention', 'open.escalation.none', 'A', null)).toBeNull()
})
