import type { ParagraphId } from './paragraph.ts'

/** Paragraphs that no machine carries out in full yet: they come with the compliance lifecycle. Shown on the register. */
export const planned: readonly ParagraphId[] = []
