import type { ParagraphId } from './paragraph.ts'

/** Paragraphs that no machine carries out in full yet: they come with the compliance lifecycle. Shown on the register. */
export const planned: readonly ParagraphId[] = [
  'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9', 'C10', 'C11', 'C12', 'C13', 'C14', 'C15', 'C16', 'C16a', 'C17', 'C18', 'C19', 'C20',
  'C21', 'C22', 'C22a', 'C22b', 'C22c', 'C22d', 'C22e', 'C22f', 'C22g', 'C23', 'CA',
]
