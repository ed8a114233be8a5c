import type { Pool } from 'pg'
import { type DemonstrationPost, demonstrationPosts } from '../../../db/demonstration-posts.ts'
import { seedPosts } from '../../../db/seed-posts.ts'

const CASEWORKERS = 200
const IN_A_TEAM = 8
const TEAMS_UNDER_ONE = 5

/**
 * A large office around that of the demonstration: two hundred caseworkers in teams of eight, each with a line manager, five of whom report
 * to one operations manager. Answers the caseworkers' posts, those of the demonstration first.
 */
export async function seedLargeOffice(pool: Pick<Pool, 'query'>): Promise<readonly string[]> {
  const teams = Math.ceil(CASEWORKERS / IN_A_TEAM)
  const managers = Math.ceil(teams / TEAMS_UNDER_ONE)
  const operationsManager = numbered('operationsManager', 'Operations manager (E1)', 'operationsManager', () => 'deputyDirector')
  const lineManager = numbered(
    'lineManager',
    'Line manager',
    'lineManager',
    (team) => operationsManager(Math.floor(team / TEAMS_UNDER_ONE)).key,
  )
  const caseworker = numbered('caseworker', 'Caseworker', 'caseworker', (place) => lineManager(Math.floor(place / IN_A_TEAM)).key)
  const others = [
    ...Array.from({ length: managers }, (_none, place) => operationsManager(place)),
    ...Array.from({ length: teams }, (_none, place) => lineManager(place)),
    ...Array.from({ length: CASEWORKERS }, (_none, place) => caseworker(place)),
  ]
  const known = new Set<string>(demonstrationPosts.map(({ key }) => key))
  await seedPosts(pool, [...demonstrationPosts, ...others.filter(({ key }) => !known.has(key))])
  return others.filter(({ grade }) => grade === 'caseworker').map(({ key }) => key)
}

/** The first is the demonstration's own. */
const numbered =
  (key: string, title: string, grade: 'caseworker' | 'lineManager' | 'operationsManager', reportsTo: (place: number) => string) =>
  (place: number): DemonstrationPost => ({
    key: place === 0 ? key : `${key}${place}`,
    title: `${title} ${place + 1}`,
    grade,
    roles: [],
    directorate: 'customerServices',
    reportsTo: reportsTo(place),
  })
