import { evidenceDepth } from '../../machines/compliance/closely.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { OrganisationFacts, Rating } from '../../machines/kernel/definition.ts'
import type { LetterName } from '../../machines/kernel/effect.ts'
import { letterTitles } from './letter-words.ts'

/** What lies ahead of an item of compliance, as far as where it stands tells. */
export interface Outlook {
  /** The next letter that is written if nothing comes, and the day that decides it, where the clock waits for one. */
  readonly nextLetter: { readonly letter: LetterName; readonly title: string; readonly on: CalendarDate | null } | null
  /** How closely its evidence is to be looked at (C17), by the organisation's sector and rating. */
  readonly evidence: string
}

const ESCALATION = /(?:^| )open\.escalation\.(\w+)(?:\.(\w+))?/

interface Item {
  readonly machine: string
  readonly state: string
  readonly rating: Rating
  /** Of its organisation; null of what is no item. */
  readonly sector: OrganisationFacts['sector'] | null
}

/** Of an open item; of anything else nothing. @param waitsUntil the day that the clock waits for in it */
export function outlookOf({ machine, state, rating, sector }: Item, waitsUntil: CalendarDate | null): Outlook | null {
  if (machine !== 'compliance' || !/(?:^| )open\./.test(state)) return null
  const letter = letterAhead(state)
  return {
    nextLetter: letter === undefined ? null : { letter, title: letterTitles[letter], on: waitsUntil },
    evidence: evidenceDepth[sector ?? 'parliamentary'][rating],
  }
}

function letterAhead(state: string): LetterName | undefined {
  const [, stage, at] = ESCALATION.exec(state) ?? []
  if (stage === 'due') return 'stage1'
  if (stage === 'stage1') return at === 'letterDue' ? 'stage1' : 'stage2'
  if (stage === 'stage2') return at === 'letterDue' ? 'stage2' : 'stage3'
  if (stage === 'none' && /(?:^| )open\.target\.(\w+\.)*onTrack/.test(state)) return 'reminder'
  return undefined
}
