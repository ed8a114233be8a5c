import { describe, expect, test } from '@jest/globals'
import type { Casefile } from '../../machines/casefile/record.ts'
import { compliance } from '../../machines/compliance/machine.ts'
import type { Definition } from '../../machines/kernel/definition.ts'
import { fromStored } from '../../machines/kernel/stored.ts'
import { restsAt, standstillsOf } from '../../src/shown/standstill.ts'
import { openPlaces, wroteOnce } from '../machines/compliance/stories.ts'
import type { Item } from '../machines/compliance/support.ts'
import { directory, stamp } from '../support/people.ts'

/** The real machine, where one deadline has lost its day: nothing is armed by it. */
const without = (name: string): Definition => ({
  ...compliance,
  deadlines: { ...compliance.deadlines, [name]: { ...compliance.deadlines[name]!, from: () => undefined } },
})

function lifecycleOf(one: Item, definition: Definition) {
  const { instances, duties } = one.file.state
  const held = instances.find(({ machine }) => machine === 'compliance')!
  return {
    definition,
    snapshot: fromStored(definition, held.stored),
    casefile: fromStored(definition, held.stored).context as Casefile,
    duties: duties.filter(({ instance }) => instance === held.id),
    around: { children: false, parent: true },
  }
}
const standsStill = (one: Item, definition: Definition = compliance) =>
  standstillsOf(lifecycleOf(one, definition), directory, (by) => stamp(by, one.file.day)).filter(({ kind }) => kind === 'noDate')

describe('a region that waits for somebody else without a date of its own', () => {
  test('is listed where another region of the item has a date', () => {
    const one = wroteOnce().moveTo('2013-04-01')
    expect(one.escalation).toBe('stage1.awaitingReply')
    expect(standsStill(one)).toEqual([])
    expect(standsStill(one, without('noReply'))).toEqual([
      expect.objectContaining({
        because:
          'Escalation: “Stage 1: awaiting reply” waits for somebody else, no date is running in this region, and no duty of it is open',
        unlocks: expect.stringContaining('Record a reply'),
      }),
    ])
  })

  test('is listed where the duty that is open is another region’s', () => {
    const one = openPlaces['heldBack']!()
    expect(one.duty('updateComplainant')).toMatchObject({ to: 'caseworker' })
    expect(standsStill(one)).toEqual([])
    expect(standsStill(one, without('holdBackReview')).map(({ because }) => because)).toEqual([
      'Escalation: “Escalation held back” waits for somebody else, no date is running in this region, and no duty of it is open',
    ])
  })

  test('is none in any place of an item as its machine is: each region has its date, its duty, or rests', () => {
    for (const [name, begin] of Object.entries(openPlaces)) expect([name, standsStill(begin())]).toEqual([name, []])
  })
})

test('nowhere is no place where one rests', () => {
  expect(restsAt(compliance, '')).toBe(false)
})
