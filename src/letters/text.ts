import { sentence } from './format.ts'

/** What a letter is made of, before it is text. */
export type Block = Lines | Heading | Paragraph | Numbered
export interface Lines {
  readonly lines: readonly string[]
}
export interface Heading {
  readonly heading: string
}
export interface Paragraph {
  readonly paragraph: string
}
/** Each item is a sentence, with what belongs to it below. */
export interface Numbered {
  readonly items: readonly { readonly text: string; readonly details: readonly string[] }[]
}

/**
 * Plain text: blocks apart by an empty line, a heading alone on its line without a full stop, items by their numbers. A person edits it in
 * any editor, and `toHtml` reads it back.
 */
export const asText = (blocks: readonly Block[]): string => `${blocks.map(textOf).join('\n\n')}\n`

function textOf(block: Block): string {
  if ('heading' in block) return block.heading
  if ('paragraph' in block) return block.paragraph
  if ('lines' in block) return block.lines.join('\n')
  return block.items
    .map(({ text, details }, index) => [`${index + 1}. ${text}`, ...details.map((detail) => `   ${detail}`)].join('\n'))
    .join('\n')
}

/** What a person wrote, in its paragraphs. */
export const inParagraphs = (words: string): readonly Paragraph[] =>
  words
    .split(/\n\s*\n/)
    .map((part) => part.trim().replace(/\s*\n\s*/g, ' '))
    .filter(Boolean)
    .map((part) => ({ paragraph: sentence(part) }))
