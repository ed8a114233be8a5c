import type { DecisionType } from '../../machines/kernel/authority.ts'
import type { LetterHeld } from '../../machines/kernel/effect.ts'
import { approach } from './approach.ts'
import { confirmation, withdrawnNotice } from './confirmation.ts'
import { contextFor, type LetterContext, type LetterSource } from './context.ts'
import { declined } from './declined.ts'
import { premature } from './premature.ts'
import { resolved } from './resolved.ts'
import type { Point, Template } from './template.ts'
import { asText } from './text.ts'
import { valueAdded } from './value-added.ts'
import { workRequest } from './work-request.ts'

type Letter = Pick<LetterHeld, 'letter' | 'to'>

/** The text of a letter as it stands: what is not recorded yet shows as a gap in brackets. */
export const compose = (letter: Letter, context: LetterContext): string => asText(templateOf(letter, context).write(context))

/** What the letter's paragraphs want it to say, each there, missing, or left out with a reason. */
export const checklist = (letter: Letter, context: LetterContext): readonly Point[] => templateOf(letter, context).points(context)

/** What its paragraphs want and the record lacks. A letter that lacks anything is not signed or sent. */
export const missingFrom = (letter: Letter, context: LetterContext): readonly Point[] =>
  checklist(letter, context).filter(({ standing }) => standing === 'missing')

/** As the engine asks: straight from the records. */
export const composeFrom = (letter: Letter, recorded: Recorded): string => compose(letter, contextFor(letter, sourceOf(recorded)))
export const missingFromRecord = (letter: Letter, recorded: Recorded): readonly Point[] =>
  missingFrom(letter, contextFor(letter, sourceOf(recorded)))

/** The same in words, for the refusal: what the letter is to say, and what to record for it. */
export const lacksOf = (letter: Letter, recorded: Recorded): readonly string[] =>
  missingFromRecord(letter, recorded).map(({ says, paragraph, record }) => `${says} (${paragraph}): ${record}`)

/** The records as they come from storage, before anyone has said whose they are: letters are drafted by attempts alone. */
export type Recorded = Omit<LetterSource, 'record' | 'casefile'> & { readonly record: unknown; readonly casefile: unknown }

const sourceOf = ({ record, casefile, ...source }: Recorded): LetterSource => ({
  ...source,
  record: record as LetterSource['record'],
  casefile: casefile as LetterSource['casefile'],
})

const decisions: Readonly<Record<DecisionType, Template>> = { resolved, decline: declined, valueAdded, premature }

function templateOf({ letter }: Letter, { submission }: LetterContext): Template {
  if (letter === 'approach') return approach
  if (letter === 'workRequest') return workRequest
  if (letter === 'decision') return decisions[submission?.decision ?? 'resolved']
  return submission?.reason === 'withdrawn' ? withdrawnNotice : confirmation
}
