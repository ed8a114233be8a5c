/** A sum of money within what was typed: `£251`, `251.00`, `1,649` or `251 pounds`; a number alone is none, nor is part of a date. */
const AMOUNT = /(?<![\p{L}\p{N}.,-])(£ ?)?(\d{1,3}(?:,\d{3})+|\d{1,9})(\.\d\d)?( pounds?)?(?![\p{L}\p{N}]|[.,]\p{N})/giu
const THOUSANDS = /\B(?=(?:\d{3})+$)/g

/** The words to look for: where one of them is a sum of money, in each of the ways in which it may have been written. */
export function wordsAsked(typed: string): string {
  const amounts = [...typed.matchAll(AMOUNT)].filter(([whole]) => /\D/.test(whole))
  const isOpen = typed.split('"').length % 2 === 0
  if (amounts.length !== 1 || isOpen) return typed
  const [amount] = amounts
  const asked = waysToWrite(amount!).map((way) => typed.slice(0, amount!.index) + way + typed.slice(amount!.index + amount![0].length))
  return [...new Set([typed, ...asked])].join(' or ')
}

function waysToWrite([, , number, pence = '.00']: RegExpExecArray): readonly string[] {
  const pounds = number!.replaceAll(',', '')
  return [...new Set([pounds, pounds.replaceAll(THOUSANDS, ',')])].flatMap((each) => [
    `£${each}${pence}`,
    each + pence,
    ...(pence === '.00' ? [`£${each}`, `${each} pounds`] : []),
  ])
}
