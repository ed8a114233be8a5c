import { permits, type Role, type Standing, type Who } from '../../../../machines/kernel/authority.ts'
import type { Reader } from '../../../reports/standing.ts'

/** Whether somebody's posts let them through a clause that asks no more than this of the casefile. */
export function mayAs<R>({ person, posts }: Reader, clause: Who<R>, record: R): boolean {
  const holdings = posts.map(({ id, grade, roles }) => ({
    post: id,
    roles: roles as readonly Role[],
    how: 'held' as const,
    ...(grade && { grade }),
  }))
  return permits(clause, record, { id: person, holdings }, {} as Standing)
}
