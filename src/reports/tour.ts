import type { DataSource } from 'typeorm'

/** What a step of a tour wants to be shown: an open lifecycle in one of these states. */
export interface Sought {
  readonly machine: string
  /** As `like` reads them. */
  readonly states: readonly string[]
  /** The post whose casefile it stands in. */
  readonly caseworker?: string
}

/** A lifecycle of the demonstration that stands so. */
export interface FoundForTour {
  readonly instance: string
  /** Of the casefile; null in an organisation's file. */
  readonly reference: string | null
  readonly file: string
  /** What the organisation is called, in its own file or where the lifecycle is about one. */
  readonly organisation: string | null
}

/** Any one will do, so the first that is come upon; nothing that is sealed. */
const ONE = `
  select i.id as instance, c.reference, i.file_id as file, o.name as organisation
  from instance i left join casefile c on c.file_id = i.file_id
  left join organisation o on o.file_id = coalesce(i.organisation, case when c.file_id is null then i.file_id end)
  where i.machine = $1 and i.state like any($2) and not i.closed and not i.in_error
    and (c.file_id is null or not c.sealed) and ($3::text is null or c.caseworker = $3) limit 1`

/** Undefined where nothing stands so today. */
export async function foundForTour(source: DataSource, { machine, states, caseworker }: Sought): Promise<FoundForTour | undefined> {
  const [found] = await source.query<FoundForTour[]>(ONE, [machine, states, caseworker ?? null])
  return found
}
