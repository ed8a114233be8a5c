import { demonstrationPosts } from '../../../../db/demonstration-posts.ts'
import type { Person } from '../../../engine/engine.ts'

type PostKey = (typeof demonstrationPosts)[number]['key']

export interface PostToChoose {
  readonly key: string
  readonly title: string
  /** Missing where nobody holds the post today. */
  readonly holder?: string | undefined
}

const groups: readonly { readonly title: string; readonly keys: readonly PostKey[] }[] = [
  { title: 'Casework', keys: ['caseworker', 'secondCaseworker', 'lineManager', 'operationsManager'] },
  {
    title: 'Officers and teams',
    keys: ['complianceOfficer', 'outcomesOfficer', 'assessmentOutcomesOfficer', 'caseworkTeam', 'reviewTeam', 'clinicalAdviser'],
  },
  { title: 'Directors', keys: ['deputyDirector', 'director', 'deputyDirectorOfOtherDirectorate', 'directorOfOtherDirectorate'] },
  {
    title: 'Executive',
    keys: ['interimDirectorOfOperations', 'interimDirectorOfBusinessDevelopment', 'chiefOperatingOfficer', 'ombudsman'],
  },
  { title: 'Administration', keys: ['administrator', 'auditor'] },
]

/** Who holds a post today, else who acts up in it. */
export const holderOf = (post: string, directory: readonly Person[]): Person | undefined =>
  directory.find(({ holdings }) => holdings.some((held) => held.post === post && held.how === 'held')) ??
  directory.find(({ holdings }) => holdings.some((held) => held.post === post && held.how === 'actingUp'))

/** The posts of the demonstration as groups, and last those that its administrator has made since. */
export function postsToChoose(
  directory: readonly Person[],
): readonly { readonly title: string; readonly posts: readonly PostToChoose[] }[] {
  const known = new Set<string>(demonstrationPosts.map(({ key }) => key))
  const others = new Map(
    directory.flatMap(({ holdings, posts }) => holdings.map(({ post }, place) => [post, posts[place] ?? post] as const)),
  )
  const made = [...others].filter(([post]) => !known.has(post)).map(([key, title]) => chosen(key, title, directory))
  const ours = groups.map(({ title, keys }) => ({
    title,
    posts: keys.map((key) => chosen(key, demonstrationPosts.find((each) => each.key === key)!.title, directory)),
  }))
  return made.length > 0 ? [...ours, { title: 'Made since', posts: made }] : ours
}

const chosen = (key: string, title: string, directory: readonly Person[]): PostToChoose => ({
  key,
  title,
  holder: holderOf(key, directory)?.name,
})
