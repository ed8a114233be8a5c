import type { AnyMachineSnapshot } from 'xstate'
import type { Definition } from '../../machines/kernel/definition.ts'
import { placeOf } from '../../machines/kernel/step.ts'
import { endOf, fromStored } from '../../machines/kernel/stored.ts'
import type { InstanceKept } from './changeset.ts'

export type Standing = Pick<InstanceKept, 'version' | 'state' | 'closed'>
const stood = new WeakMap<Definition, Map<string, Standing>>()
/** Where a stored snapshot stands. Restoring it is what takes long, so each state is looked at once. */
export function standing(definition: Definition, stored: string): Standing {
  const known = stood.get(definition) ?? new Map<string, Standing>()
  stood.set(definition, known)
  const end = endOf(stored)
  const made = known.get(end) ?? restored(definition, stored)
  known.set(end, made)
  return made
}

function restored(definition: Definition, stored: string): Standing {
  const snapshot = fromStored(definition, stored)
  return { version: (JSON.parse(stored) as { v: number }).v, state: placeOf(snapshot), closed: snapshot.hasTag('closed') }
}

/** Where it stood as it was stored, whichever version of its machine that was: restored, it has been brought up to the present one. */
export const placeStored = (stored: string): string =>
  placeOf((JSON.parse(`{"snapshot":{${endOf(stored)}`) as { snapshot: { value: unknown } }).snapshot as AnyMachineSnapshot)
