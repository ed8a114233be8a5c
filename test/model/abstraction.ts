import type { AnyMachineSnapshot } from 'xstate'
import type { Who } from '../../machines/kernel/authority.ts'
import { addDays, type CalendarDate } from '../../machines/kernel/calendar.ts'
import type { Definition, Stamp } from '../../machines/kernel/definition.ts'
import { everybody } from './office.ts'

/**
 * What is told apart of a record: what its guards answer, and the shape of what it holds.
 *
 * - of every rule about people, what of it depends on the record: whose it is, and who is barred;
 * - of every rule and condition about the record, whether it holds;
 * - of every deadline, whether it has a day and whether that has passed;
 * - whom of the office it names: what one has done, another must not be let through for;
 * - of every field of the record its shape, which is what rules about a submission read of it: what is filled, how many a list holds
 *   (none, one, more), words of the chart's own, and for dates whether they are behind, today or ahead. Ids and texts are all alike.
 */
export interface Abstraction {
  readonly answers: readonly string[]
  readonly shape: string
}

export function abstractionOf(definition: Definition, { context }: AnyMachineSnapshot, stamp: Stamp): Abstraction {
  const { rules, conditions, deadlines } = definition
  const said = (answer: () => boolean | string) => {
    try {
      const given = answer()
      return typeof given === 'string' ? given : given ? '1' : '0'
    } catch {
      return '-' // it reads what a record in this state never has
    }
  }
  const text = JSON.stringify(context)
  const answers = [
    ...Object.values(rules).flatMap((rule) => {
      if (rule.who) return said(() => whom(rule.who!, context, stamp))
      return rule.field ? [] : said(() => rule.holds(context, stamp))
    }),
    ...Object.values(conditions).flatMap((condition) => (condition.of === 'record' ? said(() => condition.holds(context, stamp)) : [])),
    ...Object.values(deadlines).map(({ from, days }) => {
      const day = from(context)
      return day === undefined ? '-' : addDays(day, days) <= stamp.today ? '1' : '0'
    }),
    ...everybody.filter(({ id }) => text.includes(`"${id}"`)).map(({ id }) => id),
  ]
  return {
    answers,
    shape: Object.entries(context as object)
      .map(([name, value]) => `${name} ${shapeOf(value, stamp.today)}`)
      .join(),
  }
}

/** What a clause about people takes from the record; nothing, where it names only posts, roles or a grade. */
function whom<R>(who: Who<R>, record: R, stamp: Stamp): string {
  if ('offices' in who) return who.of(record)
  if ('under' in who) return who.under(record)
  if ('holderOf' in who) return who.post(record, stamp) ?? ''
  if ('otherThan' in who) return who.are(record).join()
  if ('asItStands' in who) return JSON.stringify(who.asItStands(record, stamp)) + whom(who.asItStands(record, stamp), record, stamp)
  const inner = 'every' in who ? who.every : 'some' in who ? who.some : []
  return inner.map((each) => whom(each, record, stamp)).join()
}

const DEEP = 3
const NAME = /^[a-z][A-Za-z0-9]{0,40}$/
const DATE = /^\d{4}-\d\d-\d\d$/

function shapeOf(value: unknown, today: CalendarDate, deep = DEEP): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string')
    return DATE.test(value) ? (value < today ? '<' : value === today ? '=' : '>') : NAME.test(value) ? value : '"'
  if (typeof value === 'number') return '#'
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return `[${value.length > 1 ? '+' : ''}${value.slice(-2).map((each) => shapeOf(each, today, deep - 1))}]`
  if (deep === 0) return '…'
  const fields = Object.entries(value).filter(([, each]) => each !== undefined)
  return `{${fields.map(([name, each]) => `${NAME.test(name) ? name : ''}:${shapeOf(each, today, deep - 1)}`).join()}}`
}
