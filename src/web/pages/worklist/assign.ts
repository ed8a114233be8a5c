import { randomUUID } from 'node:crypto'
import { aLineManagerOrAbove } from '../../../../machines/casefile/authority.ts'
import { definitions } from '../../../../machines/index.ts'
import { permits, type Role, type Standing } from '../../../../machines/kernel/authority.ts'
import type { Reader } from '../../../reports/standing.ts'
import { casefilesNamed } from '../../../reports/worklists-casefiles.ts'
import type { Services } from '../../../services.ts'
import { assignAll } from '../../../shown/assigning.ts'
import { postsNamed, sayPost } from '../../../shown/posts.ts'
import { rowsOf } from '../../../shown/worklists.ts'
import { fieldsOf } from '../../forms/fields.ts'
import { postChoices } from '../../forms/office-choices.ts'
import type { FieldFault, Shown, Typed, Visit } from '../../page.ts'
import { page } from '../../page.ts'
import { askedBehind, KEY, listBehind, said } from './acting.ts'
import { params } from './asked.ts'

/** So many are assigned by one form: each is an event of its own, and the answer is waited for. */
export const MOST_AT_ONCE = 200
const assigned = definitions['casefile']!.events['ASSIGN']!
const asked = fieldsOf(assigned).find(({ key }) => key === 'why')
/** As many characters as each casefile takes. */
const mostWords = asked?.kind === 'text' ? asked.most : undefined

/** Whether ticking is of use: by the clause that the rule of the event is made of, so that it is said once. */
export const mayAssign = ({ person, posts }: Reader): boolean => {
  const holdings = posts.map(({ id, grade, roles }) => ({
    post: id,
    roles: roles as readonly Role[],
    how: 'held' as const,
    ...(grade && { grade }),
  }))
  return permits(aLineManagerOrAbove, undefined, { id: person, holdings }, {} as Standing)
}

type Acting = Visit<{ readonly name: Parameters<typeof rowsOf>[2] }>

export const assignPages = [
  page({
    method: 'post',
    path: '/worklists/{name}/assign',
    name: 'choosing whom to assign to',
    params,
    run: (services, visit) => choosing(services, visit),
  }),
  page({
    method: 'post',
    path: '/worklists/{name}/assign/check',
    name: 'what assigning would do',
    params,
    run: (services, visit) => checking(services, visit),
  }),
  page({
    method: 'post',
    path: '/worklists/{name}/assigned',
    name: 'assigning',
    params,
    run: async (services, visit) => {
      const { typed, person } = visit
      const { references, post, why } = chosenIn(typed)
      const key = KEY.safeParse(said(typed, 'key')).data
      const isWhole = key !== undefined && post !== '' && references.length > 0 && faultsOf(why).length === 0
      if (said(typed, '_show') || !isWhole) return checking(services, visit)
      const results = await assignAll(services, { person, post, key, seen: seenIn(typed), ...(why && { why }) }, references)
      const posts = await postsNamed(services)
      const done = results.filter((each) => each.done)
      return {
        view: 'worklist/assigned',
        title: `${done.length} of ${results.length} assigned`,
        data: { done, refused: results.filter((each) => !each.done), to: sayPost(posts, post), back: listBehind(visit) },
      }
    },
  }),
]

const chosenIn = (typed: Typed) => ({
  references: [...new Set([typed['casefile'] ?? []].flat())].filter((each) => /^[A-Za-z0-9-]{1,40}$/.test(each)).slice(0, MOST_AT_ONCE),
  post: said(typed, 'post'),
  why: said(typed, 'why').trim(),
})

/** Of the page that was checked: the revision of each casefile, by its reference. */
const seenIn = (typed: Typed): ReadonlyMap<string, number> =>
  new Map(
    [typed['seen'] ?? []].flat().flatMap((each) => {
      const [, reference, revision] = /^([A-Za-z0-9-]{1,40}):(\d{1,9})$/.exec(each) ?? []
      return reference ? [[reference, Number(revision)] as const] : []
    }),
  )

/** What each casefile would be refused for alike. */
const faultsOf = (why: string): readonly FieldFault[] => {
  const parsed = assigned.shape['why']!.safeParse(why || undefined)
  return parsed.success ? [] : [{ id: 'why', text: parsed.error.issues[0]!.message }]
}

async function choosing(services: Services, visit: Acting, errors: readonly FieldFault[] = []): Promise<Shown> {
  const { typed } = visit
  const back = listBehind(visit)
  const { references: ticked, post, why } = chosenIn(typed)
  const all = said(typed, 'all') === 'yes' ? await allOf(services, visit) : undefined
  const references = all?.references ?? ticked
  if (references.length === 0) return { redirect: back, notice: { kind: 'warning', text: 'Tick at least one casefile to assign' } }
  return {
    view: 'worklist/assign',
    title: `Assign ${references.length === 1 ? references[0] : `${references.length} casefiles`}`,
    status: errors.length > 0 ? 400 : 200,
    data: {
      name: visit.params.name,
      back,
      references,
      more: all?.more ?? false,
      most: MOST_AT_ONCE,
      posts: postChoices(await postsNamed(services), true),
      post,
      why,
      mostWords,
      faults: Object.fromEntries(errors.map(({ id, text }) => [id, { text }])),
    },
    errors,
  }
}

/** Every casefile of the list as it was asked for, each once. */
async function allOf(services: Services, visit: Acting): Promise<{ readonly references: readonly string[]; readonly more: boolean }> {
  const { filters, sorting, name } = await askedBehind(services, visit)
  const rows = await rowsOf(services, visit.reader, name, { limit: MOST_AT_ONCE * 5, filters, sorting })
  const references = [...new Set(rows.flatMap(({ reference, hidden }) => (hidden ? [] : (reference ?? []))))]
  return { references: references.slice(0, MOST_AT_ONCE), more: references.length > MOST_AT_ONCE || rows.length === MOST_AT_ONCE * 5 }
}

async function checking(services: Services, visit: Acting): Promise<Shown> {
  const { references, post, why } = chosenIn(visit.typed)
  const named = await postsNamed(services)
  const to = postChoices(named, true).find(({ value }) => value === post)
  const faults = [...(to ? [] : [{ id: 'post', text: 'Choose the post that takes the casefiles' }]), ...faultsOf(why)]
  if (references.length === 0 || to === undefined || faults.length > 0) return choosing(services, visit, faults)
  const seen = await casefilesNamed(services.lists, visit.reader, references)
  const casefiles = references.map((reference) => {
    const now = seen.find((each) => each.reference === reference)
    return { reference, seen: now !== undefined, revision: now?.revision, now: now?.caseworker ? sayPost(named, now.caseworker) : 'Nobody' }
  })
  return {
    view: 'worklist/assign-check',
    title: 'Check before you assign',
    data: { name: visit.params.name, back: listBehind(visit), references, casefiles, to, why, key: randomUUID() },
  }
}
