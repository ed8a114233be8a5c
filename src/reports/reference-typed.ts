/** Words, numbers and `#`, whatever signs stand between and around them: `(Our ref: RD-251).` is Our, ref, RD and 251. `£251` is no number alone. */
const PIECES = /[\p{L}\p{M}\p{Sc}]+|\p{N}+|#/gu
/** What people write beside a reference to say that it is one. */
const BESIDE = /^(?:our|your|ref|reference|no|number)$/i
/** A reference of ours as somebody types it: `RD-251`, `rd 000251`, `RD/251`, `#251`, and all six digits alone. */
const OF_OURS = /^(?:#|(?:# )?rd) (\d{1,13})$|^(\d{6})$/i
const DIGITS = 6

export interface ReferenceTyped {
  /** As it is written, with as many digits as it has. */
  readonly whole: string
  /** How those begin that it may be the beginning of. */
  readonly beginning: string
  /** It is meant as a beginning where one begins so: `RD-0002` leaves two digits out. */
  readonly isBeginning: boolean
}

/** What was typed, as our references are written; nothing where it is none of ours. */
export function referenceTyped(typed: string): ReferenceTyped | undefined {
  const pieces = (typed.match(PIECES) ?? []).filter((piece) => !BESIDE.test(piece))
  const [, led, alone] = OF_OURS.exec(pieces.join(' ')) ?? []
  const digits = (led ?? alone)?.replace(new RegExp(`^0+(?=\\d{${DIGITS}})`), '')
  if (digits === undefined) return undefined
  return {
    whole: `RD-${digits.padStart(DIGITS, '0')}`,
    beginning: `RD-${digits}`,
    isBeginning: digits.length < DIGITS && digits.startsWith('0'),
  }
}
