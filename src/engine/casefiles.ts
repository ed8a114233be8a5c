import type { Pool } from 'pg'
import type { Holding } from '../../machines/kernel/authority.ts'
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
