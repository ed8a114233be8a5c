import type { Pool } from 'pg'
import { type DemonstrationPost, demonstrationPosts } from '../../../db/demonstration-posts.ts'
import { addPosts } from '../../../db/seed-posts.ts'

const CASEFILES_OF_ONE = 500
const IN_A_TEAM = 8
const TEAMS_UNDER_ONE = 5

/** Posts of caseworkers. */
export interface Caseworkers {
  readonly all: readonly string[]
  /** That were not there before. */
  readonly newcomers: readonly string[]
}

/**
 * An office as large as its casefiles ask for, around that of the demonstration: a caseworker for every five hundred, in teams of eight,
 * each with a line manager, five of whom report to one operations manager. The first of each is the demonstration's own.
 */
export async function growOffice(pool: Pick<Pool, 'query'>, casefiles: number): Promise<Caseworkers> {
  const caseworkers = Math.max(IN_A_TEAM, Math.ceil(casefiles / CASEFILES_OF_ONE))
  const teams = Math.ceil(caseworkers / IN_A_TEAM)
  const operationsManager = numbered('operationsManager', 'Operations manager (E1)', 'operationsManager', () => 'deputyDirector')
  const lineManager = numbered(
    'lineManager',
    'Line manager',
    'lineManager',
    (team) => operationsManager(Math.floor(team / TEAMS_UNDER_ONE)).key,
  )
  const caseworker = numbered('caseworker', 'Caseworker', 'caseworker', (place) => lineManager(Math.floor(place / IN_A_TEAM)).key)
  const { rows } = await pool.query<{ id: string }>('select id from post')
  const known = new Set([...rows.map(({ id }) => id), ...demonstrationPosts.map(({ key }) => key)])
  const posts = [
    ...Array.from({ length: Math.ceil(teams / TEAMS_UNDER_ONE) }, (_none, place) => operationsManager(place)),
    ...Array.from({ length: teams }, (_none, place) => lineManager(place)),
    ...Array.from({ length: caseworkers }, (_none, place) => caseworker(place)),
  ].filter(({ key }) => !known.has(key))
  await addPosts(pool, [...demonstrationPosts, ...posts])
  const all = Array.from({ length: caseworkers }, (_none, place) => caseworker(place).key)
  const newcomers = all.filter((key) => posts.some((post) => post.key === key))
  return { all, newcomers }
}

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
