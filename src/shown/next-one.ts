import type { PostId } from '../../machines/kernel/authority.ts'
import { give, givenBy, leftAlone } from '../beside/given.ts'
import { ChangedSince, NotAccepted, NotFound, Refused } from '../engine/errors.ts'
import type { Reader } from '../reports/standing.ts'
import { worklist } from '../reports/worklists.ts'
import { byUrgency, type WorkFilters, type WorklistName, type WorkRow } from '../reports/worklists-names.ts'
import { MOST_COUNTED } from '../reports/worklists-rows.ts'
import type { Services } from '../services.ts'
import { actionsShown } from './actions.ts'
import { assignment } from './assigning.ts'
import { ownInstance, put } from './to-each.ts'
import { keysAt, rowsOf } from './worklists.ts'

export interface NextOne {
  readonly file: string
  readonly row: WorkRow | undefined
  /** It was nobody's, and has been assigned to this post of the person's. */
  readonly taken?: PostId
}

const AT_ONCE = 50

/**
 * The most urgent casefile on the list that nobody else is being given or has just begun to look at: for a minute it is this person's to
 * look at. Of escalations it is one whose step is theirs. What is nobody's is assigned to them, where they may assign it. Two who ask at once are never given the same.
 *
 * @param key of the form: sent twice, it gives what it gave
 */
export async function nextOne(
  services: Services,
  reader: Reader,
  { name, filters, key }: { readonly name: WorklistName; readonly filters: WorkFilters; readonly key: string },
): Promise<NextOne | undefined> {
  const before = await givenBy(services.pool, reader.person, key)
  if (before !== undefined) return { file: before, row: undefined }
  const own = name === 'escalations' ? await stepsOf(services, reader) : undefined
  const tried = new Set<string>()
  for (let after: ReturnType<typeof keysAt> | undefined; ; ) {
    const rows = await rowsOf(services, reader, name, { after, limit: AT_ONCE, filters, sorting: byUrgency })
    const open = rows.filter((row) => !row.hidden && row.fileKind === 'casefile' && !tried.has(row.file) && (own?.has(row.id) ?? true))
    for (const file of await leftAlone(services.pool, reader.person, [...new Set(open.map((row) => row.file))])) {
      tried.add(file)
      const taken = await takenUp(services, reader, { file, key, isNobodys: name === 'unassigned' })
      if (taken) return { file, row: open.find((row) => row.file === file), ...taken }
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < AT_ONCE) return undefined
    after = keysAt(last, after?.[0] ?? reader.today)
  }
}

/** The duties of items that are the reader's: everybody sees who is to take which step of an escalation, and is given those of their own. */
async function stepsOf({ lists }: Services, reader: Reader): Promise<ReadonlySet<string>> {
  const rows = await worklist(lists, reader, 'mine', { dutiesAlone: true, limit: MOST_COUNTED, filters: { machine: ['compliance'] } })
  return new Set(rows.map(({ id }) => id))
}

async function takenUp(
  services: Services,
  reader: Reader,
  { file, key, isNobodys }: { readonly file: string; readonly key: string; readonly isNobodys: boolean },
): Promise<{ readonly taken?: PostId } | undefined> {
  if (!(await give(services.pool, reader.person, file, key))) return undefined
  const own = reader.posts.find(({ grade }) => grade !== null)
  if (!isNobodys || own === undefined) return {}
  try {
    const instance = ownInstance(await services.engine.lookAt(reader.person, file))
    const look = await services.engine.look(reader.person, instance, { shown: false })
    if (!actionsShown(services.engine, look).some(({ type, offered }) => type === 'ASSIGN' && offered)) return {}
    await put(services, { person: reader.person, key }, { instance, event: assignment(own.id), seen: look.file.revision })
    return { taken: own.id }
  } catch (error) {
    // Somebody else was there first, or it is theirs already: the next one, then.
    if (error instanceof ChangedSince || error instanceof NotFound || error instanceof Refused || error instanceof NotAccepted)
      return undefined
    throw error
  }
}
