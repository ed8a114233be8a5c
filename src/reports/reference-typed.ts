/** A reference of ours as somebody types it: `RD-251`, `rd 000251`, `RD–251`, `#251`, and all six digits alone. */
const OF_OURS = /^(?:#|#?\s*rd)[\s\p{Pd}\u2212]*(\d{1,13})$|^(\d{6})$/iu
const DIGITS = 6

export interface ReferenceTyped {
  /** As it is written; missing where it is a beginning alone: `RD-0002` leaves two digits out. */
  readonly whole?: string
  /** How those begin that it may be the beginning of. */
  readonly beginning: string
}

/** What was typed, as our references are written; nothing where it is none of ours. */
export function referenceTyped(typed: string): ReferenceTyped | undefined {
  const [, led, alone] = OF_OURS.exec(typed.trim()) ?? []
  const digits = led ?? alone
  if (digits === undefined) return undefined
  const isWhole = digits.length >= DIGITS || !digits.startsWith('0')
  return { beginning: `RD-${digits}`, ...(isWhole && { whole: `RD-${digits.padStart(DIGITS, '0')}` }) }
}
