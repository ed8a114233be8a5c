import type { Pool } from 'pg'
import type { Holding } from '../../machines/kernel/authority.ts'
import type { Submitted } from './engine.ts'
import { Invalid } from './errors.ts'
import type { Named } from './submission.ts'

/**
 * Every casefile that an event names, by its reference or its earlier one, is there and is another than the one it is put to. One that is
 * sealed to this person is not told apart from one that there is not.
 *
 * @throws {Invalid} with every one that is not
 */
export async function expectOtherCasefiles(pool: Pool, named: readonly Named[], file: string, holdings: readonly Holding[]): Promise<void> {
  if (named.length === 0) return
  const { rows } = await pool.query<{ file: string; reference: string; earlier: string | null }>({
    name: 'casefiles named',
    text: `select file_id as file, reference, earlier_reference as earlier from casefile
      where (reference = any ($1) or earlier_reference = any ($1)) and (not sealed or $2 or sealed_to && $3)`,
    values: [named.map(({ id }) => id), holdings.some(({ roles }) => roles.includes('auditor')), holdings.map(({ post }) => post)],
  })
  const faults = named.flatMap(({ id, pointer }) => {
    const meant = rows.filter(({ reference, earlier }) => reference === id || earlier === id)
    if (meant.length === 0) return [{ pointer, detail: 'There is no casefile of this reference' }]
    return meant.every((each) => each.file === file) ? [{ pointer, detail: 'This is the casefile itself: name another' }] : []
  })
  if (faults.length > 0) throw new Invalid(faults)
}

/** As our references are written, also where what writes letters made a dash of the hyphen. */
const OWN = /(?<![\p{L}\p{N}])RD[-\u2010-\u2013](\d+)/giu

/** The references of our own form that a text names. */
export const referencesIn = (text: string): readonly string[] => [...text.matchAll(OWN)].map(([, digits]) => `RD-${digits}`)

/**
 * Every casefile that a comparison names by our reference is there, and this person may see it: what names another is shown to nobody who
 * may not see that one, and a slip in a reference would hide the words from who wrote them.
 *
 * @throws {Invalid} with the references, whether there are such casefiles or not
 */
export async function expectComparedSeen(pool: Pool, { compared }: Submitted, holdings: readonly Holding[]): Promise<void> {
  const named = typeof compared === 'string' ? [...new Set(referencesIn(compared))] : []
  if (named.length === 0) return
  const { rows } = await pool.query<{ reference: string }>({
    name: 'casefiles compared',
    text: `select r.reference from unnest($1::text[]) r (reference) where exists (
      select from casefile c where r.reference in (c.reference, c.earlier_reference) and (not c.sealed or $2 or c.sealed_to && $3))`,
    values: [named, holdings.some(({ roles }) => roles.includes('auditor')), holdings.map(({ post }) => post)],
  })
  const unseen = named.filter((each) => !rows.some(({ reference }) => reference === each))
  if (unseen.length > 0)
    throw new Invalid([
      {
        pointer: '/compared',
        detail: `${unseen.join(', ')}: ${unseen.length === 1 ? 'It does' : 'They do'} not exist, or you may not see ${unseen.length === 1 ? 'it' : 'them'}`,
      },
    ])
}
