import { dateInWords, sentence } from '../format.ts'
import { type Point, point } from '../template.ts'
import type { Block } from '../text.ts'
import { detailsOf, nameOf } from '../wording.ts'
import type { ItemOnPaper } from './context.ts'

/** The subject of a letter to the organisation that is to act. */
export const aboutTheComplaint = (context: ItemOnPaper, matter: string): string => `The complaint by ${nameOf(context)}: ${matter}`

export const matterOf = (context: ItemOnPaper): string => {
  if (context.notAcceptedOn) return 'our recommendation'
  return context.source === 'premature' ? 'the work that you agreed to do' : 'what you agreed to do'
}

/** What this organisation is bound to, in its own words, as it is told. */
export const whatYouAgreed = (context: ItemOnPaper): readonly Block[] => [
  { heading: context.notAcceptedOn ? 'What we recommended' : 'What you agreed to do' },
  { paragraph: `${yourAnswer(context)}:` },
  theAction(context),
]

function yourAnswer({ source, agreedOn, reported, notAcceptedOn, inPlaceOfAnother }: ItemOnPaper): string {
  const on = dateInWords(agreedOn)
  if (notAcceptedOn) return `You told us on ${dateInWords(notAcceptedOn)} that you do not accept ${recommended(reported)}`
  if (inPlaceOfAnother) return `On ${on} you agreed to do the following, in place of the organisation complained about`
  if (source === 'investigation') return `On ${on} you accepted ${recommended(reported)}`
  if (source === 'premature') return `On ${on} you agreed to do the following, so that your own complaints procedure is complete`
  return `On ${on} you confirmed to us in writing that you would do the following`
}

export const recommended = (reported: boolean): string => (reported ? 'what our report recommended' : 'what we recommended')

/** The same, as the complainant is told. */
export const whatTheyAgreed = (context: ItemOnPaper): readonly Block[] => [
  { heading: context.notAcceptedOn ? 'What we recommended' : 'What was agreed' },
  { paragraph: `${theirAnswer(context)}:` },
  theAction(context),
]

function theirAnswer({ owing: { name }, source, agreedOn, reported, notAcceptedOn, inPlaceOfAnother }: ItemOnPaper): string {
  const on = dateInWords(agreedOn)
  if (notAcceptedOn) return `${name} told us on ${dateInWords(notAcceptedOn)} that it does not accept ${recommended(reported)}`
  if (inPlaceOfAnother) return `On ${on} ${name} agreed to do the following, in place of the organisation complained about`
  if (source === 'investigation') return `On ${on} ${name} accepted ${recommended(reported)}`
  if (source === 'premature') return `On ${on} ${name} agreed to do the following, so that its own complaints procedure is complete`
  return `On ${on} ${name} confirmed to us in writing that it would do the following`
}

const theAction = ({ action, targetDate, firstTargetDate }: ItemOnPaper): Block => ({
  items: [
    {
      text: sentence(action.what),
      details: detailsOf(action, `By: ${dateInWords(targetDate)}${firstTargetDate ? `, instead of ${dateInWords(firstTargetDate)}` : ''}`),
    },
  ],
})

export const toWhichOrganisation = (cites: Point['cites'], { organisation }: ItemOnPaper): Point =>
  point(cites, 'To which organisation it is written', organisation, 'the organisation')
export const whatWasAgreed = (cites: Point['cites'], { action, notAcceptedOn }: ItemOnPaper): Point =>
  point(cites, notAcceptedOn ? 'What we recommended' : 'What was agreed', action.what.trim(), 'what the organisation is to do, on the item')
