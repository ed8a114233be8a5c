import { z } from 'zod'
import type { FileLook, Person } from '../../../engine/engine.ts'
import { notFound } from '../../../problem.ts'
import { fileWith } from '../../../reports/casefiles.ts'
import type { Services } from '../../../services.ts'
import { type LooksOfFile, looksOf } from '../../../shown/looks.ts'
import { type PostsNamed, postsNamed } from '../../../shown/posts.ts'
import { type Header, headerOf } from './header.ts'

export const params = z.object({ ref: z.string().max(100) })

/** A casefile as each of its pages begins: looked at once, with its head. */
export interface Opened extends LooksOfFile {
  readonly directory: readonly Person[]
  readonly posts: PostsNamed
  readonly header: Header
  /** What each lifecycle is called, by its id. */
  readonly names: ReadonlyMap<string, string>
}

/** @throws Problem 404, also where the person may not see it */
export async function opened(services: Services, person: string, ref: string): Promise<Opened> {
  const file = await fileWith(services.lists, 'casefile', ref)
  if (file === undefined) throw notFound()
  return openedFrom(services, await services.engine.lookAt(person, file))
}

/** The same from a look at one of its lifecycles. */
export async function openedFrom(services: Services, { kind, reference, file, stamp }: FileLook): Promise<Opened> {
  const { organisations: _, ...everywhere } = stamp
  const look = { kind, file, stamp: everywhere, ...(reference !== undefined && { reference }) }
  const [looks, directory] = await Promise.all([looksOf(services, look), services.engine.directory()])
  const posts = await postsNamed(services, directory)
  const header = await headerOf(services, looks, posts)
  return {
    ...looks,
    directory,
    posts,
    header,
    names: new Map([[header.instance, 'The casefile'], ...header.lifecycles.map(({ id, name }) => [id, name] as const)]),
  }
}

const tabs = [
  ['', 'What happens next'],
  ['/tasks', 'Task list'],
  ['/remedies', 'Remedies and evidence'],
  ['/letters', 'Letters'],
  ['/parties', 'Parties and complaint'],
  ['/timeline', 'Timeline'],
  ['/route', 'Route'],
] as const
export type Tab = (typeof tabs)[number][0]

/** The pages of a casefile, each an address of its own. */
export const tabsOf = ({ reference }: Header, here: Tab | undefined) =>
  tabs.map(([below, text]) => ({ text, href: `/casefiles/${reference}${below}`, active: below === here }))
