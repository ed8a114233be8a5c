import { recordStored, Unreadable } from '../../machines/kernel/stored.ts'
import { groupedBy } from '../live/grouped-by.ts'
import { lifecyclesStored } from '../reports/lifecycles-stored.ts'
import type { Reader } from '../reports/standing.ts'
import type { WorkRow } from '../reports/worklists-names.ts'
import type { Services } from '../services.ts'
import { nameOfLifecycle } from './naming.ts'
import { workShown } from './work.ts'

type Work = ReturnType<typeof workShown>

/**
 * Lines of a worklist in words. Those of one casefile that are called alike are told apart by what each is about, as on the casefile's own
 * page: which remedy, which recommendation. That stands in the casefile, so it is noted who read it.
 */
export async function worksShown(services: Services, reader: Reader, rows: readonly WorkRow[]): Promise<readonly Work[]> {
  const { engine, lists, readings } = services
  const works = rows.map((row) => workShown(engine, reader.today, row))
  const alike = calledAlike(works)
  const stored = await lifecyclesStored(
    lists,
    alike.map(({ instance }) => instance!.id),
  )
  readings.note(reader.person, 'search', [...new Set(alike.map(({ casefile }) => casefile!.id))])
  return works.map((work) => {
    const kept = alike.includes(work) ? stored.get(work.instance!.id) : undefined
    const name = kept === undefined ? undefined : nameIn(engine, work, kept)
    return name === undefined ? work : { ...work, title: `${work.title} – ${name}` }
  })
}

function calledAlike(works: readonly Work[]): readonly Work[] {
  const groups = groupedBy(
    works.filter(({ kind, casefile, instance }) => kind !== 'casefile' && casefile && instance),
    ({ casefile, title }) => `${casefile!.id} ${title}`,
  )
  return [...groups.values()].flatMap((group) => (new Set(group.map(({ instance }) => instance!.id)).size > 1 ? group : []))
}

/** Undefined where its record cannot be read: an incident says so, and the line is shown. */
function nameIn(engine: Services['engine'], { instance, about }: Work, stored: string): string | undefined {
  const { machine } = instance!
  try {
    const record = recordStored(engine.definitions[machine]!, stored)
    return nameOfLifecycle(engine, machine, record, new Map(about.map(({ id, name }) => [id, { name }])))
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}
