import type { Definition } from '../../../machines/kernel/definition.ts'
import type { Refusal } from '../../../machines/kernel/rule.ts'
import { MOST_CHARACTERS } from '../../../machines/kernel/words.ts'
import { ruleInWords } from '../../shown/rule-words.ts'
import type { FieldFault, Typed } from '../page.ts'
import { idOf } from './field.ts'
import type { ShownReason } from './shown.ts'
import { limitSaid } from './size.ts'
import { valueAt } from './typed.ts'
import { usualReasons } from './usual-reasons.ts'

const NAME = /^reasons\.([A-Za-z]\w{0,80})$/

/** What is submitted: one text for each rule, of the usual reason that was chosen and what was written to it. */
export const reasonsIn = (typed: Typed): Readonly<Record<string, string>> =>
  Object.fromEntries(
    rulesAnswered(typed).flatMap((rule) => {
      const said = [valueAt(typed, `reasons.${rule}._usual`), valueAt(typed, `reasons.${rule}`)].map((text) => text.trim()).filter(Boolean)
      return said.length > 0 ? [[rule, said.join(': ')] as const] : []
    }),
  )

const rulesAnswered = (typed: Typed) => [
  ...new Set(Object.keys(typed).flatMap((name) => NAME.exec(name.replace(/\._usual$/, ''))?.[1] ?? [])),
]

/** A box for each rule that a reason would answer: those that stand in the way now, and those that were answered already. */
export interface ReasonAsked extends ShownReason {
  /** The field that the rule is about; none, where it is about the casefile. */
  readonly field: string | undefined
}

export interface Asking {
  readonly definition: Definition
  /** What stands in the way, of the action on the menu or of what was sent. */
  readonly refusals: readonly Refusal[]
  readonly takesReasons: readonly { readonly rule: string; readonly paragraph: string }[]
  readonly typed: Typed
  readonly faults?: readonly FieldFault[]
  /** Where the event that would make a rule hold can be put. */
  readonly unlocked?: ((type: string) => ShownReason['unlock']) | undefined
}

export function reasonsAsked({ definition, refusals, takesReasons, typed, faults = [], unlocked }: Asking): readonly ReasonAsked[] {
  return takesReasons.flatMap(({ rule, paragraph }) => {
    const refusal = refusals.find((each) => each.rule === rule && each.reasonWouldHelp && !each.parts?.length)
    const name = `reasons.${rule}`
    const [value, usual] = [valueAt(typed, name), valueAt(typed, `${name}._usual`)]
    if (!refusal && !value && !usual) return []
    const fault = faults.find(({ id }) => id === idOf(name))?.text
    const unlock = refusal?.unlockedBy && unlocked?.(refusal.unlockedBy)
    return [
      {
        rule,
        name,
        id: idOf(name),
        field: refusal?.field ?? definition.rules[rule]?.field,
        paragraph,
        words: ruleInWords(definition, rule),
        because: refusal?.because ?? '',
        ...(unlock && { unlock }),
        usual: usualShown(rule, usual),
        guidance: GUIDANCE,
        value,
        most: MOST_CHARACTERS,
        limit: limitSaid(MOST_CHARACTERS),
        ...(fault && { fault }),
      },
    ]
  })
}

const GUIDANCE = 'Say what makes this case different, in a sentence or two. It is kept with the decision.'

/** The usual reasons, and that there is another: then the text says which. */
function usualShown(rule: string, said: string) {
  const usual = usualReasons(rule).map((text) => ({ value: text, text }))
  if (usual.length === 0) return []
  return [...usual, { value: '', text: 'Another reason' }].map((each, index) => ({
    ...each,
    id: idOf(`reasons.${rule}._usual.${index}`),
    chosen: said !== '' && each.value === said,
  }))
}
