import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Definitions } from '../../../../machines/kernel/definition.ts'
import { beginningOf, makeUsual, makeUsualOfTeam } from '../../../beside/beginnings.ts'
import { type DraftListed, draftDays, draftsOf } from '../../../beside/drafts.ts'
import { pageAt, removeView, type SavablePage, saveView, teamsToShareWith, viewsOf } from '../../../beside/views.ts'
import { notFound, Problem } from '../../../problem.ts'
import type { Services } from '../../../services.ts'
import { metaOf, schemaOf } from '../../../shown/actions.ts'
import { valueAt } from '../../forms/typed.ts'
import { page, type Shown, type Typed, type Visit } from '../../page.ts'
import { eventAddress } from '../submit-event/addresses.ts'
import { draftAddress } from '../submit-event/drafts.ts'

const params = z.object({ id: z.uuid() })

const LISTS: Readonly<Record<SavablePage, string>> = {
  worklist: 'Worklists',
  search: 'Searches',
  organisations: 'Organisations',
  flow: 'Flows',
}

/** What the form about a view asks, and what was typed into it. */
interface Asked {
  /** Of the view to be: the same form sent twice saves one. */
  readonly id?: string | undefined
  readonly path: string
  readonly query: string
  readonly name?: string
  readonly team?: string
}

export const viewPages = [
  page({
    method: 'get',
    path: '/views',
    name: 'saved views',
    run: async ({ pool, engine }, { reader }) => {
      const [views, beginning, drafts, days] = await Promise.all([
        viewsOf(pool, reader),
        beginningOf(pool, reader, 'worklist'),
        draftsOf(pool, reader),
        draftDays(pool),
      ])
      const groups = Object.entries(LISTS).map(([of, title]) => ({ title, views: views.filter((view) => view.page === of) }))
      const begun = drafts.map((draft) => draftShown(engine.definitions, draft))
      return {
        view: 'views/list',
        title: 'Saved views',
        data: { groups: groups.filter((group) => group.views.length > 0), beginsWith: beginning?.id, begun, days },
      }
    },
  }),
  page({
    method: 'get',
    path: '/views/new',
    name: 'save a view',
    query: z.object({ path: z.string().max(200).default(''), query: z.string().max(10_000).default('') }),
    run: (services, visit) => asking(services, visit, visit.query),
  }),
  page({
    method: 'post',
    path: '/views/new',
    name: 'saving a view',
    run: async (services, visit) => {
      const asked = askedIn(visit.typed)
      if (visit.typed['_show']) return asking(services, visit, asked)
      try {
        const { name, address } = await saveView(services.pool, visit.reader, {
          id: asked.id ?? randomUUID(),
          name: asked.name ?? '',
          path: asked.path,
          query: asked.query,
          team: asked.team || null,
        })
        return {
          redirect: address,
          notice: { kind: 'success', text: `Saved as “${name}”`, link: { text: 'Your saved views', href: '/views' } },
        }
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'invalid') throw error
        const faults = error.members['errors'] as readonly { pointer: string; detail: string }[]
        const errors = faults.map(({ pointer, detail }) => ({ id: pointer === '/team' ? 'team' : 'name', text: detail }))
        const faultAt = Object.fromEntries(errors.map(({ id, text }) => [id, { text }]))
        return { ...(await asking(services, visit, asked, faultAt)), status: 400, errors }
      }
    },
  }),
  page({
    method: 'post',
    path: '/views/{id}/usual',
    name: 'beginning with a view',
    params,
    run: async ({ pool }, { reader, params: { id }, typed }) => {
      if (typed['_show']) return { redirect: '/views' }
      const usual = typed['usual'] === 'yes'
      await makeUsual(pool, reader, id, usual)
      return {
        redirect: '/views',
        notice: { kind: 'success', text: usual ? 'You begin with this view from now on' : 'You no longer begin with this view' },
      }
    },
  }),
  page({
    method: 'post',
    path: '/views/{id}/usual-of-team',
    name: 'letting the team begin with a view',
    params,
    run: async ({ pool }, { reader, params: { id }, typed }) => {
      if (typed['_show']) return { redirect: '/views' }
      const usual = typed['usual'] === 'yes'
      await makeUsualOfTeam(pool, reader, id, usual)
      const text = usual
        ? 'Your team begins with this view from now on. Whoever has chosen another keeps it.'
        : 'Your team no longer begins with this view'
      return { redirect: '/views', notice: { kind: 'success', text } }
    },
  }),
  page({
    method: 'post',
    path: '/views/{id}/removed',
    name: 'removing a view',
    params,
    run: async ({ pool }, { reader, params: { id }, typed }) => {
      if (typed['_show']) return { redirect: '/views' }
      await removeView(pool, reader, id)
      return { redirect: '/views', notice: { kind: 'success', text: 'The view is removed' } }
    },
  }),
]

/** What the form does, and where it goes on. */
function draftShown(definitions: Definitions, { instance, event, about, fields, machine, reference, savedAt }: DraftListed) {
  const definition = definitions[machine ?? (event === 'REGISTER' ? 'organisation' : 'casefile')]
  const schema = definition && schemaOf(definition, event)
  const opens = event === 'REGISTER' ? '/organisations/new' : '/casefiles/new'
  return {
    title: schema ? metaOf(schema).title : event,
    href: draftAddress(instance ? eventAddress(instance, event) : opens, about),
    reference: reference ?? valueAt(fields, event === 'REGISTER' ? 'name' : 'complainant.name').trim(),
    savedAt,
  }
}

const said = (typed: Typed, name: string) => [typed[name] ?? ''].flat()[0] ?? ''
const askedIn = (typed: Typed): Asked => ({
  id: z.uuid().safeParse(said(typed, 'id')).data,
  path: said(typed, 'path'),
  query: said(typed, 'query'),
  name: said(typed, 'name'),
  team: said(typed, 'team'),
})

/** @throws Problem 404 for an address that is not of a list */
/** @param faultAt what is wrong, by the field */
async function asking(
  { pool }: Services,
  { reader }: Visit,
  asked: Asked,
  faultAt: Readonly<Record<string, { text: string }>> = {},
): Promise<Extract<Shown, { view: unknown }>> {
  const of = pageAt(asked.path)
  if (of === undefined) throw notFound()
  const teams = of === 'search' ? [] : await teamsToShareWith(pool, reader)
  return {
    view: 'views/new',
    title: 'Save this view',
    data: {
      asked: { ...asked, id: asked.id ?? randomUUID() },
      faultAt,
      teams,
      isSearch: of === 'search',
      back: `${asked.path}?${asked.query}`,
    },
  }
}
