import { createHash } from 'node:crypto'

/**
 * The id of what a transition creates, derived from the file, its cause and what it is, so that the same history always gives the same
 * ids. The file's own id cannot be guessed, so neither can these.
 */
export function derivedId(file: string, cause: string): string {
  const hex = createHash('sha256').update(`redress id\n${file}\n${cause}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${((parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16)}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
