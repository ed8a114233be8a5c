import type { Fields } from '../../support/browse.ts'

/** What a page carries in its forms beside what people type: the key of the request, and what was seen. */
export const hiddenIn = (html: string): Fields =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
      .map(([, name, value]) => [name!, plain(value!)] as const)
      .filter(([name]) => name !== '_csrf'),
  )

/** What stands in the form of a page as it is opened: sent back like this, nothing was typed. */
export function filledIn(html: string): Fields {
  const [main = ''] = /<form class="redress-form"[\s\S]*?<\/form>/.exec(html) ?? []
  const named = (tag: string) => /name="([^"]+)"/.exec(tag)?.[1]
  const worth = (tag: string) => plain(/ value="([^"]*)"/.exec(tag)?.[1] ?? '')
  const inputs = [...main.matchAll(/<input\s[^>]*>/g)].flatMap(([tag]) =>
    named(tag) && (!/type="(?:radio|checkbox)"/.test(tag) || / checked/.test(tag)) ? [[named(tag)!, worth(tag)] as const] : [],
  )
  const texts = [...main.matchAll(/<textarea\s([^>]*)>([\s\S]*?)<\/textarea>/g)].map(
    ([, tag, text]) => [named(tag!)!, plain(text!)] as const,
  )
  const lists = [...main.matchAll(/<select\s([^>]*)>([\s\S]*?)<\/select>/g)].map(
    ([, tag, options]) => [named(tag!)!, worth(/<option [^>]* selected[^>]*>/.exec(options!)?.[0] ?? '')] as const,
  )
  return Object.fromEntries([...inputs, ...texts, ...lists].filter(([name]) => name !== '_csrf'))
}

/** What a page says, without its markup. */
export const saidBy = (html: string): string =>
  plain(
    html
      .replace(/^[\s\S]*<main[^>]*>/, '')
      .replace(/<\/main>[\s\S]*$/, '')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' '),
  )

const plain = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** The lines of the error summary, each with the id it leads to. */
export const errorsIn = (html: string): readonly { readonly at: string; readonly text: string }[] => {
  const [summary = ''] = /<ul class="govuk-list govuk-error-summary__list">[\s\S]*?<\/ul>/.exec(html) ?? []
  return [...summary.matchAll(/<a href="#([^"]*)">([\s\S]*?)<\/a>/g)].map(([, at, text]) => ({ at: at!, text: plain(text!.trim()) }))
}

/** The organisations in the list of a filter that one more is chosen from. */
export const organisationsOffered = (html: string): readonly { readonly value: string; readonly text: string }[] => {
  const [list] = /<select [^>]*name="organisation"[\s\S]*?<\/select>/.exec(html)!
  return [...list.matchAll(/<option value="([^"]*)"[^>]*>([^<]*)</g)].map(([, value, text]) => ({ value: value!, text: text! }))
}
