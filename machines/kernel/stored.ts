import type { AnyMachineSnapshot, AnyStateNode } from 'xstate'
import type { Definition } from './definition.ts'

/** A snapshot as text, byte for byte the same for the same state: keys sorted, nothing undefined. */
export type Stored = string

/**
 * The same JSON for the same value, whatever order it was put together in. What is in order is left as it is, since records mostly come
 * from canonical text: 25 µs for a snapshot of 3 KB, where sorting and quoting everything by hand took 60.
 */
export const canonical = (value: unknown): string => JSON.stringify(ordered(value)) ?? 'null'

/** The value itself where the names in it are sorted, else a copy in which they are. */
function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items = value.map(ordered)
    return items.some((item, place) => item !== value[place]) ? items : value
  }
  const held = value as Readonly<Record<string, unknown>>
  const names = Object.keys(held)
  let copy: Record<string, unknown> | undefined
  if (!names.every((name, place) => place === 0 || names[place - 1]! < name))
    copy = Object.fromEntries(names.sort().map((name) => [name, held[name]]))
  for (const name of names) {
    const inner = ordered(held[name])
    if (inner === held[name]) continue
    copy ??= { ...held }
    copy[name] = inner
  }
  return copy ?? value
}

/** A stored snapshot that this definition cannot read: it is set aside, and nobody else is harmed. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

export const toStored = (definition: Definition, snapshot: AnyMachineSnapshot): Stored =>
  canonical({
    name: definition.name,
    shape: shapeOf(definition),
    snapshot: definition.machine.getPersistedSnapshot(snapshot),
    v: definition.version,
  })

/**
 * The snapshot a stored text stands for, brought up to this version.
 *
 * @throws {Unreadable} when the text is another machine's, of a later or a misshapen version, or stands in a state that is not on the chart.
 */
export function fromStored(definition: Definition, stored: Stored): AnyMachineSnapshot {
  const { name, version, machine } = definition
  const persisted = persistedIn(definition, stored)
  const state = canonical(persisted.value)
  let snapshot: AnyMachineSnapshot
  try {
    snapshot = machine.restoreSnapshot(persisted as never, {} as never) as AnyMachineSnapshot
  } catch (cause) {
    throw new Unreadable(`${name} ${version} has no state ${state}`, { cause })
  }
  if (canonical(snapshot.value) !== state) throw new Unreadable(`${name} ${version} has no complete state ${state}`)
  return snapshot
}

/**
 * The record alone of a stored snapshot, brought up to this version, for who reads many: to restore where it stands takes ten times as long.
 *
 * @throws {Unreadable} as `fromStored`, but for the state, which is not looked into
 */
export const recordStored = (definition: Definition, stored: Stored): unknown => persistedIn(definition, stored).context

function persistedIn(definition: Definition, stored: Stored): Held['snapshot'] {
  const { name, version } = definition
  const held = parsed(name, stored)
  if (held.name !== name) throw new Unreadable(`The snapshot is of ${held.name}, this is ${name}`)
  if (held.v === version && held.shape !== shapeOf(definition))
    throw new Unreadable(`${name} ${version} has changed shape without a new version`)
  return upgraded(definition, held)
}

const restored = new WeakMap<object, { readonly definition: Definition; readonly snapshot: AnyMachineSnapshot }>()
/** As `fromStored`, of an instance as a file holds it: restored once, however many ask (a decision, then the menu and the dates it is answered with). */
export function snapshotOf(definition: Definition, held: { readonly stored: Stored }): AnyMachineSnapshot {
  const known = restored.get(held)
  if (known?.definition === definition) return known.snapshot
  const snapshot = fromStored(definition, held.stored)
  restored.set(held, { definition, snapshot })
  return snapshot
}

/** Where a stored snapshot stands, and which version stored it: the names of canonical text are sorted, so both come last and can be cut off unread. */
export const endOf = (stored: Stored): string => stored.slice(stored.lastIndexOf('"value":'))

interface Held {
  readonly name: string
  readonly v: number
  readonly shape: string
  readonly snapshot: { value: unknown; context: unknown }
}

function parsed(name: string, stored: Stored): Held {
  let held: unknown
  try {
    held = JSON.parse(stored)
  } catch (cause) {
    throw new Unreadable(`The stored snapshot of a ${name} is not JSON`, { cause })
  }
  if (!isHeld(held)) throw new Unreadable(`The stored snapshot of a ${name} lacks its name, version, shape, state or record`)
  return held
}

function isHeld(held: unknown): held is Held {
  if (!isRecord(held) || !isRecord(held['snapshot'])) return false
  const { name, v, shape, snapshot } = held
  return (
    typeof name === 'string' &&
    typeof shape === 'string' &&
    Number.isInteger(v) &&
    (v as number) > 0 &&
    isWhole(snapshot as Held['snapshot'])
  )
}

/** As XState persists it: a state, a record, and neither failed nor with actors inside. */
const isWhole = ({ value, context, ...rest }: Record<string, unknown> & Held['snapshot']) =>
  (typeof value === 'string' || isRecord(value)) &&
  isRecord(context) &&
  (rest['status'] === 'active' || rest['status'] === 'done') &&
  canonical(rest['children']) === '{}'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function upgraded({ name, version, upgrades = {} }: Definition, held: Held): Held['snapshot'] {
  if (held.v > version) throw new Unreadable(`The snapshot is of ${name} ${held.v}; this program knows ${version}`)
  let { snapshot } = held
  for (let from = held.v; from < version; from++) {
    const upgrade = upgrades[from]
    if (!upgrade) throw new Unreadable(`${name} ${from} cannot be brought to ${from + 1}: there is no upgrade`)
    try {
      snapshot = { ...snapshot, ...upgrade(snapshot) }
    } catch (cause) {
      throw new Unreadable(`${name} ${from} cannot be brought to ${from + 1}: its upgrade fails`, { cause })
    }
  }
  return snapshot
}

const shapes = new WeakMap<object, string>()
/** How whatever the present definition stored begins and ends: what does not is of an earlier one, or broken. */
export const endsOf = (definition: Definition): readonly [beginning: string, ending: string] => [
  `{"name":${JSON.stringify(definition.name)},"shape":${JSON.stringify(shapeOf(definition))},`,
  `,"v":${definition.version}}`,
]

/** Names and nesting of the states: what a stored snapshot depends on. A change needs a new version and an upgrade. */
export function shapeOf({ machine }: Definition): string {
  const known = shapes.get(machine)
  if (known) return known
  const shape = fingerprint(canonical(outline(machine.root)))
  shapes.set(machine, shape)
  return shape
}

const outline = (node: AnyStateNode): unknown => [
  node.type,
  Object.fromEntries(Object.entries(node.states).map(([key, child]) => [key, outline(child)])),
]

/** FNV-1a, 32 bits: enough to notice a change by mistake; it protects against nobody. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  return hash.toString(16).padStart(8, '0')
}
