import { z } from 'zod'
import { cite } from '../../machines/guidance/paragraph.ts'
import type { HeldInstance } from '../../machines/kernel/file.ts'
import { Unreadable } from '../../machines/kernel/stored.ts'
import type { Engine } from '../engine/engine.ts'
import type { Found } from '../engine/read.ts'
import { type FileOpen, standingSince } from '../reports/open-lifecycles.ts'
import { organisationNames } from '../reports/organisations.ts'
import type { Services } from '../services.ts'
import { concernedIn, standing } from './instance.ts'
import { nameOfLifecycle } from './naming.ts'
import { sayPlace } from './place.ts'
import * as part from './schemas.ts'
import { type Standstill, standstills } from './standstill.ts'

export const stuck = z
  .object({
    sealed: z.boolean().meta({
      description: 'The casefile is sealed to the reader: where it stands is all that is told',
    }),
    casefile: z.object({ id: part.id, reference: part.reference }).nullable(),
    organisation: z.object({ id: part.id, name: z.string() }).nullable(),
    instance: z.object({
      id: part.id.nullable(),
      machine: z.string(),
      name: z.string(),
      stateWords: z.string(),
      since: part.instant.nullable(),
    }),
    reasons: z.array(
      z.object({
        kind: z.enum(standstills),
        because: z.string(),
        cites: part.citation.nullable(),
        paragraph: part.paragraph.nullable(),
        unlocks: z.string().nullable().meta({ description: 'What would have it go on' }),
      }),
    ),
  })
  .meta({ id: 'Stuck' })
type Stuck = z.input<typeof stuck>

/** A lifecycle that does not go on, as it was read, and why. */
export interface StuckFound {
  readonly file: FileOpen
  readonly found: Found
  readonly held: HeldInstance
  readonly reasons: readonly Standstill[]
}

/** As people are told of it; of what is sealed to them no more than that it stands still. */
export async function stuckSaid({ engine, lists }: Services, found: readonly StuckFound[]): Promise<Stuck[]> {
  const [names, since] = await Promise.all([
    organisationNames(lists, [...new Set(found.flatMap(({ file }) => [file.file, ...file.organisations]))]),
    standingSince(
      lists,
      found.map(({ held }) => held.id),
    ),
  ])
  return found.map(({ file: { hidden }, found: { held: kept }, held, reasons }) => {
    const { name, stateWords } = said(engine, held, names)
    const title = engine.definitions[held.machine]!.title
    return {
      sealed: hidden,
      casefile: hidden || kept!.listed === undefined ? null : { id: kept!.file.id, reference: kept!.listed.reference },
      organisation: kept!.kind === 'organisation' ? { id: kept!.file.id, name: names.get(kept!.file.id) ?? 'An organisation' } : null,
      instance: {
        id: hidden ? null : held.id,
        machine: held.machine,
        name: hidden ? title : name,
        stateWords,
        since: hidden ? null : (since.get(held.id) ?? null),
      },
      reasons: reasons
        .filter(() => !hidden)
        .map(({ kind, because, cites, unlocks }) => ({
          kind,
          because,
          cites: cites ?? null,
          paragraph: cites ? cite(cites) : null,
          unlocks: unlocks ?? null,
        })),
    }
  })
}

function said(engine: Engine, held: HeldInstance, names: ReadonlyMap<string, string>) {
  const title = engine.definitions[held.machine]?.title ?? held.machine
  try {
    const { definition, snapshot, state } = standing(engine.definitions, held)
    const about = concernedIn(snapshot.context)
    const known = new Map(about && names.has(about) ? [[about, { name: names.get(about)! }]] : [])
    return { name: nameOfLifecycle(engine, held.machine, snapshot.context, known), stateWords: sayPlace(definition, state) }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { name: title, stateWords: 'Cannot be read' }
  }
}
