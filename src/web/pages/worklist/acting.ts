import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { canonical } from '../../../../machines/kernel/stored.ts'
import { notFound } from '../../../problem.ts'
import type { Services } from '../../../services.ts'
import { doDuty } from '../../../shown/duty-done.ts'
import { nextOne } from '../../../shown/next-one.ts'
import { worklistWords } from '../../../shown/worklists.ts'
import { type Notice, page, type Typed, type Visit } from '../../page.ts'
import { openedFrom } from '../casefile/file.ts'
import { nextInFile } from '../casefile/next.ts'
import { canAnswer } from '../organisation/possible.ts'
import { type AskedOfList, askedOf, params, type Query, query } from './asked.ts'
import { csvOf } from './csv.ts'
import { ratingAddress } from './rows.ts'

export const KEY = z.uuid()
export const said = (typed: Typed, name: string): string => [typed[name] ?? ''].flat()[0] ?? ''
/** Where the form was shown: a list of this name, as it was asked for. */
export const listBehind = ({ params: { name }, typed }: Pick<Visit<z.output<typeof params>>, 'params' | 'typed'>): string => {
  const of = said(typed, 'of')
  return of === `/worklists/${name}` || of.startsWith(`/worklists/${name}?`) ? of : `/worklists/${name}`
}
export const askedBehind = (services: Services, visit: Pick<Visit<z.output<typeof params>>, 'params' | 'typed'>): Promise<AskedOfList> => {
  const behind = new URLSearchParams(listBehind(visit).split('?')[1] ?? '')
  const asked: Query = Object.fromEntries([...behind.keys()].map((name) => [name, behind.getAll(name)]))
  return askedOf(services, visit.params.name, asked)
}

/** What is done from a list, beside assigning. */
export const actingPages = [
  page({
    method: 'get',
    path: '/worklists/{name}/csv',
    name: 'worklist as CSV',
    params,
    query,
    run: async (services, { reader, params: { name }, query: asked }) => ({
      download: await csvOf(services, reader, await askedOf(services, name, asked)),
      type: 'text/csv; charset=utf-8',
      name: `${worklistWords[name].title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${reader.today}.csv`,
    }),
  }),
  page({
    method: 'post',
    path: '/worklists/{name}/next',
    name: 'giving the next one',
    params,
    run: async (services, visit) => {
      const {
        params: { name },
        reader,
        typed,
      } = visit
      const back = listBehind(visit)
      if (said(typed, '_show')) return { redirect: back }
      const key = KEY.safeParse(said(typed, 'key')).data ?? randomUUID()
      const { filters } = await askedBehind(services, visit)
      const { engine } = services
      const hasStep = async (file: string) => {
        const look = await engine.lookAt(reader.person, file)
        return look.kind === 'organisation'
          ? canAnswer(engine, look)
          : nextInFile(engine, await openedFrom(services, look)).first !== undefined
      }
      const given = await nextOne(services, reader, { name, filters, key, hasStep })
      if (given === undefined) return { redirect: back, notice: NOTHING_LEFT }
      const { reference } = await engine.lookAt(reader.person, given.file)
      const of = `“${worklistWords[name].title}”`
      const text = given.taken
        ? `It was nobody’s and is assigned to you now. You were given it as the most urgent of ${of}`
        : given.isAgain
          ? `You were given all that waits for you of ${of} already, so it begins anew, with what you were given first`
          : `You were given this as the most urgent of ${of} that you were not given before`
      const notice: Notice = {
        kind: given.taken ? 'success' : 'information',
        text: `${text}.`,
        link: { text: 'Back to the list', href: back },
      }
      return { redirect: reference === undefined ? ratingAddress(given.file) : `/casefiles/${reference}`, notice }
    },
  }),
  page({
    method: 'post',
    path: '/worklists/{name}/done',
    name: 'saying that a duty is done',
    params,
    run: async (services, visit) => {
      const { person, typed } = visit
      const back = listBehind(visit)
      if (said(typed, '_show')) return { redirect: back }
      const duty = KEY.safeParse(said(typed, 'duty')).data
      if (duty === undefined) throw notFound()
      const digest = createHash('sha256')
        .update(canonical([person, 'done', duty]))
        .digest('base64url')
      await doDuty(services, { person, duty, key: digest, digest })
      return { redirect: back, notice: { kind: 'success', text: 'The duty is done' } }
    },
  }),
]

const NOTHING_LEFT: Notice = {
  kind: 'information',
  text: 'Nothing is left on this list that nobody else has just been given or begun to look at, and in which there is something for you to do. Ask again in a minute, or choose from the list.',
}
