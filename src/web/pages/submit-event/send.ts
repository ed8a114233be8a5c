import { randomUUID } from 'node:crypto'
import type { Answer } from '../../../engine/engine.ts'
import { ChangedSince, Refused } from '../../../engine/errors.ts'
import { payloadOf } from '../../forms/answers.ts'
import { fieldsOf } from '../../forms/fields.ts'
import { reasonsIn } from '../../forms/reasons.ts'
import { changedForm } from '../../forms/rows.ts'
import { valueAt } from '../../forms/typed.ts'
import type { Shown, Typed, Visit } from '../../page.ts'
import { savedOrDiscarded, seenIn } from './drafts.ts'
import { digestOf, type Put, type Putting } from './putting.ts'
import { saidIn } from './said.ts'
import { formIn, formShown } from './show.ts'
import { faulty, isNotAccepted, NO_TROUBLE, troubleIn } from './trouble.ts'

/** Names of what a form carries beside its fields. */
export const KEY = '_key'
const CONFIRM = '_confirm'
const SHOW = '_show'
const CHECK = '_check'

/**
 * What becomes of a form that was sent: it is shown again, changed by a row or with what is wrong; what would happen is shown first; or it
 * is done, and the next page says so.
 */
export async function sent(putting: Putting, visit: Visit): Promise<Shown> {
  const { typed } = visit
  const changed = changedForm(typed)
  if (changed) return formShown(putting, changed, NO_TROUBLE)
  if (valueAt(typed, SHOW) || valueAt(typed, CHECK)) return formShown(putting, typed, NO_TROUBLE)
  const kept = await savedOrDiscarded(putting, typed)
  if (kept) return kept
  const { event, faults } = payloadOf(putting.schema, typed, putting.choices)
  if (faults.length > 0) return formShown(putting, typed, faulty(faults))
  const put: Put = { event, reasons: reasonsIn(typed), ...seenIn(typed) }
  try {
    const consequences = valueAt(typed, CONFIRM) ? undefined : await weighed(putting, visit, put)
    if (consequences && 'shown' in consequences) return checkShown(putting, typed, consequences.shown)
    const answer = consequences?.taken ?? (await submitted(putting, visit, put))
    await putting.drafts?.discard()
    return putting.taken(answer, typed)
  } catch (error) {
    if (isNotAccepted(error) && putting.notAccepted) return putting.notAccepted(typed)
    return formShown(putting, typed, troubleIn(error, fieldsOf(putting.schema, putting.choices), visit))
  }
}

const submitted = (putting: Putting, { person, typed }: Visit, put: Put): Promise<Answer> =>
  putting.submit({ ...put, key: keyIn(typed), digest: digestOf(person, putting.address, typed) })

/** What it would do, where that is worth a page; or what it did, where the same form had been sent before. */
async function weighed(putting: Putting, visit: Visit, put: Put): Promise<{ shown: object } | { taken: Answer } | undefined> {
  try {
    const shown = await putting.checked(put)
    return shown && { shown }
  } catch (error) {
    // Against what was seen, a form whose file has changed is never taken: it is found to have been, or it is not. And a refusal is kept.
    const isSure = put.seen !== undefined || putting.opens
    if (isSure && (error instanceof ChangedSince || error instanceof Refused)) return { taken: await submitted(putting, visit, put) }
    throw error
  }
}

/** Kept from the first page to the last, so that the same form is taken once. */
const keyIn = (typed: Typed): string => (/^[\w-]{8,100}$/.test(valueAt(typed, KEY)) ? valueAt(typed, KEY) : randomUUID())

const checkShown = (putting: Putting, typed: Typed, consequences: object): Shown => ({
  view: putting.checkView ?? 'submit-event/check',
  title: `Check before you go on: ${putting.title}`,
  data: {
    ...putting.around,
    address: putting.address,
    event: putting.title,
    consequences,
    answers: saidIn(formIn(putting, typed, NO_TROUBLE)),
    kept: inputsOf(typed),
  },
})

/** What was typed, to be sent once more: buttons are pressed anew. */
export const inputsOf = (typed: Typed): readonly { readonly name: string; readonly value: string }[] =>
  Object.entries(typed)
    .filter(([name]) => !['_csrf', CONFIRM, SHOW, CHECK, '_add', '_remove', '_find', '_save'].includes(name))
    .flatMap(([name, value]) => [value].flat().map((each) => ({ name, value: each })))
