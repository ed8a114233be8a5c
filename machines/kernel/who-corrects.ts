import { barredBy, grades, inWords, type Who } from './authority.ts'
import type { Definitions, Stamp } from './definition.ts'
import { Desk } from './desk.ts'
import type { FileState } from './file.ts'
import { folded, type Root } from './fold.ts'
import type { Line } from './line.ts'
import { noting } from './reads.ts'
import { judge, type Refusal, rulesAbout } from './rule.ts'
import { rulesMeant } from './step.ts'

/** By a second person whom the void event's own rules would have admitted, or a line manager if that is higher (setting r). */
export function authorityOver(
  definitions: Definitions,
  begun: FileState,
  roots: readonly Root[],
  line: Line,
  stamp: Stamp,
): readonly Refusal[] {
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
  const asked = meant.filter((name) => definition.rules[name]!.who)
  const another: Who<unknown> = { otherThan: 'the person who made the entry', are: () => [line.stamp.by.id, ...line.onBehalfOf] }
  const book = {
    ...definition.rules,
    correctedByAnother: rulesAbout<unknown>().must('I26', { who: another }),
    correctedByALineManager: rulesAbout<unknown>().must('I26', { who: { atLeast: grades[1] } }),
  }
  const barred = asked.some((name) => barredBy(definition.rules[name]!.who!, record).includes(line.stamp.by.id))
  return judge(book, [...asked, 'correctedByALineManager', ...(barred ? [] : ['correctedByAnother'])], record, stamp, 'standing').refusals
}

/** The words that say who may correct an entry at all, before one is named. */
export const mayCorrect: Who<unknown> = { atLeast: 'lineManager' }
export const whoMayCorrectInWords = (stamp: Stamp) =>
  `${inWords(mayCorrect, undefined, stamp)} who did not make the entry, and whom its own rules admit`
