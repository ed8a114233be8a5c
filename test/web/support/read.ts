import type { Response } from 'supertest'
import { saidBy } from './reading.ts'

/** A page as somebody reads it. */
export interface Read {
  readonly status: number
  /** Its words, without the spaces that markup leaves before a stop. */
  readonly says: string
  readonly links: readonly { readonly text: string; readonly href: string }[]
  readonly html: string
}

const plain = (html: string) =>
  saidBy(html)
    .replaceAll(/ ([.,;:)])/g, '$1')
    .replaceAll('( ', '(')
    .trim()

export const read = ({ status, text }: Response): Read => ({
  status,
  html: text,
  says: plain(text),
  links: [...text.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g)].map(([, href, inner]) => ({
    href: href!.replaceAll('&amp;', '&'),
    text: plain(inner!),
  })),
})
