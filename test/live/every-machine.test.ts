import { describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { chartOf } from '../../machines/kernel/chart.ts'
import { pictureOf } from '../../src/live/picture.ts'
import { overlapsOf } from './overlaps.ts'

describe.each(Object.values(definitions))('the picture of $name', (definition) => {
  const model = chartOf(definition)

  test('has no label on a state, a border, a door or another label', async () => {
    expect(overlapsOf((await pictureOf(model)).layout)).toEqual([])
  }, 120_000)
})
