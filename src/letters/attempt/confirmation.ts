import { dateInWords, listed } from '../format.ts'
import { always, point, type Template } from '../template.ts'
import { closingTo, gap, openingTo } from '../wording.ts'
import type { Agreed, AttemptOnPaper } from './context.ts'
import { monitoringForOrganisation } from './monitoring.ts'
import { actionsOf } from './wording.ts'

/** To each organisation that owes an action when the case is closed: which, and by when (I28). */
export const confirmation: Template<AttemptOnPaper> = {
  write: (context) => {
    const owed = owedBy(context)
    const confirmedOn = [...new Set(owed.map((each) => dateInWords(each.confirmedOn)))]
    return [
      ...addressed(context),
      {
        paragraph:
          `Thank you for agreeing to put matters right. ${confirmedOn.length ? `You confirmed this to us in writing on ${listed(confirmedOn)}. ` : ''}` +
          'We have now closed the complaint on that basis, and have told the complainant what was agreed.',
      },
      { heading: 'What you have agreed to do' },
      ...(owed.length ? [actionsOf(owed)] : [gap('what this organisation has agreed to do')]),
      { heading: 'What we need from you' },
      ...monitoringForOrganisation(owed).map((paragraph) => ({ paragraph })),
      ...closingTo(context),
    ]
  },
  points: (context) => {
    const owed = owedBy(context)
    return [
      point('I28', 'To which organisation it is written', context.organisation, 'the organisation'),
      point('I28', 'The actions it owes', owed, 'what this organisation has confirmed in writing'),
      point('I28', 'The timescale of each', owed.length > 0 && owed.every(({ action }) => action.by), 'a date for each agreed action'),
      always('I28', 'How it shows us that they are done'),
    ]
  },
}

/** To an organisation that was approached, where the complaint was withdrawn before our decision (our reading: I22). */
export const withdrawnNotice: Template<AttemptOnPaper> = {
  write: (context) => [
    ...addressed(context),
    {
      paragraph:
        `The complaint was withdrawn${context.withdrawnOn ? ` on ${dateInWords(context.withdrawnOn)}` : ''}, and we have closed it. ` +
        'We ask nothing more of you, and thank you for your help.',
    },
    ...closingTo(context),
  ],
  points: ({ organisation, withdrawnOn }) => [
    point('I22', 'To which organisation it is written', organisation, 'the organisation'),
    point('I22', 'When the complaint was withdrawn', withdrawnOn, 'that the complaint was withdrawn, on the casefile'),
  ],
}

const owedBy = ({ agreed, organisation: to }: AttemptOnPaper): readonly Agreed[] =>
  agreed.filter(({ organisation }) => organisation.id === to?.id)

const addressed = (context: AttemptOnPaper) =>
  openingTo(context.organisation, context, `The complaint by ${context.complainant?.name ?? '[Not recorded yet: the complainant]'}`)
