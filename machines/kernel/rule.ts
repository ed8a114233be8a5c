import { type Cited, cite } from '../guidance/paragraph.ts'
import { barredBy, inWords, inWordsAlways, type PersonId, permits, type Who, without } from './authority.ts'
import type { Stamp } from './definition.ts'
import type { WordsRef } from './words.ts'

/** The guidance's own three strengths. */
export type Strength = 'must' | 'normally' | 'consider'

/**
 * A condition with its paragraph. With a `field` it is asked of what was submitted, and waits until something is;
 * without one it is asked of the casefile and the person, so it can grey a button before anything is filled in.
 * `R` is the record it reads, `E` the part of the event it needs.
 */
export interface Rule<R, E> {
  readonly strength: Strength
  readonly cites: Cited
  readonly field?: string
  readonly who?: Who<R>
  /** The event that makes it true, where there is one: what to do first. */
  readonly unlockedBy?: string
  readonly because: (record: R, event: E & Stamp) => string
  /** What stood in the way, said of no one case: for whoever reads of a refusal later, when what was submitted is kept nowhere. */
  readonly always: string
  readonly holds: (record: R, event: E & Stamp) => boolean
  /** Of a field with parts, those that are wanting. */
  readonly parts?: ((record: R, event: E & Stamp) => readonly Part[]) | undefined
}

/** A part of a field that a rule is about, by its path, and what is asked of it. */
export interface Part {
  /** `factors.seriousness` */
  readonly field: string
  readonly because: string
}

/** Why an event was refused, in words for the person and names for programs. */
export interface Refusal {
  readonly rule: string
  readonly strength: Strength
  readonly cites: Cited
  /** The citation a caseworker would recognise: "Casework guidance, paragraph 2.6.20". */
  readonly paragraph: string
  readonly because: string
  readonly field?: string
  readonly parts?: readonly Part[]
  readonly reasonWouldHelp: boolean
  readonly unlockedBy?: string
}

/** An answer to a "consider whether": what was decided and why. Its absence is refused; its content is not judged. */
export interface Consideration {
  readonly answer: boolean
  readonly why: WordsRef
}

/** A sentence about the case is said once more, of no one case. */
type Words<R, E> = { because: string; always?: undefined } | { because: (record: R, event: E & Stamp) => string; always: string }
type OfTheCase<R> = (Words<R, unknown> & { unlockedBy?: string; holds: (record: R, stamp: Stamp) => boolean }) | { who: Who<R> }
type OfTheSubmission<R, E> = Words<R, E> & {
  field: keyof E & string
  unlockedBy?: string
  holds: (record: R, event: E & Stamp) => boolean
  /** Where another field than its own is what is wanting. */
  parts?: (record: R, event: E & Stamp) => readonly Part[]
}
type Body<R, E> = unknown extends E ? OfTheCase<R> : OfTheSubmission<R, E>
type FieldsOf<E, V> = { [K in keyof E]-?: NonNullable<E[K]> extends V ? K : never }[keyof E] & string

/** A field that is a consideration is answered when it says why; of any other, `parts` tells what is wanting. */
type Considered<R, E> = { because: string; when?: (record: R, event: E & Stamp) => boolean } & (
  | { field: FieldsOf<E, Consideration>; parts?: undefined }
  | { field: keyof E & string; parts: (record: R, event: E & Stamp) => readonly Part[] }
)
const isAnswered = (consideration: unknown): boolean => Boolean((consideration as Consideration | undefined)?.why?.trim())

/**
 * The words a machine's rules are written in, bound to the record they read.
 *
 * @example
 * const { must, normally } = rulesAbout<Intervention>()
 * const signedOffByAnother = must('I26', { who: { otherThan: 'the person who submitted it', are: (record) => record.submitters } })
 * const replyWithinFourteenDays = normally<{ respondBy: CalendarDate }>('I18', { field: 'respondBy', … })
 */
export function rulesAbout<R>() {
  const rule =
    (strength: Strength) =>
    <E = unknown>(cites: Cited, body: Body<R, E>): Rule<R, E> => {
      const plain = body as OfTheSubmission<R, E> | { who: Who<R> }
      if ('who' in plain) {
        return {
          strength,
          cites,
          who: plain.who,
          because: (record, stamp) => `This is for ${inWords(plain.who, record, stamp)}`,
          always: `This is for ${inWordsAlways(plain.who)}`,
          holds: (record, stamp) => permits(plain.who, record, stamp.by, stamp),
        }
      }
      if (plain.always !== undefined) return { ...plain, strength, cites }
      const { because } = plain
      return { ...plain, strength, cites, because: () => because, always: because }
    }
  return {
    /** No reason helps. */
    must: rule('must'),
    /** Outside the stated range only with a written reason, which is kept and counted. */
    normally: rule('normally'),
    /** Yes or no, and why; asked only where `when` says so. */
    consider: <E>(cites: Cited, { field, because, when = () => true, parts }: Considered<R, E>): Rule<R, E> => ({
      strength: 'consider',
      cites,
      field,
      because: () => because,
      always: because,
      holds: (record, event) => !when(record, event) || (parts ? parts(record, event).length === 0 : isAnswered(event[field as keyof E])),
      parts,
    }),
  }
}

/** Every rule of a machine by name. */
// biome-ignore lint/suspicious/noExplicitAny: TypeScript's only way to say "some record, some event" where both are taken, never given
export type RuleBook = Readonly<Record<string, Rule<any, any>>>

export interface Judgement {
  readonly refusals: readonly Refusal[]
  /** Rules of strength `normally` that did not hold and were passed by a written reason. */
  readonly waived: readonly { rule: string; cites: Cited; reason: WordsRef }[]
  /** Whose delegation the person acted under, where their own posts would not have sufficed. */
  readonly onBehalfOf: readonly PersonId[]
}

/** Ask the named rules; `asking` leaves out those about a submission that does not exist yet. */
export function judge(book: RuleBook, names: readonly string[], record: unknown, asked: Stamp, asking: 'all' | 'standing'): Judgement {
  const rules = names.map((name) => ({ name, rule: book[name]! }))
  const barred = rules.flatMap(({ rule }) => (rule.who ? barredBy(rule.who, record) : []))
  const event = barred.length === 0 ? asked : { ...asked, by: without(asked.by, barred) }
  const failing = rules
    .filter(({ rule }) => (asking === 'all' || !rule.field) && !rule.holds(record, event))
    .map((each) => ({ ...each, reason: each.rule.strength === 'normally' ? event.reasons[each.name]?.trim() : undefined }))
  return {
    refusals: failing.filter(({ reason }) => !reason).map(({ name, rule }) => refusalOf(name, rule, record, event)),
    waived: failing.flatMap(({ name, rule, reason }) => (reason ? [{ rule: name, cites: rule.cites, reason }] : [])),
    onBehalfOf: delegatorsNeeded(
      rules.flatMap(({ rule }) => rule.who ?? []),
      record,
      event,
    ),
  }
}

/** Whether none of the named rules refuses, as `judge` asks those that wait for no submission; without saying why: it is asked of everyone in the office. */
export function lettingThrough(book: RuleBook, names: readonly string[], record: unknown): (asked: Stamp) => boolean {
  const rules = names.map((name) => ({ name, rule: book[name]! }))
  const barred = rules.flatMap(({ rule }) => (rule.who ? barredBy(rule.who, record) : []))
  const standing = rules.filter(({ rule }) => !rule.field)
  return (asked) => {
    const event = barred.length === 0 ? asked : { ...asked, by: without(asked.by, barred) }
    return standing.every(
      ({ name, rule }) => rule.holds(record, event) || (rule.strength === 'normally' && Boolean(event.reasons[name]?.trim())),
    )
  }
}

const refusalOf = (name: string, rule: Rule<unknown, unknown>, record: unknown, event: Stamp): Refusal => ({
  rule: name,
  strength: rule.strength,
  cites: rule.cites,
  paragraph: cite(rule.cites),
  because: rule.because(record, event),
  ...(rule.field && { field: rule.field }),
  ...(rule.parts && { parts: rule.parts(record, event) }),
  reasonWouldHelp: rule.strength === 'normally',
  ...(rule.unlockedBy && { unlockedBy: rule.unlockedBy }),
})

/** Both names go into the history, but only where the delegation was needed. */
function delegatorsNeeded(whos: readonly Who<unknown>[], record: unknown, event: Stamp): readonly PersonId[] {
  const { by } = event
  const delegators = [...new Set(by.holdings.flatMap(({ onBehalfOf }) => onBehalfOf ?? []))]
  if (delegators.length === 0 || whos.length === 0) return []
  const suffices = (barred: readonly PersonId[]) => whos.every((who) => permits(who, record, without(by, barred), event))
  // One after the other is left out where the rest will do: of two delegations that would each suffice, one was used.
  const spared: PersonId[] = []
  for (const delegator of delegators) if (suffices([...spared, delegator])) spared.push(delegator)
  return delegators.filter((delegator) => !spared.includes(delegator))
}
