import { z } from 'zod'
import { invalid, notFound } from '../problem.ts'
import type { Whose } from '../reports/due-files.ts'
import { casefileSeenBy } from '../reports/reads.ts'
import type { Reader } from '../reports/standing.ts'
import { ownTeam, postsOfTeam, type Team, teams } from '../reports/teams.ts'
import type { Services } from '../services.ts'

/** In the place of a post: every casefile and every organisation. */
export const OFFICE = 'office'

export const scopeAsked = {
  team: z
    .string()
    .max(100)
    .optional()
    .meta({
      description: `A post that others report to: the casefiles of all below it; \`${OFFICE}\` is everything. Without it, one’s own team`,
      example: 'lineManager',
    }),
  casefile: z.string().max(100).optional().meta({ description: 'A reference, or the id of a casefile', example: 'RD-000123' }),
}

/** Whose clock is looked at. */
export interface ClockScope {
  readonly whose: Whose
  readonly team: Team | undefined
  readonly casefile: { readonly id: string; readonly reference: string } | undefined
  /** "RD-000123", "the team of the line manager", "the whole office". */
  readonly title: string
  /** As a query: what an address says to mean it. */
  readonly query: Readonly<Record<string, string>>
  /** That could be chosen. */
  readonly teams: readonly Team[]
}

export const clockScope = z
  .object({
    title: z.string(),
    team: z.object({ post: z.string(), title: z.string() }).nullable(),
    casefile: z.object({ id: z.uuid(), reference: z.string() }).nullable().meta({ description: 'Both null: the whole office' }),
  })
  .meta({ id: 'ClockScope' })
export const scopeShown = ({ title, team, casefile }: ClockScope): z.input<typeof clockScope> => ({
  title,
  team: team ? { post: team.post, title: team.title } : null,
  casefile: casefile ?? null,
})

/**
 * A casefile, where one is named; else a team, one's own unless another is named. Whose casefiles these are is no secret: what is sealed
 * to the reader is left out later.
 *
 * @throws Problem 404 for a casefile that the reader may not see, 400 for a post that nobody reports to
 */
export async function scopeOf(
  { lists, readings }: Pick<Services, 'lists' | 'readings'>,
  reader: Reader,
  asked: { readonly team?: string | undefined; readonly casefile?: string | undefined },
): Promise<ClockScope> {
  const all = await teams(lists)
  if (asked.casefile !== undefined) {
    const casefile = await casefileSeenBy(lists, reader, asked.casefile)
    if (casefile === undefined) throw notFound()
    readings.note(reader.person, 'casefile', [casefile.id])
    const { reference, id } = casefile
    return { whose: { file: id }, team: undefined, casefile, title: reference, query: { casefile: reference }, teams: all }
  }
  const post = asked.team ?? ownTeam(reader, all) ?? OFFICE
  if (post === OFFICE)
    return { whose: 'everybody', team: undefined, casefile: undefined, title: 'the whole office', query: { team: OFFICE }, teams: all }
  const team = all.find((each) => each.post === post)
  if (team === undefined) throw invalid([{ parameter: 'team', detail: 'Nobody reports to a post of this name' }])
  const posts = await postsOfTeam(lists, post)
  return { whose: { posts }, team, casefile: undefined, title: `the team of the ${team.title}`, query: { team: post }, teams: all }
}
