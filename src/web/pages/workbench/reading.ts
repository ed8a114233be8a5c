import type { Intervention } from '../../../../machines/intervention/record.ts'
import { type RemedyAction, remedyAction } from '../../../../machines/remedy/action.ts'
import type { Services } from '../../../services.ts'
import { standing } from '../../../shown/instance.ts'
import { type ActionInHand, type Hint, type Smart, smartOf, smartQuestions } from '../../../shown/smart.ts'
import { payloadOf } from '../../forms/answers.ts'
import { idOf } from '../../forms/field.ts'
import { valueAt } from '../../forms/typed.ts'
import type { Typed } from '../../page.ts'
import type { Setting } from '../submit-event/setting.ts'

/** Whether anything of an action is in the form. */
export const isWriting = (typed: Typed): boolean =>
  Object.keys(typed).some((name) => /^(action|reasons)\./.test(name) && valueAt(typed, name).trim() !== '')

/** How the action in a form reads, as far as it is written: what the form itself would not take is said in its words. */
export function readingOf({ engine }: Services, { look, schema }: Setting, typed: Typed): Smart {
  const { definition, snapshot } = standing(engine.definitions, look.instance)
  const { event, faults } = payloadOf(schema, typed)
  const action = (event as { action?: ActionInHand }).action ?? {}
  const said = faults.flatMap(({ id, text }): readonly Hint[] => {
    const field = fields.find((each) => id === idOf(`action.${each}`) || id.startsWith(idOf(`action.${each}.`)))
    return field && !isUnanswered(action, field) ? [{ field, because: text }] : []
  })
  return smartOf(definition, snapshot.context as Intervention, look.stamp, action, said)
}

const fields = Object.keys(remedyAction.shape) as (keyof RemedyAction)[]
/** The five questions are asked for in words of their own. */
const isUnanswered = (action: ActionInHand, field: keyof RemedyAction): boolean =>
  action[field] === undefined && smartQuestions.some((question) => question.field === field)
