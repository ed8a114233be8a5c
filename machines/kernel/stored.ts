import type { AnyMachineSnapshot, AnyStateNode } from 'xstate'
import type { Definition } from './definition.ts'

/** A snapshot as text, byte for byte the same for the same state: keys sorted, nothing undefined. */
export type Stored = string

export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner)

/** A stored snapshot that this definition cannot read: it is set aside, and nobody else is harmed. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

export const toStored = (definition: Definition, snapshot: AnyMachineSnapshot): Stored =>
  canonical({ name: definition.name, shape: shapeOf(definition), snapshot: definition.machine.getPersistedSnapshot(snapshot), v: definition.version })

/**
 * The snapshot a stored text stands for, brought up to this version.
 *
 * @throws {Unreadable} when the text is another machine's, of a later or a misshapen version, or stands in a state that is not on the chart.
 */
export function fromStored(definition: Definition, stored: Stored): AnyMachineSnapshot {
  const { name, version, machine } = definition
  const held = parsed(name, stored)
  if (held.name !== name) throw new Unreadable(`The snapshot is of ${held.name}, this is ${name}`)
  if (held.v === version && held.shape !== shapeOf(definition)) throw new Unreadable(`${name} ${version} has changed shape without a new version`)
  const persisted = upgraded(definition, held)
  try {
    const snapshot = machine.restoreSnapshot(structuredClone(persisted) as never, {} as never) as AnyMachineSnapshot
    if (canonical(snapshot.value) === canonical(persisted.value)) return snapshot
  } catch (cause) {
    throw new Unreadable(`${name} ${version} has no state ${canonical(persisted.value)}`, { cause })
  }
  throw new Unreadable(`${name} ${version} has no complete state ${canonical(persisted.value)}`)
}

interface Held {
  readonly name: string
  readonly v: number
  readonly shape: string
  readonly snapshot: { value: unknown; context: unknown }
}

function parsed(name: string, stored: Stored): Held {
  try {
    return JSON.parse(stored) as Held
  } catch (cause) {
    throw new Unreadable(`The stored snapshot of a ${name} is not JSON`, { cause })
  }
}

function upgraded({ name, version, upgrades = {} }: Definition, held: Held): Held['snapshot'] {
  if (held.v > version) throw new Unreadable(`The snapshot is of ${name} ${held.v}; this program knows ${version}`)
  let { snapshot } = held
  for (let from = held.v; from < version; from++) {
    const upgrade = upgrades[from]
    if (!upgrade) throw new Unreadable(`${name} ${from} cannot be brought to ${from + 1}: there is no upgrade`)
    snapshot = { ...snapshot, ...upgrade(snapshot) }
  }
  return snapshot
}

const shapes = new WeakMap<object, string>()
/** Names and nesting of the states: what a stored snapshot depends on. A change needs a new version and an upgrade. */
export function shapeOf({ machine }: Definition): string {
  const known = shapes.get(machine)
  if (known) return known
  const shape = fingerprint(canonical(outline(machine.root)))
  shapes.set(machine, shape)
  return shape
}

const outline = (node: AnyStateNode): unknown => [node.type, Object.entries(node.states).map(([key, child]) => [key, outline(child)])]

/** FNV-1a, 32 bits: enough to notice a change by mistake; it protects against nobody. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  return hash.toString(16).padStart(8, '0')
}
