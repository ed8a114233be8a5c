import type { OrganisationFacts } from '../../machines/kernel/definition.ts'
import type { FileLook, Look } from '../engine/engine.ts'
import { type Standing, standingOf } from '../reports/organisations.ts'
import type { Services } from '../services.ts'
import { concernedIn, standing } from './instance.ts'

/** A file with a look at each of its lifecycles, and all that is said of organisations in it. */
export interface LooksOfFile {
  readonly look: FileLook
  readonly looks: readonly Look[]
  /** Every organisation that the records of the file name. */
  readonly organisations: ReadonlyMap<string, Standing>
}

/**
 * Looks at every lifecycle of a file that was read once: what rules ask of the organisation that one is about is added for all of them
 * by one question more. What was opened in error is left out.
 */
export async function looksOf({ engine, lists }: Pick<Services, 'engine' | 'lists'>, look: FileLook): Promise<LooksOfFile> {
  const held = look.file.instances.filter(({ inError }) => !inError)
  const records = held.map((instance) => standing(engine.definitions, instance).snapshot.context as unknown)
  const named = [...new Set(JSON.stringify([records, look.file.letters]).match(ID) ?? [])]
  const organisations = await standingOf(lists, named)
  return {
    look,
    organisations,
    looks: held.map((instance, place) => {
      const about = concernedIn(records[place])
      const facts = about === undefined ? undefined : factsOf(organisations.get(about))
      return { ...look, instance, stamp: facts ? { ...look.stamp, organisations: { [about!]: facts } } : look.stamp }
    }),
  }
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

const factsOf = (known: Standing | undefined): OrganisationFacts | undefined =>
  known && {
    sector: known.sector,
    ...(known.rating !== 'B' && { rating: known.rating }),
    ...(known.successor && { inForce: known.successor.id }),
  }
