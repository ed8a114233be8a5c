import type { Reader } from '../../reports/standing.ts'

/** Whether somebody may change the office, and so sees how people sign in. */
export const administers = ({ posts }: { readonly posts: readonly Pick<Reader['posts'][number], 'roles'>[] }): boolean =>
  posts.some(({ roles }) => roles.includes('administrator'))

/** What is told of the office to whoever does not administer it: without how anybody signs in. */
export function withoutSignIn<T>(told: T): T {
  if (Array.isArray(told)) return told.map(withoutSignIn) as T
  if (typeof told !== 'object' || told === null) return told
  return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, name === 'subject' ? null : withoutSignIn(value)])) as T
}
