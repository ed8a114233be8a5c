import type { HeldInstance } from '../../../../machines/kernel/file.ts'
import type { Engine, Look } from '../../../engine/engine.ts'
import { actionsShown, metaOf, schemaOf } from '../../../shown/actions.ts'
import { stepAddress } from './addresses.ts'
import type { Link } from './putting.ts'
import { draftsOf } from './signing.ts'

export interface Unlocking extends Link {
  /** It can be put there as things stand; else its page says why not. */
  readonly offered: boolean
}

/** Where the event that would make a rule hold can be put: to this instance, to the one that opened it, or to another of the file. */
export function unlockIn(engine: Engine, look: Look, type: string | undefined): Unlocking | undefined {
  if (type === undefined) return undefined
  const { file, instance } = look
  const knows = ({ machine }: HeldInstance) => Object.hasOwn(engine.definitions[machine]?.events ?? {}, type)
  const takes = (held: HeldInstance) => actionsShown(engine, { ...look, instance: held }).some((each) => each.type === type && each.offered)
  const those = [
    instance,
    ...file.instances.filter(({ id }) => id === instance.parent),
    ...file.instances.filter(({ inError }) => !inError),
  ]
  const knowing = those.filter(knows)
  const taking = knowing.find(takes)
  const held = taking ?? knowing[0]
  if (!held) return undefined
  const { title } = metaOf(schemaOf(engine.definitions[held.machine]!, type)!)
  return { title, href: stepAddress(held.id, type) + ofItsLetter(look, type), offered: taking !== undefined }
}

/** Where the instance has one draft, that is the letter which is to be edited. */
function ofItsLetter(look: Look, type: string): string {
  const drafts = draftsOf(look)
  return type === 'EDIT_LETTER' && drafts.length === 1 ? `?letter=${drafts[0]!.id}` : ''
}
