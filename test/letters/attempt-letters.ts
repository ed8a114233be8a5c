import type { Intervention } from '../../machines/intervention/record.ts'
import { composeFrom, missingFrom } from '../../src/letters/compose.ts'
import type { Letter, LetterSource } from '../../src/letters/context.ts'
import { ref, sourceOf, TRUST } from './invented-case.ts'

export const toComplainant = { letter: 'decision', to: { party: 'complainant' } } as const
export const toTrust = { letter: 'confirmation', to: { organisation: TRUST } } as const
export const approachToTrust = { letter: 'approach', to: { organisation: TRUST } } as const
export const requestToTrust = { letter: 'workRequest', to: { organisation: TRUST } } as const
/** What the Trust is asked to do where the closure is premature. */
export const work = [
  {
    organisation: TRUST,
    what: 'Answer the second part of the complaint',
    understood: ref('Ms Penrose said so'),
    respondBy: '2013-04-30',
  },
]

type About = Partial<Omit<LetterSource, 'record'>>
export const decision = (record: Intervention, about: About = {}) => composeFrom(toComplainant, sourceOf(record, about))
export const lacking = (letter: Letter, record: Intervention, about: About = {}) => missingFrom(letter, sourceOf(record, about))

/** The headings of a letter, its subject first. */
export const headings = (letter: string) =>
  letter
    .split('\n\n')
    .slice(4)
    .filter((part) => /^[^\n]+[^.,:\n]$/.test(part) && !part.startsWith('1.'))
