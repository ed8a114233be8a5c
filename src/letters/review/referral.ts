import type { DecidedAs } from '../../../machines/casefile/record.ts'
import type { Review } from '../../../machines/review/record.ts'
import { dateInWords } from '../format.ts'
import { closingToOffice, openingToOffice } from '../office.ts'
import { always, type Family, leftOut, point, type Template } from '../template.ts'
import { complainedAbout, nameOf, written } from '../wording.ts'
import { contextOfReview, type ReviewOnPaper } from './context.ts'

/** A complaint about our decision, put to those who alone say whether it is taken up (I33). */
const referral: Template<ReviewOnPaper> = {
  write: (context) => [
    ...openingToOffice('The Review Team', context, `A complaint about our decision on the complaint by ${nameOf(context)}`),
    {
      paragraph:
        `${context.representative?.name ?? nameOf(context)} has complained to us about our decision or its remedy. ` +
        'I refer the complaint to you: whether it is taken up, and how it ends, is for you alone to say.',
    },
    { heading: 'What is said' },
    { paragraph: `This reached us on ${dateInWords(context.receivedOn)}.` },
    ...written(context.complaint, 'what is said about the decision'),
    ...(context.correspondence ? [{ paragraph: `It rests on this correspondence: ${context.correspondence}` }] : []),
    { heading: 'Our decision' },
    { paragraph: decided(context) },
    { heading: 'By when' },
    { paragraph: `Please say by ${dateInWords(context.acceptBy)} whether you take the complaint up, and give your reasons.` },
    { paragraph: 'What was agreed or recommended goes on being monitored meanwhile.' },
    ...closingToOffice(context.signatory),
  ],
  points: (context) => [
    point('I33', 'Whose complaint it is', context.complainant, 'the complainant, on the casefile'),
    point('I33', 'What is said about the decision or its remedy', context.complaint?.trim(), 'what is said about the decision'),
    context.decidedOn ? always('I33', 'Which decision it is about') : leftOut('I33', 'Which decision it is about'),
    always('I33', 'By when to say whether it is taken up'),
  ],
}

const decided = (context: ReviewOnPaper): string =>
  context.decidedOn
    ? `Our decision about ${complainedAbout(context)} went out on ${dateInWords(context.decidedOn)}. ${ended(context)}`
    : `No decision letter about ${complainedAbout(context)} has gone out yet.`

const ended = ({ decidedAs }: ReviewOnPaper): string => (decidedAs ? outcomes[decidedAs] : 'It ended our investigation.')
const outcomes: Readonly<Record<DecidedAs, string>> = {
  resolved: 'We closed the complaint as resolved through intervention.',
  declined: 'We declined to take the complaint further.',
  valueAdded: 'We closed the complaint as value added.',
  premature: 'We closed the complaint as premature.',
  proposedForInvestigation: 'We proposed the complaint for investigation.',
}

/** What a review writes. */
export const reviewLetters: Family<Review, ReviewOnPaper> = { contextOf: contextOfReview, templateOf: () => referral }
