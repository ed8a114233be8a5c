import { randomUUID } from 'node:crypto'
import type { Draft } from '../../../beside/drafts.ts'
import { fieldsOf } from '../../forms/fields.ts'
import { type Form, formOf } from '../../forms/form.ts'
import { neededIn } from '../../forms/needs.ts'
import { reasonsAsked } from '../../forms/reasons.ts'
import { valueAt } from '../../forms/typed.ts'
import type { Shown, Typed } from '../../page.ts'
import { isLong } from './drafts.ts'
import type { Putting } from './putting.ts'
import type { Trouble } from './trouble.ts'
import type { Unlocking } from './unlock.ts'

/** The form with what was typed or proposed in it, and at each place what is wrong there. */
export function formIn(
  { definition, schema, refusals, takesReasons, choices, needs, unlocked }: Putting,
  typed: Typed,
  trouble: Trouble,
): Form {
  const reasons = reasonsAsked({
    definition,
    refusals: [...refusals, ...trouble.refusals],
    takesReasons,
    typed,
    faults: trouble.faults,
    unlocked: (needed) => theFirstStep(unlocked?.(needed)),
  })
  return formOf(neededIn(fieldsOf(schema, choices), needs), { typed, faults: trouble.faults, reasons })
}

/** Instead of a reason, what would keep the rule can be done. */
const theFirstStep = (unlocking: Unlocking | undefined) => (unlocking?.offered ? unlocking : undefined)

/** The page of the form. @param draft what is in it was saved before, and not sent */
export function formShown(putting: Putting, typed: Typed, trouble: Trouble, draft?: Draft): Shown {
  return {
    view: putting.view ?? 'submit-event/form',
    title: putting.title,
    status: trouble.status,
    errors: trouble.faults,
    data: {
      ...putting.around,
      address: putting.address,
      event: putting.title,
      form: formIn(putting, typed, trouble),
      draft,
      savable: putting.drafts !== undefined && isLong(fieldsOf(putting.schema)),
      hidden: hiddenIn(putting, typed, trouble),
      trouble,
      inTheWay: inTheWay(putting, trouble),
      isHere: trouble.refusals.every(({ field, unlockedBy }) => field !== undefined && unlockedBy === undefined),
    },
  }
}

/** What no reason helps against, each with what would change it; the others have their boxes in the form. */
const inTheWay = ({ unlocked }: Putting, { refusals }: Trouble) =>
  refusals.filter(({ reasonWouldHelp }) => !reasonWouldHelp).map((refusal) => ({ ...refusal, unlock: unlocked?.(refusal.unlockedBy) }))

/** What the form carries beside its fields: one key for as long as it is the same request, and what of the file was seen. */
function hiddenIn({ revision, drafts }: Putting, typed: Typed, { anew, changed }: Trouble) {
  const seen = changed?.revision ?? (anew ? revision : valueAt(typed, '_seen') || revision)
  return [
    { name: '_key', value: anew ? randomUUID() : valueAt(typed, '_key') || randomUUID() },
    ...(seen === undefined ? [] : [{ name: '_seen', value: String(seen) }]),
    ...(drafts?.about ? [{ name: '_about', value: drafts.about }] : []),
    ...(valueAt(typed, '_from') ? [{ name: '_from', value: valueAt(typed, '_from') }] : []),
  ]
}
