import { expect, test } from '@jest/globals'
import { cite, isParagraphId, isStatement, type ParagraphId, paragraph, paragraphIds } from '../../../machines/guidance/paragraph.ts'

// Read off the two texts by hand, apart from the entries they check.
const inText = {
  intervention:
    'I1 I2 I3 I4 I5 I6 I7 I8 I9 I10 I11 I12 I13 I14 I15 I16 I17 I18 I19 I20 I21 I22 I23 I24 I25 I26 I27 I28 I29 I30 I31 I32 I33 I34',
  compliance:
    'C1 C2 C3 C4 C5 C6 C7 C8 C9 C10 C11 C12 C13 C14 C15 C16 C16a C17 C18 C19 C20 C21 ' +
    'C22 C22a C22b C22c C22d C22e C22f C22g C23 C24 CA',
}
const speakingOf = {
  must:
    'I1 I2 I3 I10 I11 I20 I21 I22 I23 I25 I26 I27 I28 I29 I30 I31 I33 I34 ' +
    'C1 C7 C10 C11 C13 C15 C16 C16a C18 C20 C22b C22c C22d C22g C23',
  normally: 'I5 I6 I7 I9 I14 I15 I17 I18 I19 I20 I21 I22 I33 C2 C3 C4 C12 C13 C16 C17 C19 C20 C21 C22a C22d C22e C22f C22g',
  consider: 'I8 I11 I13 I20 I22 C13 C17 C18 C22g C23',
} as const

test.each(Object.entries(inText))('every paragraph of the %s guidance has its entry, in the order of the text', (source, ids) => {
  expect(paragraphIds.filter((id) => paragraph(id).source === source).join(' ')).toBe(ids)
})

test('the two texts have 67 paragraphs between them, and nothing else can be cited', () => {
  expect(paragraphIds).toHaveLength(67)
  expect(['I0', 'I35', 'C25', 'C22h', 'toString', ''].filter(isParagraphId)).toEqual([])
})

test.each(Object.entries(speakingOf))('the paragraphs that say "%s" are these', (strength, ids) => {
  expect(paragraphIds.filter((id) => paragraph(id).strengths.some((each) => each === strength)).join(' ')).toBe(ids)
})

test('only four paragraphs explain and ask for nothing; I24 also gives a duty', () => {
  expect(paragraphIds.filter(isStatement)).toEqual(['I4', 'I12', 'I32', 'C24'])
  expect(paragraph('I24').kinds).toEqual(['statement', 'duty'])
})

test('each title is one plain line, and no two paragraphs share one', () => {
  const titles = paragraphIds.map((id) => paragraph(id).title)
  expect(new Set(titles).size).toBe(titles.length)
  expect(titles.filter((title) => title.length > 70 || title !== title.trim() || title.endsWith('.'))).toEqual([])
})

test.each<[ParagraphId, string]>([
  ['I1', 'Casework guidance, paragraph 2.6.1'],
  ['I20', 'Casework guidance, paragraph 2.6.20'],
  ['C13', 'Compliance guidance, paragraph 13'],
  ['C16a', 'Compliance guidance, paragraph 16(a)'],
  ['C22', 'Compliance guidance, paragraph 22'],
  ['C22d', 'Compliance guidance, paragraph 22(d)'],
  ['CA', 'Compliance guidance, annex'],
])('the citation of %s is the one a caseworker would recognise, %s', (id, citation) => {
  expect(cite(id)).toBe(citation)
})
