import type { DataSource } from 'typeorm'
import { organisationNames, organisations } from '../../reports/organisations.ts'
import { type PostsNamed, sayPost } from '../../shown/posts.ts'
import type { Typed } from '../page.ts'
import type { Choice } from './field.ts'
import { valuesAt } from './typed.ts'

/** More than this nobody scrolls through: the rest is searched for. */
const MOST_LISTED = 100
const MOST_FOUND = 20

/**
 * Organisations: all, where they are few; else those of the casefile, those that were searched for by name, and those chosen already.
 *
 * @param alone those of the casefile and no others
 */
export async function organisationChoices(
  lists: DataSource,
  ofTheCase: readonly string[],
  sought: readonly string[],
  typed: Typed,
  alone = false,
) {
  const [listed, known, found] = await Promise.all([
    alone ? [] : organisations(lists, { limit: MOST_LISTED + 1 }),
    organisationNames(lists, [...ofTheCase, ...idsIn(typed)].slice(0, 500)),
    Promise.all(sought.slice(0, 20).map((name) => organisations(lists, { name, limit: MOST_FOUND }))),
  ])
  const more = listed.length > MOST_LISTED
  const all = new Map([...known, ...[...(more ? [] : listed), ...found.flat()].map(({ fileId, name }) => [fileId, name] as const)])
  const options: readonly Choice[] = [...all]
    .map(([value, text]) => ({ value, text }))
    .sort((a, b) => a.text.localeCompare(b.text, 'en-GB'))
  return { options, more }
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const idsIn = (typed: Typed) => Object.keys(typed).flatMap((name) => valuesAt(typed, name).filter((value) => ID.test(value)))

/** Posts by title, with who holds them today: a casefile belongs to the post. */
export const postChoices = (posts: PostsNamed, graded: boolean): readonly Choice[] =>
  [...posts].flatMap(([value, { grade }]) => (graded && grade === null ? [] : [{ value, text: sayPost(posts, value) }]))

/** Organisations by a part of their name, for a box that completes it. */
export const suggested = async (lists: DataSource, name: string): Promise<readonly Choice[]> =>
  (await organisations(lists, { name, limit: MOST_FOUND })).map(({ fileId, name: text }) => ({ value: fileId, text }))
