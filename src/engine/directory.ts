import type { Pool } from 'pg'
import type { Actor, Holding, PersonId } from '../../machines/kernel/authority.ts'
import { whoMayCorrectInWords } from '../../machines/kernel/correct.ts'
import type { Definitions, Stamp } from '../../machines/kernel/definition.ts'
import { type FileState, whoCould } from '../../machines/kernel/file.ts'
import type { Refusal } from '../../machines/kernel/rule.ts'
import type { Person } from './engine.ts'
import type { WhoCould } from './errors.ts'

const DIRECTORY = `
with holders as (
  select h.person, h.post, h.how, null as behalf from holding h where h.from_day <= $1 and (h.to_day is null or h.to_day >= $1)
  union all
  select g.to_person, g.post, 'delegated', g.by_person from delegation g where $1 between g.from_day and g.to_day and exists (
    select from holding h where h.person = g.by_person and h.post = g.post and h.from_day <= $1 and (h.to_day is null or h.to_day >= $1))
)
select n.id, n.name, json_agg(json_strip_nulls(json_build_object('post', p.id, 'grade', p.grade, 'named', p.named, 'roles', p.roles,
  'directorate', p.directorate, 'reportsTo', p.reports_to, 'how', w.how, 'onBehalfOf', w.behalf)) order by w.how, p.id, w.behalf) as holdings,
  json_agg(p.title order by w.how, p.id, w.behalf) as posts
from holders w join person n on n.id = w.person join post p on p.id = w.post
group by n.id, n.name order by n.name, n.id`

/** Everyone who holds a post on a day. Kept until something that gives authority changes, or the day does. */
export function directoryOf(pool: Pool): (present: { authority: string; today: string }) => Promise<readonly Person[]> {
  let kept: { of: string; people: Promise<readonly Person[]> } | undefined
  return async ({ authority, today }) => {
    const of = `${authority} ${today}`
    if (kept?.of !== of)
      kept = {
        of,
        people: pool
          .query<Person & { holdings: readonly Holding[] }>({ name: 'directory', text: DIRECTORY, values: [today] })
          .then(({ rows }) => rows),
      }
    const asked = kept
    return asked.people.catch((error) => {
      if (kept === asked) kept = undefined
      throw error
    })
  }
}

/** Who could, where a rule about people refused; otherwise somebody else would be refused as well. */
export function whoElseCould(
  definitions: Definitions,
  file: FileState,
  instance: string,
  type: string,
  refusals: readonly Refusal[],
  people: readonly Person[],
  stamp: Stamp,
  correctors: () => readonly PersonId[],
  submission?: { readonly type: string } & Readonly<Record<string, unknown>>,
): WhoCould | undefined {
  const machine = file.instances.find(({ id }) => id === instance)!.machine
  const { rules } = definitions[machine]!
  const shown = (ids: readonly string[]) => people.filter(({ id }) => ids.includes(id)).map(({ id, name, posts }) => ({ id, name, posts }))
  if (type === 'RECORDED_IN_ERROR') {
    if (!refusals.some(({ rule }) => rulesOfCorrecting.includes(rule) || rules[rule]?.who)) return undefined
    return { words: whoMayCorrectInWords(stamp), people: shown(correctors()) }
  }
  if (!refusals.some(({ rule }) => rules[rule]?.who)) return undefined
  const could = whoCould(definitions, file, instance, type, people.map(actorOf), stamp, submission)
  return { words: could.words, people: shown(could.people) }
}

/** The kernel's own rules about people, on the event that every machine accepts. */
const rulesOfCorrecting = ['correctedByAnother', 'correctedByALineManager']
const actorOf = ({ id, holdings }: Person): Actor => ({ id, holdings })
