import type { Effect, InstanceId } from './effect.ts'
import { derivedId } from './identity.ts'
import { canonical } from './stored.ts'

/** What is known, while the effects of one event are carried out, of what they create. */
export interface Creating {
  /** Where the ids come from: the place of the entry in history, or the deadline that passed. */
  readonly root: number | string
  /** How often each thing was created already, by what it is. */
  readonly created: Map<string, number>
}

/**
 * The id of what an effect creates: by what it is, of its creator and cause, and never by where it stands among the effects. Put again after
 * a correction that left out an effect before it, it is the same letter, duty, instance or delivery still, and another is another.
 */
export function idOf(effect: Effect, instance: InstanceId, file: string, { root, created }: Creating): string {
  const named = nameOf(effect)
  if (named === undefined) return ''
  const name = `${root} ${instance} ${named}`
  const nth = created.get(name) ?? 0
  created.set(name, nth + 1)
  return derivedId(file, `${name} ${nth}`)
}

/** What an effect creates, in a word that tells it from its like; nothing, where it creates nothing. */
function nameOf(effect: Effect): string | undefined {
  switch (effect.kind) {
    case 'open':
      return `${effect.machine} ${effect.key}`
    case 'createDuty':
      return `duty ${effect.name} ${effect.to}`
    case 'draftLetter':
    case 'sendFixedLetter':
      return `letter ${effect.letter} ${canonical(effect.to)}`
    case 'deliver':
      return `delivery ${canonical({ to: effect.to, event: effect.event })}`
    default:
      return undefined
  }
}
