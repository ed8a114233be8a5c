import type { DataSource } from 'typeorm'
import type { ChartModel } from '../../../machines/kernel/chart.ts'
import { leavesOf } from '../../../machines/kernel/place.ts'
import { StatementValues } from '../statement-values.ts'
import { type AttentionKind, type AttentionNumbers, attentionKinds, type FlowAsked } from './numbers.ts'
import { besideOf, DAYS, momentOf, NOT_SEALED, openIn } from './relation.ts'
import { callsFor, isLonger, type Looking, regionsOf, signedPlaces, tellsOf } from './signed.ts'
import { idsAround, idsIn, isKnownTo } from './states.ts'

/** What somebody should look after, by the chart's ids; the machine itself is all of it. */
export interface Attention {
  /** States where nothing calls for it are left out. */
  readonly states: Readonly<Record<string, AttentionNumbers>>
  /** Those past the usual, each once. */
  readonly pastUsual: readonly PastUsual[]
}

/** So many that stand in one place, for longer than is usual in these of its innermost states, as places name them. */
export interface PastUsual {
  readonly place: string
  readonly in: readonly string[]
  readonly overdue: boolean
  readonly count: number
}

/** Those that stand in one place, and in the same of its states for longer than is usual: bit by bit, the first region first. */
interface Standing {
  readonly place: string
  readonly longer: number
  readonly overdue: boolean
  readonly count: number
  readonly notReminded: number
  readonly silent: number
}

/**
 * How many call for attention, and why: one query. What stands in no state of the present chart is not asked.
 *
 * @param kinds of the others none is said: whether something is silent or not reminded is looked up for each, which costs most
 */
export async function attentionIn(
  source: DataSource,
  model: ChartModel,
  asked: FlowAsked,
  looking: Looking,
  kinds: readonly AttentionKind[] = attentionKinds,
): Promise<Attention> {
  const values = new StatementValues()
  const regions = regionsOf(model)
  const bits = regions.map((nth) => `coalesce((${isLonger(nth)})::int, 0) << ${nth - 1}`)
  const calls = (kind: AttentionKind) => (kinds.includes(kind) ? callsFor(kind, asked, looking, regions, values) : 'false')
  const text = `
    with recursive ${momentOf(asked, values)}${besideOf(asked)}, ${signedPlaces(asked, looking, values)}
    select sign.place, f.longer, f.overdue, f.count, f."notReminded", f.silent from (
      select r.nth, r.longer, r.overdue, count(*)::int as count, (count(*) filter (where r."notReminded"))::int as "notReminded",
        (count(*) filter (where r.silent))::int as silent
      from (
        select sign.nth, case when ${NOT_SEALED} then ${bits.map((bit) => `(${bit})`).join(' | ')} else 0 end as longer,
          coalesce(${DAYS.overdue}, false) as overdue, ${calls('notReminded')} as "notReminded", ${calls('silent')} as silent
        from (select s.instance_id, s.file_id, s.state, s.due_on, s.since, s.entered_at from ${openIn(asked, values)}) s
          join sign on sign.place = s.state and (${tellsOf(kinds)})
        offset 0 -- what is grouped is five numbers a row, and not all that they are made from
      ) r
      group by r.nth, r.longer, r.overdue
    ) f join sign using (nth)`
  const isKnown = isKnownTo(model)
  const rows = await source.query<Standing[]>(text, values.list)
  return folded(
    model,
    looking,
    rows.filter(({ place }) => isKnown(place)),
  )
}

const NONE = Object.fromEntries(attentionKinds.map((kind) => [kind, 0])) as AttentionNumbers

function folded({ machine }: ChartModel, looking: Looking, standing: readonly Standing[]): Attention {
  const states: Record<string, AttentionNumbers> = {}
  for (const each of standing) {
    const paths = leavesOf(each.place)
    for (const id of idsIn(machine, each.place)) {
      const before = states[id] ?? NONE
      const within = paths.map((path) => idsAround(machine, path).includes(id))
      states[id] = Object.fromEntries(
        attentionKinds.map((kind) => [kind, before[kind] + countedIn(kind, each, paths, within, looking)]),
      ) as AttentionNumbers
    }
  }
  const pastUsual = standing
    .filter(({ longer }) => longer > 0)
    .map((each) => ({ ...each, in: leavesOf(each.place).filter((_path, nth) => isIn(each, nth)) }))
  return { states, pastUsual }
}

const isIn = ({ longer }: Standing, nth: number) => (longer & (1 << nth)) !== 0

function countedIn(kind: AttentionKind, each: Standing, paths: readonly string[], within: readonly boolean[], { signs }: Looking): number {
  if (kind === 'pastUsual') return within.some((is, nth) => is && isIn(each, nth)) ? each.count : 0
  if (!paths.some((path, nth) => within[nth] && concerns(kind, path, signs))) return 0
  return kind === 'notReminded' || kind === 'silent' ? each[kind] : each.count
}

/** Whether it is said of this innermost state, where it is so of what stands there. */
export function concerns(kind: AttentionKind, path: string, signs: Looking['signs']): boolean {
  if (kind === 'escalated' || kind === 'refused') return signs[kind].has(path)
  if (kind === 'notReminded') return signs.reminded.has(path)
  return kind === 'pastUsual' || !signs.resting.has(path)
}
