import type { Remedy } from './remedies.ts'
import { healthThemes } from './themes-health.ts'
import { parliamentaryThemes } from './themes-parliamentary.ts'

/** What an organisation does, and so what is complained of. */
export type Field = 'hospital' | 'ambulance' | 'community' | 'practice' | 'payments' | 'records' | 'justice'

/** What can go wrong in a field, the injustice of it, and what puts it right; the first remedy is always for the person themselves. */
export interface Theme {
  readonly field: Field
  /** `{n}` is a small number, chosen for each complaint. */
  readonly complaint: string
  readonly injustice: string
  readonly sought: string
  readonly clinical?: true
  readonly remedies: readonly Remedy[]
}

export const themes: readonly Theme[] = [...healthThemes, ...parliamentaryThemes]
