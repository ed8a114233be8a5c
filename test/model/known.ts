/** What is held under a key, made when it is first asked for. */
export function known<K, V>(held: Map<K, V>, key: K, make: () => V): V {
  const there = held.get(key)
  if (there !== undefined) return there
  const made = make()
  held.set(key, made)
  return made
}
