import { z } from 'zod'
import { cursorOf, keysIn } from '../../../paging.ts'
import { Problem } from '../../../problem.ts'
import type { DuePlace } from '../../../reports/due-files.ts'
import type { Reader } from '../../../reports/standing.ts'
import type { Services } from '../../../services.ts'
import { type ClockScope, OFFICE, scopeAsked, scopeOf } from '../../../shown/clock-scope.ts'
import { duePlace } from '../../../shown/due-page.ts'

/** An empty choice of a form is none. */
const chosen = <T extends z.ZodType>(schema: T) => z.preprocess((text) => (text === '' ? undefined : text), schema)

export const query = z.object({
  team: chosen(scopeAsked.team),
  casefile: chosen(scopeAsked.casefile),
  on: z.string().max(20).optional(),
  once: z.enum(['yes', '']).optional(),
  after: z.string().max(500).optional(),
})
export type Query = z.output<typeof query>

/** Whose clock is meant; a team that is no more is left out, and it is said so. */
export async function scopeFor(
  services: Services,
  reader: Reader,
  { team, casefile }: Pick<Query, 'team' | 'casefile'>,
): Promise<{ readonly scope: ClockScope; readonly dropped: readonly string[] }> {
  try {
    return { scope: await scopeOf(services, reader, { team, casefile }), dropped: [] }
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'invalid') throw error
    return {
      scope: await scopeOf(services, reader, {}),
      dropped: ['Nobody reports to the post that was chosen any more: this is your own team.'],
    }
  }
}

/** @throws Problem 400 for a place that is none: the page is then shown from its beginning */
export const placeOf = (after: string | undefined): DuePlace | undefined => keysIn(duePlace, after)

/** The address of a page of the clock, with what was chosen. */
export function addressOf(
  page: '/clock' | '/clock/rehearsal',
  { query: whose }: ClockScope,
  more: Readonly<Record<string, string | undefined>> = {},
): string {
  const given = Object.entries({ ...whose, ...more }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  )
  return `${page}?${new URLSearchParams(given)}`
}

export const nextAddress = (
  page: '/clock' | '/clock/rehearsal',
  scope: ClockScope,
  next: DuePlace | undefined,
  more: Readonly<Record<string, string | undefined>>,
): string | undefined => next && addressOf(page, scope, { ...more, after: cursorOf(next) })

/** What can be chosen: each team, and everything. */
export const choices = ({ teams, team, casefile }: ClockScope) => [
  ...teams.map(({ post, title }) => ({ value: post, text: `Team of the ${title}`, selected: post === team?.post })),
  { value: OFFICE, text: 'The whole office', selected: team === undefined && casefile === undefined },
]
