import type { PersonId } from '../../../../machines/kernel/authority.ts'
import type { Part, Refusal } from '../../../../machines/kernel/rule.ts'
import { isAway } from '../../../engine/away.ts'
import { ChangedSince, Invalid, KeyReused, NotAccepted, Refused, Unavailable, type WhoCould } from '../../../engine/errors.ts'
import { faultsOf } from '../../forms/faults.ts'
import type { Field } from '../../forms/field.ts'
import { idOf } from '../../forms/field.ts'
import { valueAt } from '../../forms/typed.ts'
import type { FieldFault, Typed, Visit } from '../../page.ts'

/** Why a form is shown again: what was wrong, where, and what the page says of it. What was typed is in the form. */
export interface Trouble {
  readonly status: number
  readonly faults: readonly FieldFault[]
  readonly refusals: readonly Refusal[]
  readonly whoCould?: WhoCould | undefined
  /** Somebody changed the file meanwhile; `own` where it was the same person, in another window. */
  readonly changed?: Pick<ChangedSince, 'by' | 'at' | 'what' | 'revision'> & { readonly own: boolean }
  /** The key was used up: the next sending is another request. */
  readonly anew?: true
}

export const NO_TROUBLE: Trouble = { status: 200, faults: [], refusals: [] }

export const faulty = (faults: readonly FieldFault[]): Trouble => ({ status: 400, faults, refusals: [] })

/** @throws whatever is no answer to a form: what is not there, what nobody foresaw, and what the state does not take */
export function troubleIn(error: unknown, fields: readonly Field[], { person, typed }: Pick<Visit, 'person' | 'typed'>): Trouble {
  if (error instanceof Invalid) return faulty(faultsOf(fields, error.errors, typed))
  if (error instanceof Refused) return refused(error, fields, typed)
  if (error instanceof ChangedSince) {
    const changed = changedFor(person, error)
    const who = changed.own ? 'You' : changed.by.name
    return {
      status: 409,
      faults: [below(`${who} changed this meanwhile: look at what changed, then send it again`)],
      refusals: [],
      changed,
    }
  }
  if (error instanceof KeyReused) return { status: 409, faults: [below(SENT_BEFORE)], refusals: [], anew: true }
  if (error instanceof Unavailable || isAway(error)) return { status: 503, faults: [below(AWAY)], refusals: [] }
  throw error
}

export const changedFor = (person: PersonId, { by, at, what, revision }: ChangedSince): NonNullable<Trouble['changed']> => ({
  by,
  at,
  what,
  revision,
  own: by.id === person,
})

const SENT_BEFORE = 'This form was sent before with other answers, and that was done. Look at what is recorded before you send it again'
const AWAY = 'The service cannot answer just now. Nothing is lost: wait a moment, and send it again'

/** The place where the page says it. */
const below = (text: string): FieldFault => ({ id: 'meanwhile', text })

/** Where the page says what has to change first, with the step that changes it. */
const IN_THE_WAY = 'in-the-way'

function refused({ refusals, whoCould }: Refused, fields: readonly Field[], typed: Typed): Trouble {
  const faults = refusals.flatMap(
    ({ rule, field, parts = [], because, reasonWouldHelp, unlockedBy }): FieldFault | readonly FieldFault[] => {
      if (parts.length > 0) return faultsOf(fields, parts.map(partFound), typed)
      if (reasonWouldHelp && !unlockedBy && !asksWhy(because) && isLeftEmpty(fields, field, typed))
        return faultsOf(fields, [{ field, detail: `${because}. Or say why that is not needed` }], typed)
      return reasonWouldHelp
        ? { id: idOf(`reasons.${rule}`), text: asksWhy(because) ? because : `${because}. Say why it is otherwise here` }
        : unlockedBy && field === undefined
          ? { id: IN_THE_WAY, text: because }
          : faultsOf(fields, [{ field, detail: because }], typed)[0]!
    },
  )
  return { status: 422, faults, refusals, whoCould }
}

/** A question with one input, that has no answer yet: it is answered there sooner than by a reason. */
const isLeftEmpty = (fields: readonly Field[], name: string | undefined, typed: Typed) =>
  fields.some(({ key, kind }) => key === name && ONE_INPUT.has(kind) && valueAt(typed, key).trim() === '')
const ONE_INPUT: ReadonlySet<Field['kind']> = new Set(['text', 'date', 'money', 'number', 'yesNo', 'choice'])

const partFound = ({ field, because }: Part) => ({ pointer: `/${field.replaceAll('.', '/')}`, detail: because })

/** Many a rule says itself what a reason is to say. */
const asksWhy = (because: string) => /\b(write|say) why\b/.test(because)

export const isNotAccepted = (error: unknown): error is NotAccepted => error instanceof NotAccepted
