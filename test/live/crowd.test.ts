import { expect, test } from '@jest/globals'
import { timesOf } from '../../scripts/bench/live/crowd.ts'

test('who watched and never heard of a change counts as fifteen seconds in the figures, and not as nobody', () => {
  expect(timesOf([1_120, 1_480], 1_000, 4)).toEqual([120, 480, 15_000, 15_000])
  expect(timesOf([1_120], 1_000, 1)).toEqual([120])
})
