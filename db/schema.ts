import type { Pool } from 'pg'

const WIDTH = 120

/**
 * The schema as it stands in this database, as SQL in a fixed order: what a reviewer reads to see what a migration changed.
 * Built from the catalogue, since the embedded server comes without pg_dump.
 */
export async function schemaOf(pool: Pool): Promise<string> {
  const parts = [
    await extensions(pool),
    await sequences(pool),
    await functions(pool),
    await tables(pool),
    await views(pool),
    await indexes(pool),
    await statistics(pool),
    await triggers(pool),
  ]
  return `${['-- Written by `npm run schema` from the migrations: change those instead.', ...parts.flat()].join('\n\n')}\n`
}

async function extensions(pool: Pool): Promise<string[]> {
  const rows = await asked<{ name: string }>(pool, "select extname as name from pg_extension where extname <> 'plpgsql' order by 1")
  return rows.map(({ name }) => `create extension ${name};`)
}

async function sequences(pool: Pool): Promise<string[]> {
  const rows = await asked<{ name: string }>(
    pool,
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i'))
     order by 1`,
  )
  return rows.map(({ name }) => `create sequence ${name};`)
}

async function functions(pool: Pool): Promise<string[]> {
  const rows = await asked<{ definition: string }>(
    pool,
    `select pg_get_functiondef(p.oid) as definition from pg_proc p
     where p.pronamespace = 'public'::regnamespace and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
     order by p.proname`,
  )
  return rows.map(({ definition }) => `${definition.trim()};`)
}

async function tables(pool: Pool): Promise<string[]> {
  const rows = await asked<{ name: string; options: string[] | null; columns: string[]; constraints: string[] }>(
    pool,
    `select c.relname as name, c.reloptions as options,
       (select array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
          || case when a.attidentity = 'a' then ' generated always as identity' else '' end
          || case when d.adbin is null then '' when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
            else ' default ' || pg_get_expr(d.adbin, d.adrelid) end
          || case when a.attnotnull then ' not null' else '' end
          || case when a.attstorage <> t.typstorage then ' storage ' || a.attstorage::text else '' end order by a.attnum)
        from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
       (select coalesce(array_agg('constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) order by k.contype, k.conname), '{}')
        from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'c', 'f')) as constraints
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
  )
  return rows.map(({ name, options, columns, constraints }) => {
    const body = [...columns, ...constraints].map((line) => `  ${line}`).join(',\n')
    return `create table ${name} (\n${body}\n)${options ? ` with (${options.join(', ')})` : ''};`
  })
}

async function views(pool: Pool): Promise<string[]> {
  const rows = await asked<{ name: string; definition: string }>(
    pool,
    "select viewname as name, definition from pg_views where schemaname = 'public' and viewname not like 'pg\\_%' order by 1",
  )
  return rows.map(({ name, definition }) => `create view ${name} as\n${definition.trim()}`)
}

async function indexes(pool: Pool): Promise<string[]> {
  const rows = await asked<{ definition: string }>(
    pool,
    `select pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
     where c.relnamespace = 'public'::regnamespace and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))
     order by 1`,
  )
  return [
    rows.map(({ definition }) => `${definition.length > WIDTH ? definition.replace(' USING ', '\n  USING ') : definition};`).join('\n'),
  ]
}

async function statistics(pool: Pool): Promise<string[]> {
  const rows = await asked<{ definition: string; name: string; target: number | null }>(
    pool,
    `select pg_get_statisticsobjdef(oid) as definition, stxname as name, stxstattarget as target from pg_statistic_ext
     where stxnamespace = 'public'::regnamespace order by stxname`,
  )
  return rows.map(
    ({ definition, name, target }) => `${definition};${target === null ? '' : `\nalter statistics ${name} set statistics ${target};`}`,
  )
}

async function triggers(pool: Pool): Promise<string[]> {
  const rows = await asked<{ definition: string; name: string; relation: string; enabled: string }>(
    pool,
    `select pg_get_triggerdef(t.oid) as definition, t.tgname as name, t.tgrelid::regclass::text as relation, t.tgenabled as enabled
     from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where c.relnamespace = 'public'::regnamespace and not t.tgisinternal order by 3, 2`,
  )
  return rows.map(({ definition, name, relation, enabled }) =>
    [`${definition};`, ...(enabled === 'A' ? [`ALTER TABLE ${relation} ENABLE ALWAYS TRIGGER ${name};`] : [])].join('\n'),
  )
}

const asked = async <Row extends object>(pool: Pool, sql: string): Promise<Row[]> => (await pool.query<Row>(sql)).rows
