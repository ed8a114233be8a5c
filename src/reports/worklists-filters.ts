import type { Band } from './order-of-work.ts'
import { inBands } from './order-of-work.ts'
import type { StatementValues } from './statement-values.ts'
import { postsOfTeams } from './teams.ts'
import { NOBODY, type Reply, type WorkFilters } from './worklists-names.ts'

/** Those filters that only the particulars of a casefile answer: what is sealed to the reader is found by none of them. */
const OF_PARTICULARS = [
  'organisation',
  'rating',
  'machine',
  'state',
  'caseworker',
  'team',
  'directorate',
  'source',
  'stage',
  'reply',
] as const

/** Which rows `r` are meant; `rating` needs them ranked. */
export function matching(filters: WorkFilters, today: string, values: StatementValues): string {
  const { organisation, rating, machine, state, caseworker, team, band, directorate, kind, source, stage, reply } = filters
  const texts = (list: readonly string[]) => values.of(list, 'text[]')
  return all([
    OF_PARTICULARS.some((name) => filters[name]?.length) && 'not r.hidden',
    organisation?.length && about(values.of(organisation, 'uuid[]')),
    rating?.length && `r.rating = any(${texts(rating)})`,
    machine?.length && `r.machine = any(${texts(machine)})`,
    state?.length && within(texts(state.flatMap(patternsOf))),
    caseworker?.length && `coalesce(r.caseworker, '${NOBODY}') = any(${texts(caseworker)})`,
    team?.length && withTeams('r', texts(team)),
    band?.length && inBands(band as readonly Band[], values.of(today, 'date'), values),
    directorate?.length && `r.directorate = any(${texts(directorate)})`,
    kind?.length && `r.kind = any(${texts(kind)})`,
    source?.length && `r.source = any(${texts(source)})`,
    reply?.length && atAnyStage(texts(reply.map((each) => REPLY_STATES[each]))),
    stage?.length && within(texts(stage.flatMap((each) => patternsOf(`compliance.open.escalation.${each}`)))),
  ])
}

/** With a post of one of these teams; they are looked up once, and not for every row. */
export const withTeams = (row: string, posts: string) => `${row}.caseworker = any(array(${postsOfTeams(posts)}))`

const all = (conditions: readonly (string | false | 0 | undefined)[]): string =>
  conditions.filter((each) => typeof each === 'string').join(' and ') || 'true'

/** The organisation named, or one whose place it took. */
const about = (organisations: string) =>
  `exists (select from unnest(r.about) as named (id) join rated o on o.id = named.id where o.id = any(${organisations}) or o.heir = any(${organisations}))`

/** In one of these states, or in one inside it; of several regions, any. Asked of each row: taking the state apart took ten times as long. */
const within = (patterns: string) => `(r.machine || ' + ' || r.state || ' + ') like any (${patterns})`
/** What the machine and the place of such a row are like, `compliance + open.target.running + open.reply + `. */
function patternsOf(state: string): readonly string[] {
  const [machine, ...path] = state.replaceAll(/[\\%_]/g, '\\$&').split('.')
  return path.length === 0 ? [`${machine} +%`] : [`${machine} +% ${path.join('.')} +%`, `${machine} +% ${path.join('.')}.%`]
}

const REPLY_STATES: Readonly<Record<Reply, string>> = { awaited: 'awaitingReply', toJudge: 'replyToJudge' }
/** In a state of one of these names, at whichever stage of escalation. */
const atAnyStage = (names: string) =>
  `(r.machine = 'compliance' and exists (select from string_to_array(r.state, ' + ') as at (places), unnest(at.places) as region (place)
    where starts_with(region.place, 'open.escalation.stage') and string_to_array(region.place, '.') && ${names}))`
