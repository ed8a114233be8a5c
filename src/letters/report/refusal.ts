import type { Directorate } from '../../../machines/kernel/authority.ts'
import type { Executive, Recommendation } from '../../../machines/recommendation/record.ts'
import { dateInWords, listed, sentence } from '../format.ts'
import { closingToOffice, openingToOffice } from '../office.ts'
import { always, type Family, point, type Template } from '../template.ts'
import type { Block } from '../text.ts'
import { complainedAbout, dateOr, detailsOf, gap, nameOf, written } from '../wording.ts'
import { contextOfRefusal, type RefusalOnPaper } from './refusal-context.ts'

/** The refusal of a report's recommendation (C10): to the director, and from there, with a view, to those who alone decide. */
const referral: Template<RefusalOnPaper> = {
  write: (context) => [
    ...openingToOffice(addressee(context), context, `A recommendation refused: the complaint by ${nameOf(context)}`),
    {
      paragraph: `${context.refusing.name} has refused a recommendation of our ${reportOf(context)}. ${wanted(context)}`,
    },
    { heading: 'The complaint' },
    { paragraph: `It is about ${complainedAbout(context)}.` },
    ...written(context.complaint, 'what the complaint is'),
    { heading: 'What we recommended' },
    {
      items: [
        {
          text: sentence(context.action.what),
          details: [
            ...detailsOf(context.action, `By: ${dateInWords(context.action.by)}`),
            `What it puts right: ${context.action.injustice}`,
          ],
        },
      ],
    },
    { heading: 'The refusal' },
    ...theRefusal(context),
    ...(context.executive ? [{ heading: 'The director’s view' }, ...written(context.view, 'the director’s view')] : []),
    { heading: 'What is to be decided' },
    { paragraph: decision(context) },
    ...(context.executive ? closingToOffice(undefined, directors[context.directorate]) : closingToOffice(context.signatory)),
  ],
  points: (context) => [
    point('C10', 'Whose complaint it is', context.complainant, 'the complainant, on the casefile'),
    point('C10', 'What the complaint is', context.complaint, 'what the complaint is, on the casefile'),
    point('C10', 'What was recommended', context.action.what.trim(), 'what is recommended'),
    point('C10', 'That it was refused, when, and in what words', context.refusal?.words.trim(), 'the refusal'),
    ...(context.executive ? [point('C10', 'The director’s view', context.view?.trim(), 'the director’s view, when passing it on')] : []),
    always('C10', 'What is to be decided'),
  ],
}

const addressee = ({ executive, directorate }: RefusalOnPaper): string =>
  executive ? executives[executive] : `The ${directors[directorate]}`
const executives: Readonly<Record<Executive, string>> = { chiefOperatingOfficer: 'The Chief Operating Officer', ombudsman: 'The Ombudsman' }
const directors: Readonly<Record<Directorate, string>> = {
  customerServices: 'Director of Customer Services and Assessment',
  operations: 'Director of Operations',
  businessDevelopment: 'Director of Business Development',
}

const reportOf = ({ refusal, reportIssuedOn }: RefusalOnPaper): string =>
  `${refusal?.report ?? 'draft'} report${reportIssuedOn ? ` of ${dateInWords(reportIssuedOn)}` : ''}`

const wanted = ({ executive }: RefusalOnPaper): string =>
  executive ? 'I refer it to you with my view.' : 'I refer it to you, so that you may pass it on with your view.'

function theRefusal({ refusal, disputedOn }: RefusalOnPaper): readonly Block[] {
  if (!refusal) return [gap('the refusal')]
  return [
    { paragraph: `It refused on ${dateOr(refusal.on, 'the day of the refusal')}, in these words:` },
    ...written(refusal.words, 'how it refused'),
    ...(disputedOn.length ? [{ paragraph: `Before that it disputed the terms, on ${listed(disputedOn.map(dateInWords))}.` }] : []),
  ]
}

const decision = ({ finalIssued }: RefusalOnPaper): string =>
  finalIssued
    ? 'The final report is issued. It is to be decided what further action to take, and whether we pursue compliance. If we do not, the recommendation is recorded as not accepted.'
    : 'The final report is not issued yet. It is to be decided what further action to take, and whether the recommendation is kept, changed or dropped for the final report.'

/** What a recommendation writes. */
export const refusalLetters: Family<Recommendation, RefusalOnPaper> = { contextOf: contextOfRefusal, templateOf: () => referral }
