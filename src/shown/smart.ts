import { cite, type ParagraphId } from '../../machines/guidance/paragraph.ts'
import type { Intervention } from '../../machines/intervention/record.ts'
import type { Definition, Stamp } from '../../machines/kernel/definition.ts'
import { judge } from '../../machines/kernel/rule.ts'
import { isSystemic, type RemedyAction } from '../../machines/remedy/action.ts'

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

/** What a rule would say of the action when it is proposed, or what is worth another look and refuses nothing. */
export interface Hint {
  readonly field: keyof RemedyAction
  readonly because: string
  /** A rule of the proposal: else it is advice. */
  readonly cites?: ParagraphId
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

/** How an action answers the five questions, asked of the rules themselves as they would be when it is proposed. */
export function smartOf({ rules }: Definition, record: Intervention, stamp: Stamp, action: ActionInHand): Smart {
  const hints = [...refusalsOf(rules, record, stamp, action), ...adviceOn(action)]
  const answers = smartQuestions.map(({ letter, name, field }) => ({
    letter,
    name,
    field,
    answered: Boolean(action[field]?.trim()),
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
const vague: readonly (readonly [RegExp, string])[] = [
  [/\breview(?:s|ing)?\b/iu, '“Review” has no end that can be seen: say what should be different afterwards, and how it is shown to us'],
  [/\bensur(?:e|es|ing)\b/iu, '“Ensure” does not say what is done: name the step, such as “write to”, “train” or “change the form”'],
  [/\b(?:improv(?:e|es|ing)|address(?:es|ing)?|tackl(?:e|es|ing))\b/iu, 'Say by what step, so that anybody can see whether it was taken'],
  [
    /\b(?:as appropriate|where possible|if possible|where necessary|in due course|as soon as possible|timely)\b/iu,
    'Words such as “where possible” leave open whether it is done at all',
  ],
]
const unseen = /\b(?:satisf(?:y|ied|action)|happy|feel|confidence|better)\b/iu

/** Worth another look; nothing of it stands in the way. */
const adviceOn = (action: ActionInHand): readonly Hint[] => [
  ...smartQuestions.flatMap(({ field }) => (action[field]?.trim() ? [] : [{ field, because: missing[field] }])),
  ...vague.flatMap(([words, because]) => (words.test(action.what ?? '') ? [{ field: 'what' as const, because }] : [])),
  ...(unseen.test(action.measure ?? '')
    ? [{ field: 'measure' as const, because: 'A feeling is hard to see: name a letter, a payment, a record or a date' }]
    : []),
  ...(action.kind === 'payment' && !(action.money ?? []).some(({ amount }) => amount !== undefined)
    ? [{ field: 'money' as const, because: 'No amount is given yet' }]
    : []),
]
