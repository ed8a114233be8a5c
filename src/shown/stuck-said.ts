import { z } from 'zod'
import { cite } from '../../machines/guidance/paragraph.ts'
import type { HeldInstance } from '../../machines/kernel/file.ts'
import { Unreadable } from '../../machines/kernel/stored.ts'
import type { Engine } from '../engine/engine.ts'
import type { Held } from '../engine/read.ts'
import { organisationNames } from '../reports/organisations.ts'
import type { Services } from '../services.ts'
import { concernedIn, standing } from './instance.ts'
import { nameOfLifecycle } from './naming.ts'
import { sayPlace } from './place.ts'
import * as part from './schemas.ts'
import { type Standstill, standstills } from './standstill.ts'
import type { StuckKept } from './stuck-kept.ts'

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
    foundAt: part.instant.nullable().meta({ description: 'Since when every look has found it stuck' }),
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

/** A lifecycle that does not go on, as it was found, as it is read, and why. */
export interface StuckShown {
  readonly row: StuckKept
  readonly held: Held
  readonly lifecycle: HeldInstance
  readonly reasons: readonly Standstill[]
}

/** As people are told of it; of what is sealed to them no more than that it stands still. */
export async function stuckSaid({ engine, lists }: Services, shown: readonly StuckShown[]): Promise<Stuck[]> {
  const names = await organisationNames(lists, [...new Set(shown.flatMap(({ row }) => [row.file, ...row.organisations]))])
  return shown.map(({ row: { hidden, since, foundAt }, held: { kind, file, listed }, lifecycle, reasons }) => {
    const { name, stateWords } = said(engine, lifecycle, names)
    const title = engine.definitions[lifecycle.machine]!.title
    return {
      sealed: hidden,
      casefile: hidden || listed === undefined ? null : { id: file.id, reference: listed.reference },
      organisation: kind === 'organisation' ? { id: file.id, name: names.get(file.id) ?? 'An organisation' } : null,
      instance: {
        id: hidden ? null : lifecycle.id,
        machine: lifecycle.machine,
        name: hidden ? title : name,
        stateWords,
        since: hidden ? null : since,
      },
      foundAt: hidden ? null : foundAt,
      reasons: hidden
        ? []
        : reasons.map(({ kind: why, because, cites, unlocks }) => ({
            kind: why,
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
