import { randomUUID } from 'node:crypto'
import { aLineManagerOrAbove } from '../../../../machines/casefile/authority.ts'
import { definitions } from '../../../../machines/index.ts'
import type { Reader } from '../../../reports/standing.ts'
import { casefilesNamed } from '../../../reports/worklists-casefiles.ts'
import type { Services } from '../../../services.ts'
import { assignment } from '../../../shown/assigning.ts'
import { postsNamed, sayPost } from '../../../shown/posts.ts'
import { isShutOut } from '../../../shown/shut-out.ts'
import { foreseenForEach, putToEach } from '../../../shown/to-each.ts'
import { fieldsOf } from '../../forms/fields.ts'
import { postChoices } from '../../forms/office-choices.ts'
import type { FieldFault, Shown, Typed } from '../../page.ts'
import { page } from '../../page.ts'
import { KEY, listBehind, said } from './acting.ts'
import { params } from './asked.ts'
import { mayAs } from './may.ts'
import { type Acting, leftShown, type Meaning, meantIn, nothingTicked, seenIn, type Ticked, tickedIn, tickOf } from './several.ts'

const assigned = definitions['casefile']!.events['ASSIGN']!
const asked = fieldsOf(assigned).find(({ key }) => key === 'why')
/** As many characters as each casefile takes. */
const mostWords = asked?.kind === 'text' ? asked.most : undefined

/** Whether ticking is of use: by the clause that the rule of the event is made of, so that it is said once. */
export const mayAssign = (reader: Reader): boolean => mayAs(reader, aLineManagerOrAbove, undefined)

export const assignPages = [
  page({
    method: 'post',
    path: '/worklists/{name}/assign',
    name: 'choosing whom to assign to',
    params,
    run: async (services, visit) => choosing(services, visit, await meantIn(services, visit)),
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
      const { ticked, left, post, why } = chosenIn(typed)
      const key = KEY.safeParse(said(typed, 'key')).data
      const isWhole = key !== undefined && post !== '' && ticked.length > 0 && faultsOf(why).length === 0
      if (said(typed, '_show') || !isWhole) return checking(services, visit)
      const results = await putToEach(services, { person, key, seen: seenIn(typed) }, meaning(ticked, post, why))
      const posts = await postsNamed(services)
      const done = results.filter((each) => each.done)
      return {
        view: 'worklist/assigned',
        title: `${done.length} of ${results.length} assigned`,
        data: {
          done,
          refused: results.filter((each) => !each.done),
          left: shownLeft(left),
          to: sayPost(posts, post),
          back: listBehind(visit),
        },
      }
    },
  }),
]

const chosenIn = (typed: Typed) => ({ ...tickedIn(typed), post: said(typed, 'post'), why: said(typed, 'why').trim() })

const shownLeft = (left: Meaning['left']) => leftShown(left, 'casefiles are assigned')

const meaning = (ticked: readonly Ticked[], post: string, why: string) =>
  ticked.map(({ reference }) => ({ reference, event: assignment(post, why) }))

/** What each casefile would be refused for alike. */
const faultsOf = (why: string): readonly FieldFault[] => {
  const parsed = assigned.shape['why']!.safeParse(why || undefined)
  return parsed.success ? [] : [{ id: 'why', text: parsed.error.issues[0]!.message }]
}

async function choosing(services: Services, visit: Acting, { ticked, left }: Meaning, errors: readonly FieldFault[] = []): Promise<Shown> {
  const back = listBehind(visit)
  const { post, why } = chosenIn(visit.typed)
  if (ticked.length === 0) return nothingTicked(back, 'assign')
  return {
    view: 'worklist/assign',
    title: `Assign ${ticked.length === 1 ? ticked[0]!.reference : `${ticked.length} casefiles`}`,
    status: errors.length > 0 ? 400 : 200,
    data: {
      name: visit.params.name,
      back,
      references: ticked.map(({ reference }) => reference),
      ticks: ticked.map(tickOf),
      left: shownLeft(left),
      posts: postChoices(await postsNamed(services), true),
      post,
      why,
      mostWords,
      faults: Object.fromEntries(errors.map(({ id, text }) => [id, { text }])),
    },
    errors,
  }
}

async function checking(services: Services, visit: Acting): Promise<Shown> {
  const { ticked, left, post, why } = chosenIn(visit.typed)
  const named = await postsNamed(services)
  const to = postChoices(named, true).find(({ value }) => value === post)
  const faults = [...(to ? [] : [{ id: 'post', text: 'Choose the post that takes the casefiles' }]), ...faultsOf(why)]
  if (ticked.length === 0 || to === undefined || faults.length > 0) return choosing(services, visit, { ticked, left }, faults)
  const references = ticked.map(({ reference }) => reference)
  const [seen, foreseen, directory] = await Promise.all([
    casefilesNamed(services.lists, visit.reader, references),
    foreseenForEach(services, visit.person, meaning(ticked, post, why)),
    services.engine.directory(),
  ])
  const casefiles = foreseen.map((outcome) => {
    const now = seen.find(({ reference }) => reference === outcome.reference)
    return {
      outcome,
      reference: outcome.reference,
      revision: now?.revision,
      shutOut: now?.sealedTo ? isShutOut(directory, now.sealedTo, post) : false,
      now: now?.caseworker ? sayPost(named, now.caseworker) : 'Nobody',
    }
  })
  return {
    view: 'worklist/assign-check',
    title: 'Check before you assign',
    data: {
      name: visit.params.name,
      back: listBehind(visit),
      ticks: ticked.map(tickOf),
      left: shownLeft(left),
      casefiles,
      possible: foreseen.filter(({ done }) => done).length,
      to,
      why,
      key: randomUUID(),
    },
  }
}
