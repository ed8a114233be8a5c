import { expect, test } from '@jest/globals'
import { isStatement, type ParagraphId, paragraphIds } from '../../machines/guidance/paragraph.ts'
import { planned } from '../../machines/guidance/planned.ts'
import { definitions } from '../../machines/index.ts'
import { gapsOf, register } from '../../src/reports/register.ts'

/** Carried out by the form of the machine and not by a rule of that strength. */
const otherwise: Partial<Record<ParagraphId, readonly string[]>> = {
  // Weighing an objection is one of three acts, each of which cannot be put without its assessment and rationale.
  I22: ['a consider rule'],
}
/** An item has its monitor already; beginning escalation and the first letter are still to come. */
const begun: readonly ParagraphId[] = ['C16a']

const shown = register(Object.values(definitions), [])
const entry = (id: ParagraphId) => shown.paragraphs.find((each) => each.id === id)!
const carried = paragraphIds.filter((id) => !isStatement(id) && !planned.includes(id))

test('every citation in the machines exists, and no duty or letter goes without one', () => {
  expect(shown.unknown).toEqual([])
})

test.each(carried)('something on a chart carries out %s, with each of its kinds and strengths', (id) => {
  expect(entry(id).elements).not.toEqual([])
  expect(entry(id).missing).toEqual(otherwise[id] ?? [])
})

test('a paragraph is called planned only while something of it is missing', () => {
  expect(planned.filter((id) => entry(id).missing.length === 0)).toEqual(begun)
  expect(planned.filter(isStatement)).toEqual([])
})

test('every machine carries out some paragraph', () => {
  const machines = shown.paragraphs.flatMap(({ elements }) => elements.map(({ machine }) => machine))
  expect([...new Set(machines)].sort()).toEqual(Object.keys(definitions).sort())
})

test('without a test that ran, each paragraph that is carried out is a gap', () => {
  expect(gapsOf(shown)).toEqual(carried.map((id) => `${id} (${entry(id).title}): no test that ran proves it`))
})
