import type { PostId } from '../../machines/kernel/authority.ts'
import type { Instant } from '../../machines/kernel/calendar.ts'
import { give, givenBy, leftAlone } from '../beside/given.ts'
import { ChangedSince, NotAccepted, NotFound, Refused } from '../engine/errors.ts'
import type { Reader } from '../reports/standing.ts'
import { officeAround, scopeOf } from '../reports/whose-work.ts'
import { byUrgency, escalationStages, type WorkFilters, type WorklistName } from '../reports/worklists-names.ts'
import type { Services } from '../services.ts'
import { actionsShown } from './actions.ts'
import { assignment } from './assigning.ts'
import { ownInstance, put } from './to-each.ts'
import { keysAt, rowsOf } from './worklists.ts'

export interface NextOne {
  readonly file: string
  /** It was nobody's, and has been assigned to this post of the person's. */
  readonly taken?: PostId
  /** All that is left on the list they were given before, and did nothing in: it begins anew. */
  readonly isAgain?: true
}

interface Asked {
  readonly name: WorklistName
  readonly filters: WorkFilters
  /** Of the form: sent twice, it gives what it gave. */
  readonly key: string
  /** Whether the page of this casefile, or of this organisation's rating, has a step for the person. */
  readonly hasStep: (file: string) => Promise<boolean>
}

const AT_ONCE = 50
/** Each of them costs what its page does. */
const MOST_ASKED = 100

/**
 * The most urgent file on the list, a casefile or an organisation whose rating waits, that waits for this person and that nobody else is being
 * given or has just begun to look at: for a minute it is theirs to look at. What they were given before is passed over until somebody does
 * something in it, and after the last one the list begins anew. What is nobody's is assigned to them, where they may assign it. Two who ask at
 * once are never given the same.
 */
export async function nextOne(services: Services, reader: Reader, asked: Asked): Promise<NextOne | undefined> {
  const before = await givenBy(services.pool, reader.person, asked.key)
  if (before !== undefined) return { file: before }
  const passed: { readonly file: string; readonly givenAt: Instant }[] = []
  let left = MOST_ASKED
  for await (const { file, givenAt } of inOrder(services, reader, asked)) {
    if (givenAt) passed.push({ file, givenAt })
    else {
      const taken = await takenUp(services, reader, asked, file)
      if (taken) return { file, ...taken }
      if (--left === 0) break
    }
  }
  for (const { file } of passed.toSorted((a, b) => (a.givenAt < b.givenAt ? -1 : 1)).slice(0, left)) {
    const taken = await takenUp(services, reader, asked, file)
    if (taken) return { file, isAgain: true, ...taken }
  }
  return undefined
}

/** The files of the list that nobody else has, the most urgent first, read as far as they are wanted. */
async function* inOrder(services: Services, reader: Reader, { name, filters }: Asked) {
  const { from, only } = await theirsOf(services, reader, name)
  const both = withinBoth(only, filters)
  if (both === undefined) return
  const seen = new Set<string>()
  for (let after: ReturnType<typeof keysAt> | undefined; ; ) {
    const rows = await rowsOf(services, reader, from, { after, limit: AT_ONCE, filters: both, sorting: byUrgency })
    const open = rows.filter((row) => !row.hidden && !seen.has(row.file))
    const files = [...new Set(open.map(({ file }) => file))]
    for (const file of files) seen.add(file)
    yield* await leftAlone(services.pool, reader.person, files)
    const last = rows.at(-1)
    if (last === undefined || rows.length < AT_ONCE) return
    after = keysAt(last, after?.[0] ?? reader.today)
  }
}

interface Theirs {
  readonly from: WorklistName
  /** What the list is narrowed to; a name without a value is met by nothing. */
  readonly only: WorkFilters
}

/** Where what is the reader's on a list is read: of a list that has what is others' as well, from their own work. */
async function theirsOf({ lists }: Services, reader: Reader, name: WorklistName): Promise<Theirs> {
  if (name === 'overdue' || name === 'dueIn7Days') return { from: 'mine', only: { band: [name] } }
  if (name === 'escalations') return { from: 'mine', only: { kind: ['duty'], stage: escalationStages } }
  if (name !== 'team') return { from: name, only: {} }
  const { caseworkers } = scopeOf(reader, await officeAround(lists, reader), name)
  return { from: 'mine', only: { kind: ['duty'], caseworker: caseworkers } }
}

/** Narrowed to what both mean, by the database: of thousands of rows few may be meant. Nothing, where no row can be both. */
function withinBoth(only: WorkFilters, filters: WorkFilters): WorkFilters | undefined {
  const each = (Object.keys(only) as (keyof WorkFilters)[]).map((name) => {
    const [ours, asked] = [only[name] as readonly string[], filters[name] as readonly string[] | undefined]
    return [name, asked?.length ? ours.filter((value) => asked.includes(value)) : ours] as const
  })
  return each.some(([, values]) => values.length === 0) ? undefined : { ...filters, ...Object.fromEntries(each) }
}

/** Whether there is anything for the person to do in the file, and it became theirs to look at. */
async function takenUp(
  services: Services,
  reader: Reader,
  { name, key, hasStep }: Asked,
  file: string,
): Promise<{ readonly taken?: PostId } | undefined> {
  try {
    const taking = name === 'unassigned' ? await assigningTo(services, reader, file) : undefined
    if (!taking && name !== 'awaitingMySignOff' && !(await hasStep(file))) return undefined
    if (!(await give(services.pool, reader.person, file, key))) return undefined
    if (!taking) return {}
    const { instance, seen, post } = taking
    await put(services, { person: reader.person, key }, { instance, event: assignment(post), seen })
    return { taken: post }
  } catch (error) {
    // Somebody else was there first, or it is theirs already: the next one, then.
    if (error instanceof ChangedSince || error instanceof NotFound || error instanceof Refused || error instanceof NotAccepted)
      return undefined
    throw error
  }
}

/** How the casefile is assigned to the reader's own post, where they may. */
async function assigningTo({ engine }: Services, { person, posts }: Reader, file: string) {
  const own = posts.find(({ grade }) => grade !== null)
  if (own === undefined) return undefined
  const instance = ownInstance(await engine.lookAt(person, file))
  const look = await engine.look(person, instance, { shown: false })
  const isOffered = actionsShown(engine, look).some(({ type, offered }) => type === 'ASSIGN' && offered)
  return isOffered ? { instance, seen: look.file.revision, post: own.id } : undefined
}
