import { expect, test } from '@jest/globals'
import { approach } from '../../../machines/approach/machine.ts'
import { faultsOf } from '../../../machines/kernel/well-formed.ts'

test('the chart of an approach has no faults', () => {
  expect(faultsOf(approach)).toEqual([])
})

test('every rule and every condition of an approach stands on some arrow', () => {
  const onArrows = JSON.stringify(approach.machine.definition)
  const idle = [...Object.keys(approach.rules), ...Object.keys(approach.conditions)].filter((name) => !onArrows.includes(`"${name}"`))
  expect(idle).toEqual([])
})
