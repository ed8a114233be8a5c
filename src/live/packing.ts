/** Something to be placed, in one of the sizes it could have. */
export interface Size {
  readonly width: number
  readonly height: number
}
/** Several things placed beside and below one another; `at` says where each stands and in which of its sizes. */
export interface Packed<S extends Size> extends Size {
  readonly at: readonly { readonly size: S; readonly x: number; readonly y: number }[]
}

/** One and a half screens, less what stands above the picture. */
export const HIGHEST = 1530
const GAP = 20
const FRONT = 24

/**
 * All good ways to place things in a rectangle, in their order: cut into two beside or below each other, and each part again. None of
 * those given is both wider and higher than another.
 */
export function packed<S extends Size>(things: readonly (readonly S[])[]): readonly Packed<S>[] {
  const [only] = things
  if (things.length === 1) return front(only!.map((size) => ({ width: size.width, height: size.height, at: [{ size, x: 0, y: 0 }] })))
  const found: Packed<S>[] = []
  for (let cut = 1; cut < things.length; cut += 1)
    for (const first of packed(things.slice(0, cut)))
      for (const second of packed(things.slice(cut))) found.push(beside(first, second), below(first, second))
  return front(found)
}

const beside = <S extends Size>(first: Packed<S>, second: Packed<S>): Packed<S> => ({
  width: first.width + GAP + second.width,
  height: Math.max(first.height, second.height),
  at: [...first.at, ...second.at.map((each) => ({ ...each, x: each.x + first.width + GAP }))],
})
const below = <S extends Size>(first: Packed<S>, second: Packed<S>): Packed<S> => ({
  width: Math.max(first.width, second.width),
  height: first.height + GAP + second.height,
  at: [...first.at, ...second.at.map((each) => ({ ...each, y: each.y + first.height + GAP }))],
})

/** Those than which none is both as narrow and as low, the lowest first; none too high, where there are others. */
export function front<S extends Size>(sizes: readonly S[]): readonly S[] {
  const good: S[] = []
  for (const size of sizes.toSorted((a, b) => a.height - b.height || a.width - b.width))
    if (good.length === 0 || (size.height <= HIGHEST && size.width < good.at(-1)!.width)) good.push(size)
  return spread(good, FRONT)
}

/** So many of them, from the first to the last, as evenly as can be. */
export const spread = <T>(things: readonly T[], most: number): readonly T[] =>
  things.length <= most
    ? things
    : Array.from({ length: most }, (_each, index) => things[Math.round((index * (things.length - 1)) / (most - 1))]!)
