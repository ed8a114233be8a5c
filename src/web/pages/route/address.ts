import { z } from 'zod'
import type { Opened } from '../casefile/file.ts'
import { listOf, type Query } from '../flow/params.ts'

export const views = ['route', 'timeline', 'table'] as const
export type View = (typeof views)[number]
export const viewsSaid: Readonly<Record<View, string>> = { route: 'Route', timeline: 'Timeline', table: 'Table' }

const fields = {
  instance: z.uuid(),
  view: z.enum(views),
  zoom: z.enum(['fit']),
  focus: z.string().max(300),
  step: z.coerce.number().int().min(1).max(100_000),
}
type Name = keyof typeof fields
export type RouteAsked = { readonly [K in Name]?: z.output<(typeof fields)[K]> | undefined }

type Place = RouteAsked & { readonly instance: string }

/** The address of a route; what is as usual is left out of it. */
export function addressOf(reference: string, { instance, view, zoom, focus, step }: Place): string {
  const given = Object.entries({ instance, view: view === 'route' ? undefined : view, zoom, focus, step: step?.toString() })
  return `/casefiles/${reference}/route?${new URLSearchParams(given.filter((each): each is [string, string] => each[1] !== undefined))}`
}

/** What is understood of an address, and what is not: that is passed over, and said. */
export function askedIn(query: Query): { readonly asked: RouteAsked; readonly unfit: readonly Name[] } {
  const parsed = (Object.keys(fields) as Name[])
    .map((name) => ({ name, written: listOf(query[name])[0] }))
    .filter(({ written }) => written !== undefined)
    .map(({ name, written }) => ({ name, ...fields[name].safeParse(written) }))
  return {
    asked: Object.fromEntries(parsed.filter(({ success }) => success).map(({ name, data }) => [name, data])),
    unfit: parsed.filter(({ success }) => !success).map(({ name }) => name),
  }
}

/** The lifecycle that was asked for; else the first that is open, which is what a casefile is about at the time. */
export function chosenIn({ look, header }: Pick<Opened, 'look' | 'header'>, asked: string | undefined): string {
  if (asked !== undefined && look.file.instances.some(({ id }) => id === asked)) return asked
  return header.open[0]?.id ?? header.lifecycles.at(-1)?.id ?? header.instance
}
