const TAG = /<(\/?)([a-z][a-z0-9-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/g
const ATTRIBUTE = /([^\s=]+)(?:="([^"]*)")?/g
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])
/** Their values say what an element is; of the others it matters only that they are there. */
const TELLING = new Set(['class', 'role', 'type', 'scope', 'aria-current', 'aria-expanded', 'data-module'])
const ANCESTORS = 2

/**
 * What a page is made of, without what it says: each element with its classes, the attributes it has, and what it stands in. Two pages with
 * the same features look the same to whoever checks how they are built.
 */
export function featuresOf(html: string): ReadonlySet<string> {
  const found = new Set<string>()
  const open: { tag: string; feature: string }[] = []
  for (const [, closes, tag, attributes] of html.matchAll(TAG)) {
    if (closes) {
      const from = open.findLastIndex((each) => each.tag === tag)
      if (from >= 0) open.length = from
      continue
    }
    const feature = `${tag}${attributesOf(attributes!)}`
    found.add([...open.slice(-ANCESTORS).map((each) => each.feature), feature].join(' > '))
    if (!VOID.has(tag!)) open.push({ tag: tag!, feature })
  }
  return found
}

const attributesOf = (attributes: string) =>
  [...attributes.matchAll(ATTRIBUTE)]
    .map(([, name, value]) => (TELLING.has(name!) ? `[${name}=${value}]` : `[${name}]`))
    .sort()
    .join('')
