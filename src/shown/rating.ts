import { z } from 'zod'
import { type Rating, ratings } from '../../machines/kernel/definition.ts'
import type { HeldInstance } from '../../machines/kernel/file.ts'
import { factorNames, recordedFactors } from '../../machines/rating/factors.ts'
import { bearings, type Information, information, type RatingRecord } from '../../machines/rating/record.ts'
import { namesOf } from '../reports/history.ts'
import type { Reader } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import { standing } from './instance.ts'
import { sayPlace } from './place.ts'
import * as part from './schemas.ts'
import { type Veiled, veiled } from './veiled.ts'
import { withWords } from './words.ts'

export const rating = z.enum(ratings).meta({ description: 'A: least risk of non-compliance; B: the default; C: clear risk' })
const somebody = z.object({ id: z.string(), name: z.string() })
/** The words that were recorded of them are left out with the references. */
export const inUnseen = z.int().meta({ description: 'How many of the casefiles it names the person may not see; its words are null then' })
const relied = z.object({
  factor: z.enum(factorNames),
  bears: z.enum(bearings),
  words: z.string().nullish(),
  casefiles: z.array(part.reference),
  hidden: inUnseen,
})
const isThereEnough = z
  .enum(information)
  .meta({ description: 'B says either that too little is known, or that it was looked at and found B' })
const putForward = z.object({
  rating,
  information: isThereEnough,
  why: z.string().nullable(),
  factors: z.array(relied),
  by: somebody.meta({ description: 'Who suggested it, or looked' }),
})

export const ratingInFull = z
  .object({
    instance: part.id.meta({ description: 'Where its events are put' }),
    state: part.stateName,
    stateWords: z.string(),
    rating,
    information: isThereEnough,
    says: z.string().meta({ description: 'What the rating says, in words' }),
    agreedOn: part.calendarDate.nullable().meta({ description: 'Null while it is the default' }),
    firstRemedyOn: part.calendarDate.nullable().meta({ description: 'When a remedy was first asked of it' }),
    lookedOn: part.calendarDate.nullable().meta({ description: 'Last agreed or looked at again' }),
    reviewBy: part.calendarDate.nullable().meta({ description: 'By when it is to be looked at again' }),
    suggestion: putForward.extend({ on: part.calendarDate, answerBy: part.calendarDate }).nullable(),
    history: z
      .array(
        putForward.extend({
          on: part.calendarDate,
          outcome: z.enum(['agreed', 'declined', 'noChange', 'overtaken']),
          suggestedOn: part.calendarDate.nullable(),
          answeredBy: somebody.nullable(),
          answer: z.string().nullable(),
        }),
      )
      .meta({ description: 'Oldest first' }),
    engagement: z.array(
      z.object({
        on: part.calendarDate,
        factor: z.enum(recordedFactors),
        favourable: z.boolean(),
        casefile: part.reference.nullable(),
        words: z.string().nullable(),
        by: somebody,
        hidden: inUnseen,
      }),
    ),
  })
  .meta({ id: 'RatingInFull' })

/** What each rating says of whoever has it, where nothing more is known than the letter (C8). */
export const ratingsSaid: Readonly<Record<Rating, string>> = {
  A: 'good compliance history',
  B: 'reasonable, or too little known',
  C: 'poor compliance history',
}

/** What a rating says of an organisation (C8): a B that nobody has looked at, or that rests on too little, is not one that was reviewed. */
export const ratingInWords = (of: Rating, enough: Information): string =>
  of === 'A'
    ? 'Good compliance history'
    : of === 'C'
      ? 'Poor compliance history'
      : enough === 'sufficient'
        ? 'Reviewed: reasonable compliance history'
        : 'Insufficient information: the default'

/** The rating of an organisation with its history, and the people in it by name; of casefiles that the reader may not see, how many. */
export async function ratingShown({ engine, lists }: Services, reader: Reader, held: HeldInstance): Promise<z.output<typeof ratingInFull>> {
  const { snapshot, state } = standing(engine.definitions, held)
  const record = (await withWords(engine, await veiled(lists, reader, snapshot.context))) as RatingRecord
  const { suggestion, history, engagement } = record
  const people = [...history, ...engagement, ...(suggestion ? [suggestion] : [])].map(({ by }) => by)
  const names = await namesOf(lists, [...people, ...history.flatMap(({ answeredBy }) => answeredBy ?? [])], [])
  const person = (id: string) => ({ id, name: names.get(`person ${id}`) ?? id })
  const shown = ({
    rating: of,
    information: enough,
    why,
    factors,
    by,
  }: Pick<RatingRecord['history'][number], 'rating' | 'information' | 'why' | 'factors' | 'by'>) => ({
    rating: of,
    information: enough,
    why,
    factors: factors.map(({ casefiles, hidden = 0, ...each }: (typeof factors)[number] & Veiled) => ({
      ...each,
      casefiles: [...casefiles],
      hidden,
    })),
    by: person(by),
  })
  return {
    instance: held.id,
    state,
    stateWords: sayPlace(engine.definitions[held.machine], state),
    rating: record.rating,
    information: record.information,
    says: ratingInWords(record.rating, record.information),
    agreedOn: record.agreedOn ?? null,
    firstRemedyOn: record.firstRemedyOn ?? null,
    lookedOn: record.lookedOn ?? null,
    reviewBy: record.reviewBy ?? null,
    suggestion: suggestion ? { ...shown(suggestion), on: suggestion.on, answerBy: suggestion.answerBy } : null,
    history: history.map((each) => ({
      ...shown(each),
      on: each.on,
      outcome: each.outcome,
      suggestedOn: each.suggestedOn ?? null,
      answeredBy: each.answeredBy === undefined ? null : person(each.answeredBy),
      answer: each.answer ?? null,
    })),
    engagement: engagement.map(({ casefile, by, hidden = 0, ...each }: (typeof engagement)[number] & Veiled) => ({
      ...each,
      casefile: casefile ?? null,
      by: person(by),
      hidden,
    })),
  }
}
