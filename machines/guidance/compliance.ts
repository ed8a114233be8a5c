import { entriesOf } from './entry.ts'

const entry = entriesOf('compliance')

/** What is compliance, ratings, refusal and escalation: the compliance guidance. `CA` is its annex. */
export const compliance = {
  C1: entry('Which cases compliance is secured for', ['guard'], 'must'),
  C2: entry('An item for every remedy of an upheld investigation', ['guard'], 'normally'),
  C3: entry('Work asked for on a premature closure', ['record'], 'normally'),
  C4: entry('Each item’s target date', ['record'], 'normally'),
  C5: entry('Effort goes where the risk is', ['default']),
  /** Its yearly timer and duty are C9's: the two paragraphs are one rule. */
  C6: entry('Every organisation’s record is kept', ['record']),
  C7: entry('One person suggests a rating, another agrees it', ['guard', 'record'], 'must'),
  C8: entry('The three ratings, and where they are seen', ['record']),
  C9: entry('The yearly look at a rating', ['record', 'timer', 'duty']),
  C10: entry('A report’s recommendation is refused', ['duty', 'timer', 'guard'], 'must'),
  C11: entry('No item before the organisation’s answer', ['guard'], 'must'),
  C12: entry('The organisation knows what is expected, and when', ['record'], 'normally'),
  C13: entry('Exceptional extensions of a target date', ['guard', 'duty', 'record'], 'must', 'normally', 'consider'),
  C14: entry('Reminders, and news for the complainant', ['timer', 'duty']),
  C15: entry('The only ways an item may close', ['guard'], 'must'),
  C16: entry('When a remedy counts as done', ['guard', 'duty'], 'must', 'normally'),
  C16a: entry('Who judges and writes first', ['guard'], 'must'),
  C17: entry('How closely evidence is examined', ['guard'], 'normally', 'consider'),
  C18: entry('Published cases, and those laid before Parliament', ['guard', 'duty', 'record'], 'must', 'consider'),
  C19: entry('Going back on what was agreed', ['guard'], 'normally'),
  C20: entry('Reasons to escalate, and holding back', ['record', 'guard', 'timer', 'duty'], 'must', 'normally'),
  C21: entry('Absolute refusal leads straight to the last stage', ['guard'], 'normally'),
  C22: entry('The compliance officer hears that escalation has begun', ['duty']),
  C22a: entry('The first letter', ['guard'], 'normally'),
  C22b: entry('Who issues the second letter', ['guard'], 'must'),
  C22c: entry('Two people settle the third stage', ['guard'], 'must'),
  C22d: entry('Every escalation letter has a reply date', ['guard', 'timer', 'duty'], 'must', 'normally'),
  C22e: entry('The order of the stages', ['guard'], 'normally'),
  C22f: entry('What the third stage may lead to', ['guard', 'timer'], 'normally'),
  C22g: entry('The third stage of a premature case', ['guard', 'record'], 'must', 'normally', 'consider'),
  C23: entry('Closing what could not be secured', ['guard', 'record', 'duty'], 'must', 'consider'),
  C24: entry('Whom to ask about compliance', ['statement']),
  CA: entry('What speaks for a rating', ['default']),
}
