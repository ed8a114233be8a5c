import type { Pool, QueryConfig } from 'pg'

/** A pool over another that keeps what is asked of it: each statement, with the values it was first asked with. */
export function listening(pool: Pool): { readonly pool: Pool; readonly asked: ReadonlyMap<string, readonly unknown[]> } {
  const asked = new Map<string, readonly unknown[]>()
  const noted = ({ text, values = [] }: QueryConfig) => {
    if (!asked.has(text)) asked.set(text, values)
  }
  const heard = <Of extends object>(of: Of): Of =>
    new Proxy(of, {
      get(target, name) {
        const own: unknown = Reflect.get(target, name)
        if (typeof own !== 'function') return own
        if (name === 'connect') return async () => heard(await pool.connect())
        return (...given: unknown[]) => {
          if (name === 'query')
            noted(typeof given[0] === 'string' ? { text: given[0], values: given[1] as unknown[] } : (given[0] as QueryConfig))
          return own.apply(target, given)
        }
      },
    })
  return { pool: heard(pool), asked }
}

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly Plan[]
}

/** The tables that the database would read from end to end for a statement. */
export async function readWhole(pool: Pool, text: string, values: readonly unknown[]): Promise<readonly string[]> {
  const { rows } = await pool.query<{ 'QUERY PLAN': readonly [{ readonly Plan: Plan }] }>(`explain (format json) ${text}`, [...values])
  const within = ({ Plans = [], ...plan }: Plan): readonly string[] => [
    ...(plan['Node Type'].endsWith('Seq Scan') ? [plan['Relation Name']!] : []),
    ...Plans.flatMap(within),
  ]
  return [...new Set(within(rows[0]!['QUERY PLAN'][0].Plan))]
}
