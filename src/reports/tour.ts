import type { DataSource } from 'typeorm'

/** What a step of a tour wants to be shown: an open lifecycle in a state in which the step can be taken. */
export interface Sought {
  readonly machine: string
  /** As `like` reads them; one that stands earlier here is shown sooner. */
  readonly states: readonly string[]
  /** The posts whose casefile it may stand in, the first sooner: whoever has it takes the step. Missing where others take it as well. */
  readonly caseworkers?: readonly string[]
  /** Its casefile is closed, and the enquiry that it came from stands so, as `like` reads it. */
  readonly closedAs?: string
}

/** A lifecycle of the demonstration that stands so. */
export interface FoundForTour {
  readonly instance: string
  /** Of the casefile; null in an organisation's file. */
  readonly reference: string | null
  readonly file: string
  /** The post that has the casefile. */
  readonly caseworker: string | null
  /** What the organisation is called, in its own file or where the lifecycle is about one. */
  readonly organisation: string | null
}

/** The same one for everybody, until somebody moves it on; nothing that is sealed. */
const ONE = `
  select i.id as instance, c.reference, i.file_id as file, c.caseworker, o.name as organisation
  from instance i left join casefile c on c.file_id = i.file_id left join instance enquiry on enquiry.id = i.parent
  left join organisation o on o.file_id = coalesce(i.organisation, case when c.file_id is null then i.file_id end)
  where i.machine = $1 and i.state like any($2) and not i.closed and not i.in_error
    and (c.file_id is null or not c.sealed) and ($3::text[] is null or c.caseworker = any($3))
    and ($4::text is null or c.closed and enquiry.state like $4)
  order by array_position($3::text[], c.caseworker),
    (select min(place) from unnest($2::text[]) with ordinality as s (pattern, place) where i.state like pattern), c.reference, o.name, i.id
  limit 1`

/** Undefined where nothing stands so today. */
export async function foundForTour(
  source: DataSource,
  { machine, states, caseworkers, closedAs }: Sought,
): Promise<FoundForTour | undefined> {
  const [found] = await source.query<FoundForTour[]>(ONE, [machine, states, caseworkers ?? null, closedAs ?? null])
  return found
}
