import { z } from 'zod'
import { cite } from '../../machines/guidance/paragraph.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { Organisation } from '../../machines/organisation/record.ts'
import { type FactorName, factorNames, factors } from '../../machines/rating/factors.ts'
import { bearings, information, type RatingRecord } from '../../machines/rating/record.ts'
import type { FileLook } from '../engine/engine.ts'
import { type Found, type RecordOfOrganisation, recordOfOrganisation as reported } from '../reports/record-of-organisation.ts'
import { spokenFor, spokenOf, thresholds } from '../reports/record-of-organisation-figures.ts'
import { type Measure, measures } from '../reports/record-of-organisation-findings.ts'
import type { Reader } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import { standing } from './instance.ts'
import { ratingIn } from './organisation.ts'
import { inUnseen, rating } from './rating.ts'
import * as part from './schemas.ts'
import { type Veiled, veiled } from './veiled.ts'
import { withWords } from './words.ts'

const found = z.object({
  measure: z.enum(measures),
  title: z.string(),
  count: z.int(),
  casefiles: z
    .array(z.object({ id: part.id, reference: part.reference, instance: part.id, on: part.calendarDate }))
    .meta({ description: 'What stands behind the figure, and from which day each counts' }),
  hidden: z.int().meta({ description: 'How many of them stand in casefiles that the person may not see' }),
})
const engaged = z.object({
  on: part.calendarDate,
  favourable: z.boolean(),
  casefile: part.reference.nullable(),
  words: z.string().nullable(),
  hidden: inUnseen,
})

export const recordOfOrganisation = z
  .object({
    organisation: z.object({ id: part.id, name: z.string() }),
    since: part.calendarDate.nullable().meta({ description: 'What happened before is left out' }),
    inForce: z.object({ rating, information: z.enum(information) }),
    figures: z
      .array(
        z.object({
          factor: z.enum(factorNames),
          merits: z.enum(['A', 'C']).meta({ description: 'The rating it may merit' }),
          title: z.string(),
          cites: part.citation,
          paragraph: part.paragraph,
          found: z.array(found),
          recorded: z.array(engaged).meta({ description: 'What people recorded of it' }),
          speaks: z.boolean().meta({ description: 'Whether it speaks for that rating, by the thresholds' }),
          because: z.string(),
        }),
      )
      .meta({ description: 'The eleven factors of the annex: four that may merit an A, seven that may merit a C' }),
    apart: z.array(found).meta({ description: 'Refused interventions: shown, and counted for no rating' }),
    suggestion: z
      .object({
        rating,
        information: z.enum(information),
        why: z.string(),
        factors: z.array(
          z.object({
            factor: z.enum(factorNames),
            bears: z.enum(bearings),
            because: z.string(),
            casefiles: z.array(part.reference),
            hidden: z.int().meta({ description: 'How much of what stands behind it is in casefiles that the person may not see' }),
          }),
        ),
        isAnother: z.boolean().meta({ description: 'It is not the rating in force' }),
      })
      .meta({
        description: 'What the figures speak for; an officer may suggest it, and others agree it: nothing follows from it by itself',
      }),
    thresholds: z.array(
      z.object({ name: z.string(), value: z.number(), cites: part.citation, paragraph: part.paragraph, reading: z.string() }),
    ),
    unread: z.int().meta({ description: 'Lifecycles that could not be read, and count nowhere' }),
  })
  .meta({ id: 'RecordOfOrganisation' })

const titles: Readonly<Record<Measure, string>> = {
  due: 'Items that came due',
  keptByFirstDate: 'Kept by the first target date',
  keptByLaterDate: 'Kept by a date agreed later',
  missedFirstDate: 'Missed the first target date',
  excessivelyDelayed: 'Delayed excessively',
  notImplemented: 'Recommendations of final reports not implemented',
  refusedInDraft: 'Recommendations refused in draft reports',
  refusedInDraftAndDropped: 'Of these, dropped for the final report',
  disputedTerms: 'Terms disputed',
  badFaith: 'Judged to show bad faith',
  refusedIntervention: 'Interventions refused',
  turnedDownOffer: 'Offers that we turned down',
}

/** What is shown with each factor. */
const shownWith: Readonly<Partial<Record<FactorName, readonly Measure[]>>> = {
  keptInTime: ['due', 'keptByFirstDate', 'keptByLaterDate'],
  notImplemented: ['notImplemented'],
  refusedInDraft: ['refusedInDraft', 'refusedInDraftAndDropped'],
  disputedTerms: ['disputedTerms'],
  delays: ['excessivelyDelayed'],
  missedTarget: ['due', 'missedFirstDate'],
  badFaith: ['badFaith'],
}
/** What stands behind each factor of a suggestion. */
const behindOf = (factor: FactorName): readonly Measure[] => (shownWith[factor] ?? []).filter((measure) => measure !== 'due')

const foundShown = (measure: Measure, { count, casefiles, hidden }: Found) => ({
  measure,
  title: titles[measure],
  count,
  casefiles: casefiles.map(({ casefile, reference, instance, on }) => ({ id: casefile, reference, instance, on })),
  hidden,
})

/**
 * How an organisation complies: the eleven factors, each with the casefiles behind it, and what they speak for (CA).
 *
 * @param since leave out what happened before this day
 * @param until leave out what happened after this day
 */
export async function recordOfOrganisationShown(
  { engine, lists }: Services,
  reader: Reader,
  { file }: FileLook,
  since?: CalendarDate,
  until?: CalendarDate,
): Promise<z.output<typeof recordOfOrganisation>> {
  const found = await reported(lists, reader, engine.definitions, { organisation: file.id, since, until })
  const { name } = standing(engine.definitions, file.instances[0]!).snapshot.context as Organisation
  const inForce = standing(engine.definitions, ratingIn(file)).snapshot.context as RatingRecord
  const engagement = (await withWords(engine, await veiled(lists, reader, found.engagement))) as typeof found.engagement
  return {
    organisation: { id: file.id, name },
    since: since ?? null,
    inForce: { rating: inForce.rating, information: inForce.information },
    ...recordShown({ ...found, engagement }, inForce.rating),
  }
}

type Recorded = RecordOfOrganisation['engagement'][number]

function recordShown({ found: all, engagement, counted, unread }: RecordOfOrganisation, inForce: z.output<typeof rating>) {
  const suggestion = spokenFor(counted)
  const recordedOf = (factor: FactorName) => engagement.filter((each) => each.factor === factor)
  const behind = (factor: FactorName) => [
    ...behindOf(factor).flatMap((measure) => all[measure].casefiles.map(({ reference }) => reference)),
    ...recordedOf(factor).flatMap(({ casefile }) => casefile ?? []),
  ]
  const hiddenBehind = (factor: FactorName) =>
    [
      ...behindOf(factor).map((measure) => all[measure].hidden),
      ...recordedOf(factor).map(({ hidden = 0 }: Recorded & Veiled) => hidden),
    ].reduce((sum, count) => sum + count, 0)
  return {
    figures: spokenOf(counted).map(({ factor, merits, speaks, because }) => ({
      factor,
      merits,
      title: factors[factor].title,
      cites: 'CA' as const,
      paragraph: cite('CA'),
      found: (shownWith[factor] ?? []).map((measure) => foundShown(measure, all[measure])),
      recorded: recordedOf(factor).map(({ on, favourable, casefile, words, hidden = 0 }: Recorded & Veiled) => ({
        on,
        favourable,
        casefile: casefile ?? null,
        words,
        hidden,
      })),
      speaks,
      because,
    })),
    apart: (['refusedIntervention', 'turnedDownOffer'] as const).map((measure) => foundShown(measure, all[measure])),
    suggestion: {
      ...suggestion,
      factors: suggestion.factors.map((each) => ({
        ...each,
        casefiles: [...new Set(behind(each.factor))],
        hidden: hiddenBehind(each.factor),
      })),
      isAnother: suggestion.rating !== inForce,
    },
    thresholds: Object.entries(thresholds).map(([name, each]) => ({ name, ...each, paragraph: cite(each.cites) })),
    unread,
  }
}
