import { expect, test } from '@jest/globals'
import { cite, isStatement, type ParagraphId, paragraphIds } from '../../machines/guidance/paragraph.ts'
import { partsOfReadings } from '../../machines/guidance/reading-parts.ts'
import { type SettingName, settings } from '../../machines/guidance/settings.ts'
import { definitions } from '../../machines/index.ts'
import { gapsOf, register } from '../../src/reports/register.ts'

/** Carried out by the form of the machine and not by a rule of that strength. */
const otherwise: Partial<Record<ParagraphId, readonly string[]>> = {
  // Weighing an objection is one of three acts, each of which cannot be put without its assessment and rationale.
  I22: ['a consider rule'],
}
const shown = register(Object.values(definitions), [])
const entry = (id: ParagraphId) => shown.paragraphs.find((each) => each.id === id)!
const carried = paragraphIds.filter((id) => !isStatement(id))

test('every citation in the machines exists, and no duty or letter goes without one', () => {
  expect(shown.unknown).toEqual([])
})

test('2.6.26 stands for nothing in the office but that nobody gives themselves a signature: the rest there are rules of ours', () => {
  expect(entry('I26').elements.flatMap(({ machine, name }) => (machine === 'office' ? [name] : []))).toEqual(['theyDoNotGainByIt'])
  const cited = Object.values(definitions['office']!.rules).map(({ cites }) => cite(cites))
  expect([...new Set(cited)].sort()).toEqual([
    'Casework guidance, paragraph 2.6.26',
    'Compliance guidance, paragraph 23',
    'Our rule for the office',
  ])
})

test('every duty is called by words of its own, those it has in the worklists', () => {
  const duties = shown.paragraphs.flatMap(({ elements }) => elements.filter(({ kind }) => kind === 'duty'))
  expect(duties.filter(({ title }) => !title).map(({ machine, name }) => `${machine} ${name}`)).toEqual([])
  const takingUp = duties.filter(({ name }) => name.startsWith('takeUp'))
  expect(takingUp.map(({ name, title }) => [name, title])).toEqual(
    ['takeUpFailure', 'takeUpReview', 'takeUpReassessment'].map((name) => [
      name,
      'The enquiry is reopened while one is under way: take it up there',
    ]),
  )
})

test.each(carried)('something on a chart carries out %s, with each of its kinds and strengths', (id) => {
  expect(entry(id).elements).not.toEqual([])
  expect(entry(id).missing).toEqual(otherwise[id] ?? [])
})

test('every machine carries out some paragraph', () => {
  const machines = shown.paragraphs.flatMap(({ elements }) => elements.map(({ machine }) => machine))
  expect([...new Set(machines)].sort()).toEqual(Object.keys(definitions).sort())
})

test('without a test that ran, each paragraph that is carried out is a gap', () => {
  expect(gapsOf(shown)).toEqual(carried.map((id) => `${id} (${entry(id).title}): no test that ran proves it`))
})

test.each(Object.entries(partsOfReadings))(
  'what carries out the reading %s are rules and deadlines of paragraphs that it is about',
  (name, parts) => {
    const about = settings[name as SettingName].paragraphs
    for (const part of parts)
      expect(
        about
          .flatMap((id) => entry(id).elements.filter((each) => each.readings.includes(name as SettingName)))
          .map((each) => `${each.machine}.${each.name}`),
      ).toContain(part)
  },
)
