import type { InstanceId, Recipient } from './effect.ts'
import type { HeldInstance } from './file.ts'

/** The instances of a file that hear what one of them tells: none that was opened in error. */
export function whoHears(instances: readonly HeldInstance[], teller: InstanceId, to: Recipient): readonly InstanceId[] {
  const ids = (test: (held: HeldInstance) => boolean) => instances.filter((held) => !held.inError && test(held)).map(({ id }) => id)
  if (to === 'parent') {
    const parent = instances.find(({ id }) => id === teller)?.parent
    return ids(({ id }) => id === parent)
  }
  if (to === 'everyone') return ids(({ id }) => id !== teller)
  if ('instance' in to) return ids(({ id }) => id === to.instance)
  if ('child' in to) return ids(({ parent, machine, key }) => parent === teller && machine === to.child && key === to.key)
  if ('children' in to) return ids(({ parent, machine }) => parent === teller && machine === to.children)
  return ids(({ id, machine }) => id !== teller && machine === to.all)
}
