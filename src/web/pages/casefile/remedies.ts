import type { Compliance } from '../../../../machines/compliance/record.ts'
import { approachesOf, type Intervention } from '../../../../machines/intervention/record.ts'
import { sumOf } from '../../../../machines/remedy/action.ts'
import { moneyInWords } from '../../../letters/format.ts'
import type { Services } from '../../../services.ts'
import { actionsShown } from '../../../shown/actions.ts'
import { standing, summaryOf } from '../../../shown/instance.ts'
import { withWords } from '../../../shown/words.ts'
import { beginsAtTheBench, workbenchAddress } from '../submit-event/addresses.ts'
import type { Opened } from './file.ts'

interface Remedy {
  readonly what: string
  readonly organisation: string
  readonly money: readonly string[]
  readonly by: string
  readonly stands: string
  readonly href: string
}

/** What is owed, what is asked for and not agreed yet, and what shows that it was done: of all lifecycles of the casefile together. */
export async function remediesInFile({ engine }: Services, { looks, organisations, look, names }: Opened) {
  const called = (id: string) => organisations.get(id)?.name ?? 'An organisation'
  const heldBy = async <R>(machine: string) =>
    Promise.all(
      looks
        .filter(({ instance }) => instance.machine === machine)
        .map(async ({ instance }) => ({
          ...summaryOf(engine.definitions, instance),
          record: (await withWords(engine, standing(engine.definitions, instance).snapshot.context)) as R,
        })),
    )
  const items = await heldBy<Compliance>('compliance')
  const attempts = await heldBy<Intervention>('intervention')
  const owed = items.map(({ id, record, stateWords, closed }) => ({
    href: `/instances/${id}`,
    what: record.action.what,
    organisation: called(record.organisation),
    money: record.action.money.map(moneyInWords),
    by: record.targetDates.at(-1)?.date ?? record.targetDate,
    first: record.targetDates.length > 1 ? record.targetDates[0]!.date : undefined,
    stage: record.escalation.underWay ? record.escalation.stageReached : 0,
    replyBy: record.escalation.underWay ? record.escalation.letters.at(-1)?.replyBy : undefined,
    missed: record.overdue.some(({ answeredInTime }) => !answeredInTime) && !closed,
    duties: look.file.duties.filter(({ instance }) => instance === id).length,
    stands: stateWords,
    closed,
  }))
  const asked: readonly Remedy[] = attempts.flatMap(({ id, record, closed }) =>
    closed || record.decidedOn
      ? []
      : askedIn(record).map((action) => ({ ...shown(action, called(action.organisation)), href: `/instances/${id}` })),
  )
  return {
    owed,
    asked,
    benches: benchesFor(engine, looks).map((id) => ({ href: workbenchAddress(id), of: names.get(id) })),
    open: owed.filter(({ closed }) => !closed).length,
    total: sumOf(items.flatMap(({ record }) => record.action.money)),
    evidence: items.flatMap(({ id, record }) =>
      record.evidence.map((each) => ({ ...each, href: `/instances/${id}`, of: names.get(id), judged: record.judged.at(-1)?.on })),
    ),
  }
}

/** The attempts whose actions the reader may work on now. */
const benchesFor = (engine: Services['engine'], looks: Opened['looks']): readonly string[] =>
  looks
    .filter(({ instance }) => instance.machine === 'intervention')
    .filter((look) => actionsShown(engine, look).some(({ type, offered }) => offered && beginsAtTheBench(type)))
    .map(({ instance }) => instance.id)

const askedIn = (record: Intervention) => {
  const confirmed = new Set(approachesOf(record).flatMap(([id, { standing: stands }]) => (stands === 'confirmed' ? [id] : [])))
  const agreed = approachesOf(record).flatMap(([organisation, { agreed: actions }]) =>
    confirmed.has(organisation) ? actions.map((action) => ({ ...action, organisation, stands: 'Agreed in writing' })) : [],
  )
  const open = record.actions
    .filter(({ organisation }) => !confirmed.has(organisation))
    .map((action) => ({ ...action, stands: 'Not agreed yet' }))
  return [...agreed, ...open]
}
type Asked = ReturnType<typeof askedIn>[number]
const shown = ({ what, money, by, stands }: Asked, organisation: string) => ({
  what,
  organisation,
  money: money.map(moneyInWords),
  by,
  stands,
})
