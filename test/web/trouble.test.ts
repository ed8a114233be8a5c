import { expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import type { Refusal } from '../../machines/kernel/rule.ts'
import { Refused } from '../../src/engine/errors.ts'
import { fieldsOf } from '../../src/web/forms/fields.ts'
import { troubleIn } from '../../src/web/pages/submit-event/trouble.ts'

const refusal = (because: string): Refusal => ({
  rule: 'remedyIsNamed',
  strength: 'normally',
  cites: 'I19',
  paragraph: 'Casework guidance, paragraph 2.6.19',
  because,
  reasonWouldHelp: true,
})
const saidOf = (because: string) => troubleIn(new Refused([refusal(because)]), [], { person: 'anybody', typed: {} }).faults

test('what a written reason would answer is said at its box, with that way out named once', () => {
  expect(saidOf('The remedy is not normally left to the organisation')).toEqual([
    { id: 'reasons-remedyIsNamed', text: 'The remedy is not normally left to the organisation. Say why it is otherwise here' },
  ])
  for (const because of ['Choose 18 November or earlier, or write why it needs longer', 'Judge it first, or say why it ends all the same'])
    expect(saidOf(because).map(({ text }) => text)).toEqual([because])
})

test('a question that was left empty is asked for at its own place, with the reason as the other way out; one that was answered, at the reason', () => {
  const because = 'The organisation is rated B: say how the remedy stands against the Principles'
  const unmet = { ...refusal(because), rule: 'heldAgainstThePrinciples', field: 'againstPrinciples' }
  const fields = fieldsOf(definitions['compliance']!.events['JUDGE_EVIDENCE']!)
  const faultsFor = (typed: Readonly<Record<string, string>>) =>
    troubleIn(new Refused([unmet]), fields, { person: 'anybody', typed }).faults
  expect(faultsFor({ judgement: 'provided', againstPrinciples: ' ' })).toEqual([
    { id: 'againstPrinciples', text: `${because}. Or say why that is not needed` },
  ])
  expect(faultsFor({ judgement: 'provided', againstPrinciples: 'Well' })).toEqual([
    { id: 'reasons-heldAgainstThePrinciples', text: `${because}. Say why it is otherwise here` },
  ])
})
