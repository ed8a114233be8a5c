import type { DataSource } from 'typeorm'
import { linkMessages } from '../../machines/casefile/links.ts'
import type { Link } from '../../machines/casefile/record.ts'
import type { FileLook } from '../engine/engine.ts'
import type { Sees } from '../reports/standing.ts'
import { unseenOf } from '../reports/unseen.ts'

/** What stands for the reference of a linked casefile that the reader may not see. */
export const UNSEEN = 'a casefile you may not see'

/** A link as one reader sees it: where the other casefile is sealed to them it is told that there is one, and nothing of it. */
export type LinkSeen = Partial<Omit<Link, 'reference'>> & { readonly reference: string | null; readonly hidden?: true }

/** Who looks, as it decides what is sealed to them. */
export const lookerAt = ({ stamp: { by } }: Pick<FileLook, 'stamp'>): Sees => ({
  posts: by.holdings.map(({ post }) => ({ id: post })),
  seesSealed: by.holdings.some(({ roles }) => roles.includes('auditor')),
})

/** A casefile can be sealed after it was linked: the links of the other one, or of its record as it once was, for one reader. */
export async function linksSeen<R>(source: DataSource, sees: Sees, record: R): Promise<R> {
  const { links } = (record ?? {}) as { readonly links?: readonly Link[] }
  if (!links?.length) return record
  const unseen = await unseenOf(
    source,
    sees,
    links.map(({ reference }) => reference),
  )
  const seen = links.map((link): LinkSeen => (unseen.has(link.reference) ? { reference: null, hidden: true } : link))
  return { ...record, links: seen }
}

const speaksOfALink = new Set<string>(['LINK', ...linkMessages])

interface Told {
  readonly machine: string
  readonly event: string
  readonly payload: Readonly<Record<string, unknown>>
}

/**
 * Lines of history for one reader: of a link to a casefile that they may not see, neither its reference nor the words.
 *
 * @param instead what stands where the reference stood
 */
export async function linesSeen<L extends Told>(
  source: DataSource,
  sees: Sees,
  lines: readonly L[],
  instead: string | null,
): Promise<readonly L[]> {
  const unseen = await unseenOf(
    source,
    sees,
    lines.flatMap((line) => linkedIn(line) ?? []),
  )
  if (unseen.size === 0) return lines
  return lines.map((line) => {
    const linked = linkedIn(line)
    return linked === undefined || !unseen.has(linked) ? line : { ...line, payload: payloadWithout(line.payload, instead) }
  })
}

/** The casefile that a line says is linked. */
function linkedIn({ machine, event, payload }: Told): string | undefined {
  if (machine !== 'casefile') return undefined
  const linked = speaksOfALink.has(event) ? payload['reference'] : event === 'OPEN' ? payload['linkedTo'] : undefined
  return typeof linked === 'string' ? linked : undefined
}

function payloadWithout({ reference, why, linkedTo, ...rest }: Told['payload'], instead: string | null): Told['payload'] {
  return linkedTo === undefined
    ? { ...rest, reference: instead, hidden: true }
    : { ...rest, ...(why !== undefined && { why }), linkedTo: instead, hidden: true }
}
