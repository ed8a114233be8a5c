import nunjucks from 'nunjucks'
import { OUR_NAME } from './wording.ts'

const environment = new nunjucks.Environment(null, { autoescape: true, throwOnUndefined: true, trimBlocks: true, lstripBlocks: true })

const page = `{% for part in parts %}
{% if part.kind == 'heading' %}
<h2>{{ part.lines[0] }}</h2>
{% elif part.kind == 'items' %}
<ol>
{% for item in part.items %}
<li>{% for line in item %}{% if not loop.first %}<br>{% endif %}{{ line }}{% endfor %}</li>
{% endfor %}
</ol>
{% else %}
<p>{% for line in part.lines %}{% if not loop.first %}<br>{% endif %}{{ line }}{% endfor %}</p>
{% endif %}
{% endfor %}`

/** A letter's text as HTML, for a page that shows it before it goes. Whatever is in it stays text. */
export const toHtml = (letter: string): string => environment.renderString(page, { parts: partsOf(letter) })

/** One part of a letter on paper: its head, which says who writes and how they are reached, a heading, numbered items, or lines. */
export interface Part {
  readonly kind: 'letterhead' | 'heading' | 'items' | 'lines'
  readonly lines: readonly string[]
  readonly items: readonly (readonly string[])[]
}

/** A letter's text in the parts that a reader sees. */
export function partsOf(letter: string): readonly Part[] {
  const parts = letter
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean)
  const salutation = parts.findIndex((part) => part.startsWith('Dear '))
  return parts.map((part, at) => {
    const lines = part.split('\n').map((line) => line.trim())
    if (at === 0 && lines[0] === OUR_NAME) return { kind: 'letterhead', lines, items: [] }
    if (NUMBERED.test(part)) return { kind: 'items', lines, items: itemsOf(lines) }
    return { kind: salutation >= 0 && at > salutation && isHeading(lines) ? 'heading' : 'lines', lines, items: [] }
  })
}

const NUMBERED = /^\d+\. /
const LONGEST_HEADING = 100
/** After the salutation a line alone, that ends without a stop or comma. */
const isHeading = ([line = '', ...more]: readonly string[]) =>
  more.length === 0 && line.length <= LONGEST_HEADING && /[\p{L}\p{N})]$/u.test(line)

function itemsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const items: string[][] = []
  for (const line of lines) {
    if (NUMBERED.test(line)) items.push([line.replace(NUMBERED, '')])
    else items.at(-1)?.push(line)
  }
  return items
}
