import type { Reason } from '../../../machines/compliance/escalation-record.ts'
import { dateInWords, inWords, listed } from '../format.ts'
import { always, type Filling, leftOut, type Point, point, type Template } from '../template.ts'
import { type Block, inParagraphs } from '../text.ts'
import { closingByIssuer, dateOr, gap, openingTo, signedBy, WHO_ISSUES } from '../wording.ts'
import type { ItemOnPaper } from './context.ts'
import { aboutTheComplaint, matterOf, recommended, toWhichOrganisation, whatWasAgreed, whatYouAgreed } from './wording.ts'

const DAY_OF_REPLY = 'the day of the reply'
const RECORD_DAY = `${DAY_OF_REPLY}, after today, when issuing the letter`
/** Whoever edits a draft need not write into it what is said when it is issued. */
const filledWhenIssued =
  (whoMay: string) =>
  ({ replyBy, signing }: ItemOnPaper): readonly Filling[] => [
    { gap: DAY_OF_REPLY, with: replyBy && dateInWords(replyBy), record: RECORD_DAY },
    { gap: WHO_ISSUES, with: signing && signedBy(signing), record: whoMay },
  ]
const THE_MONITOR = 'the name and post of whoever monitors the item, by issuing the letter'
const A_DEPUTY_DIRECTOR = 'the name and post of the deputy director or above, by issuing the letter'

/** The first letter of the escalation (C22a): it asks for a response, or explains our concern and asks for one. */
export const stage1: Template<ItemOnPaper> = {
  write: (context) => [
    ...begun(context),
    { paragraph: whyWeWrite(context) },
    ...whatYouAgreed(context),
    ...ourConcern(context, context.asksForExplanation),
    ...whatWeAsk,
    ...replyWanted(context, 'If we have no reply by then, or one that does not settle the matter, we shall take it further.'),
    ...closingByIssuer(context, context.signing),
  ],
  points: (context) => [
    ...pointsOf(context, 'C22a'),
    context.asksForExplanation || context.concern
      ? point('C22a', 'Why we are concerned', context.concern, 'our concern, when issuing the letter')
      : leftOut('C22a', 'Why we are concerned'),
    always('C22a', 'That it respond'),
    ...issued(context, 'C16a', THE_MONITOR),
  ],
  fills: filledWhenIssued(THE_MONITOR),
}

/** The second (C22b): the first has had no satisfactory reply, and a deputy director or above takes it up. */
export const stage2: Template<ItemOnPaper> = {
  write: (context) => [
    ...begun(context),
    { paragraph: `${[...soFar(context), whyWeWrite(context)].join(' ')} I therefore take the matter up with you myself.` },
    ...whatYouAgreed(context),
    ...ourConcern(context, false),
    ...whatWeAsk,
    { paragraph: 'Please give this your own attention.' },
    ...replyWanted(context, afterStage2(context)),
    ...closingByIssuer(context, context.signing),
  ],
  points: (context) => [...pointsOf(context, 'C22b'), earlierLetter(context, 'C22e'), ...issued(context, 'C22b', A_DEPUTY_DIRECTOR)],
  fills: filledWhenIssued(A_DEPUTY_DIRECTOR),
}

/** A further letter, agreed at stage 3 (C22f), before any other step is taken. */
export const stage3: Template<ItemOnPaper> = {
  write: (context) => [
    ...begun(context),
    {
      paragraph: `${[...soFar(context), whyWeWrite(context)].join(' ')} We have considered what further action to take, and I write to you once more before we take any.`,
    },
    ...whatYouAgreed(context),
    ...ourConcern(context, false),
    ...whatWeAsk,
    ...replyWanted(context, 'If the matter is not settled then, we shall take that further action without writing about it again.'),
    ...closingByIssuer(context, context.signing),
  ],
  points: (context) => [...pointsOf(context, 'C22f'), earlierLetter(context, 'C22f'), ...issued(context, 'C22f', A_DEPUTY_DIRECTOR)],
  fills: filledWhenIssued(A_DEPUTY_DIRECTOR),
}

const begun = (context: ItemOnPaper): readonly Block[] =>
  openingTo(context.organisation, context, aboutTheComplaint(context, matterOf(context)))

function whyWeWrite({ reason, reported, notAcceptedOn, targetDate }: ItemOnPaper): string {
  if (notAcceptedOn)
    return `You have told us that you do not accept ${recommended(reported)}. We have considered that, and still ask for it.`
  return reason ? reasons[reason](dateInWords(targetDate)) : notShown
}
const notShown = 'We have not been shown that what is set out below has been done.'
const reasons: Readonly<Record<Reason, (targetDate: string) => string>> = {
  missedTargetDate: (date) => `What is set out below was to be done by ${date}, and we have not been shown that it has been.`,
  extendedDelay: (date) =>
    `What is set out below was to be done by ${date}. It has been delayed for long, and we have not been shown that it is done.`,
  prevarication: () =>
    `Questions about the terms of what is set out below have been raised again. The terms stand as they were agreed. ${notShown}`,
  flawedRemedy: () =>
    'What you have done so far does not satisfy us that what is set out below has been done in full, and as it was agreed.',
  absoluteRefusal: () => 'You have told us that you will not do what is set out below, although you had agreed to it.',
}

const ourConcern = ({ concern }: ItemOnPaper, wanted: boolean): readonly Block[] =>
  concern || wanted ? [{ heading: 'Why we are concerned' }, ...(concern ? inParagraphs(concern) : [gap('our concern')])] : []

const whatWeAsk: readonly Block[] = [
  { heading: 'What we ask of you' },
  {
    paragraph:
      'Please do what is set out above and send us evidence of it. If it is done already, please send us the evidence. If something stands in ' +
      'the way, please tell us what that is, and by when it will be done.',
  },
]

const replyWanted = ({ replyBy }: ItemOnPaper, otherwise: string): readonly Block[] => [
  { heading: 'When we need your reply' },
  { paragraph: `Please reply to this letter in writing by ${dateOr(replyBy, DAY_OF_REPLY)}. ${otherwise}` },
]
const afterStage2 = ({ source }: ItemOnPaper): string =>
  source === 'premature'
    ? 'If the matter is not settled then, we shall consider whether to investigate the complaint.'
    : 'If the matter is not settled then, we shall consider what further action to take.'

/** The letters before this one, and what came of the last. */
function soFar({ letters, ...context }: ItemOnPaper): readonly string[] {
  const last = letters.at(-1)
  if (!last) return []
  const often = letters.length > 2 ? `${inWords(letters.length)} times, ` : letters.length === 2 ? 'twice, ' : ''
  return [
    `We wrote to you ${often}on ${listed(letters.map(({ on }) => dateInWords(on)))}, and ${often && 'last '}asked for a reply by ` +
      `${dateInWords(last.replyBy)}.`,
    ...cameOf(last, context),
  ]
}
/** While its reply may still come, nothing has come of it yet. */
function cameOf(
  { on: sentOn, replyBy, noReplySince, answeredInTime }: ItemOnPaper['letters'][number],
  { repliesOn, extended, today }: Pick<ItemOnPaper, 'repliesOn' | 'extended' | 'today'>,
): readonly string[] {
  const replies = repliesOn.filter((on) => on >= sentOn)
  const later = extended.findLast(({ on }) => on >= sentOn)
  if (replies.length) return [`What you told us on ${listed(replies.map(dateInWords))} has not settled the matter.`]
  if (later) return [`We then agreed to a later date, ${dateInWords(later.until)}.`]
  if (answeredInTime) return ['What has reached us since has not settled the matter.']
  return noReplySince || replyBy < today ? ['We have had no reply.'] : []
}

const pointsOf = (context: ItemOnPaper, cites: Point['cites']): readonly Point[] => {
  const { replyBy, today } = context
  const day = point('C22d', 'By which day it is to reply', replyBy && replyBy > today, RECORD_DAY)
  return [toWhichOrganisation(cites, context), whatWasAgreed(cites, context), replyBy ? { ...day, wording: dateInWords(replyBy) } : day]
}
const earlierLetter = ({ letters }: ItemOnPaper, cites: Point['cites']): Point =>
  letters.length ? always(cites, 'What came of our earlier letters') : leftOut(cites, 'What came of our earlier letters')
/** A text that was edited names who issues it, and is dated on that day: its reply date counts from there. */
function issued({ signing, today }: ItemOnPaper, cites: Point['cites'], whoMay: string): readonly Point[] {
  const who = point(cites, 'Who issues it, by name and post', signing, whoMay)
  if (!signing) return [who]
  return [
    { ...who, wording: signing.name },
    { ...always('C22d', 'The day on which it is issued'), wording: dateInWords(today) },
  ]
}
