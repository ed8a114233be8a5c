import type { WhoseDelay } from '../../../machines/compliance/record.ts'
import { dateInWords } from '../format.ts'
import { always, point, type Template } from '../template.ts'
import type { Block } from '../text.ts'
import { closingTo, dateOr, gap, openingTo, written } from '../wording.ts'
import type { ItemOnPaper } from './context.ts'
import { aboutTheComplaint, toWhichOrganisation, whatWasAgreed, whatYouAgreed } from './wording.ts'

/** A later target date was agreed (C13): it stands beside the first one, and nothing else changes. */
export const extensionGranted: Template<ItemOnPaper> = {
  write: (context) => [
    ...openingTo(context.organisation, context, aboutTheComplaint(context, 'a later date')),
    { paragraph: `${asked(context)} We have agreed to a later date.` },
    { heading: 'The new date' },
    {
      paragraph:
        `The date first set was ${dateOr(context.firstTargetDate, 'the first date')}. ` +
        `It is now ${dateOr(context.firstTargetDate && context.targetDate, 'a later date')}.`,
    },
    context.movedBecause ? { paragraph: because[context.movedBecause] } : gap('why the date was moved'),
    { paragraph: 'We extend a date only exceptionally, and count on the new one being kept.' },
    ...whatYouAgreed(context),
    { heading: 'What we need from you' },
    { paragraph: `Please send us evidence as soon as it is done, and by ${dateInWords(context.targetDate)} at the latest.` },
    ...noReplyNeeded(context),
    ...closingTo(context),
  ],
  points: (context) => [
    toWhichOrganisation('C13', context),
    whatWasAgreed('C13', context),
    point('C13', 'The first date and the new one', context.firstTargetDate, 'an extension that was granted, with its new date'),
    point('C13', 'Why the date was moved', context.movedBecause, 'whose the delay is'),
    always('C13', 'That an extension is exceptional'),
  ],
}

/** The date stays as it was (C13): why, and what is to happen now. */
export const extensionDeclined: Template<ItemOnPaper> = {
  write: (context) => [
    ...openingTo(context.organisation, context, aboutTheComplaint(context, 'the date stays as it is')),
    {
      paragraph:
        `${asked(context)} We have considered whether the date can be moved to ${dateOr(context.extension?.until, 'the date asked for')}, ` +
        'and have decided that it should not be.',
    },
    { heading: 'Our reasons' },
    ...written(context.extension?.why, 'why the extension was declined'),
    ...whatYouAgreed(context),
    { heading: 'What we need from you' },
    { paragraph: askedNow(context) },
    ...closingTo(context),
  ],
  points: (context) => [
    toWhichOrganisation('C13', context),
    whatWasAgreed('C13', context),
    point('C13', 'The later date that was asked for', context.extension, 'an extension that was declined'),
    point('C13', 'Why it was declined', context.extension?.why, 'the reasons for declining the extension'),
    always('C13', 'That the date stays as it is'),
  ],
}

const asked = ({ extension }: ItemOnPaper): string =>
  extension?.askedBy === 'organisation'
    ? `You asked us on ${dateInWords(extension.askedOn)} for more time.`
    : 'We have looked again at the time that you have.'

/** Whose the delay is counts for us; what an organisation is told is what holds the matter up. */
const because: Readonly<Record<WhoseDelay, string>> = {
  organisation: 'We have agreed because what is to be done needs more time on your side than was foreseen.',
  complainant: 'We have agreed because something that you need for it has to come from the complainant first.',
  ombudsman: 'We have agreed because we took more time ourselves than was foreseen.',
  other: 'We have agreed because the delay has a cause that neither you nor we could prevent.',
}

const askedNow = ({ targetDate, today }: ItemOnPaper): string =>
  targetDate < today
    ? `The date, ${dateInWords(targetDate)}, has passed. Please do what was agreed at once, and send us evidence of it.`
    : `The date is still ${dateInWords(targetDate)}. Please send us evidence as soon as it is done, and by that day at the latest.`

/** A later date ends the wait for a reply to what we wrote about the earlier one (C13). */
function noReplyNeeded({ letters, repliesOn, extended }: ItemOnPaper): readonly Block[] {
  const last = letters.at(-1)
  const answered = last && (repliesOn.some((on) => on >= last.on) || extended.slice(0, -1).some(({ on }) => on >= last.on))
  return last && !answered ? [{ paragraph: `You need not reply to our letter of ${dateInWords(last.on)} any more.` }] : []
}
