import type { NameOf } from '../../../shown/said.ts'
import type { Cell } from './sections.ts'

/** What a record refers to, by name; and where it is shown. */
export interface About {
  /** An organisation, a post, a letter. */
  readonly nameOf: NameOf
  readonly person: (id: string) => string
  /** A lifecycle of the same casefile, by its machine and the key it was opened under, as a link. */
  readonly child: (machine: string, key: string, text: string) => Cell
  readonly organisation: (id: string) => Cell
}
