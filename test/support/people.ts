import { type DemonstrationPost, demonstrationPosts } from '../../db/demonstration-posts.ts'
import { defaultSettings } from '../../machines/guidance/settings.ts'
import type { Actor, Holding, PostId } from '../../machines/kernel/authority.ts'
import { type CalendarDate, dayBegins } from '../../machines/kernel/calendar.ts'
import type { Stamp } from '../../machines/kernel/definition.ts'

/** The office of the demonstration, and the posts that only a test asks for. */
export const posts: readonly DemonstrationPost[] = [
  ...demonstrationPosts,
  {
    key: 'otherLineManager',
    title: 'Another line manager',
    grade: 'lineManager',
    roles: [],
    directorate: 'customerServices',
    reportsTo: 'operationsManager',
  },
  {
    key: 'caseworkerElsewhere',
    title: 'Caseworker of operations',
    grade: 'caseworker',
    roles: [],
    directorate: 'operations',
    reportsTo: 'lineManagerElsewhere',
  },
  {
    key: 'lineManagerElsewhere',
    title: 'Line manager of operations',
    grade: 'lineManager',
    roles: [],
    directorate: 'operations',
    reportsTo: 'directorOfOtherDirectorate',
  },
]

/** A post as somebody holds it; its id is its key. */
export function holding(key: PostId, how: Holding['how'] = 'held'): Holding {
  const post = posts.find((each) => each.key === key)
  if (!post) throw new Error(`There is no post '${key}' in the test office`)
  const { key: _, title: __, ...held } = post
  return { ...held, post: key, how }
}

/** The post that a post reports to. */
export const lineOf = (key: PostId | undefined): PostId | undefined => posts.find((post) => post.key === key)?.reportsTo

/** Somebody who holds these posts. A person's id is never a post's, so that the two cannot be taken for each other. */
export const person = (id: string, ...holdings: readonly (PostId | Holding)[]): Actor => ({
  id,
  holdings: holdings.map((each) => (typeof each === 'string' ? holding(each) : each)),
})

const holderOf = (key: PostId): Actor => person(`holder of ${key}`, key)

export const caseworker = holderOf('caseworker')
export const secondCaseworker = holderOf('secondCaseworker')
export const lineManager = holderOf('lineManager')
export const otherLineManager = holderOf('otherLineManager')
export const operationsManager = holderOf('operationsManager')
export const deputyDirector = holderOf('deputyDirector')
export const director = holderOf('director')
export const directorOfOtherDirectorate = holderOf('directorOfOtherDirectorate')
export const ombudsman = holderOf('ombudsman')
export const complianceOfficer = holderOf('complianceOfficer')
export const assessmentOutcomesOfficer = holderOf('assessmentOutcomesOfficer')
export const administrator = holderOf('administrator')
export const auditor = holderOf('auditor')

/** One person for each post. */
export const directory: readonly Actor[] = posts.map(({ key }) => holderOf(key))

/** The same person, who also acts up in another post. */
export const actingUp = (actor: Actor, key: PostId): Actor => ({ ...actor, holdings: [...actor.holdings, holding(key, 'actingUp')] })

/** The same person, who also acts in a post under the delegation of who holds it. */
export const delegatedBy = (delegator: Actor, actor: Actor, key: PostId): Actor => ({
  ...actor,
  holdings: [...actor.holdings, { ...holding(key, 'delegated'), onBehalfOf: delegator.id }],
})

/** The stamp the engine would put on what this person does on this day; the line is the caseworker's, unless said otherwise. */
export const stamp = (by: Actor, today: CalendarDate, more: Partial<Stamp> = {}): Stamp => ({
  by,
  today,
  now: dayBegins(today),
  happenedOn: today,
  reasons: {},
  settings: defaultSettings,
  line: 'lineManager',
  scheme: { resolved: 'lineManager', decline: 'lineManager', premature: 'lineManager', valueAdded: 'lineManager' },
  ...more,
})
