import { cite, isCited, isParagraphId, paragraph } from '../../machines/guidance/paragraph.ts'

/** A paragraph of the guidance as a page names it; nothing where the word names none. */
export function paragraphOf(id: unknown) {
  if (typeof id !== 'string' || !isParagraphId(id)) return undefined
  const citation = cite(id)
  const number = /\d\S*$/.exec(citation)?.[0] ?? 'annex'
  return { id, citation, title: paragraph(id).title, number, before: citation.slice(0, -number.length) }
}

/** In words, what has no page in the register: a rule of ours. What cites nothing stays as it came. */
export const citationOf = (id: unknown): unknown => (typeof id === 'string' && isCited(id) ? cite(id) : id)
