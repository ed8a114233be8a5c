import type { LetterName, Party } from '../../machines/kernel/effect.ts'
import type { LetterStanding } from '../engine/engine.ts'

/** How a letter stands, for a caseworker: where it is listed, and on its own page. */
export const letterStandingsSaid: Readonly<Record<LetterStanding, { readonly listed: string; readonly full: string }>> = {
  composed: { listed: 'A draft, composed from the casefile', full: 'A draft: it is composed from the casefile whenever it is looked at' },
  edited: { listed: 'A draft, edited by hand', full: 'A draft: its text was edited by hand' },
  signed: { listed: 'Signed, not issued yet', full: 'Signed: it goes out as it was signed' },
  sent: { listed: 'Sent', full: 'Sent: kept as it went' },
}

/** What each letter is called where it is listed. */
export const letterTitles: Readonly<Record<LetterName, string>> = {
  approach: 'Letter of approach',
  decision: 'Decision letter',
  confirmation: 'Letter confirming what was agreed',
  workRequest: 'Letter asking for further work',
  reminder: 'Reminder',
  extensionGranted: 'Letter granting an extension',
  extensionDeclined: 'Letter declining an extension',
  progressUpdate: 'Progress update',
  stage1: 'Stage 1 letter',
  stage2: 'Stage 2 letter',
  stage3: 'Stage 3 letter',
  completion: 'Letter with the report',
  endedOtherwise: 'Letter that the investigation has ended',
  refusalReferral: 'Referral of a refusal',
  publicationNotice: 'Notice of publication',
  reviewReferral: 'Referral for review',
}

const offices: Readonly<Record<string, string>> = {
  director: 'the director',
  complianceOfficer: 'the compliance officer',
  outcomesOfficer: 'the outcomes officer',
  assessmentOutcomesOfficer: 'the assessment outcomes officer',
  caseworkTeam: 'the casework team',
  reviewTeam: 'the review team',
  clinicalAdviser: 'the clinical adviser',
  administrator: 'the administrator',
  auditor: 'the auditor',
  interimDirectorOfOperations: 'the interim director of operations',
  interimDirectorOfBusinessDevelopment: 'the interim director of business development',
  chiefOperatingOfficer: 'the chief operating officer',
  ombudsman: 'the Ombudsman',
}

/** Whom a letter is to, in words. @param names of organisations, by id */
export function addresseeInWords(to: Party, names: ReadonlyMap<string, string>): string {
  if ('party' in to) return 'the complainant'
  return 'organisation' in to ? (names.get(to.organisation) ?? 'an organisation') : (offices[to.office] ?? to.office)
}
