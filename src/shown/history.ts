import { z } from 'zod'
import { cite } from '../../machines/guidance/paragraph.ts'
import type { Actor } from '../../machines/kernel/authority.ts'
import type { Line } from '../../machines/kernel/desk.ts'
import { type HistoryRow, namesOf } from '../reports/history.ts'
import type { Services } from '../services.ts'
import { withoutSignIn } from './administration/sign-in.ts'
import { doneIn } from './check.ts'
import { sayPlace } from './place.ts'
import * as part from './schemas.ts'
import { withWords } from './words.ts'

const somebody = z.object({ id: z.string(), name: z.string() })

export const historyLine = z
  .object({
    seq: z.int(),
    instance: part.id,
    machine: z.string(),
    kind: z.enum(['person', 'clock', 'message', 'opened', 'correction', 'delivery']),
    event: z.string(),
    done: z.string().meta({ description: 'In words, in the past tense' }),
    by: somebody.extend({
      posts: z
        .array(z.object({ post: z.string(), title: z.string(), how: z.enum(['held', 'actingUp', 'delegated']) }))
        .meta({ description: 'As held then' }),
    }),
    onBehalfOf: z.array(somebody),
    happenedOn: part.calendarDate,
    recordedAt: part.instant,
    from: part.stateName,
    to: part.stateName,
    fromWords: z.string(),
    toWords: z.string(),
    payload: z.looseObject({}),
    waived: z.array(z.object({ rule: z.string(), cites: part.citation, paragraph: part.paragraph, reason: z.string().nullable() })),
    cause: z.int().nullable().meta({ description: 'The line this one follows from' }),
    struckOut: z.object({ by: z.int() }).nullable().meta({ description: 'The correction that struck it out' }),
    definitionVersion: z.int(),
    guidanceVersion: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'HistoryLine' })

type Entry = Pick<Line, 'payload' | 'stamp' | 'from' | 'to' | 'waived' | 'onBehalfOf'>

/**
 * Lines of history with their words, and with what people and posts are called.
 *
 * @param toAdministrator whether the one who looks may see how people sign in; in lines of the office it is left out for others
 */
export async function linesShown({ engine, lists }: Services, rows: readonly HistoryRow[], { toAdministrator = false } = {}) {
  const entries = rows.map(({ entry }) => JSON.parse(entry) as Entry)
  const actors = entries.map(({ stamp }) => stamp.by)
  const names = await namesOf(
    lists,
    [...actors.map(({ id }) => id), ...entries.flatMap(({ onBehalfOf }) => onBehalfOf)],
    actors.flatMap(({ holdings }) => holdings.map(({ post }) => post)),
  )
  const texts = (await withWords(
    engine,
    entries.map(({ payload, waived }) => ({ payload, waived })),
  )) as Pick<Entry, 'payload' | 'waived'>[]
  return rows.map((row, place) => {
    const { stamp, from, to, onBehalfOf } = entries[place]!
    const { payload, waived } = texts[place]!
    return {
      seq: row.seq,
      instance: row.instanceId,
      machine: row.machine,
      kind: row.kind,
      event: row.event,
      done: doneIn(engine.definitions, { ...row, from, to }),
      by: actorShown(stamp.by, names, row.kind),
      onBehalfOf: onBehalfOf.map((id) => ({ id, name: names.get(`person ${id}`) ?? id })),
      happenedOn: row.happenedOn,
      recordedAt: row.recordedAt.toISOString(),
      from,
      to,
      fromWords: sayPlace(engine.definitions[row.machine], from),
      toWords: sayPlace(engine.definitions[row.machine], to),
      payload: row.machine === 'office' && !toAdministrator ? withoutSignIn(payload) : payload,
      waived: waived.map(({ rule, cites, reason }) => ({ rule, cites, paragraph: cite(cites), reason })),
      cause: row.cause,
      struckOut: row.struckOutBy === undefined ? null : { by: row.struckOutBy },
      definitionVersion: row.version,
      guidanceVersion: row.guidance,
      hash: row.hash,
    }
  })
}

const actorShown = ({ id, holdings }: Actor, names: ReadonlyMap<string, string>, kind: Line['kind']) => ({
  id,
  name: id === 'system' ? (kind === 'delivery' ? 'Another file' : 'The clock') : (names.get(`person ${id}`) ?? id),
  posts: holdings.map(({ post, how }) => ({ post, title: names.get(`post ${post}`) ?? post, how })),
})
