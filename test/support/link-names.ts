/** A link as it is heard, and as it is written, be it in letters that only some come to see. */
export interface LinkNamed {
  readonly href: string
  readonly name: string
  readonly seen: string
}

const PIECE = /<!--.*?-->|<(\/?)([a-zA-Z][\w-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*(\/?)>|([^<]+)/gs
const ATTRIBUTE = /([^\s=]+)(?:="([^"]*)")?/g
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])

interface Open {
  readonly tag: string
  readonly attributes: ReadonlyMap<string, string>
  heard: string
  seen: string
  /** In a picture what a group is called stands for what is in it. */
  title?: string
}

/** Every link of a page, by the rules for accessible names as far as pages here have need of them. */
export function linksNamed(html: string): readonly LinkNamed[] {
  const byId = new Map<string, string>()
  const links: Open[] = []
  const open: Open[] = [{ tag: '', attributes: new Map(), heard: '', seen: '' }]
  const close = () => {
    const { tag, attributes, title, heard: words, seen } = open.pop()!
    const heard = attributes.get('aria-label') ?? title ?? words
    const outer = open.at(-1)!
    const id = attributes.get('id')
    if (id !== undefined) byId.set(id, heard)
    if (tag === 'title') outer.title = words
    else if (attributes.get('aria-hidden') !== 'true' && attributes.get('display') !== 'none') {
      outer.heard += ` ${heard}`
      outer.seen += ` ${seen}`
    }
  }
  for (const [, closes, tag = '', attributes = '', isEmpty, text] of html.matchAll(PIECE)) {
    if (text !== undefined) {
      open.at(-1)!.heard += text
      open.at(-1)!.seen += text
    } else if (closes) {
      const from = open.findLastIndex((each) => each.tag === tag)
      while (from > 0 && open.length > from) close()
    } else if (tag) {
      const element: Open = {
        tag,
        attributes: new Map([...attributes.matchAll(ATTRIBUTE)].map(([, name, value]) => [name!, value ?? ''])),
        heard: '',
        seen: '',
      }
      if (tag === 'a' && element.attributes.has('href')) links.push(element)
      open.push(element)
      if (isEmpty || VOID.has(tag)) close()
    }
  }
  return links.map(({ attributes, heard, seen, title }) => ({
    href: attributes.get('href')!,
    name: words(
      attributes
        .get('aria-labelledby')
        ?.split(' ')
        .map((id) => byId.get(id) ?? '')
        .join(' ') ??
        attributes.get('aria-label') ??
        title ??
        heard,
    ),
    seen: words(seen),
  }))
}
const words = (text: string) => text.replace(/\s+/g, ' ').trim()

const lettersOf = (text: string) => words(text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' '))

/** Links whose name does not have what is seen of them in it: whoever speaks to the page could not follow them (WCAG 2.5.3). */
export const misnamedIn = (html: string): readonly string[] =>
  linksNamed(html)
    .filter(({ name, seen }) => lettersOf(seen) !== '' && !` ${lettersOf(name)} `.includes(` ${lettersOf(seen)} `))
    .map(({ href, name, seen }) => `${href} is called “${name}” and seen as “${seen}”`)
