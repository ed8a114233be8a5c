import { describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import type { Definitions } from '../../machines/kernel/definition.ts'
import { withoutRule } from '../model/sabotage.ts'
import { trust } from '../support/file.ts'
import { caseworker, lineManager } from '../support/people.ts'
import { apology, assessing, attempt, confirm, inform, propose, proposing, spoken, submit, suitable } from './intervention/support.ts'

/** One rule of each strength is taken out of its machine: the check that it refuses must then find that it does not. */
const intervention = definitions['intervention']!
const sabotaged = (rule: string): Definitions => ({ ...definitions, intervention: withoutRule(intervention, rule) })

const checks: readonly [string, string, (machines: Definitions) => readonly string[]][] = [
  [
    'must: whoever submitted a decision does not sign it',
    'notTheirOwnSubmission',
    (machines) => {
      const file = proposing({}, machines)
      file.does(caseworker, attempt, { type: 'ADD_ACTION', action: apology })
      file.does(caseworker, attempt, propose)
      file.does(caseworker, trust, confirm)
      file.does(caseworker, attempt, inform)
      file.does(lineManager, attempt, { type: 'COMPARE_REMEDIES', compared: 'Three similar cases' })
      file.does(lineManager, attempt, submit)
      return file.rulesAgainst(lineManager, attempt, { type: 'SIGN_OFF' })
    },
  ],
  [
    'normally: more than fourteen days want a reason',
    'responseWithinFourteenDays',
    (machines) => {
      const file = proposing({}, machines)
      file.does(caseworker, attempt, { type: 'ADD_ACTION', action: apology })
      return file.rulesAgainst(caseworker, attempt, { ...propose, respondBy: '2013-03-25' })
    },
  ],
  [
    'consider: whether there is a prospect of agreement is answered',
    'prospectConsidered',
    (machines) => {
      const file = assessing({}, machines)
      file.does(caseworker, attempt, spoken)
      file.does(caseworker, attempt, suitable)
      return file.rulesAgainst(caseworker, attempt, { type: 'DECIDE_TO_ATTEMPT' })
    },
  ],
]

describe.each(checks)('%s', (_claim, rule, refusing) => {
  test('it is refused by that rule', () => {
    expect(refusing(definitions)).toEqual([rule])
  })
  test('without the rule it is taken, and the check above would fail', () => {
    expect(refusing(sabotaged(rule))).toEqual([])
  })
})
