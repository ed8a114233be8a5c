import { dateInWords } from '../format.ts'
import { always, point, type Template } from '../template.ts'
import { type Block, inParagraphs } from '../text.ts'
import { closing, openingToComplainant } from '../wording.ts'
import type { ItemOnPaper } from './context.ts'
import { whatTheyAgreed, whatWasAgreed } from './wording.ts'

/** How it stands with a remedy that is late (C14): the complainant hears it again and again, until it has ended. */
export const progressUpdate: Template<ItemOnPaper> = {
  write: (context) => [
    ...openingToComplainant(context),
    { paragraph: `${whatIsLate(context)} This letter says how it stands.` },
    ...whatTheyAgreed(context),
    { heading: 'How it stands' },
    { paragraph: itsStanding(context) },
    ...inParagraphs(context.said ?? ''),
    { heading: 'What we have done' },
    ...whatWeDid(context),
    { heading: 'What happens next' },
    {
      paragraph:
        'We shall not leave the matter until it is settled, and shall tell you how it ends. ' +
        `We shall write to you again by ${dateInWords(context.writeAgainOn)}, or earlier if there is news.`,
    },
    { paragraph: 'If you have heard something from them yourself, or if anything has been done that we may not know of, please tell us.' },
    ...closing(context),
  ],
  points: (context) => [
    point('C14', 'To whom it is written', context.complainant, 'the complainant, on the casefile'),
    whatWasAgreed('C14', context),
    point('C14', 'That it is late, and since when', context.targetDate < context.today, 'a target date that has passed'),
    always('C14', 'What we have done'),
    always('C14', 'When we write again'),
  ],
}

/** What has come and is not judged yet may show that it was done in time (Dates). */
function whatIsLate({ notAcceptedOn, withUs }: ItemOnPaper): string {
  const something = `Something that ${notAcceptedOn ? 'we recommended' : 'was agreed'} in order to put matters right`
  return withUs === 'all' ? `${something} was to be done by a day that has passed.` : `${something} has not been done in time.`
}

function itsStanding({ owing: { name }, targetDate, firstTargetDate, withUs }: ItemOnPaper): string {
  const late = `It was to be done by ${dateInWords(targetDate)}${firstTargetDate ? ', a later date than the first one' : ''}. That day has passed`
  if (withUs === 'all')
    return `${late}. ${name} has sent us evidence, and we are looking at whether it shows that everything has been done.`
  if (withUs === 'some')
    return `${late}. ${name} has sent us evidence of a part of it, which we are looking at, and the rest is still to come.`
  return `${late}, and we have not been shown that everything has been done.`
}

interface Happened {
  readonly on: string
  readonly said: string
}

/** What went between us and the organisation, in its order; what is only our own business is not told. */
function whatWeDid(context: ItemOnPaper): readonly Block[] {
  const { owing, remindedOn, extended, evidenceOn, foundWantingOn, letters, repliesOn } = context
  const happened: readonly Happened[] = [
    ...remindedOn.map((on) => ({ on, said: `we reminded ${owing.name} of the date.` })),
    ...extended.map(({ on, until }) => ({ on, said: `we agreed to a later date, ${dateInWords(until)}.` })),
    ...evidenceOn.map((on) => ({ on, said: `${owing.name} sent us evidence.` })),
    ...foundWantingOn.map((on) => ({ on, said: 'we had looked at what was sent, and it did not show that everything had been done.' })),
    ...letters.map(({ on, replyBy }) => ({ on, said: `we wrote to ${owing.name} and asked for a reply by ${dateInWords(replyBy)}.` })),
    ...repliesOn.map((on) => ({ on, said: `we had a reply from ${owing.name}.` })),
  ]
  if (!happened.length) return [{ paragraph: `We are now taking the matter up with ${owing.name}.` }]
  const inOrder = happened.toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
  return [{ items: inOrder.map(({ on, said }) => ({ text: `On ${dateInWords(on)} ${said}`, details: [] })) }]
}
