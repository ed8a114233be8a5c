import { cite } from '../../../../machines/guidance/paragraph.ts'
import { definitions } from '../../../../machines/index.ts'
import type { FileKind } from '../../../engine/engine.ts'
import type { Reader } from '../../../reports/standing.ts'
import type { Services } from '../../../services.ts'
import { nearestFirst } from '../../../shown/next.ts'
import type { Shown } from '../../page.ts'

/** Whether somebody may open a casefile or register an organisation: a post that has a grade does casework (I16). */
export const opensFiles = ({ posts }: { readonly posts: readonly { readonly grade?: Reader['posts'][number]['grade'] }[] }): boolean =>
  posts.some(({ grade }) => grade !== null && grade !== undefined)

/** Who may not is told so before anything is filled in, and who may. */
export async function notTheirs({ engine }: Services, kind: FileKind, title: string, back: string): Promise<Shown> {
  const people = nearestFirst(await engine.directory()).filter(({ holdings }) => opensFiles({ posts: holdings }))
  const { cites } = definitions[kind]!.rules['byAnyStaff']!
  return {
    view: 'open/not-yours',
    title: `Not for your posts: ${title}`,
    status: 403,
    data: {
      event: title,
      back,
      refusals: [{ because: 'This is for a caseworker or above', cites, paragraph: cite(cites as 'I16'), reasonWouldHelp: false }],
      whoCould: { words: 'a caseworker or above', people },
    },
  }
}
