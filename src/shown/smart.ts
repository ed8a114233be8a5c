import { MOST_DAYS_TO_ACT } from '../../machines/approach/confirm.ts'
import { type Cited, cite } from '../../machines/guidance/paragraph.ts'
import type { Intervention } from '../../machines/intervention/record.ts'
import { addDays, type CalendarDate, daysBetween } from '../../machines/kernel/calendar.ts'
import type { Definition, Stamp } from '../../machines/kernel/definition.ts'
import { judge } from '../../machines/kernel/rule.ts'
import { isSystemic, type RemedyAction } from '../../machines/remedy/action.ts'
import { lowerFirst } from './lower-first.ts'
import { saysTooLittle, unseenIn, vagueIn } from './vague.ts'

/** Said of every systemic remedy (I8). */
const SYSTEMIC_CAUTION =
  'This is a systemic remedy. It goes beyond the one complainant: explore it with the organisation, and do not press for a significant change on one complaint that was not investigated.'

/** An action as far as it is written. */
export type ActionInHand = { readonly [K in keyof RemedyAction]?: RemedyAction[K] | undefined }

/** The five questions that every action answers (I9), in the guidance’s order. */
export const smartQuestions = [
  { letter: 'S', name: 'Specific', field: 'what' },
  { letter: 'M', name: 'Measurable', field: 'measure' },
  { letter: 'A', name: 'Achievable', field: 'achievable' },
  { letter: 'R', name: 'Relevant', field: 'injustice' },
  { letter: 'T', name: 'Time-bound', field: 'by' },
] as const satisfies readonly { letter: string; name: string; field: keyof RemedyAction }[]

/** What a rule would say of the action when it is proposed or agreed, or what is worth another look and refuses nothing. */
export interface Hint {
  readonly field: keyof RemedyAction
  readonly because: string
  /** Of the rule: else it is advice. */
  readonly cites?: Cited
  readonly paragraph?: string
  readonly reasonWouldHelp?: boolean
}

export interface Smart {
  readonly answers: readonly {
    readonly letter: string
    readonly name: string
    readonly field: string
    readonly answered: boolean
    readonly hints: readonly Hint[]
  }[]
  /** About the action as a whole. */
  readonly others: readonly Hint[]
  /** What is to be minded, where the remedy is systemic. */
  readonly systemic?: string
  readonly complete: boolean
}

/** The rules of the proposal and of the list that are about one action, each with the question it belongs to. */
const rulesOfAnAction: Readonly<Record<string, keyof RemedyAction>> = {
  everyActionIsSpecific: 'what',
  actionsAreAhead: 'by',
  systemicActionIsMarked: 'systemic',
  notPressedOnOneComplaint: 'systemic',
}

/**
 * How an action answers the five questions, asked of the rules themselves as they would be when it is proposed.
 *
 * @param faults what cannot be taken as it was written: nothing else is said of that
 */
export function smartOf(
  { rules }: Definition,
  record: Intervention,
  stamp: Stamp,
  action: ActionInHand,
  faults: readonly Hint[] = [],
): Smart {
  const isFaulty = (field: keyof RemedyAction) => faults.some((fault) => fault.field === field)
  const readable = { ...action, ...(isFaulty('by') && { by: undefined }) }
  const said = [...refusalsOf(rules, record, stamp, readable), ...adviceOn(readable, stamp)]
  const hints = [...faults, ...said.filter(({ field }) => !isFaulty(field))]
  const answers = smartQuestions.map(({ letter, name, field }) => ({
    letter,
    name,
    field,
    answered: Boolean(action[field]?.trim()) && !isFaulty(field),
    hints: hints.filter((hint) => hint.field === field),
  }))
  return {
    answers,
    others: hints.filter(({ field }) => !smartQuestions.some((question) => question.field === field)),
    ...(action.kind && isSystemic({ kind: action.kind }) && { systemic: SYSTEMIC_CAUTION }),
    complete: answers.every(({ answered, hints: said }) => answered && said.length === 0),
  }
}

/** The action alone, as if it were all that is proposed: the others have hints of their own. */
function refusalsOf(rules: Definition['rules'], record: Intervention, stamp: Stamp, action: ActionInHand): readonly Hint[] {
  const alone = { organisation: '', what: '', ...action, by: action.by || stamp.today }
  const asked = { ...stamp, reasons: {}, whom: [alone.organisation], action: alone }
  return judge(rules, Object.keys(rulesOfAnAction), { ...record, actions: [alone] }, asked, 'all').refusals.map(
    ({ rule, because, cites, reasonWouldHelp }) => ({
      field: rulesOfAnAction[rule]!,
      because,
      cites,
      paragraph: cite(cites),
      reasonWouldHelp,
    }),
  )
}

const missing: Readonly<Record<(typeof smartQuestions)[number]['field'], string>> = {
  what: 'Say what the organisation should do',
  measure: 'Say how we shall know that it was done: what would we see?',
  achievable: 'Say why this organisation can do it',
  injustice: 'Say which injustice it puts right',
  by: 'Give a date',
}
/** Words that any answer to the question has. */
const least: Readonly<Partial<Record<keyof RemedyAction, number>>> = { what: 3, measure: 2 }

/** Worth another look; nothing of it stands in the way. */
const adviceOn = (action: ActionInHand, { today }: Stamp): readonly Hint[] => [
  ...smartQuestions.flatMap(({ field }) => tooLittle(field, action[field]?.trim() ?? '')),
  ...vagueIn(action.what ?? '').map((because) => ({ field: 'what' as const, because })),
  ...unseenIn(action.measure ?? '').map((because) => ({ field: 'measure' as const, because })),
  ...farAhead(action.by ?? '', today),
  ...(action.kind === 'payment' && !(action.money ?? []).some(({ amount }) => amount !== undefined)
    ? [{ field: 'money' as const, because: 'No amount is given yet' }]
    : []),
]

function tooLittle(field: (typeof smartQuestions)[number]['field'], answer: string): readonly Hint[] {
  if (answer === '') return [{ field, because: missing[field] }]
  return saysTooLittle(answer, least[field] ?? 1) ? [{ field, because: `“${answer}” is too little: ${lowerFirst(missing[field])}` }] : []
}

/** I21 counts from the confirmation, which is still to come: what is too far from today may only just be in time. */
function farAhead(by: CalendarDate, today: CalendarDate): readonly Hint[] {
  if (by <= addDays(today, MOST_DAYS_TO_ACT)) return []
  const because = `This is ${daysBetween({ from: today, to: by })} days ahead. What is agreed is normally done within ${MOST_DAYS_TO_ACT} days of its confirmation; later needs a written reason then`
  return [{ field: 'by', because, cites: 'I21', paragraph: cite('I21') }]
}
