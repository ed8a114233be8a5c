import type { Engine, Look } from '../../../engine/engine.ts'
import { metaOf, schemaOf } from '../../../shown/actions.ts'
import { eventAddress } from './addresses.ts'
import type { Link } from './putting.ts'

/** Where the event that would make a rule hold can be put: to this instance, to the one that opened it, or to another of the file. */
export function unlockIn({ definitions }: Engine, { file, instance }: Look, type: string | undefined): Link | undefined {
  if (type === undefined) return undefined
  const knows = ({ machine }: { machine: string }) => Object.hasOwn(definitions[machine]?.events ?? {}, type)
  const held = [instance, ...file.instances.filter(({ id }) => id === instance.parent), ...file.instances.filter(({ inError }) => !inError)].find(knows)
  if (!held) return undefined
  return { title: metaOf(schemaOf(definitions[held.machine]!, type)!).title, href: eventAddress(held.id, type) }
}
