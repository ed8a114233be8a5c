/**
 * Lets those who want the same thing have it one after the other, in the order in which they asked.
 *
 * @returns what to call with the name of the thing; its answer comes with the turn, and is called to end it
 */
export function takingTurns(): (name: string) => Promise<() => void> {
  const last = new Map<string, Promise<void>>()
  return async (name) => {
    const before = last.get(name)
    let end = () => {}
    const mine = new Promise<void>((resolve) => {
      end = resolve
    })
    last.set(name, mine)
    await before
    return () => {
      if (last.get(name) === mine) last.delete(name)
      end()
    }
  }
}
