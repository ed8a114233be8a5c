import type { LetterName } from '../../machines/kernel/effect.ts'
import { letterhead, letterheadNames } from '../../machines/office/letterhead.ts'
import { attemptLetters } from './attempt/letters.ts'
import type { CaseOnPaper, Letter, LetterSource } from './context.ts'
import { itemLetters } from './item/letters.ts'
import { reportLetters } from './report/letters.ts'
import { refusalLetters } from './report/refusal.ts'
import { reviewLetters } from './review/referral.ts'
import type { Family, Filling, Point } from './template.ts'
import { asText } from './text.ts'
import { datedAnew, filled, gapsIn, missing } from './wording.ts'

/** The records as they come from storage, before anyone has said whose they are. */
export type Recorded = Omit<LetterSource, 'casefile'> & { readonly casefile: unknown }

/**
 * The text of a letter as it stands: what is not recorded yet shows as a gap in brackets.
 *
 * @param edited its text, where a person has written it: it is dated as it goes, and gaps left in it are filled with what the event says
 *   that sends it
 */
export const composeFrom = (letter: Letter, recorded: Recorded, edited?: string): string =>
  edited === undefined ? prepared(letter, recorded).text() : datedAnew(filled(edited, prepared(letter, recorded).fills()), recorded.today)

/** What the letter's paragraphs want it to say, each there, missing, or left out with a reason. */
export const checklistFrom = (letter: Letter, recorded: Recorded): readonly Point[] => prepared(letter, recorded).points()

/** What its paragraphs want and the record lacks. A letter that lacks anything is not signed or sent. */
export const missingFrom = (letter: Letter, recorded: Recorded): readonly Point[] =>
  checklistFrom(letter, recorded).filter(({ standing }) => standing === 'missing')

/**
 * The same in words, for the refusal: what the letter is to say, and what to record for it.
 *
 * @param edited its text, where a person has written it: that says what it says, but for gaps left in it and for words it must hold
 */
export const lacksOf = (letter: Letter, recorded: Recorded, edited?: string): readonly string[] => {
  if (edited === undefined)
    return [
      ...missingFrom(letter, recorded).map(({ says, paragraph, record }) => `${says} (${paragraph}): ${record}`),
      ...unsaidAtHead(letter, recorded).map(({ says, record }) => `${says}: ${record}`),
    ]
  return [
    ...gapsIn(edited).map((left) => `The text still has a gap: ${left}`),
    ...checklistFrom(letter, recorded)
      .filter(({ wording }) => wording !== undefined && !edited.includes(wording))
      .map(({ says, paragraph, wording }) => `${says} (${paragraph}): the text, as it was edited, does not say ${wording}`),
  ]
}

/** The same for whoever looks at a draft: each point with whether it is there; of a text written by hand only what can be read off it. */
export const requiredIn = (letter: Letter, recorded: Recorded, edited?: string) => {
  const points = checklistFrom(letter, recorded)
  if (edited === undefined)
    return [
      ...points.map(({ says, cites, standing, record }) => ({ says, cites, standing, ...(record && { record }) })),
      ...unsaidAtHead(letter, recorded).map((each) => ({ ...each, standing: 'missing' as const })),
    ]
  return [
    ...points.map(({ says, cites, wording }) => ({ says, cites, standing: standingIn(edited, wording) })),
    ...gapsIn(edited).map((left) => {
      const { record } =
        prepared(letter, recorded)
          .fills()
          .find(({ gap }) => left === missing(gap)) ?? {}
      return { says: `The text still has a gap: ${left}`, standing: 'missing' as const, ...(record && { record }) }
    }),
  ]
}
/** How we are reached, where nobody has set it: what leaves the office says so at its head. */
const unsaidAtHead = ({ to }: Letter, { letterhead: set }: Recorded) =>
  'office' in to
    ? []
    : letterheadNames
        .filter((name) => set[name] === undefined)
        .map((name) => ({
          says: 'How we are reached, at the head of the letter',
          record: `${letterhead[name].called}, which an administrator sets under Administration, Settings`,
        }))

const standingIn = (edited: string, wording: string | undefined) =>
  wording === undefined ? ('byHand' as const) : edited.includes(wording) ? ('there' as const) : ('missing' as const)

interface Prepared {
  readonly text: () => string
  readonly points: () => readonly Point[]
  readonly fills: () => readonly Filling[]
}
const lettersOf =
  <Of, Context extends CaseOnPaper>({ contextOf, templateOf }: Family<Of, Context>) =>
  (letter: Letter, source: LetterSource): Prepared => {
    const context = contextOf(letter, source as LetterSource<Of>)
    const { write, points, fills } = templateOf(letter, context)
    return { text: () => asText(write(context)), points: () => points(context), fills: () => fills?.(context) ?? [] }
  }

const ofAttempt = lettersOf(attemptLetters)
const ofItem = lettersOf(itemLetters)
const ofInvestigation = lettersOf(reportLetters)
const ofRecommendation = lettersOf(refusalLetters)
const ofReview = lettersOf(reviewLetters)

const families: Readonly<Record<LetterName, (letter: Letter, source: LetterSource) => Prepared>> = {
  approach: ofAttempt,
  decision: ofAttempt,
  confirmation: ofAttempt,
  workRequest: ofAttempt,
  reminder: ofItem,
  extensionGranted: ofItem,
  extensionDeclined: ofItem,
  progressUpdate: ofItem,
  stage1: ofItem,
  stage2: ofItem,
  stage3: ofItem,
  publicationNotice: ofItem,
  completion: ofInvestigation,
  endedOtherwise: ofInvestigation,
  refusalReferral: ofRecommendation,
  reviewReferral: ofReview,
}

const prepared = (letter: Letter, recorded: Recorded): Prepared => families[letter.letter](letter, recorded as LetterSource)
