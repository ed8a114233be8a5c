import type { FileState, HeldInstance } from '../../../../machines/kernel/file.ts'
import type { RatingRecord } from '../../../../machines/rating/record.ts'
import type { Engine } from '../../../engine/engine.ts'
import type { Reader } from '../../../reports/standing.ts'
import type { Services } from '../../../services.ts'
import { standing } from '../../../shown/instance.ts'
import { judgedBy } from '../organisation/judged.ts'
import type { Setting } from './setting.ts'

/** The events that put a rating forward, leave it as it is, or answer what was put forward. */
const judging: readonly string[] = ['SUGGEST_RATING', 'RECORD_NO_CHANGE', 'AGREE_RATING', 'DECLINE_RATING']

/** What the rating is judged by, where the form judges one: nobody agrees what they have not read (C7). */
export async function judgedBeside(services: Services, reader: Reader, setting: Setting) {
  const { look, type } = setting
  return look.instance.machine === 'rating' && judging.includes(type) ? { judged: await judgedAt(services, reader, setting) } : {}
}

/** The form begins with the figures and has them beside it: they are worked out once. */
const judged = new WeakMap<Setting, ReturnType<typeof judgedBy>>()
function judgedAt(services: Services, reader: Reader, setting: Setting): ReturnType<typeof judgedBy> {
  const known = judged.get(setting) ?? judgedBy(services, reader, setting.look)
  judged.set(setting, known)
  return known
}

/** What the figures speak for, where that is another rating: put forward as it stands, with the casefiles behind it (CA). */
export async function spokenForAnother(services: Services, reader: Reader, setting: Setting): Promise<object> {
  const { spoken } = await judgedAt(services, reader, setting)
  return spoken.isAnother ? { rating: spoken.rating, ...restingOn(spoken) } : {}
}

/** What the figures say for the rating in force; where they speak for another, why it stays is for people to say. */
export async function spokenForStaying(services: Services, reader: Reader, setting: Setting): Promise<object> {
  const { spoken } = await judgedAt(services, reader, setting)
  return spoken.isAnother ? {} : restingOn(spoken)
}

const restingOn = ({ information, factors }: Awaited<ReturnType<typeof judgedBy>>['spoken']) => ({
  information,
  factors: factors.map(({ factor, bears, because, casefiles }) => ({ factor, bears, words: because, casefiles })),
})

/** What becomes of the rating itself, which no state tells. */
export function ratingsMoved({ definitions }: Pick<Engine, 'definitions'>, before: FileState, after: FileState) {
  const recordOf = (held: HeldInstance) => standing(definitions, held).snapshot.context as RatingRecord
  return after.instances.flatMap((held) => {
    const was = held.machine === 'rating' && before.instances.find(({ id }) => id === held.id)
    const to = was ? becomes(recordOf(was), recordOf(held)) : undefined
    return was && to ? [{ of: definitions[held.machine]!.title, from: `Rated ${recordOf(was).rating}`, to }] : []
  })
}

function becomes(was: RatingRecord, is: RatingRecord): string | undefined {
  if (is.rating !== was.rating) return `Rated ${is.rating}`
  if (is.suggestion && !was.suggestion) return `Rated ${is.rating} still, until ${is.suggestion.rating} is agreed`
  return was.suggestion && !is.suggestion ? `Rated ${is.rating} still: ${was.suggestion.rating} is not agreed` : undefined
}
