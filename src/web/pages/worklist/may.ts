import { permits, type Role, type Standing, type Who } from '../../../../machines/kernel/authority.ts'
import type { Reader } from '../../../reports/standing.ts'

/** Whether somebody's posts let them through a clause that asks nothing of the casefile. */
export function mayAs({ person, posts }: Reader, clause: Who<unknown>): boolean {
  const holdings = posts.map(({ id, grade, roles }) => ({
    post: id,
    roles: roles as readonly Role[],
    how: 'held' as const,
    ...(grade && { grade }),
  }))
  return permits(clause, undefined, { id: person, holdings }, {} as Standing)
}
