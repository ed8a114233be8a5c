import { type AttentionKind, attentionKinds, type StateNumbers } from '../../../reports/flow/numbers.ts'
import type { Links } from './links.ts'

/** Why a state needs attention: of how many, and the list of these. */
export interface Mark {
  readonly kind: AttentionKind | 'overdue'
  /** Told apart without its colour. */
  readonly shape: string
  readonly words: string
  readonly count: number
  readonly href: string
}

/** After a number; and as the title of a list. */
export const ATTENTION: Readonly<Record<AttentionKind, { readonly shape: string; readonly words: string; readonly title: string }>> = {
  pastUsual: { shape: '◆', words: 'past the usual 85%', title: 'Past the usual 85%' },
  escalated: { shape: '■', words: 'under escalation', title: 'Under escalation' },
  refused: { shape: '✕', words: 'refused', title: 'Refused' },
  notReminded: { shape: '✉', words: 'not reminded', title: 'Reminder due and not sent' },
  silent: { shape: '○', words: 'silent', title: 'Silent: nothing recorded for longer than is usual' },
}

export const isAttentionKind = (text: string): text is AttentionKind => (attentionKinds as readonly string[]).includes(text)

/** @param state undefined for the whole lifecycle */
export function marksOf(
  { list }: Links,
  state: string | undefined,
  { overdue }: StateNumbers,
  attention: Readonly<Partial<Record<AttentionKind, number>>> | undefined,
): readonly Mark[] {
  const late = { kind: 'overdue', shape: '▲', words: 'overdue', count: overdue, of: { band: 'overdue' } } as const
  const others = attentionKinds.map((kind) => ({ kind, ...ATTENTION[kind], count: attention?.[kind] ?? 0, of: { attention: kind } }))
  return [late, ...others]
    .filter(({ count }) => count > 0)
    .map(({ kind, shape, words, count, of }) => ({ kind, shape, words, count, href: list({ state, ...of }) }))
}
