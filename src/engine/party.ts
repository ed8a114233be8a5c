import type { Party } from '../../machines/kernel/effect.ts'

/** Whom a letter is to, as its row has it; the complainant has no column. */
export interface PartyColumns {
  readonly organisation?: string | null | undefined
  readonly office?: string | null | undefined
}

export const partyOf = ({ organisation, office }: PartyColumns): Party => {
  if (organisation) return { organisation }
  return office ? ({ office } as Party) : { party: 'complainant' }
}
export const columnsOf = (to: Party): readonly [organisation: string | null, office: string | null] => [
  'organisation' in to ? to.organisation : null,
  'office' in to ? to.office : null,
]
