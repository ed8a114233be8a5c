import { dayRead, penceRead } from '../../forms/read.ts'
import type { Form, ShownField } from '../../forms/shown.ts'
import { date, money } from '../../words.ts'

/** One answer as a page repeats it. */
export interface Said {
  readonly label: string
  readonly lines: readonly string[]
}

/** What a form says, to be looked at once more: questions that were left empty are left out. */
export const saidIn = ({ fields, reasons }: Form): readonly Said[] => [
  ...fields.flatMap((field) => answersTo(field, [])),
  ...reasons.flatMap(reasonSaid),
]

function answersTo(field: ShownField, within: readonly string[]): readonly Said[] {
  return [...ownAnswers(field, within), ...field.reasons.flatMap(reasonSaid)]
}

function ownAnswers(field: ShownField, within: readonly string[]): readonly Said[] {
  const inside = field.label && field.label !== within.at(-1) ? [...within, field.label] : within
  switch (field.kind) {
    case 'group':
      return [...chosenOf(field.presence?.options ?? [], inside), ...field.fields.flatMap((each) => answersTo(each, inside))]
    case 'list':
      return [
        ...chosenOf(field.presence?.options ?? [], inside),
        ...field.rows.flatMap(({ field: row, legend }) => answersTo(row, [...within, legend])),
      ]
    case 'consideration':
      return said(inside, [...textsOf(field.answer), ...textsOf(field.why)])
    default:
      return said(inside, textsOf(field))
  }
}

function textsOf(field: ShownField): readonly string[] {
  switch (field.kind) {
    case 'text':
    case 'number':
      return field.value.trim() ? field.value.trim().split('\n') : []
    case 'date':
      return field.value ? [date(dayRead(field.value)) || field.value] : []
    case 'money':
      return field.value ? [amountSaid(field.value)] : []
    case 'yesNo':
    case 'choice':
    case 'choices':
      return field.options.filter(({ chosen, value }) => chosen && value !== '').map(({ text }) => text)
    case 'flags':
      return field.flags.filter(({ chosen }) => chosen).map(({ text }) => text)
    default:
      return []
  }
}

/** As it will be recorded; what is no sum is repeated as it was typed. */
function amountSaid(typed: string): string {
  const pence = penceRead(typed)
  return pence === undefined ? typed : money(pence)
}

const said = (within: readonly string[], lines: readonly string[]): readonly Said[] =>
  lines.length > 0 ? [{ label: within.join(' – '), lines }] : []

const chosenOf = (options: readonly { readonly text: string; readonly chosen: boolean }[], within: readonly string[]) =>
  said(
    within,
    options.filter(({ chosen }) => chosen).map(({ text }) => text),
  )

const reasonSaid = ({ words, paragraph, usual, value }: Form['reasons'][number]): readonly Said[] => {
  const lines = [...usual.filter(({ chosen }) => chosen).map(({ text }) => text), ...(value.trim() ? value.trim().split('\n') : [])]
  return lines.length > 0 ? [{ label: `${words}: reason (${paragraph})`, lines }] : []
}
