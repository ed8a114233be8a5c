import { z } from 'zod'
import { cite, OFFICE } from '../../../../machines/guidance/paragraph.ts'
import { isOfLetterhead } from '../../../../machines/office/letterhead.ts'
import { postIn } from '../../../../machines/office/record.ts'
import { adjustables, daysOn } from '../../../../machines/office/settings.ts'
import { wordsOn } from '../../../../machines/office/standing.ts'
import type { Answer, Submitted } from '../../../engine/engine.ts'
import { officeIn } from '../../../engine/office.ts'
import { notFound } from '../../../problem.ts'
import { fileOfOffice } from '../../../reports/administration.ts'
import type { Services } from '../../../services.ts'
import { metaOf } from '../../../shown/actions.ts'
import { consequencesOf } from '../../../shown/administration/consequences.ts'
import { administers } from '../../../shown/administration/sign-in.ts'
import { choicesFor } from '../../forms/choices.ts'
import { typedOf } from '../../forms/prefill.ts'
import { page, type Shown, type Typed, type Visit } from '../../page.ts'
import type { Putting } from '../submit-event/putting.ts'
import { sent } from '../submit-event/send.ts'
import { formShown } from '../submit-event/show.ts'
import { paragraphsServed } from '../submit-event/surroundings.ts'
import { NO_TROUBLE } from '../submit-event/trouble.ts'
import { officeSeen, type Seen } from './office.ts'

/** The office begins with this one, and never again. */
const BEGINNING = 'TAKE_OVER'
/** Changes that take something away, or move what others rely on: their consequences are shown before they are confirmed. */
const WEIGHED = ['END_HOLDING', 'END_DELEGATION', 'CHANGE_POST', 'CHANGE_SCHEME', 'CHANGE_SETTING']

const params = z.object({ type: z.string().regex(/^[A-Z][A-Z_]{0,60}$/) })

export const changePages = [
  page({
    method: 'get',
    path: '/administration/changes/{type}',
    name: 'the form of a change of the office',
    params,
    query: z.looseObject({}),
    run: async (services, visit) => {
      const seen = await officeSeen(services, visit)
      const { schema } = eventOf(services, visit.params.type)
      if (!seen.administers) return notTheirs(services, metaOf(schema).title)
      const typed = typedOf(schema, proposed(seen, visit.params.type, namedIn(visit.query, schema)))
      return formShown(await puttingTo(services, visit, seen, typed), typed, NO_TROUBLE)
    },
  }),
  page({
    method: 'post',
    path: '/administration/changes/{type}',
    name: 'changing the office',
    params,
    run: async (services, visit) => {
      const seen = await officeSeen(services, visit)
      const { schema } = eventOf(services, visit.params.type)
      if (!seen.administers) return notTheirs(services, metaOf(schema).title)
      return sent(await puttingTo(services, visit, seen, visit.typed), visit)
    },
  }),
]

function eventOf({ engine }: Services, type: string) {
  const definition = engine.definitions['office']!
  if (type === BEGINNING || !Object.hasOwn(definition.events, type)) throw notFound()
  return { definition, schema: definition.events[type]! }
}

const namedIn = (query: Readonly<Record<string, unknown>>, schema: z.ZodObject) =>
  Object.fromEntries(Object.entries(query).filter(([name, text]) => name !== 'type' && name in schema.shape && typeof text === 'string'))

/** What a form begins with: what is named in its address, and of that what stands now. */
function proposed({ office, today }: Seen, type: string, named: Readonly<Record<string, unknown>>): object {
  const days = { fromDay: today, lastDay: today }
  if (type === 'CHANGE_POST') {
    const { id, named: _, ...post } = postIn(office, String(named['post'])) ?? { id: undefined }
    return id === undefined ? named : { post: id, ...post }
  }
  const setting = adjustables.find(({ name }) => name === named['setting'])
  if (type === 'CHANGE_SETTING' && setting) return { ...days, ...named, days: daysOn(office, setting.name, today) }
  const name = String(named['setting'])
  if (type === 'CHANGE_SETTING' && isOfLetterhead(name)) return { ...days, ...named, words: wordsOn(office, name, today) }
  const person = office.people.find(({ id }) => id === named['person'])
  if (type === 'RENAME_PERSON') return { ...named, ...(person && { name: person.name }) }
  if (type === 'CHANGE_SIGN_IN') return { ...named, ...(person?.subject && { subject: person.subject }) }
  return { ...days, ...named }
}

async function puttingTo(services: Services, { params, person }: Visit<{ type: string }>, { today }: Seen, typed: Typed): Promise<Putting> {
  const { engine, lists } = services
  const { type } = params
  const { definition, schema } = eventOf(services, type)
  const { title, done, beforehand } = metaOf(schema)
  const weighed = (WEIGHED.includes(type) && !isOfLetterhead(String(typed['setting']))) || beforehand !== undefined
  const back = backFrom(type, typed)
  return {
    address: `/administration/changes/${type}`,
    title,
    definition,
    type,
    schema,
    refusals: [],
    takesReasons: [],
    choices: await choicesFor(services, { schema }, typed),
    revision: (await fileOfOffice(lists))?.revision,
    checkView: 'administration/check',
    around: {
      caption: 'Administration',
      back,
      button: weighed ? 'Continue' : title,
      beforehand,
      paragraphs: paragraphsServed(definition, type),
      today,
    },
    submit: async ({ event, ...put }) =>
      engine.dispatch({ ...put, person, instance: await engine.office(person), event: event as Submitted }),
    checked: async ({ event, ...put }) => {
      const checked = await engine.checkOffice({ ...put, person, event: event as Submitted })
      if (!weighed) return undefined
      const consequences = await consequencesOf(services, person, checked)
      return { ...consequences, steps: stepsIn(consequences.impossible) }
    },
    taken: (answer) => ({ redirect: afterwards(type, typed, answer), notice: { kind: 'success', text: `You ${done}.` } }),
  }
}

/** One step may be lost to the casefiles of several posts, each with a line of its own. */
export const stepsIn = (lost: readonly { readonly machine: string; readonly type: string }[]): number =>
  new Set(lost.map(({ machine, type }) => `${machine} ${type}`)).size

const text = (typed: Typed, name: string) => encodeURIComponent(String(typed[name] ?? ''))
function backFrom(type: string, typed: Typed): string {
  if (['ADD_PERSON', 'RENAME_PERSON', 'CHANGE_SIGN_IN'].includes(type))
    return typed['person'] ? `/administration/people/${text(typed, 'person')}` : '/administration/people'
  if (type === 'CHANGE_SCHEME') return '/administration/scheme'
  if (type === 'CHANGE_SETTING') return '/administration/settings'
  if (typed['post']) return `/administration/posts/${text(typed, 'post')}`
  return type === 'CREATE_POST' ? '/administration/posts' : '/administration'
}

/** To what has changed, as it is now. */
function afterwards(type: string, typed: Typed, { look }: Answer): string {
  const office = officeIn(look.file)
  if (type === 'ADD_PERSON') return `/administration/people/${encodeURIComponent(office.people.at(-1)!.id)}`
  if (type === 'CREATE_POST') return `/administration/posts/${text(typed, 'key')}`
  const holding = office.holdings.find(({ id }) => id === typed['holding'])
  if (holding) return `/administration/posts/${encodeURIComponent(holding.post)}`
  const delegation = office.delegations.find(({ id }) => id === typed['delegation'])
  if (delegation) return `/administration/posts/${encodeURIComponent(delegation.post)}`
  return backFrom(type, typed)
}

/** Who may not is told so before anything is filled in, and who may. */
async function notTheirs({ engine }: Services, title: string): Promise<Shown> {
  const people = (await engine.directory()).filter(({ holdings }) => administers({ posts: holdings }))
  return {
    view: 'administration/not-yours',
    title: `Not for your posts: ${title}`,
    status: 403,
    data: {
      event: title,
      refusals: [{ because: 'This is for the administrator', cites: OFFICE, paragraph: cite(OFFICE), reasonWouldHelp: false }],
      whoCould: { words: 'the administrator', people },
    },
  }
}
