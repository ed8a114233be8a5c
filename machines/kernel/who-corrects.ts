import { barredBy, grades, inWords, type Standing, type Who } from './authority.ts'
import type { Definitions, Stamp } from './definition.ts'
import { Desk } from './desk.ts'
import type { FileState } from './file.ts'
import { folded, type Root } from './fold.ts'
import type { Line } from './line.ts'
import { noting } from './reads.ts'
import { type Judgement, judge, rulesAbout } from './rule.ts'
import { rulesMeant } from './step.ts'

/**
 * By a second person whom the void event's own rules would have admitted, or a line manager if that is higher (setting r); where it
 * ended something, also by the rules that the ending needed.
 */
export function authorityOver(
  definitions: Definitions,
  begun: FileState,
  roots: readonly Root[],
  line: Line,
  stamp: Stamp,
): Pick<Judgement, 'refusals' | 'onBehalfOf'> {
  const { file } = folded(
    definitions,
    begun,
    roots.filter(({ seq }) => seq < line.seq),
  )
  const desk = new Desk(definitions, file)
  const { request, stamp: then } = roots.find(({ seq }) => seq === line.seq)!
  desk.catchUp(noting(then))
  const definition = desk.definitionOf(line.instance)
  const record: unknown = desk.snapshotOf(line.instance).context
  const meant = rulesMeant(definition, desk.snapshotOf(line.instance), request!.event, then)
  const needed = [...new Set([...meant, ...(definition.endings?.[line.event] ?? [])])]
  const asked = needed.filter((name) => {
    const { who } = definition.rules[name]!
    return who && !aLineManagerIsHigher(who, record, stamp)
  })
  const another: Who<unknown> = { otherThan: 'the person who made the entry', are: () => [line.stamp.by.id, ...line.onBehalfOf] }
  const book = {
    ...definition.rules,
    correctedByAnother: rulesAbout<unknown>().must('I26', { who: another }),
    correctedByALineManager: rulesAbout<unknown>().must('I26', { who: mayCorrect }),
  }
  const barred = asked.some((name) => barredBy(definition.rules[name]!.who!, record).includes(line.stamp.by.id))
  return judge(book, [...asked, 'correctedByALineManager', ...(barred ? [] : ['correctedByAnother'])], record, stamp, 'standing')
}

/** A rule that names a post or role no higher than a line manager: else nobody but its one holder, who made the entry, could correct it. */
function aLineManagerIsHigher<R>(who: Who<R>, record: R, standing: Standing): boolean {
  if ('holderOf' in who || 'roles' in who) return true
  if ('offices' in who) return who.offices.every((office) => grades.indexOf(office) <= grades.indexOf('lineManager'))
  if ('asItStands' in who) return aLineManagerIsHigher(who.asItStands(record, standing), record, standing)
  if ('some' in who) return who.some.every((each) => aLineManagerIsHigher(each, record, standing))
  return false
}

/** The words that say who may correct an entry at all, before one is named. */
export const mayCorrect: Who<unknown> = { atLeast: 'lineManager' }
export const whoMayCorrectInWords = (stamp: Stamp) =>
  `${inWords(mayCorrect, undefined, stamp)} who did not make the entry, and higher where its own rules ask for it`
