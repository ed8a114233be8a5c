import type { HeldInstance } from '../../../../machines/kernel/file.ts'
import type { Engine, Look } from '../../../engine/engine.ts'
import { actionsShown, metaOf, schemaOf } from '../../../shown/actions.ts'
import { stepAddress } from './addresses.ts'
import type { Link } from './putting.ts'
import { draftsOf } from './signing.ts'

export interface Unlocking extends Link {
  /** It can be put there as things stand; else its page says why not. */
  readonly offered: boolean
  /** Why it is for somebody else: then no page of it would help. */
  readonly forOthers?: string
}

/** Where the event that would make a rule hold can be put: to this instance, to the one that opened it, or to another of the file. */
export function unlockIn(engine: Engine, look: Look, type: string | undefined): Unlocking | undefined {
  if (type === undefined) return undefined
  const { file, instance } = look
  const knows = ({ machine }: HeldInstance) => Object.hasOwn(engine.definitions[machine]?.events ?? {}, type)
  const actionAt = (held: HeldInstance) => actionsShown(engine, { ...look, instance: held }).find((each) => each.type === type)
  const takes = (held: HeldInstance) => actionAt(held)?.offered === true
  const those = [
    instance,
    ...file.instances.filter(({ id }) => id === instance.parent),
    ...file.instances.filter(({ inError }) => !inError),
  ]
  const knowing = those.filter(knows)
  const taking = knowing.find(takes)
  const held = taking ?? knowing[0]
  if (!held) return undefined
  const definition = engine.definitions[held.machine]!
  const { title } = metaOf(schemaOf(definition, type)!)
  const forOthers = taking ? undefined : actionAt(held)?.refusals.find(({ rule }) => definition.rules[rule]?.who !== undefined)?.because
  return {
    title,
    href: stepAddress(held.id, type) + ofItsLetter(look, type),
    offered: taking !== undefined,
    ...(forOthers && { forOthers }),
  }
}

/** Where the instance has one draft, that is the letter which is to be edited. */
function ofItsLetter(look: Look, type: string): string {
  const drafts = draftsOf(look)
  return type === 'EDIT_LETTER' && drafts.length === 1 ? `?letter=${drafts[0]!.id}` : ''
}
