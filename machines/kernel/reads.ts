import type { Stamp } from './definition.ts'

/**
 * A stamp that notes which settings and scheme entries are read through it: a row of history keeps just those that a rule or an action
 * read, so that it can be replayed when the setting has long been changed.
 */
export function noting(stamp: Stamp): { readonly stamp: Stamp; readonly read: () => Pick<Stamp, 'settings' | 'scheme'> } {
  const settings = noted(stamp.settings)
  const scheme = noted(stamp.scheme)
  return {
    stamp: { ...stamp, settings: settings.seen, scheme: scheme.seen },
    read: () => ({ settings: settings.read() as Stamp['settings'], scheme: scheme.read() as Stamp['scheme'] }),
  }
}

function noted<T extends object>(all: T) {
  const names = new Set<string>()
  const seen = new Proxy(all, {
    get(target, name, receiver) {
      if (typeof name === 'string' && Object.hasOwn(target, name)) names.add(name)
      return Reflect.get(target, name, receiver)
    },
  })
  return { seen, read: () => Object.fromEntries([...names].sort().map((name) => [name, all[name as keyof T]])) }
}
