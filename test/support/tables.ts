import type { Pool } from 'pg'

/** What stands in every table, each as one number: two that are alike have the same rows. @param except tables that are not asked about */
export async function digestOfTables(pool: Pool, except: readonly string[] = []): Promise<Readonly<Record<string, string>>> {
  const { rows } = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1",
  )
  const digests: [string, string][] = []
  for (const { name } of rows.filter((each) => !except.includes(each.name))) {
    const { rows: found } = await pool.query<{ count: string; digest: string }>(
      `select count(*), md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as digest from "${name}" t`,
    )
    digests.push([name, `${found[0]!.count} ${found[0]!.digest}`])
  }
  return Object.fromEntries(digests)
}
