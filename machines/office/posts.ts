import { z } from 'zod'
import { post } from '../casefile/post.ts'
import { OFFICE } from '../guidance/paragraph.ts'
import { type Directorate, type Grade, inPlainWords, type NamedPost, type PostId, type Role, roles } from '../kernel/authority.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { directorate, grade, namedPost, role } from '../kernel/offices.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, plain } from '../kernel/words.ts'
import { gainsBy, holdersFrom, someoneAdministers, why } from './authority.ts'
import { type Office, type Post, postIn } from './record.ts'

const what = {
  title: plain('Title', { most: 200 }),
  grade: grade.optional().meta({ label: 'Grade', hint: 'Without one nobody who holds the post does casework.' }),
  roles: z.array(role).max(roles.length).default([]).meta({ label: 'Functional roles' }),
  directorate: directorate.optional().meta({ label: 'Directorate' }),
  reportsTo: post('Reports to').optional(),
}

export const postEvents = {
  CREATE_POST: act(
    'CREATE_POST',
    {
      key: z
        .string()
        .trim()
        .max(60, 'Key must be 60 characters or fewer')
        .regex(/^[a-z][A-Za-z0-9]+$/, 'Enter a key of letters and digits that begins with a small letter, like lineManagerNorth')
        .meta({ label: 'Key', hint: 'Letters and digits, beginning with a small letter. It is never changed; the title can be.' }),
      ...what,
      named: namedPost.optional().meta({ label: 'The office that the guidance names', hint: 'Only where this is that very post.' }),
    },
    {
      title: 'Create a post',
      done: 'created a post',
      beforehand: 'A post is never taken away again, and its key never changes. Who holds it may do what its grade and roles allow.',
    },
  ),
  CHANGE_POST: act('CHANGE_POST', { post: post('Post'), ...what, why }, { title: 'Change a post', done: 'changed a post' }),
}

const { must } = rulesAbout<Office>()
type What = {
  roles: readonly Role[]
  grade?: Grade | undefined
  directorate?: Directorate | undefined
  reportsTo?: PostId | undefined
  named?: NamedPost | undefined
}
type Changed = What & { post: PostId; title: string }

const NO_CASEWORK: readonly string[] = ['administrator', 'auditor'] satisfies readonly Role[]
/** Whether whoever holds a post takes steps of casework. */
export const doesCasework = ({ grade, roles }: { readonly grade: Grade | null; readonly roles: readonly string[] }): boolean =>
  grade !== null || roles.some((role) => !NO_CASEWORK.includes(role))

/** The posts above this one, nearest first; a circle is followed once. */
function above(office: Office, from: PostId | undefined): readonly PostId[] {
  const met: PostId[] = []
  for (let next = from; next !== undefined && !met.includes(next); next = postIn(office, next)?.reportsTo) met.push(next)
  return met
}

/** Whoever holds it does more by it than before, or is the line manager of more. */
const asChanged = (office: Office, { post: id, title, roles: given, grade, directorate, reportsTo }: Changed): Office => ({
  ...office,
  posts: office.posts.map((each) =>
    each.id === id ? postOf({ id, title, roles: given, grade, directorate, reportsTo, named: each.named }) : each,
  ),
})

const postOf = ({ id, title, roles: given, grade, directorate, reportsTo, named }: What & { id: string; title: string }): Post => ({
  id,
  title,
  roles: roles.filter((role) => given.includes(role)),
  ...(grade && { grade }),
  ...(named && { named }),
  ...(directorate && { directorate }),
  ...(reportsTo && { reportsTo }),
})

export const postRules = {
  keyIsNew: must<{ key: string }>(OFFICE, {
    field: 'key',
    because: (office, { key }) => `There is a post of this key already: ${postIn(office, key)?.title}`,
    always: 'There is a post of this key already',
    holds: (office, { key }) => postIn(office, key) === undefined,
  }),
  namedOnce: must<What>('C23', {
    field: 'named',
    because: (office, { named }) =>
      `The ${inPlainWords(named!)} is ${office.posts.find((each) => each.named === named)?.title} already: each of these posts is there once`,
    always: 'There is such a post already: each of the named posts is there once',
    holds: (office, { named }) => named === undefined || !office.posts.some((each) => each.named === named),
  }),
  /** "Auditor and administrator send no casework event" (Authority). */
  noCaseworkBesideIt: must<What>(OFFICE, {
    field: 'grade',
    because: 'An administrator or auditor sends no casework event: such a post has no grade',
    holds: (_office, { roles: given, grade }) => grade === undefined || !given.some((role) => NO_CASEWORK.includes(role)),
  }),
  auditorChangesNothing: must<What>(OFFICE, {
    field: 'roles',
    because: 'An auditor reads everything and changes nothing: that post has no other role',
    holds: (_office, { roles: given }) => !given.includes('auditor') || given.length === 1,
  }),
  /** A post that reports to theirs makes them the line manager of more, created or changed. */
  createsNothingUnderThemselves: must<What>(OFFICE, {
    field: 'reportsTo',
    because: 'Nobody creates a post that reports to one that they hold or are to hold: ask another administrator',
    holds: (office, { reportsTo, today, by }) => reportsTo === undefined || !gainsBy({ by }, holdersFrom(office, [reportsTo], today)),
  }),
  reportsToAnother: must<Changed>(OFFICE, {
    field: 'reportsTo',
    because: (office, { post: id, reportsTo }) =>
      id === reportsTo ? 'A post does not report to itself' : `${postIn(office, reportsTo!)?.title} reports, in the end, to this post`,
    always: 'A post does not report to itself, nor to one that reports, in the end, to it',
    holds: (office, { post: id, reportsTo }) => !above(office, reportsTo).includes(id),
  }),
  /** Neither their own post, nor one that would then report to it; what they are to hold later is theirs as well. */
  changesNotTheirOwnPost: must<Changed>(OFFICE, {
    field: 'post',
    because: 'Nobody changes a post that they hold or are to hold, nor lets another report to it: ask another administrator',
    holds: (office, { post: id, reportsTo, today, by }) => {
      const line = reportsTo === postIn(office, id)?.reportsTo ? [] : [reportsTo ?? '']
      return !gainsBy({ by }, holdersFrom(office, [id, ...line], today))
    },
  }),
  changesSomething: must<Changed>(OFFICE, {
    field: 'post',
    because: 'That is how the post stands already',
    holds: (office, event) => {
      const [was, is] = [postIn(office, event.post), postIn(asChanged(office, event), event.post)].map(asText)
      return was !== is
    },
  }),
  anAdministratorRemains: must<Changed>(OFFICE, {
    field: 'roles',
    because: 'Nobody could change the office any more: somebody has to hold the post of an administrator',
    holds: (office, event) => someoneAdministers(office, asChanged(office, event), event.today),
  }),
}

const asText = (held: Post | undefined) =>
  JSON.stringify(held && [held.title, held.grade, held.directorate, held.reportsTo, [...held.roles].sort()])

const { on } = recordingIn<Office, SubmissionOf<typeof postEvents>>()
export const postRecordings = {
  recordPost: on('CREATE_POST', (office, { key, type: _, ...event }) => ({ posts: [...office.posts, postOf({ ...event, id: key })] })),
  recordPostChange: on('CHANGE_POST', (office, event) => ({ posts: asChanged(office, event).posts })),
}
