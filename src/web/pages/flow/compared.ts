/** How a number differs from what it was at another moment. */
export interface Difference {
  readonly then: number
  /** With its sign: “+3”, “−2”, “±0”. */
  readonly sign: string
  /** “3 more”, “2 fewer”, “as many”. */
  readonly words: string
}

export function differenceOf(now: number, then: number): Difference {
  const by = now - then
  const many = Math.abs(by).toLocaleString('en-GB')
  if (by === 0) return { then, sign: '±0', words: 'as many' }
  return by > 0 ? { then, sign: `+${many}`, words: `${many} more` } : { then, sign: `−${many}`, words: `${many} fewer` }
}
