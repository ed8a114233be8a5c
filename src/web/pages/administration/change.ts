import { z } from 'zod'
import { cite, OFFICE } from '../../../../machines/guidance/paragraph.ts'
import { isOfLetterhead } from '../../../../machines/office/letterhead.ts'
import { postIn } from '../../../../machines/office/record.ts'
import { daysOn, titleOfSetting } from '../../../../machines/office/settings.ts'
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
import { formOfSetting, settingNamed } from './setting-form.ts'

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
      const { schema } = eventOf(services, visit)
      if (!seen.administers) return notTheirs(services, metaOf(schema).title)
      const typed = typedOf(schema, proposed(seen, visit, namedIn(visit.query, schema)))
      return formShown(await puttingTo(services, visit, seen, typed), typed, NO_TROUBLE)
    },
  }),
  page({
    method: 'post',
    path: '/administration/changes/{type}',
    name: 'changing the office',
    params,
    query: z.looseObject({}),
    run: async (services, visit) => {
      const seen = await officeSeen(services, visit)
      const { schema } = eventOf(services, visit)
      if (!seen.administers) return notTheirs(services, metaOf(schema).title)
      return sent(await puttingTo(services, visit, seen, visit.typed), visit)
    },
  }),
]

/** Of a page, its address says which change it is, and of a setting which. */
type Asked = Visit<{ type: string }, Readonly<Record<string, unknown>>>
const settingIn = ({ params: { type }, query }: Pick<Asked, 'params' | 'query'>) =>
  type === 'CHANGE_SETTING' ? settingNamed(query['setting']) : undefined

function eventOf({ engine }: Services, asked: Pick<Asked, 'params' | 'query'>) {
  const definition = engine.definitions['office']!
  const { type } = asked.params
  if (type === BEGINNING || !Object.hasOwn(definition.events, type)) throw notFound()
  const setting = settingIn(asked)
  const schema = definition.events[type]!
  return { definition, setting, schema: setting ? formOfSetting(schema, setting) : schema }
}

const namedIn = (query: Readonly<Record<string, unknown>>, schema: z.ZodObject) =>
  Object.fromEntries(Object.entries(query).filter(([name, text]) => name !== 'type' && name in schema.shape && typeof text === 'string'))

/** What a form begins with: what is named in its address, and of that what stands now. */
function proposed({ office, today }: Seen, asked: Asked, named: Readonly<Record<string, unknown>>): object {
  const { type } = asked.params
  const days = { fromDay: today, lastDay: today }
  if (type === 'CHANGE_POST') {
    const { id, named: _, ...post } = postIn(office, String(named['post'])) ?? { id: undefined }
    return id === undefined ? named : { post: id, ...post }
  }
  const setting = settingIn(asked)
  if (setting && isOfLetterhead(setting)) return { ...days, ...named, words: wordsOn(office, setting, today) }
  if (setting) return { ...days, ...named, days: daysOn(office, setting, today) }
  const person = office.people.find(({ id }) => id === named['person'])
  if (type === 'RENAME_PERSON') return { ...named, ...(person && { name: person.name }) }
  if (type === 'CHANGE_SIGN_IN') return { ...named, ...(person?.subject && { subject: person.subject }) }
  return { ...days, ...named }
}

async function puttingTo(services: Services, visit: Asked, { today }: Seen, typed: Typed): Promise<Putting> {
  const { engine, lists } = services
  const { params, person } = visit
  const { type } = params
  const { definition, setting, schema } = eventOf(services, visit)
  const { title, done, beforehand } = metaOf(schema)
  const weighed = (WEIGHED.includes(type) && !isOfLetterhead(setting ?? String(typed['setting']))) || beforehand !== undefined
  const whole = (event: object) => ({ ...event, ...(setting && { setting }) }) as Submitted
  const back = backFrom(type, typed)
  return {
    address: `/administration/changes/${type}${setting ? `?setting=${setting}` : ''}`,
    title: setting ? `${title}: ${titleOfSetting(setting)}` : title,
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
    submit: async ({ event, ...put }) => engine.dispatch({ ...put, person, instance: await engine.office(person), event: whole(event) }),
    checked: async ({ event, ...put }) => {
      const checked = await engine.checkOffice({ ...put, person, event: whole(event) })
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
