import { z } from 'zod'
import type { Opened } from '../casefile/file.ts'

export const views = ['route', 'timeline', 'table'] as const
export type View = (typeof views)[number]
export const viewsSaid: Readonly<Record<View, string>> = { route: 'Route', timeline: 'Timeline', table: 'Table' }

export const routeQuery = z.object({
  instance: z.uuid().optional(),
  view: z.enum(views).default('route'),
  zoom: z.enum(['fit']).optional(),
  step: z.coerce.number().int().min(1).max(100_000).optional(),
})
export type RouteQuery = z.output<typeof routeQuery>

type Place = { readonly instance: string } & { readonly [K in 'view' | 'zoom' | 'step']?: RouteQuery[K] | undefined }

/** The address of a route; what is as usual is left out of it. */
export function addressOf(reference: string, { instance, view, zoom, step }: Place): string {
  const given = Object.entries({ instance, view: view === 'route' ? undefined : view, zoom, step: step?.toString() })
  return `/casefiles/${reference}/route?${new URLSearchParams(given.filter((each): each is [string, string] => each[1] !== undefined))}`
}

/** The lifecycle that was asked for; else the first that is open, which is what a casefile is about at the time. */
export function chosenIn({ look, header }: Pick<Opened, 'look' | 'header'>, asked: string | undefined): string {
  if (asked !== undefined && look.file.instances.some(({ id }) => id === asked)) return asked
  return header.open[0]?.id ?? header.lifecycles.at(-1)?.id ?? header.instance
}
