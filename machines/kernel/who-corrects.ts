import { type Actor, barredBy, grades, inWords, type Standing, type Who } from './authority.ts'
import type { Definition, Definitions, Stamp } from './definition.ts'
import { Desk } from './desk.ts'
import type { FileState } from './file.ts'
import { folded, type Root } from './fold.ts'
import type { Line } from './line.ts'
import { descendants, isClosed } from './nodes.ts'
import { leavesOf } from './place.ts'
import { noting } from './reads.ts'
import { type Judgement, judge, rulesAbout } from './rule.ts'
import { rulesMeant } from './step.ts'

/**
 * By a second person whom the void event's own rules would have admitted, or a line manager if that is higher (setting r); where it
 * ended something, only by the authority that the ending needed.
 *
 * @returns what each person would be told
 */
export function authorityOver(
  definitions: Definitions,
  begun: FileState,
  roots: readonly Root[],
  line: Line,
  stamp: Stamp,
): (by: Actor) => Pick<Judgement, 'refusals' | 'onBehalfOf'> {
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
  const whoOf = (name: string) => definition.rules[name]!.who
  const meant = rulesMeant(definition, desk.snapshotOf(line.instance), request!.event, then).filter(whoOf)
  const endings = definition.endings?.[line.event] ?? []
  const asked = [
    ...meant.filter((name) => (hasEnded(definition, line) && endings.includes(name)) || !aLineManagerIsHigher(whoOf(name)!, record, stamp)),
    ...endings.filter((name) => !meant.includes(name) && !aLineManagerIsHigher(whoOf(name)!, record, stamp)),
  ]
  const another: Who<unknown> = { otherThan: 'the person who made the entry', are: () => [line.stamp.by.id, ...line.onBehalfOf] }
  const book = {
    ...definition.rules,
    correctedByAnother: rulesAbout<unknown>().must('I26', { who: another }),
    correctedByALineManager: rulesAbout<unknown>().must('I26', { who: aLineManager }),
  }
  const barred = asked.some((name) => barredBy(whoOf(name)!, record).includes(line.stamp.by.id))
  const bySomebodyElse = asked.some((name) => endings.includes(name) && hasEnded(definition, line))
  const names = [...asked, ...(bySomebodyElse ? [] : ['correctedByALineManager']), ...(barred ? [] : ['correctedByAnother'])]
  return (by) => judge(book, names, record, { ...stamp, by }, 'standing')
}

/** Whether the entry brought the instance to an end. */
const hasEnded = ({ machine }: Definition, { to }: Line): boolean =>
  [machine.root, ...descendants(machine.root)].some(
    (node) => isClosed(node) && leavesOf(to).includes(node.id.slice(machine.root.id.length + 1)),
  )

/** A rule that names a post or role no higher than a line manager: else nobody but its one holder, who made the entry, could correct it. */
function aLineManagerIsHigher<R>(who: Who<R>, record: R, standing: Standing): boolean {
  if ('holderOf' in who || 'roles' in who) return true
  if ('offices' in who) return who.offices.every((office) => grades.indexOf(office) <= grades.indexOf('lineManager'))
  if ('asItStands' in who) return aLineManagerIsHigher(who.asItStands(record, standing), record, standing)
  if ('some' in who) return who.some.every((each) => aLineManagerIsHigher(each, record, standing))
  return false
}

const aLineManager: Who<unknown> = { atLeast: 'lineManager' }
/** Who may correct some entry, before one is named: a line manager or above, and those whose endings nobody else can bring about. */
export const mayCorrect: Who<unknown> = { some: [aLineManager, { roles: ['caseworkTeam', 'reviewTeam'] }] }
export const whoMayCorrectInWords = (stamp: Stamp) =>
  `${inWords(aLineManager, undefined, stamp)} who did not make the entry, and who may make such an entry; where the entry ended something, only those who may end it`
