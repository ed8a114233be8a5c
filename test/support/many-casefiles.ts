import type { Pool } from 'pg'

/**
 * Copies of a casefile as it stands, where it matters how many there are: each under a reference of its own, with its lifecycles and what is
 * due in them. History, duties and letters are not copied.
 *
 * @param closed each as one that ended long ago
 */
export async function manyCasefiles(pool: Pool, reference: string, count: number, { closed = false } = {}): Promise<void> {
  const { rows } = await pool.query<{ id: string }>('select file_id as id from casefile where reference = $1', [reference])
  const batch = `${reference} ${closed}`
  const copied = (id: string) => `overlay(overlay(md5($3 || n || ${id}) placing '8' from 13) placing 'a' from 17)::uuid`
  const copies = async (table: string, where: string, ids: string, rest = '') => {
    const besides = `jsonb_build_object(${ids}${rest})`
    await pool.query(
      `insert into ${table} select (jsonb_populate_record(t, ${besides})).* from ${table} t cross join generate_series(1, $2::int) n where ${where}`,
      [rows[0]!.id, count, batch],
    )
  }
  const ended = closed ? ", 'closed', true" : ''
  const ofFile = `'file_id', ${copied('t.file_id')}`
  await copies('file', 't.id = $1', `'id', ${copied('t.id')}`)
  await copies('casefile', 't.file_id = $1', ofFile, `, 'reference', 'RD-' || nextval('casefile_reference')${ended}`)
  const parent = `, 'parent', case when t.parent is not null then ${copied('t.parent')} end`
  const due = closed ? ", 'next_due', null" : ''
  await copies('instance', 't.file_id = $1', `'id', ${copied('t.id')}, ${ofFile}`, `${parent}${due}${ended}`)
  await copies('snapshot', 't.instance_id in (select id from instance where file_id = $1)', `'instance_id', ${copied('t.instance_id')}`)
  if (!closed) await copies('timer', 't.file_id = $1', `'instance_id', ${copied('t.instance_id')}, ${ofFile}`)
  await pool.query('analyze')
}
