import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { MoneyLine } from '../../machines/remedy/action.ts'

const dayInWords = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' })

/** `2013-03-29` → "29 March 2013" */
export const dateInWords = (date: CalendarDate): string => dayInWords.format(new Date(date))

/** Pence → "£2,000.00" */
export const money = (pence: number): string => pounds.format(pence / 100)

const moneyIsFor: Readonly<Record<MoneyLine['kind'], string>> = {
  payment: 'Payment',
  debtWrittenOff: 'Debt written off',
  backdatedAward: 'Backdated award',
  earlierOffer: 'Offered earlier',
  alreadyPaid: 'Already paid',
}

/** "Payment: £2,000.00"; an amount nobody has named yet is said to be missing. */
export const moneyInWords = ({ kind, amount }: MoneyLine): string =>
  `${moneyIsFor[kind]}: ${amount === undefined ? 'amount not yet stated' : money(amount)}`

/** "the Trust", "the Trust and the Council", "the Trust, the Council and the Agency" */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** Small numbers as words: "three". */
export const inWords = (count: number): string =>
  ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][count] ?? String(count)

/** Somebody's words end a sentence, whether or not they wrote the full stop. */
export const sentence = (words: string): string => {
  const said = words.trim()
  return /[\p{L}\p{N})\]"’]$/u.test(said) ? `${said}.` : said
}
