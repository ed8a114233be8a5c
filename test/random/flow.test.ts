import { describe } from '@jest/globals'
import { flowIsWhatHistoryTells } from './flow-history.ts'
import { pastStaysAsItWas } from './flow-kept.ts'
import { numbersAreOfTheirLists } from './flow-numbers.ts'
import { randomFlow } from './flow-office.ts'
import { sameIsSaidEverywhere } from './flow-said.ts'

const run = randomFlow()

// In this order: the clock goes on meanwhile.
describe('after anything that can happen', () => {
  numbersAreOfTheirLists(run)
  sameIsSaidEverywhere(run)
  flowIsWhatHistoryTells(run)
  pastStaysAsItWas(run)
})
